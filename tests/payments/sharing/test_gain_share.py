import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pathway_economics.payments import gain_share

POUNDS = st.floats(0, 1e9)
SHARES = st.floats(0, 1)


@pytest.mark.parametrize(
    ("expenditure", "payment"),
    [
        (90.0, 5.0),  # half of a saving of 10
        (99.0, 0.0),  # a saving of 1, below the minimum rate of 2 %
        (98.0, 1.0),  # a saving of exactly 2 % counts from its first pound
        (120.0, -4.0),  # a fifth of a loss of 20
        (0.0, 10.0),  # half of 100 is 50, capped at a tenth of the benchmark
    ],
)
def test_by_hand(expenditure, payment):
    terms = {"sharing_rate": 0.5, "loss_sharing_rate": 0.2, "minimum_rate": 0.02, "cap": 0.1}
    assert gain_share(expenditure, 100.0, **terms) == pytest.approx(payment)


@pytest.mark.parametrize(("minimum_rate", "payment"), [(0.0, 281_250), (0.01, 0)])
def test_axene_minimum_savings_rate(minimum_rate, payment):
    """Axene Health Partners: USD 495.50 against 500 per member month, 125,000 months.

    Savings 4.50 x 125,000 = 562,500, half of it 281,250; but 4.50 is below 1 % of 500.
    """
    paid = gain_share(
        495.50 * 125_000, 500.00 * 125_000, sharing_rate=0.5, minimum_rate=minimum_rate
    )
    assert paid == pytest.approx(payment, abs=1e-6)


@pytest.mark.parametrize(
    ("terms", "spent", "payment"),
    [
        ({"sharing_rate": 0.75, "loss_sharing_rate": 0.4, "cap": 0.2}, 190.0, 7.5),
        ({"sharing_rate": 0.75, "loss_sharing_rate": 0.4, "cap": 0.15}, 210.0, -4.0),
        ({"sharing_rate": 0.5, "loss_sharing_rate": 0.3, "cap": 0.04}, 240.0, -8.0),
    ],
)
def test_medicare_shared_savings_by_hand(terms, spent, payment):
    # benchmark 200: 0.75 x 10; -0.4 x 10; and -0.3 x 40 = -12, capped at 4 % of 200
    assert gain_share(spent, 200.0, **terms) == pytest.approx(payment)


@given(POUNDS, st.floats(1, 1e9), SHARES, SHARES, SHARES, SHARES)
def test_a_small_change_of_spending_changes_little_except_at_the_gate(
    spent, benchmark, gain, loss, minimum, cap
):
    step = 1e-6 * benchmark
    least = minimum * benchmark
    before, after = abs(benchmark - spent), abs(benchmark - (spent + step))
    assume((before < least) == (after < least))  # both on one side of the gate
    terms = {
        "sharing_rate": gain,
        "loss_sharing_rate": loss,
        "minimum_rate": minimum,
        "cap": cap,
    }
    change = gain_share(spent + step, benchmark, **terms) - gain_share(spent, benchmark, **terms)
    assert abs(change) <= step * 1.001


def test_at_the_gate_it_jumps():
    terms = {"sharing_rate": 0.5, "minimum_rate": 0.1}
    just_below, just_above = gain_share([90.001, 90.0], 100.0, **terms)
    assert (just_below, just_above) == (0.0, 5.0)


@given(POUNDS, POUNDS, SHARES, SHARES)
def test_no_payment_exceeds_the_saving_it_shares(spent, benchmark, gain, minimum):
    paid = gain_share(spent, benchmark, sharing_rate=gain, minimum_rate=minimum)
    assert 0 <= paid <= max(benchmark - spent, 0.0)
    assert np.shape(paid) == ()


@pytest.mark.parametrize(
    ("spent", "terms", "payment"),
    [
        (150.0, {"cap": 0.1, "loss_cap": 0.05}, -5.0),  # half of -50, capped at 5 % of 100
        (20.0, {"cap": 0.1, "loss_cap": 0.05}, 10.0),  # half of 80, capped at 10 %
        (150.0, {"loss_cap": 0.05}, -5.0),
        (20.0, {"loss_cap": 0.05}, 40.0),  # no cap on gains
        (150.0, {"cap": 0.1}, -10.0),  # the cap of gains holds for losses
        (90.0, {"first": 4.0}, 4 + 0.5 * 6),  # 4 stranded of a saving of 10, half of the rest
        (90.0, {"first": 40.0}, 10.0),  # all of the saving and no more
        (110.0, {"first": 40.0}, -5.0),  # nothing comes out of a loss
        (99.0, {"first": 4.0, "minimum_rate": 0.02}, 0.0),  # below the gate nothing is paid
    ],
)
def test_caps_of_losses_and_what_comes_first(spent, terms, payment):
    rates = {"sharing_rate": 0.5, "loss_sharing_rate": 0.5}
    assert gain_share(spent, 100.0, **rates, **terms) == pytest.approx(payment)


@given(POUNDS, POUNDS, SHARES, POUNDS)
def test_what_comes_first_never_exceeds_the_saving_and_is_never_less_than_no_first(
    spent, benchmark, rate, first
):
    with_first = gain_share(spent, benchmark, sharing_rate=rate, first=first)
    assert gain_share(spent, benchmark, sharing_rate=rate) - 1e-6 <= with_first
    assert with_first <= max(benchmark - spent, 0.0) + 1e-6
