import numpy as np
import pytest
from matplotlib.collections import PolyCollection

from pathway_economics.plot.bands import band, marked

X = np.arange(11.0)
SAME = np.tile(X[:, np.newaxis], (1, 5)) + np.arange(5)


def drawn(ax):
    return [line for line in ax.lines if not line.get_label().startswith("_")]


def test_lines_that_lie_on_each_other_all_show(ax):
    """Later ones lie on top, are narrower, and have their own dashes and markers."""
    for index in range(3):
        band(ax, X, SAME, index, f"Line {index}", 3)
    lines = drawn(ax)
    widths, order = [a.get_linewidth() for a in lines], [a.get_zorder() for a in lines]
    assert widths == sorted(widths, reverse=True)
    assert len(set(widths)) == 3
    assert order == sorted(order)
    assert len(set(order)) == 3
    assert len({line.get_linestyle() for line in lines}) == 3
    assert len({line.get_marker() for line in lines}) == 3


def test_no_two_lines_are_marked_at_one_moment():
    """Of 24 moments, each of three lines has its own; at so few as 3, each has one."""
    for moments in (24, 3):
        places = [
            set(range(*marked(index, 3, moments)[:1], moments, marked(index, 3, moments)[1]))
            for index in range(3)
        ]
        assert all(places)
        assert not set.intersection(*places)
        assert sum(map(len, places)) == len(set.union(*places))


def test_bands_lie_under_every_line(ax):
    for index in range(2):
        band(ax, X, SAME, index, f"Line {index}", 2)
    fills = ax.findobj(PolyCollection)
    assert len(fills) == 2
    assert max(fill.get_zorder() for fill in fills) < min(line.get_zorder() for line in ax.lines)


def test_edges_of_a_band_are_its_interval_with_the_dashes_of_its_line(ax):
    """Of draws 0 to 4 the 2.5 % quantile is 0.1, the 97.5 % one 3.9."""
    band(ax, X, SAME, 1, "Second", 2)
    low, high, mean = ax.lines
    assert low.get_ydata() == pytest.approx(X + 0.1)
    assert high.get_ydata() == pytest.approx(X + 3.9)
    assert mean.get_ydata() == pytest.approx(X + 2)
    assert low.get_linestyle() == high.get_linestyle() == mean.get_linestyle() == "--"


def test_one_draw_has_no_band(ax):
    band(ax, X, SAME[:, :1], 0, "Only", 1)
    assert len(ax.lines) == 1
    assert not ax.findobj(PolyCollection)
