import dataclasses

import numpy as np
import pytest

from builders import outcomes
from pathway_economics.errors import InvalidModel, UnknownName
from pathway_economics.evaluate.comparison import (
    all_proposed,
    check_same_draws,
    check_threshold,
    party_position,
    proposed,
    tolerance,
)


def test_settlements_of_two_runs_are_refused(settled):
    one, other = outcomes(n_draws=8), outcomes(n_draws=8, seed=2)
    with pytest.raises(InvalidModel, match="'Silo' and 'Usual' are settled on different runs"):
        check_same_draws(settled(one, name="Silo"), settled(other, name="Usual"))


def test_environments_that_are_meant():
    three = outcomes(environments=("Current", "Half", "Full"), n_draws=8)
    assert proposed(three) == 2
    assert proposed(three, "Half") == 1
    assert all_proposed(three) == (1, 2)
    assert all_proposed(three, "Current") == (0,)
    assert all_proposed(outcomes(environments=("Current",), n_draws=8)) == (0,)
    with pytest.raises(UnknownName, match="Did you mean 'Half'"):
        proposed(three, "half")


def test_outcomes_without_environments_are_refused():
    bare = dataclasses.replace(outcomes(n_draws=8), environments=())
    with pytest.raises(InvalidModel, match="'Made by hand' has no environments"):
        proposed(bare)


@pytest.mark.parametrize("threshold", [-1.0, float("nan"), float("inf")])
def test_a_threshold_that_is_no_amount_is_refused(threshold):
    with pytest.raises(InvalidModel, match="it must be zero or more"):
        check_threshold(threshold)


def test_an_account_of_one_settlement_has_no_cash_in_the_other(settled, by_environment):
    world = outcomes(n_draws=8)
    pooled = settled(world, ("ICB", "Pool", "Contribution", by_environment(10, 10)))
    usual = settled(world)
    assert np.all(party_position(usual, pooled, "Pool") == 0)
    assert np.all(party_position(pooled, usual, "Pool") == 10)
    with pytest.raises(UnknownName, match="No account is named 'Pol'. Did you mean 'Pool'"):
        party_position(usual, pooled, "Pol")


def test_tolerance_follows_the_largest_entry(settled, by_environment):
    world = outcomes({}, n_draws=8)
    paid = settled(world, ("ICB", "Supplier", "Licence", by_environment(0, -5e6)))
    assert tolerance((paid,), ("ICB",)) == pytest.approx(0.005)
    assert tolerance((paid,), ("Acute trust",)) == 0.0
