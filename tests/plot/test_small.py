"""Figures in small axes: nothing that is written leaves the figure."""

import pytest
from matplotlib.figure import Figure

from pathway_economics import plot


def cut_off(figure):
    """Return whether anything that is drawn does not lie within the figure."""
    figure.draw_without_rendering()
    drawn, (width, height) = figure.get_tightbbox(), figure.get_size_inches()
    return drawn.x0 < -0.01 or drawn.y0 < -0.01 or drawn.x1 > width or drawn.y1 > height


@pytest.mark.parametrize("size", [(4, 3), (6.4, 4.8)])
def test_no_label_is_cut(silo, block, traced, size):
    shape = (1, 1) if size == (4, 3) else (2, 2)
    for draw in (
        lambda ax: plot.occupancy(traced, ax=ax),
        lambda ax: plot.survival(traced, ax=ax),
        lambda ax: plot.activity(traced, "Admission", ax=ax),
        lambda ax: plot.queue(traced, ax=ax),
        lambda ax: plot.payoffs(silo, silo, ax=ax),
        lambda ax: plot.arrangements([silo, block], silo, ax=ax),
        lambda ax: plot.cumulative_cash(silo, silo, ax=ax),
    ):
        figure = Figure(figsize=size)
        for ax in figure.subplots(*shape, squeeze=False).ravel():
            draw(ax)
        assert not cut_off(figure)


def test_names_stand_above_the_bars_and_numbers_are_left_out(silo, shown):
    axes = Figure(figsize=(4, 3)).subplots()
    plot.payoffs(silo, silo, ax=axes)
    assert "Acute trust" in shown(axes)
    assert not any(" to " in text for text in shown(axes))
