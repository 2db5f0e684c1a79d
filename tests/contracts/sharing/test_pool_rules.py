"""Every rule of a pool, settled by hand."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from builders import by_environment, outcomes
from pathway_economics.contracts import Activity, Arrangement, Pool, settle
from pathway_economics.errors import InvalidModel

MEMBERS = ("ICB", "Community trust")
FREE = {"Admission": ("Acute trust", 0.0, "admission"), "Visit": ("Acute trust", 0.0, "visit")}
PAID = {
    "Beds": Activity(payer="ICB", payee="Acute trust", services=["Admission"], price=1),
    "Visits": Activity(payer="Community trust", payee="Acute trust", services=["Visit"], price=1),
}


def settled(beds, visits, n_years=1, **terms):
    """Settle a pool of 60 and 40, that spends this on beds and visits as proposed."""
    happened = outcomes(
        {"Admission": by_environment(60.0, beds), "Visit": by_environment(40.0, visits)},
        services=FREE,
        n_years=n_years,
        n_draws=2,
    )
    pool = Pool(**{"members": MEMBERS, "scope": tuple(PAID), **terms})
    return settle(happened, Arrangement("Pooled", {**PAID, "Fund": pool}))


def borne(beds, visits, **terms):
    """Return what ICB and Community trust bear above their 60 and 40."""
    found = settled(beds, visits, **terms)
    assert_allclose(found.position("Fund"), 0, atol=1e-9)
    assert_allclose(found.position("ICB")[0], -60)
    return [
        -found.position(member)[1, 0, 0] - given
        for member, given in zip(MEMBERS, (60, 40), strict=True)
    ]


@pytest.mark.parametrize(
    ("beds", "visits", "terms", "icb", "trust"),
    [
        # 75 - 60 = 15 over on beds, 35 - 40 = -5 on visits: 10 in all
        (75, 35, {}, 6, 4),
        (75, 35, {"rule": "own"}, 15, -5),
        (75, 35, {"rule": "host", "host": "ICB"}, 10, 0),
        # beds fixed: their 15 fall on the host, the -5 of visits are shared 60:40
        (75, 35, {"fixed_lines": ["Beds"], "host": "ICB"}, 15 - 3, -2),
        (75, 35, {"fixed_lines": ["Beds"], "host": "Community trust"}, -3, 15 - 2),
        (75, 35, {"fixed_lines": ["Beds"], "host": "ICB", "rule": "own"}, 15, -5),
        # the whole -5 on visits is its own under 'own', though the host bears the beds
        (75, 35, {"fixed_lines": ["Beds"], "host": "Community trust", "rule": "own"}, 0, 15 - 5),
        # shares 50:50 of 10, one capped at 2: the other bears 8
        (75, 35, {"rule": "equal", "caps": {"Community trust": 2}}, 8, 2),
        # both capped at 2: 4 borne, 6 beyond in proportion 60:40, or by the host
        (75, 35, {"rule": "equal", "caps": {"ICB": 2, "Community trust": 2}}, 2 + 3.6, 2 + 2.4),
        (
            75,
            35,
            {"rule": "equal", "caps": dict.fromkeys(MEMBERS, 2), "beyond": "host", "host": "ICB"},
            8,
            2,
        ),
        # an underspend of 10 is returned; caps bind both ways
        (55, 35, {}, -6, -4),
        (55, 35, {"rule": "equal", "caps": {"ICB": 1}}, -1, -9),
        # a risk pool of 4 and 1 uncommitted are met 60:40; of the 5 left each bears half
        (75, 35, {"rule": "equal", "risk_pool": 4, "uncommitted": 1}, 3 + 2.5, 2 + 2.5),
        (75, 35, {"risk_pool": 4, "beyond": "host", "host": "ICB"}, 2.4 + 6, 1.6),
        # an underspend draws on no reserve
        (55, 35, {"rule": "equal", "risk_pool": 4}, -5, -5),
        # the trust's contribution falls last: 10 % of the ICB's 60 first, 4 left, 60:40
        (55, 35, {"falls_last": "Community trust"}, -6 - 2.4, -1.6),
        (55, 35, {"falls_last": "Community trust", "first_reduction": 0.2}, -10, 0),
        (75, 35, {"falls_last": "Community trust"}, 6, 4),
    ],
)
def test_who_bears_the_variance(beds, visits, terms, icb, trust):
    assert borne(beds, visits, **terms) == pytest.approx([icb, trust])


def test_each_at_its_own_risk_is_no_pool():
    with_pool = settled(75, 35, rule="own")
    silo = settle(with_pool.outcomes, Arrangement("Silo", PAID))
    for member in MEMBERS:
        assert_allclose(with_pool.position(member), silo.position(member))


def test_an_underspend_is_carried_to_meet_an_overspend():
    # 60 and 40 every year; beds cost 50, 75 and 55 as proposed: -10, +15, -5
    beds = np.reshape([60, 60, 60, 50, 75, 55], (2, 3, 1))
    happened = outcomes({"Admission": beds, "Visit": 40.0}, services=FREE, n_years=3, n_draws=2)
    pool = Pool(members=MEMBERS, scope=tuple(PAID), underspends="carried")
    found = settle(happened, Arrangement("Pooled", {**PAID, "Fund": pool}))
    # 10 stay in the pool; they meet 10 of the 15, and 5 are shared; the last 5 go back
    assert_allclose(found.position("Fund")[1, :, 0], [10, -10, 0], atol=1e-9)
    assert_allclose(found.position("ICB")[1, :, 0], [-60, -60 - 3, -60 + 3])
    assert_allclose(found.position("Community trust")[1, :, 0], [-40, -40 - 2, -40 + 2])


@pytest.mark.parametrize(
    ("terms", "complaint"),
    [
        ({"members": 5}, "members=5; name at least two"),
        ({"fixed_lines": ["Beds"]}, "go together"),
        ({"fixed_lines": ["Bed"], "host": "ICB"}, "'Bed', which is not in scope"),
        ({"beyond": "host", "host": "ICB"}, "nothing is beyond"),
        ({"beyond": "own", "caps": {"ICB": 1}}, "proportional or host"),
        ({"caps": {"ICBs": 1}}, "Did you mean 'ICB'"),
        ({"caps": {"ICB": -1}}, r"caps\[ICB\]=-1"),
        ({"caps": 5}, "amounts by member"),
        ({"falls_last": "Council"}, "'Council', which is no member"),
        ({"falls_last": "ICB", "caps": {"ICB": 1}}, "give one"),
        ({"underspends": "kept"}, "returned or carried"),
        ({"rule": "own", "risk_pool": 5}, "nothing is shared"),
        ({"rule": "own", "underspends": "carried"}, "nothing is shared"),
        ({"risk_pool": -5}, "risk_pool=-5"),
        ({"first_reduction": 2}, "first_reduction=2"),
    ],
)
def test_impossible_terms_are_refused(terms, complaint):
    with pytest.raises(InvalidModel, match=complaint):
        Pool(**{"members": MEMBERS, "scope": tuple(PAID), **terms})


def test_every_term_is_told():
    told = Pool(
        members=MEMBERS,
        scope=tuple(PAID),
        fixed_lines=["Beds"],
        host="ICB",
        risk_pool=500_000,
        uncommitted=[1, 2],
        caps={"Community trust": 70},
        beyond="host",
        underspends="carried",
    ).describe("GBP")
    assert told == (
        "The ICB and the Community trust pool what is paid under Beds and Visits. Each contributes "
        "what it is expected to pay today. What is spent above or below the expected on Beds "
        "falls on the ICB. An overspend is met first from a risk pool of GBP 500,000 a year then "
        "GBP 1 in year 1 and GBP 2 in year 2 of uncommitted money, put up in proportion to the "
        "contributions. What is left above or below its contributions is shared in proportion to "
        "them. Of that, the Community trust bears no more than GBP 70 a year, either way: the "
        "others bear the rest by their shares. What is beyond all caps falls on the "
        "ICB. Underspends are "
        "carried to meet the overspends of later years, and what is left after the last is "
        "returned in the same way."
    )
    last = Pool(members=MEMBERS, scope=["Beds"], falls_last="ICB").describe("GBP")
    assert "The contribution of the ICB does not fall until the others have been returned 10%" in (
        last
    )
    assert (
        "borne by each on the lines" in Pool(members=MEMBERS, scope=["Beds"], rule="own").describe()
    )


def test_no_pool_bears_an_account_and_no_two_the_same_line():
    twice = {**PAID, "A": Pool(members=MEMBERS, scope=["Beds"]),
             "B": Pool(members=MEMBERS, scope=["Beds"])}  # fmt: skip
    with pytest.raises(InvalidModel, match="already paid by the pool 'A'"):
        settle(outcomes(), Arrangement("Twice", twice))
