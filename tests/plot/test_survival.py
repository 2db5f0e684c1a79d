from dataclasses import replace

import numpy as np
import pytest

from pathway_economics import plot
from pathway_economics.errors import InvalidModel, UnknownName
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


def with_deaths(traced, deaths):
    """Return the run with these shares dead at the end, by strategy and draw."""
    alive = 1 - np.array(deaths)[:, np.newaxis] * np.linspace(0, 1, 25)[:, np.newaxis]
    occupancy = np.stack([1 - alive, alive, np.zeros_like(alive)], axis=1)
    return replace(traced, traces=replace(traced.traces, occupancy=occupancy))


def cuts(ax):
    return [line for line in ax.lines if line.get_gid() == "cut"]


def test_survival_starts_at_nobody(traced, ax):
    """0.7 ** 24 of a draw are alive at the end."""
    plot.survival(traced, ax=ax)
    assert ax.get_ylim() == (0, 1)
    assert not cuts(ax)


@pytest.mark.parametrize(
    ("dead", "start"),
    [(0.6, 0.0), (0.35, 0.6), (0.15, 0.85), (0.03, 0.97), (0.004, 0.996), (0.0, 0.0)],
)
def test_the_axis_is_cut_below_the_bands_where_most_live_and_says_so(traced, ax, dead, start):
    """The lowest end is 1 - dead; the axis starts at a round share at or below it."""
    plot.survival(with_deaths(traced, [[dead] * 3, [dead / 2] * 3]), ax=ax)
    assert ax.get_ylim() == pytest.approx((start, 1))
    assert bool(cuts(ax)) == (start > 0)
    said = f"; axis starts at {100 * start:.3g} %" if start > 0 else ""
    assert ax.get_ylabel() == f"People alive (%{said})"


def test_the_start_of_the_axis_can_be_chosen(traced, ax):
    plot.survival(with_deaths(traced, [[0.1] * 3, [0.1] * 3]), ax=ax, start=0)
    assert ax.get_ylim() == (0, 1)
    with pytest.raises(InvalidModel, match=r"start=90; it is a share .*write 0\.9 for 90 %"):
        plot.survival(traced, start=90)
    with pytest.raises(InvalidModel, match="one of the two"):
        plot.survival(traced, start=0.5, against="Usual care")


def test_the_difference_is_taken_within_each_draw(traced, ax):
    """After two cycles 0.95² - 0.9², 0.9² - 0.8² and 0.85² - 0.7² more live.

    Those are 0.0925, 0.17 and 0.2325; unpaired, the ends would be wider.
    """
    plot.survival(traced, ax=ax, against="Usual care")
    lines = named(ax)
    assert list(lines) == ["Remote monitoring"]
    assert lines["Remote monitoring"].get_ydata()[:3] == pytest.approx([0, 0.1, 0.165])
    low, high = (line.get_ydata()[2] for line in ax.lines[:2])
    assert low == pytest.approx(0.0925 + 0.05 * (0.17 - 0.0925))
    assert high == pytest.approx(0.2325 - 0.05 * (0.2325 - 0.17))
    assert ax.get_ylabel() == "Difference alive (percentage points)"
    assert ax.get_title(loc="left").startswith("Survival against Usual care\n")
    with pytest.raises(UnknownName):
        plot.survival(traced, against="Usual")


def test_a_strategy_looks_the_same_alone_and_among_others(traced, ax):
    plot.survival(traced, ax=ax)
    among = named(ax)["Remote monitoring"]
    ax.clear()
    plot.survival(traced, "Remote monitoring", ax=ax)
    assert named(ax)["Remote monitoring"].get_color() == among.get_color()


def test_one_draw_is_said_to_have_no_interval(traced, ax):
    one = replace(traced.traces, occupancy=traced.traces.occupancy[..., :1])
    plot.survival(replace(traced, traces=one), ax=ax)
    assert "one draw, so no interval" in ax.get_title(loc="left")
