import pytest
from matplotlib.figure import Figure

from pathway_economics.errors import InvalidModel
from pathway_economics.plot import gains


def test_every_cell_is_a_payoff_by_hand(silo, block, ax, shown):
    assert gains([silo, block], status_quo=silo, ax=ax) is ax
    # two years: the ICB keeps 20 x 4,100 a year or pays its block of 410,000 as before;
    # the trust's spending falls by 20 x 1,082, monitoring costs 500 x 31 a year
    cells = [text.get_text() for text in ax.texts]
    assert cells == [
        *("+164", "−121", "−31.0", "+12.3"),
        *("0", "+43.3", "−31.0", "+12.3"),
    ]
    written = " ".join(shown(ax))
    assert "GBP thousand" in written
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Silo", "Block"]


def test_small_axes_are_drawn_too(silo):
    figure = Figure(figsize=(3, 2))
    gains([silo], status_quo=silo, ax=figure.subplots())
    figure.draw_without_rendering()


def test_nothing_cannot_be_drawn(silo):
    with pytest.raises(InvalidModel, match="no settlement"):
        gains([], status_quo=silo)
