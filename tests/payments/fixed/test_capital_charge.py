import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.payments import capital_charge, pdc_dividend

MONEY = st.floats(0, 1e9)
RATES = st.floats(0, 1)


def test_the_dividend_of_a_trust_by_hand():
    # (210 + 230) / 2 - 20 = 200 m, and 3.5 % of it is 7.0 m
    dividend = pdc_dividend(210e6, 230e6, rate=0.035, excluded=20e6)
    assert dividend == pytest.approx(7.0e6, rel=1e-12)
    assert capital_charge(11e6, dividend) == pytest.approx(18.0e6)  # only 7 m of it is cash


@given(MONEY, MONEY, RATES, st.floats(0.5, 2))
def test_it_is_in_proportion_to_the_assets(opening, closing, rate, unit):
    once = pdc_dividend(opening, closing, rate=rate)
    again = pdc_dividend(unit * opening, unit * closing, rate=rate)
    assert again == pytest.approx(unit * once, rel=1e-9, abs=1e-6)
    assert min(opening, closing) * rate - 1e-6 <= once <= max(opening, closing) * rate + 1e-6
    assert pdc_dividend(opening, closing, rate=0.0) == 0.0


@given(MONEY, RATES)
def test_assets_that_do_not_change_bear_the_rate(assets, rate):
    assert pdc_dividend(assets, assets, rate=rate) == pytest.approx(rate * assets)
    assert pdc_dividend(assets, assets, rate=rate, excluded=assets) == 0.0
