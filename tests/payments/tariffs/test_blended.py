import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.payments import blended, retained, variable_element

VALUES = st.floats(0, 1e9)
SHARES = st.floats(0, 1)


@pytest.mark.parametrize(
    ("value", "plan", "paid"),
    [
        (44.0, 40.0, 40.8),  # 40 + 0.2 x 4
        (36.0, 40.0, 39.2),  # 40 - 0.2 x 4
        (52_000_000, 50_000_000, 50_400_000),  # case file: 50 m + 0.2 x 2 m
        (48_000_000, 50_000_000, 49_600_000),
    ],
)
def test_the_emergency_default_of_2019_20(value, plan, paid):
    assert blended(value, plan, rate=0.2) == pytest.approx(paid, rel=1e-15)


@pytest.mark.parametrize(
    ("delivered", "adjustment"), [(43_000_000, 1_050_000), (40_000_000, -1_200_000)]
)
def test_the_elective_element_of_2022_23(delivered, adjustment):
    """Case file nhs_payment_rules: target 104 % of 40 m = 41.6 m, 75 % either way."""
    assert variable_element(delivered, 1.04 * 40_000_000, rate=0.75) == pytest.approx(adjustment)


@pytest.mark.parametrize(("value", "paid"), [(106.0, 104.5), (95.0, 97.5)])
def test_rates_may_differ_above_and_below(value, paid):
    # the first consultation of 2022/23: 100 + 0.75 x 6 and 100 - 0.5 x 5
    assert blended(value, 100.0, rate=0.75, rate_below=0.5) == pytest.approx(paid)


@given(VALUES, VALUES, SHARES, SHARES)
def test_a_blended_payment_lies_between_block_and_activity(value, plan, above, below):
    paid = blended(value, plan, rate=above, rate_below=below)
    assert min(value, plan) - 1e-6 <= paid <= max(value, plan) + 1e-6


@given(VALUES, VALUES)
def test_its_ends_are_block_and_activity(value, plan):
    assert blended(value, plan, rate=0.0) == plan
    assert blended(value, plan, rate=1.0) == pytest.approx(value, rel=1e-12, abs=1e-6)


@pytest.mark.parametrize(
    ("value", "rate", "paid", "kept"),
    [
        (54e6, 0.3, 51.2e6, 2.8e6),  # 50 + 0.3 x 4; 0.7 x 4
        (54e6, 0.7, 52.8e6, 1.2e6),  # 50 + 0.7 x 4; 0.3 x 4
        (48e6, 0.3, 48.0e6, 0.0),  # below the baseline every admission is paid in full
    ],
)
def test_the_marginal_rate_emergency_tariff(value, rate, paid, kept):
    assert blended(value, 50e6, rate=rate, rate_below=1.0) == pytest.approx(paid)
    assert retained(value, 50e6, rate=rate) == pytest.approx(kept)


@pytest.mark.parametrize(("value", "paid"), [(106.0, 104.5), (95.0, 96.25)])
def test_the_final_rule_of_2022_23(value, paid):
    # 100 + 0.75 x 6 and 100 - 0.75 x 5
    assert blended(value, 100.0, rate=0.75) == pytest.approx(paid)


@given(VALUES, VALUES, SHARES)
def test_what_is_paid_and_what_is_kept_make_the_full_value(value, plan, rate):
    both = blended(value, plan, rate=rate, rate_below=1.0) + retained(value, plan, rate=rate)
    assert both == pytest.approx(value, rel=1e-12, abs=1e-6)


@given(VALUES, VALUES, VALUES, SHARES, SHARES)
def test_more_activity_is_never_paid_less(value, more, plan, above, below):
    terms = {"rate": above, "rate_below": below}
    assert blended(value + more, plan, **terms) >= blended(value, plan, **terms) - 1e-6


@given(VALUES, VALUES, SHARES, SHARES, st.floats(0.01, 100))
def test_the_unit_of_money_scales_the_payment(value, plan, above, below, unit):
    terms = {"rate": above, "rate_below": below}
    scaled = blended(unit * value, unit * plan, **terms)
    assert scaled == pytest.approx(unit * blended(value, plan, **terms), rel=1e-9, abs=1e-3)
