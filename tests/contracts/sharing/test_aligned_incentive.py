import pytest
from numpy.testing import assert_allclose

from builders import by_environment, outcomes
from pathway_economics.contracts import AlignedIncentive, Arrangement, settle
from pathway_economics.errors import InvalidModel

TERMS = {"payer": "ICB", "payee": "Acute trust", "services": ["Admission"], "saving_share": 0.5}


def positions(admissions=80.0, **changes):
    """Return the positions of ICB and acute trust as proposed.

    100 admissions at 60 cost 6,000 today. With 80 the reduction is 1,200, of which a
    quarter is released: the cost is 5,700. With 120 it is 7,200.
    """
    happened = outcomes(
        {"Admission": by_environment(100.0, admissions)},
        services={"Admission": ("Acute trust", 60.0, "admission")},
        released={"Admission": 0.25},
        n_draws=2,
    )
    terms = AlignedIncentive(**{**TERMS, **changes})
    found = settle(happened, Arrangement("Aligned", {"Beds": terms}))
    return [found.position(party)[1, 0, 0] for party in ("ICB", "Acute trust")]


@pytest.mark.parametrize(
    ("admissions", "terms", "paid", "cost"),
    [
        (80.0, {"income": 6_500}, 6_500 - 150, 5_700),  # half of 300 goes back
        (80.0, {"price": 65}, 6_500 - 150, 5_700),  # 100 admissions expected at 65
        (80.0, {"income": 6_500, "saving_share": 0}, 6_500, 5_700),
        (120.0, {"income": 6_500}, 6_500, 7_200),  # an overrun is the trust's own
        (120.0, {"income": 6_500, "overrun_share": 0.25}, 6_500 + 300, 7_200),
        (80.0, {"income": 6_500, "expected_cost": 5_900}, 6_500 - 100, 5_700),
    ],
)
def test_by_hand(admissions, terms, paid, cost):
    assert_allclose(positions(admissions, **terms), [-paid, paid - cost])


@pytest.mark.parametrize(
    ("terms", "complaint"),
    [
        ({}, "give either the income"),
        ({"income": 1, "price": 1}, "give either the income"),
        ({"income": -1}, "income=-1"),
        ({"income": 1, "saving_share": 1.5}, "saving_share=1.5, but a share"),
    ],
)
def test_impossible_terms_are_refused(terms, complaint):
    with pytest.raises(InvalidModel, match=complaint):
        AlignedIncentive(**{**TERMS, **terms})


def test_terms_are_told():
    told = AlignedIncentive(**TERMS, price=65, overrun_share=0.25, expected_cost=6_000)
    assert told.describe("GBP") == (
        "The ICB guarantees the Acute trust the value of admission expected today at GBP 65 each, "
        "whatever the activity. The Acute trust gives back 50% of what the care costs below the "
        "expected, on an open book. The ICB makes good 25% of what it costs above the expected. "
        "The expected cost is GBP 6,000 a year."
    )
