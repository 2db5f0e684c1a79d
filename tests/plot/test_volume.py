from dataclasses import replace

import numpy as np
import pytest
from matplotlib.figure import Figure

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


@pytest.mark.parametrize("wide", [3, 9])
def test_points_of_one_year_stand_beside_each_other_around_it(traced, wide):
    """However wide a year is, 8 points lie between the middles of two markers of 5."""
    ax = Figure(figsize=(wide, 5)).subplots()
    plot.activity(traced, "Admission", ax=ax)
    x = {name: line.get_xdata()[0] for name, line in named(ax).items()}
    assert x["Current"] == pytest.approx(-x["Proposed"])
    inches = ax.get_window_extent().width / ax.figure.dpi
    apart = (x["Proposed"] - x["Current"]) / np.diff(ax.get_xlim())[0] * inches * 72
    assert apart == pytest.approx(8)


def test_many_environments_stay_within_their_year(traced, ax):
    """Thirty at 8 points would take 240; they take 0.6 of a year less the last gap."""
    names = tuple(f"E{n}" for n in range(30))
    many = np.repeat(traced.activity[:1], 30, axis=0)
    plot.activity(replace(traced, environments=names, activity=many), "Admission", ax=ax)
    first = [line.get_xdata()[0] for line in named(ax).values()]
    assert max(first) - min(first) < 0.6


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
    assert list(ax.get_xticks()) == [0, 1]
    assert ax.get_xlabel().startswith("Start of budget year; people counted at the start of each m")
    assert ax.get_ylabel() == "People waiting (number)"


def test_queues_that_are_the_same_are_told_apart(traced, ax):
    waiting = np.repeat(traced.traces.waiting[:1], 2, axis=0)
    plot.queue(replace(traced, traces=replace(traced.traces, waiting=waiting)), ax=ax)
    under, over = named(ax).values()
    assert list(under.get_ydata()) == list(over.get_ydata())
    assert under.get_linewidth() > over.get_linewidth()
    assert under.get_zorder() < over.get_zorder()
    assert over.get_linestyle() == "--"
    assert under.get_markevery() != over.get_markevery()


def test_an_environment_looks_the_same_in_both_figures(traced, ax):
    plot.activity(traced, "Admission", "Proposed", ax=ax)
    delivered = named(ax)["Proposed"]
    ax.clear()
    plot.queue(traced, environments="Proposed", ax=ax)
    assert named(ax)["Proposed"].get_marker() == delivered.get_marker() == "s"


def test_a_service_without_a_queue_is_unknown(traced, ax):
    with pytest.raises(UnknownName, match="Clinic"):
        plot.queue(traced, "Clinics", ax=ax)


def test_a_model_without_capacity_has_no_queue(traced, ax):
    none = replace(traced.traces, services=(), waiting=np.zeros((2, 0, 24, 3)))
    with pytest.raises(InvalidModel, match="no service of this model has a capacity"):
        plot.queue(replace(traced, traces=none), ax=ax)
    with pytest.raises(InvalidModel, match="no environments"):
        plot.queue(replace(traced, environments=()), ax=ax)
