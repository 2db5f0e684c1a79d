from dataclasses import replace

import numpy as np
import pytest
from matplotlib.collections import PolyCollection

from pathway_economics import plot
from pathway_economics.errors import InvalidModel, UnknownName
from pathway_economics.outcomes import Traces


def areas(ax):
    """Return the upper edge of each area at each moment, lowest area first."""
    found = []
    for area in ax.findobj(PolyCollection)[:2]:
        x, y = area.get_paths()[0].vertices.T
        found.append([y[np.isclose(x, moment)].max() for moment in np.arange(25) / 12])
    return found


def test_the_living_lie_below_the_dead(traced, ax):
    """After t cycles (0.9 ** t + 0.8 ** t + 0.7 ** t) / 3 are well; all are somewhere."""
    plot.occupancy(traced, ax=ax)
    well, everyone = areas(ax)
    t = np.arange(25)
    assert well == pytest.approx((0.9**t + 0.8**t + 0.7**t) / 3)
    assert everyone == pytest.approx(np.ones(25))


def test_the_share_alive_has_its_interval(traced, ax):
    """Of three draws, the 2.5 % quantile lies 0.05 of the way from the lowest to the middle."""
    plot.occupancy(traced, ax=ax)
    mean, low, high = (line.get_ydata() for line in ax.lines)
    assert low[1] == pytest.approx(0.7 + 0.05 * 0.1)
    assert high[1] == pytest.approx(0.9 - 0.05 * 0.1)
    assert mean[1] == pytest.approx(0.8)


def test_the_key_leaves_out_where_nobody_ever_is(traced, ax):
    plot.occupancy(traced, ax=ax)
    told = [text.get_text() for text in ax.get_legend().get_texts()]
    assert told == ["Dead", "Well", "Share alive", "95 % interval of it"]


def test_one_strategy_is_chosen_by_name(traced, ax, shown):
    plot.occupancy(traced, "Remote monitoring", ax=ax)
    assert areas(ax)[0][1] == pytest.approx(0.9)
    assert any("Where people are: Remote monitoring" in text for text in shown(ax))
    with pytest.raises(UnknownName, match="Usual care"):
        plot.occupancy(traced, "Usual cares", ax=ax)


def test_units_are_said(traced, ax):
    plot.occupancy(traced, ax=ax)
    assert ax.get_xlabel() == "Years since entry"
    assert ax.get_ylabel() == "People who started (%)"


def test_a_run_without_traces_says_how_to_keep_them(silo, ax):
    with pytest.raises(InvalidModel, match=r"keep=Keep\(traces=True\)"):
        plot.occupancy(silo.outcomes, ax=ax)


def with_states(traced, shares):
    """Return the run with these states, whose shares stay as they are; the rest is dead."""
    names = (*shares, "Dead")
    still = np.array([*shares.values(), 1 - sum(shares.values())])
    occupancy = np.broadcast_to(
        still[np.newaxis, :, np.newaxis, np.newaxis], (2, len(names), 25, 3)
    )
    alive = (*(True for _ in shares), False)
    kept = Traces(names, alive, occupancy, traced.traces.services, traced.traces.waiting)
    return replace(traced, traces=kept)


def test_the_key_has_the_order_of_the_areas_and_says_how_large_thin_ones_get(traced, ax):
    plot.occupancy(with_states(traced, {"Well": 0.7, "Ill": 0.02, "Mended": 0.2}), ax=ax)
    told = [text.get_text() for text in ax.get_legend().get_texts()]
    assert told[:4] == ["Dead", "Mended", "Ill\n(at most 2 %)", "Well"]


def test_nothing_is_hatched_and_only_a_thin_area_has_a_line_of_its_own_colour(traced, ax):
    plot.occupancy(with_states(traced, {"Well": 0.7, "Ill": 0.02, "Mended": 0.2}), ax=ax)
    well, ill, mended, dead = ax.findobj(PolyCollection)
    assert not any(area.get_hatch() for area in (well, ill, mended, dead))
    assert [area.get_linewidth()[0] > 0 for area in (well, ill, mended, dead)] == [
        False,
        True,
        False,
        False,
    ]
    assert (ill.get_edgecolor() == ill.get_facecolor()).all()


def lightness(area):
    return float(area.get_facecolor()[0][:3] @ [0.299, 0.587, 0.114])


def test_neighbours_differ_in_grey_and_hatches_come_only_with_the_ninth(traced, ax):
    plot.occupancy(with_states(traced, {f"State {n}": 0.09 for n in range(10)}), ax=ax)
    living = ax.findobj(PolyCollection)[:10]
    steps = np.diff([lightness(area) for area in living])
    assert (np.abs(steps) > 0.1).all()
    assert [bool(area.get_hatch()) for area in living] == [False] * 8 + [True] * 2
    looks = {(tuple(area.get_facecolor()[0]), area.get_hatch()) for area in living}
    assert len(looks) == 10


def test_lines_do_not_hide_a_thin_area(traced, ax):
    """One in a hundred is 2 points of a figure of ours; a line takes less than half of that."""
    plot.occupancy(traced, ax=ax)
    assert max(line.get_linewidth() for line in ax.lines) <= 0.8


def test_nobody_has_no_line(traced, ax):
    """A thin state that empties after two cycles is not drawn at the end."""
    run = with_states(traced, {"Well": 0.9, "Operation": 0.02})
    shares = np.array(run.traces.occupancy)
    shares[:, 1, 3:] = 0.0
    plot.occupancy(replace(run, traces=replace(run.traces, occupancy=shares)), ax=ax)
    operation = ax.findobj(PolyCollection)[1]
    assert operation.get_paths()[0].vertices[:, 0].max() <= 3 / 12
