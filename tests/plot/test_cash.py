from dataclasses import replace

import pytest
from matplotlib.figure import Figure

from pathway_economics import plot
from pathway_economics.errors import UnknownName


def test_each_party_has_a_panel_that_adds_up_its_years(silo, ax):
    plot.cumulative_cash(silo, silo, ax=ax)
    panels = {panel.get_title(loc="left"): panel for panel in ax.child_axes}
    assert list(panels) == ["ICB", "Acute trust", "Community trust"]
    mean = next(line for line in panels["ICB"].lines if line.get_marker() == "o")
    assert list(mean.get_ydata()) == pytest.approx([82.0, 164.0])  # thousand a year, adding up


def test_panels_share_one_scale_and_say_so(silo, ax, shown):
    plot.cumulative_cash(silo, silo, parties=["ICB", "Acute trust"], ax=ax)
    assert len({panel.get_ylim() for panel in ax.child_axes}) == 1
    assert "one scale for all" in "\n".join(shown(ax))


def test_parties_that_differ_too_much_have_scales_of_their_own(silo, ax, shown):
    # 164,000 against 31,000 is one scale; a tenth as much more monitoring would be two.
    entries = tuple(
        replace(entry, amount=entry.amount / 10) if entry.payer == "Community trust" else entry
        for entry in silo.ledger.entries
    )
    small = replace(silo, ledger=replace(silo.ledger, entries=entries))
    plot.cumulative_cash(small, small, ax=ax)
    assert len({panel.get_ylim() for panel in ax.child_axes}) == 3
    assert "each panel on its own scale" in "\n".join(shown(ax))


def test_the_break_even_year_is_marked(silo, ax):
    plot.cumulative_cash(silo, silo, ax=ax)
    marked = [any(line.get_marker() == "^" for line in panel.lines) for panel in ax.child_axes]
    assert marked == [True, False, False]  # the ICB gains from the first year, the others lose


def test_small_axes_keep_unit_and_names(silo, shown):
    axes = Figure(figsize=(4, 3)).subplots()
    plot.cumulative_cash(silo, silo, ax=axes)
    text = "\n".join(shown(axes))
    assert "GBP thousand" in text
    assert "ICB" in text


def test_one_party_can_be_chosen(silo, ax):
    plot.cumulative_cash(silo, silo, parties=["ICB"], ax=ax)
    assert len(ax.child_axes) == 1


def test_a_party_without_cash_is_unknown(silo, ax):
    with pytest.raises(UnknownName, match="Acute trust"):
        plot.cumulative_cash(silo, silo, parties=["Acute trusts"], ax=ax)


def test_units_and_interval_are_said(silo, ax, shown):
    plot.cumulative_cash(silo, silo, ax=ax)
    text = "\n".join(shown(ax))
    assert "GBP thousand, 2024/25 prices" in text
    assert "95 % interval" in text
