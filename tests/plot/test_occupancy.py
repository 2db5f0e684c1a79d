import numpy as np
import pytest
from matplotlib.collections import PolyCollection

from pathway_economics import plot
from pathway_economics.errors import InvalidModel, UnknownName


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
    low, high, mean = (line.get_ydata() for line in ax.lines)
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
