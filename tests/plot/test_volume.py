from dataclasses import replace

import numpy as np
import pytest

from pathway_economics import plot
from pathway_economics.errors import InvalidModel, UnknownName


def named(ax):
    return {line.get_label(): line for line in ax.lines if not line.get_label().startswith("_")}


def test_activity_by_year_and_environment(traced, ax):
    plot.activity(traced, "Admission", ax=ax)
    lines = named(ax)
    assert list(lines["Current"].get_ydata()) == [100, 100]
    assert list(lines["Proposed"].get_ydata()) == [80, 80]
    assert [text.get_text() for text in ax.get_xticklabels()] == ["2026/27", "2027/28"]
    assert ax.get_ylabel() == "Activity (admission per year)"


def test_points_of_one_year_stand_apart_around_it(traced, ax):
    """Two in half a year: a quarter of that to either side, 0.125."""
    plot.activity(traced, "Admission", ax=ax)
    lines = named(ax)
    assert lines["Current"].get_xdata() == pytest.approx([-0.125, 0.875])
    assert lines["Proposed"].get_xdata() == pytest.approx([0.125, 1.125])


def test_a_service_of_two_providers_is_one_service(traced, ax):
    """100 of one and 500 of the other, once they bear one name."""
    lines = tuple(replace(line, name="Care") for line in traced.lines[:2])
    plot.activity(replace(traced, lines=(*lines, *traced.lines[2:])), "Care", ["Proposed"], ax=ax)
    assert list(named(ax)["Proposed"].get_ydata()) == [580, 580]


def test_a_line_that_is_not_there_is_unknown(traced, ax):
    with pytest.raises(UnknownName, match="Admission"):
        plot.activity(traced, "Admissions", ax=ax)


def test_a_queue_grows_by_what_is_not_seen(traced, ax):
    """4 more a month on average; in the draws 2, 4 and 6."""
    plot.queue(traced, ax=ax)
    lines = named(ax)
    assert lines["Current"].get_ydata() == pytest.approx(4 * np.arange(24))
    assert lines["Proposed"].get_ydata()[-1] == pytest.approx(46)
    assert lines["Current"].get_xdata()[12] == 1.0  # the second year begins
    assert [text.get_text() for text in ax.get_xticklabels()] == ["2026/27", "2027/28"]
    assert ax.get_ylabel() == "People waiting"


def test_a_service_without_a_queue_is_unknown(traced, ax):
    with pytest.raises(UnknownName, match="Clinic"):
        plot.queue(traced, "Clinics", ax=ax)


def test_a_model_without_capacity_has_no_queue(traced, ax):
    none = replace(traced.traces, services=(), waiting=np.zeros((2, 0, 24, 3)))
    with pytest.raises(InvalidModel, match="no service of this model has a capacity"):
        plot.queue(replace(traced, traces=none), ax=ax)
    with pytest.raises(InvalidModel, match="no environments"):
        plot.queue(replace(traced, environments=()), ax=ax)
