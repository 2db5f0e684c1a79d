import numpy as np
import pytest
from hypothesis import given
from numpy.testing import assert_allclose, assert_array_equal

from builders import any_outcomes, outcomes
from pathway_economics.contracts import Arrangement, Block, settle
from pathway_economics.errors import UnknownName

BLOCK = {"payer": "ICB", "payee": "Community trust"}


def paid(happened, **terms):
    return settle(happened, Arrangement("A", {"B": Block(**BLOCK, **terms)})).position("ICB")


@given(any_outcomes())
def test_a_block_is_the_same_whatever_the_activity(happened):
    assert_array_equal(
        paid(happened, amount=[70, 80]), paid(outcomes({}, n_years=2, n_draws=8), amount=[70, 80])
    )


def test_with_a_strategy_it_is_due_only_where_the_strategy_is_in_use():
    with_strategy = paid(outcomes(), amount=[5, 6, 7], strategy="Remote monitoring")
    assert_array_equal(with_strategy[0], 0)
    assert_allclose(with_strategy[1, :, 0], [-5, -6, -7])


def test_use_in_one_year_is_enough():
    shares = np.array([[[1, 1, 1], [0, 0, 0]], [[1, 1, 0.5], [0, 0, 0.5]]])
    late = paid(outcomes(shares=shares), amount=5, strategy="Remote monitoring")
    assert_allclose(late[:, :, 0], [[0, 0, 0], [-5, -5, -5]])


def test_an_unknown_strategy_is_refused():
    with pytest.raises(UnknownName, match="'Remote monitoring'"):
        paid(outcomes(), amount=5, strategy="Remote monitorin")


def test_in_words():
    terms = Block(**BLOCK, amount=[10, 20, 20], strategy="Telecare")
    assert terms.describe("GBP") == (
        "The ICB pays the Community trust GBP 10 in year 1 and GBP 20 in years 2 to 3, "
        "whatever the activity, but only if the strategy 'Telecare' is in use."
    )
    assert terms.strategies_in() == ("Telecare",)
