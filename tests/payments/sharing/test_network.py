import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose

from pathway_economics.payments import fallen, in_proportion, network_share

EITHER = st.floats(-1e6, 1e6)
SAVINGS = arrays(np.float64, (3, 5), elements=EITHER)
PARTS = arrays(np.float64, (3, 1), elements=st.floats(0, 1))
HALVES = [0.5, 0.3, 0.2]


@pytest.mark.parametrize(
    ("terms", "out"),
    [
        # savings 30, -10 and 0: a gain of 20
        ({}, [10, 6, 4]),
        ({"minimum_rate": 0.2}, [10, 6, 4]),  # exactly 20 % of 100 counts
        ({"minimum_rate": 0.21}, [0, 0, 0]),
        ({"good_enough": False}, [0, 0, 0]),
        # the first 5 to the third; of the other 15: 7.5, 4.5 and 3
        ({"first": 5.0, "first_to": [0, 0, 1]}, [7.5, 4.5, 8]),
        # 30 to the third make a loss of 10 for all, shared equally
        ({"first": 30.0, "first_to": [0, 0, 1]}, [-10 / 3, -10 / 3, 30 - 10 / 3]),
        # but no more than the gain where losses are not shared
        ({"first": 30.0, "first_to": [0, 0, 1], "loss": [0, 0, 0]}, [0, 0, 20]),
        # 10 capped at 7: the other 3 go 3:2
        ({"caps": [7, np.inf, np.inf]}, [7, 6 + 1.8, 4 + 1.2]),
        ({"caps": [7, 6, np.inf]}, [7, 6, 7]),
    ],
)
def test_a_gain_of_twenty(terms, out):
    given_terms = {"gain": HALVES, "loss": [1 / 3] * 3, **terms}
    paid_in, paid_out = network_share([30.0, -10.0, 0.0], 100.0, **given_terms)
    assert_allclose(paid_out, out)
    assert_allclose(paid_in, [30, -10, 0] if np.any(paid_out) else 0)


def test_a_loss_has_its_own_weights_and_needs_no_quality():
    terms = {"gain": HALVES, "loss": [0.2, 0.8, 0.0], "good_enough": False}
    paid_in, paid_out = network_share([-30.0, 10.0, 0.0], 100.0, **terms)
    assert_allclose(paid_out, [-4, -16, 0])  # 20 % and 80 % of -20
    assert_allclose(paid_in, [-30, 10, 0])


@given(SAVINGS, PARTS, PARTS, st.floats(0, 0.5), st.booleans(), st.floats(0, 1e6), SAVINGS)
def test_as_much_is_paid_in_as_out(savings, gain, loss, minimum, good, first, caps):
    limits = np.vstack([np.full((1, 5), np.inf), np.abs(caps[1:])])
    paid_in, paid_out = network_share(
        savings,
        1e6,
        gain=in_proportion(gain),
        loss=in_proportion(loss),
        minimum_rate=minimum,
        good_enough=good,
        caps=limits,
        first=first,
        first_to=[[0], [0], [1]],
    )
    assert_allclose(paid_in.sum(axis=0), paid_out.sum(axis=0), atol=1e-6)


@given(SAVINGS, PARTS)
def test_gains_and_losses_alike_are_mirror_images(savings, parts):
    """Monitor's example: the share of community services is GBP +181,000 or -181,000."""
    weights = in_proportion(parts)
    _, gained = network_share(savings, 1e6, gain=weights, loss=weights)
    _, lost = network_share(-savings, 1e6, gain=weights, loss=weights)
    assert_allclose(gained, -lost, atol=1e-6)


@given(SAVINGS, st.floats(0, 100), PARTS)
def test_who_saves_more_makes_nobody_worse_off(savings, more, parts):
    weights = in_proportion(parts)
    saves = savings + np.array([[more], [0.0], [0.0]])
    _, before = network_share(savings, 1e6, gain=weights, loss=weights)
    _, after = network_share(saves, 1e6, gain=weights, loss=weights)
    assert (after >= before - 1e-6).all()


def test_at_the_gate_it_jumps_by_the_whole_gain():
    terms = {"gain": HALVES, "loss": HALVES, "minimum_rate": 0.1}
    _, below = network_share([9.999, 0, 0], 100.0, **terms)
    _, at = network_share([10.0, 0, 0], 100.0, **terms)
    assert_allclose(below, 0)
    assert at.sum() == pytest.approx(10)


@pytest.mark.parametrize(
    ("income", "gain", "weights"),
    [
        ([70.0, 40.0, 60.0], 20.0, [0.75, 0.25, 0]),  # falls of 30 and 10
        ([70.0, 40.0, 60.0], -20.0, [0, 0, 1]),  # a loss falls on whose income rose
        ([100.0, 50.0, 50.0], 20.0, [0, 0, 0]),  # nobody to compensate
    ],
)
def test_compensating_those_whose_income_fell(income, gain, weights):
    assert_allclose(fallen(income, [100.0, 50.0, 50.0], gain), weights)
