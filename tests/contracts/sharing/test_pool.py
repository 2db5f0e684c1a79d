import numpy as np
import pytest
from numpy.testing import assert_allclose

from builders import PAY_BY_ACTIVITY, outcomes
from pathway_economics.contracts import Activity, Arrangement, Pool, SupplierPrice, settle
from pathway_economics.errors import InvalidModel

SCOPE = ("Admissions", "Devices")
MEMBERS = ("ICB", "Community trust")
PAID = {
    "Admissions": Activity(**PAY_BY_ACTIVITY, price=100),
    "Devices": SupplierPrice(payer="Community trust", payee="Supplier", per="Monitoring", price=10),
}


def by_environment(*units):
    return np.reshape(units, (len(units), 1, 1))


def borne(**terms):
    """Return what ICB and Community trust bear in all, in the first year as proposed.

    The ICB pays 100 x 100 = 10,000 today and 80 x 100 = 8,000 as proposed, the trust
    200 x 10 = 2,000 and 500 x 10 = 5,000. The pool holds 12,000, spends 13,000 as
    proposed, and 1,000 is left to share.
    """
    happened = outcomes(
        {"Admission": by_environment(100.0, 80.0), "Monitoring": by_environment(200.0, 500.0)},
        services={
            "Admission": ("Acute trust", 0.0, "admission"),
            "Monitoring": ("Community trust", 0.0, "month"),
        },
    )
    pool = Pool(**{"members": MEMBERS, "scope": SCOPE, **terms})
    settled = settle(happened, Arrangement("Pooled", {**PAID, "Fund": pool}))
    assert_allclose(settled.position("Fund"), 0, atol=1e-9)
    assert_allclose(settled.position("ICB")[0], -10_000)
    return [-settled.position(member)[1, 0, 0] for member in MEMBERS]


@pytest.mark.parametrize(
    ("terms", "icb", "trust"),
    [
        # 10,000 / 12,000 and 2,000 / 12,000 of 1,000
        ({}, 10_833.33, 2_166.67),
        ({"rule": "equal"}, 10_500, 2_500),
        ({"rule": "host", "host": "Community trust"}, 10_000, 3_000),
        ({"members": {"ICB": 0.7, "Community trust": 0.3}}, 10_700, 2_300),
        # with contributions stated: today 12,000 is spent of 12,000, as proposed 13,000
        ({"contributions": {"ICB": 10_000, "Community trust": 2_000}}, 10_833.33, 2_166.67),
    ],
)
def test_the_variance_is_shared_by_the_rule(terms, icb, trust):
    assert borne(**terms) == pytest.approx([icb, trust], abs=0.01)


def test_without_a_pool_each_bears_its_own():
    happened = outcomes({"Admission": 80.0, "Monitoring": 500.0})
    settled = settle(happened, Arrangement("Silo", PAID))
    assert_allclose(settled.position("ICB"), -8_000)


def test_a_payee_keeps_its_income_though_it_is_a_member():
    happened = outcomes({"Admission": by_environment(100.0, 80.0)})
    contracts = {
        "Admissions": PAID["Admissions"],
        "Fund": Pool(members=["ICB", "Acute trust"], scope=["Admissions"], rule="equal"),
    }
    settled = settle(happened, Arrangement("Pooled", contracts))
    income = settled.position("Acute trust") - happened.ledger.position("Acute trust")
    # 8,000 of 10,000 contributed is spent: half of the 2,000 that is left comes on top
    assert_allclose(income[1], 8_000 + 1_000)
    assert_allclose(settled.position("ICB")[1], -10_000 + 1_000)


def test_who_pays_without_being_a_member_is_refunded_too():
    happened = outcomes({"Monitoring": 500.0, "Admission": 10.0})
    contracts = {**PAID, "Fund": Pool(members=["ICB", "Acute trust"], scope=SCOPE, rule="equal")}
    settled = settle(happened, Arrangement("Pooled", contracts))
    assert_allclose(
        settled.position("Community trust"), happened.ledger.position("Community trust")
    )


@pytest.mark.parametrize(
    ("terms", "complaint"),
    [
        ({"members": ["ICB"]}, "two or more"),
        ({"members": "ICB"}, "two or more|at least two"),
        ({"members": {"ICB": 0.7, "Council": 0.2}}, "sum to 0.9"),
        ({"members": {"ICB": 1.7, "Council": -0.7}}, r"lies in \[0, 1\]"),
        ({"members": {"ICB": 0.5, "Council": 0.5}, "rule": "equal"}, "give one"),
        ({"rule": "fair"}, "rule='fair'"),
        ({"rule": "host"}, "go together"),
        ({"host": "ICB"}, "go together"),
        ({"rule": "host", "host": "ICBs"}, "Did you mean 'ICB'"),
        ({"contributions": "fix"}, "write fixed"),
        ({"contributions": {"ICBs": 1}}, "Did you mean 'ICB'"),
        ({"contributions": {"ICB": "1 +"}}, "Pool of"),
        ({"scope": "Admissions"}, "list of names"),
    ],
)
def test_impossible_terms_are_refused(terms, complaint):
    with pytest.raises(InvalidModel, match=complaint):
        Pool(**{"members": MEMBERS, "scope": SCOPE, **terms})


def test_a_pool_cannot_be_named_like_a_party():
    pool = Pool(members=MEMBERS, scope=SCOPE)
    with pytest.raises(InvalidModel, match="name of a party"):
        settle(outcomes(), Arrangement("A", {**PAID, "ICB": pool}))


def test_in_words():
    assert Pool(members=MEMBERS, scope=SCOPE, rule="host", host="ICB").describe("GBP") == (
        "The ICB and the Community trust pool what is paid under Admissions and Devices. Each "
        "contributes what it is expected to pay today. What the pool spends above or below its "
        "contributions falls on the ICB each year."
    )
    shared = Pool(
        members={"ICB": 0.75, "Council": 0.25},
        scope=["Admissions"],
        contributions={"ICB": 900, "Council": [1, 2, 2]},
    )
    assert shared.describe("GBP") == (
        "The ICB and the Council pool what is paid under Admissions. They contribute: the ICB "
        "GBP 900 a year; the Council GBP 1 in year 1 and GBP 2 in years 2 to 3. What the pool "
        "spends above or below its contributions is borne 75% by the ICB and 25% by the Council, "
        "and closed each year."
    )
    assert shared.lengths() == (("contributions[Council]", 3),)
