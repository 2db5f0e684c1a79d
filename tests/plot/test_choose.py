import pytest

from pathway_economics.errors import UnknownName
from pathway_economics.plot.choose import proposed, public_purse, window, yearly_payoffs


def test_the_last_environment_is_proposed(run):
    assert proposed(run, None) == 1
    assert proposed(run, "Current") == 0
    with pytest.raises(UnknownName, match="Proposed"):
        proposed(run, "Propose")


def test_parties_without_cash_are_left_out(silo):
    assert list(yearly_payoffs(silo, silo, None)) == ["ICB", "Acute trust", "Community trust"]


def test_the_public_purse_needs_two_public_bodies(run, silo):
    payoffs = yearly_payoffs(silo, silo, None)
    assert public_purse(run, payoffs).mean() == pytest.approx(6_140)  # 82,000 - 60,360 - 15,500
    assert public_purse(run, {"ICB": payoffs["ICB"]}) is None


def test_the_window_in_words(run):
    assert window(run) == "2 budget years, 2026/27 to 2027/28"
