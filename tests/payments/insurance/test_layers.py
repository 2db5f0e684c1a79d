import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pathway_economics.payments import allocate_back, franchise, in_money, layer

POUNDS = st.floats(0, 1e9)
SHARES = st.floats(0, 1)
LOSSES = arrays(np.float64, st.integers(1, 8), elements=st.floats(0, 1e9))


@pytest.mark.parametrize(
    ("terms", "paid"),
    [
        ({}, 100.0),
        ({"deductible": 10.0}, 90.0),
        ({"deductible": 120.0}, 0.0),
        ({"attachment": 30.0, "limit": 50.0}, 50.0),  # 50 in excess of 30
        ({"deductible": 10.0, "attachment": 30.0, "limit": 80.0}, 60.0),  # 100 - 10 - 30
        ({"attachment": 30.0, "limit": 50.0, "share": 0.2}, 10.0),
    ],
)
def test_a_layer_of_a_loss_of_100_by_hand(terms, paid):
    assert layer(100.0, **terms) == pytest.approx(paid)


def test_a_franchise_jumps_by_its_deductible():
    assert franchise([50.0, 50.001], 50.0).tolist() == [0.0, 50.001]


def test_terms_become_money_row_by_row():
    basis = ["amount", "loss", "insured_value", "limit"]
    given_as = in_money([7.0, 0.1, 0.1, 0.1], basis, loss=100.0, insured_value=300.0, limit=50.0)
    np.testing.assert_allclose(given_as, [7.0, 10.0, 30.0, 5.0])
    assert np.isnan(in_money(0.1, "limit", loss=100.0))  # of a limit that is not given
    assert in_money(0.1, "loss", loss=[1.0, 2.0]).tolist() == pytest.approx([0.1, 0.2])


@given(POUNDS, POUNDS, POUNDS, POUNDS, SHARES, st.floats(0, 1e6))
def test_a_layer_is_continuous_rises_and_keeps_its_bounds(loss, off, start, limit, share, more):
    terms = {"deductible": off, "attachment": start, "limit": limit, "share": share}
    low, high = layer([loss, loss + more], **terms)
    assert 0 <= low <= high <= share * limit
    assert high - low <= share * more + 1e-6


@given(POUNDS, st.lists(st.floats(0, 1e8), min_size=1, max_size=5))
def test_layers_on_top_of_each_other_bear_the_loss(loss, heights):
    starts = np.cumsum([0.0, *heights])
    limits = np.append(heights, np.inf)
    assert layer(loss, attachment=starts, limit=limits).sum() == pytest.approx(loss)


@given(POUNDS, st.floats(0.1, 1e6))
def test_another_unit_of_money_changes_nothing_else(loss, unit):
    one = layer(loss, deductible=10.0, attachment=1e6, limit=1e8, share=0.3)
    other = layer(loss * unit, deductible=10.0 * unit, attachment=1e6 * unit, limit=1e8 * unit,
                  share=0.3)  # fmt: skip
    assert other == pytest.approx(one * unit, rel=1e-9, abs=1e-3 * unit)


@given(LOSSES, st.randoms(), POUNDS, POUNDS, SHARES)
def test_two_layers_lead_back_to_exactly_their_totals_in_any_order(losses, rng, start, limit, part):
    loss = losses.sum()
    totals = layer(loss, attachment=[0.0, start], limit=[limit, np.inf], share=part)
    rows = np.stack([allocate_back(losses, total) for total in totals])
    for order in (range(len(losses)), rng.sample(range(len(losses)), len(losses))):
        added = np.zeros(2)
        for row in order:
            added = added + rows[:, row]
        assert added.tolist() == totals.tolist()  # to the last bit
        again = np.stack([allocate_back(losses[list(order)], total) for total in totals])
        assert again.sum(axis=1).tolist() == totals.tolist()
        assert np.sort(again).tolist() == np.sort(rows).tolist()
    assert (rows >= 0).all()
    assert not rows[:, losses == 0].any()


@given(LOSSES, POUNDS)
def test_each_row_has_its_proportion(losses, total):
    if losses.sum() > 1e-6:
        wanted = losses / losses.sum() * total
        np.testing.assert_allclose(allocate_back(losses, total), wanted, rtol=1e-12,
                                   atol=4e-15 * total)  # fmt: skip


def test_allocation_over_draws_at_once():
    losses = np.array([[1.0, 0.0, 3.0], [2.0, 0.0, 3.0]])
    rows = allocate_back(losses, np.array([0.1, 0.0, 10.0]))
    assert rows.shape == (2, 3)
    assert rows.sum(axis=0).tolist() == [0.1, 0.0, 10.0]
    np.testing.assert_allclose(rows[:, 2], [5.0, 5.0])
