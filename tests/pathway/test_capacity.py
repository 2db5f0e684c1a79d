"""Capacity pools: shares of one, a step for what is stepped."""

import pytest

from pathway_economics.errors import InvalidModel
from pathway_economics.parameters.expressions import Constant, Name
from pathway_economics.pathway import CapacityPool


def test_all_is_variable_unless_said():
    pool = CapacityPool("Beds", "Trust", ["Admission"])
    assert (pool.variable, pool.stepped, pool.step) == (Constant(1.0), Constant(0.0), None)
    assert pool.services == ("Admission",)


def test_terms_may_be_uncertain():
    pool = CapacityPool("Beds", "Trust", ["Admission"], variable="v", stepped="s", step="ward")
    assert (pool.variable, pool.step) == (Name("v"), Name("ward"))


@pytest.mark.parametrize(
    ("terms", "fragment"),
    [
        ({"services": "Admission"}, "list of service names"),
        ({"variable": 1.2}, "a share lies in [0, 1]"),
        ({"backfill": -0.1}, "backfill=-0.1"),
        ({"variable": 0.6, "stepped": 0.5, "step": 10}, "variable + stepped = 1.1"),
        ({"variable": 0.5, "stepped": 0.5}, "a stepped share needs a step"),
        ({"step": 0}, "step=0, but it must be above zero"),
        ({"slack": -1}, "slack=-1"),
        ({"lag_years": -1}, "whole number from 0"),
        ({"lag_years": 0.5}, "whole number from 0"),
        ({"lag_years": True}, "whole number from 0"),
    ],
)
def test_what_is_wrong_is_said(terms, fragment):
    with pytest.raises(InvalidModel) as caught:
        CapacityPool(**{"name": "Beds", "party": "Trust", "services": ["Admission"], **terms})
    assert fragment in str(caught.value)
