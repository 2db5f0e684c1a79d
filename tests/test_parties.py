"""Who holds a budget, and how it decides."""

import pytest

from pathway_economics.errors import InvalidModel
from pathway_economics.parties import EXTERNAL, PUBLIC_ROLES, Party


def test_a_party_looks_at_its_cash_undiscounted_unless_it_says():
    party = Party("ICB", role="commissioner")
    assert (party.rate, party.hurdle, party.value_of_health) == (0, 0, 0)
    assert party.decision_years is party.yearly_limit is None


def test_the_public_purse():
    assert PUBLIC_ROLES == ("commissioner", "provider", "local_authority")


@pytest.mark.parametrize(
    ("given", "fragment"),
    [
        ({"name": EXTERNAL}, "reserved"),
        ({"name": " "}, "empty"),
        ({"role": "payer"}, "must be one of commissioner"),
        ({"rate": -0.1}, "rate=-0.1"),
        ({"rate": float("nan")}, "rate=nan"),
        ({"risk_aversion": -1}, "0 or more"),
        ({"value_of_health": float("inf")}, "value_of_health=inf"),
        ({"yearly_limit": -5}, "yearly_limit=-5"),
        ({"hurdle": float("nan")}, "finite amount"),
        ({"decision_years": 0}, "whole number from 1"),
        ({"decision_years": 1.5}, "whole number from 1"),
        ({"decision_years": True}, "whole number from 1"),
    ],
)
def test_what_is_wrong_is_said(given, fragment):
    with pytest.raises(InvalidModel) as caught:
        Party(**{"name": "ICB", "role": "commissioner", **given})
    assert fragment in str(caught.value)


def test_everything_wrong_is_said_at_once():
    with pytest.raises(InvalidModel) as caught:
        Party("ICB", role="payer", rate=-1, decision_years=0)
    assert all(term in str(caught.value) for term in ("role=", "rate=", "decision_years="))


def test_a_loss_may_be_accepted():
    assert Party("ICB", role="commissioner", hurdle=-10_000).hurdle == -10_000


def test_a_party_is_shown_in_a_line():
    assert repr(Party("ICB", "commissioner", decision_years=1)) == (
        "<Party 'ICB': commissioner, decides over 1 year>"
    )
    assert repr(Party("GP", "provider")) == "<Party 'GP': provider, decides over the budget window>"
