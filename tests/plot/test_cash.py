import pytest

from pathway_economics import plot
from pathway_economics.errors import UnknownName


def test_each_party_has_a_panel_that_adds_up_its_years(silo, ax):
    plot.cumulative_cash(silo, silo, ax=ax)
    panels = {panel.get_title(loc="left"): panel for panel in ax.child_axes}
    assert list(panels) == ["ICB", "Acute trust", "Community trust"]
    mean = next(line for line in panels["ICB"].lines if line.get_marker() == "o")
    assert list(mean.get_ydata()) == pytest.approx([82.0, 164.0])  # thousand a year, adding up


def test_panels_share_one_scale(silo, ax):
    plot.cumulative_cash(silo, silo, ax=ax)
    assert len({panel.get_ylim() for panel in ax.child_axes}) == 1


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
