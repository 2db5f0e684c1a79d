"""Double entry: cash moves, and is never made; what is released is said once."""

import numpy as np
from hypothesis import given

from pathway_economics.contracts import settle
from pathway_economics.evaluate import payoffs
from pathway_economics.model import run
from pathway_economics.parties import EXTERNAL
from pathway_economics.population import Environment
from properties.changes import with_environments
from properties.generators import models, whole_models


def settled(model, **asked):
    outcomes = run(model, n_draws=9, **asked)
    return outcomes, [settle(outcomes, arrangement) for arrangement in model.arrangements.values()]


def tolerance(ledger):
    """Return a rounding error of the largest sums that pass through the ledger."""
    largest = [np.abs(entry.amount).max(initial=0.0) for entry in ledger.entries]
    return 1e-12 * max(1.0, sum(largest))


@whole_models
@given(models())
def test_all_accounts_sum_to_zero_in_every_environment_year_and_draw(model):
    _, settlements = settled(model, seed=21)
    for settlement in settlements:
        total = sum(settlement.position(account) for account in settlement.ledger.accounts)
        assert np.abs(total).max(initial=0.0) <= tolerance(settlement.ledger)


@whole_models
@given(models())
def test_a_pool_ends_at_zero(model):
    _, settlements = settled(model, seed=22)
    for settlement in settlements:
        for account in set(settlement.ledger.accounts) - {EXTERNAL, *model.parties}:
            position = settlement.position(account)
            assert np.abs(position).max(initial=0.0) <= tolerance(settlement.ledger)


@whole_models
@given(models())
def test_a_contract_between_parties_leaves_their_total_alone(model):
    """What all parties spend is what left them for outside, whatever they pay one another.

    Only an outside funder adds to it, or a pool that refunds one; and what a contract says
    that a supplier spends on supply leaves them as resource, and never as a payment.
    """
    outcomes, settlements = settled(model, seed=23)
    for settlement, arrangement in zip(settlements, model.arrangements.values(), strict=True):
        outside = {
            name
            for name, contract in arrangement.in_force.items()
            if EXTERNAL in contract.payers_and_payees() or contract.has_account
        }
        inside = sum(settlement.position(party) for party in model.parties)
        spent = sum(outcomes.ledger.position(party) for party in model.parties)
        granted = np.zeros(outcomes.shape)
        for entry in settlement.ledger.entries[len(outcomes.ledger.entries) :]:
            supplied = entry.category == "resource" and entry.payee == EXTERNAL
            if entry.source not in outside and not supplied:
                continue
            granted += entry.amount * ((entry.payer == EXTERNAL) - (entry.payee == EXTERNAL))
        apart = np.abs(inside - spent - granted).max(initial=0.0)
        assert apart <= tolerance(settlement.ledger)


def spent_on_care(outcomes, party):
    """Return what a party spends outside, programmes left aside."""
    total = np.zeros(outcomes.shape)
    for entry in outcomes.ledger.entries:
        if entry.payer == party and entry.category == "resource":
            total += entry.amount
    return total


@whole_models
@given(models())
def test_spending_is_the_reference_less_released_plus_added(model):
    """Item 1; and item 2: the labels partition every change in resource value."""
    outcomes, _ = settled(model, seed=24)
    near = tolerance(outcomes.ledger)
    for party in model.parties:
        spent, released = spent_on_care(outcomes, party), np.zeros(outcomes.shape)
        reduction = np.zeros(outcomes.shape)
        for release in outcomes.releases:
            if release.party == party:
                released += release.cash_releasing
                reduction += release.reduction
        rows = [x for x, line in enumerate(outcomes.lines) if line.provider == party]
        value = outcomes.resource_value[:, rows].sum(axis=1)
        np.testing.assert_allclose(spent[0], value[0], rtol=1e-9, atol=near)
        np.testing.assert_allclose(spent, spent[:1] - released, rtol=1e-9, atol=near)
        np.testing.assert_allclose(reduction, value[:1] - value, rtol=1e-9, atol=near)
    for release in outcomes.releases:
        labels = release.cash_releasing + release.non_cash_releasing
        np.testing.assert_allclose(labels, release.reduction, rtol=1e-12, atol=near)
        assert (release.cost_avoidance >= 0).all()
        assert (release.cost_avoidance <= np.maximum(release.reduction, 0) + near).all()
        assert not release.reduction[0].any()
        assert not release.cash_releasing[0].any()


@whole_models
@given(models())
def test_an_environment_equal_to_the_reference_pays_nobody_anything(model):
    reference = next(iter(model.environments.values()))
    same = with_environments(model, Environment("Same", reference.shares))
    outcomes, settlements = settled(same, seed=25)
    e = outcomes.environment("Same")
    for settlement in settlements:
        for party in model.parties:
            position = settlement.position(party)
            np.testing.assert_array_equal(position[e], position[0])
        table = payoffs(settlement, settlement, environment="Same")
        assert (table["mean"] == 0).all()
        assert (table["p_worse_off"].dropna() == 0).all()
