from dataclasses import replace

import pytest

from pathway_economics import plot
from pathway_economics.errors import UnknownName
from pathway_economics.horizon import Horizon


def named(ax):
    """Return the lines that have a name in the key."""
    return {line.get_label(): line for line in ax.lines if not line.get_label().startswith("_")}


def test_a_line_for_each_strategy_from_everyone_down(traced, ax):
    """After two cycles (0.9 ** 2 + 0.8 ** 2 + 0.7 ** 2) / 3 = 0.6467 are alive on the first."""
    plot.survival(traced, ax=ax)
    lines = named(ax)
    assert list(lines) == ["Usual care", "Remote monitoring"]
    assert lines["Usual care"].get_ydata()[:3] == pytest.approx([1, 0.8, 1.94 / 3])
    assert lines["Remote monitoring"].get_ydata()[1] == pytest.approx(0.9)


def test_lines_differ_without_colour(traced, ax):
    plot.survival(traced, ax=ax)
    assert len({line.get_linestyle() for line in named(ax).values()}) == 2


def test_one_strategy_can_be_chosen(traced, ax):
    plot.survival(traced, ["Remote monitoring"], ax=ax)
    assert list(named(ax)) == ["Remote monitoring"]
    with pytest.raises(UnknownName):
        plot.survival(traced, ["Nothing"], ax=ax)


def test_short_runs_count_cycles(traced, ax):
    """24 days are no years."""
    plot.survival(replace(traced, horizon=Horizon("2026", cycle="day", cycles=24)), ax=ax)
    assert ax.get_xlabel() == "Time since entry (cycles of a day)"
    assert named(ax)["Usual care"].get_xdata()[-1] == 24


def test_what_lines_and_bands_are_is_said(traced, ax, shown):
    plot.survival(traced, ax=ax)
    assert "Survival\nline: mean; band: 95 % interval" in shown(ax)


def test_one_strategy_may_be_given_by_its_name(traced, ax):
    plot.survival(traced, "Remote monitoring", ax=ax)
    assert list(named(ax)) == ["Remote monitoring"]
