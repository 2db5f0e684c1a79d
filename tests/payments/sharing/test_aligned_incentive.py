import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.payments import aligned_incentive

POUNDS, SHARES = st.floats(0, 1e6), st.floats(0, 1)


@pytest.mark.parametrize(
    ("cost", "paid"),
    [
        (96.0, 100.0),  # as expected: the guarantee alone
        (90.0, 100 - 0.5 * 6),
        (106.0, 100 + 0.3 * 10),
    ],
)
def test_by_hand(cost, paid):
    shares = {"saving_share": 0.5, "overrun_share": 0.3}
    assert aligned_incentive(100.0, cost, 96.0, **shares) == pytest.approx(paid)


@given(POUNDS, POUNDS, POUNDS)
def test_at_the_ends_it_is_a_block_or_reimburses_the_cost(income, cost, expected):
    assert aligned_incentive(income, cost, expected, saving_share=0.0) == income
    shares = {"saving_share": 1.0, "overrun_share": 1.0}
    assert aligned_incentive(expected, cost, expected, **shares) == pytest.approx(cost, abs=1e-9)


@given(POUNDS, POUNDS, st.floats(0, 100), SHARES, SHARES)
def test_who_saves_a_pound_keeps_some_of_it(cost, expected, saved, give_back, made_good):
    shares = {"saving_share": give_back, "overrun_share": made_good}
    before, after = (aligned_incentive(0.0, c, expected, **shares) for c in (cost + saved, cost))
    assert -1e-9 <= before - after <= saved + 1e-9
