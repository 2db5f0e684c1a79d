import pytest

from pathway_economics import plot


def test_bars_are_the_payoffs_over_the_window(silo, ax):
    # A year: ICB +20 x 4,100 = 82,000. Trust -82,000 + 20 x 4,328 x 0.25 = -60,360.
    # Community trust -500 x 31 = -15,500. Supplier holds no cash. Purse: +6,140. Two years.
    plot.payoffs(silo, silo, ax=ax)
    widths = [bar.get_width() for bar in ax.patches]
    assert widths == pytest.approx([164.0, -120.72, -31.0, 12.28])
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert names == ["ICB", "Acute trust", "Community trust", "Public purse"]


def test_losses_are_hatched_so_that_grey_paper_shows_them(silo, ax):
    plot.payoffs(silo, silo, ax=ax)
    assert [bool(bar.get_hatch()) for bar in ax.patches] == [False, True, True, False]


def test_units_interval_and_comparison_are_said(silo, block, ax, shown):
    plot.payoffs(block, silo, ax=ax)
    text = "\n".join(shown(ax))
    for part in (
        "GBP thousand",
        "2024/25 prices",
        "undiscounted",
        "95 % interval",
        "Block",
        "Silo",
    ):
        assert part in text


def test_returns_the_axes_it_was_given_or_new_ones(silo, ax):
    import matplotlib.pyplot as plt

    assert plot.payoffs(silo, silo, ax=ax) is ax
    made = plot.payoffs(silo, silo)
    assert made is not ax
    plt.close(made.figure)
