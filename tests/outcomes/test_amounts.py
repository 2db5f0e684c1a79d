"""Yearly terms of contracts and pools, year by year and draw by draw."""

import numpy as np
import pytest

from builders import outcomes
from pathway_economics.outcomes import yearly_amounts
from pathway_economics.parameters import Formula, Gamma, Parameter, Table, as_yearly

WHY = {"unit": "GBP", "assumption": "for a test"}
COST = Parameter("cost", Gamma(mean=100, se=10), **WHY)
TWICE = Parameter("twice", Formula("2 * cost"), **WHY)


@pytest.mark.parametrize(
    ("given", "by_year"),
    [
        (5, [5, 5, 5]),
        ([1, 2, 3], [1, 2, 3]),
        ("year - 2020", [6, 7, 8]),
        (["year - 2020", 0, "2 ** 3"], [6, 0, 8]),
    ],
)
def test_a_number_for_every_year_or_one_for_each(given, by_year):
    found = outcomes().amounts(as_yearly(given))
    assert found.shape == (1, 3, 1)
    assert found[0, :, 0].tolist() == by_year


def test_parameters_give_one_number_per_draw():
    found = outcomes(parameters=(COST, TWICE), n_draws=9)
    cost = found.draws.values("cost")["cost"]
    assert found.amounts("cost").shape == (1, 3, 9)
    np.testing.assert_array_equal(found.amounts("twice")[0, 1], 2 * cost)


def test_years_with_and_without_parameters_stand_side_by_side():
    found = outcomes(parameters=(COST,), n_draws=9).amounts(as_yearly(["cost", 0, 7]))
    assert found.shape == (1, 3, 9)
    assert found[0, 2].tolist() == [7] * 9


def test_tables_are_looked_up():
    made = outcomes()
    table = Table("index", {"year": (2026, 2028)}, (1.0, 1.2), "linear", assumption="for a test")
    given = as_yearly("100 * index(year)")
    found = yearly_amounts(given, made.draws, made.horizon, {"index": table})
    assert found[0, :, 0] == pytest.approx([100, 110, 120])
