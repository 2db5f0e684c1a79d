import numpy as np
import pytest
from numpy.testing import assert_allclose

from builders import PAY_BY_ACTIVITY, outcomes
from pathway_economics.contracts import Activity, Arrangement, settle
from pathway_economics.errors import InvalidModel, UnknownName
from pathway_economics.parameters.parameter import Parameter

PRICE = Parameter("price_admit", 3_100, "GBP per admission", assumption="for the test")


def terms(**changes):
    return Activity(**{**PAY_BY_ACTIVITY, "price": 4_100, **changes})


def test_an_admission_avoided_by_hand():
    """Unit cost 4,328, of which a quarter is released; price 4,100.

    Cash 0.25 x 4,328 = 1,082, not cash 3,246. The trust's position moves by
    1,082 - 4,100 = -3,018 and the commissioner's by +4,100.
    """
    happened = outcomes(
        {"Admission": np.reshape([1.0, 0.0], (2, 1, 1))}, released={"Admission": 0.25}
    )
    settled = settle(happened, Arrangement("Payment by results", {"Admissions": terms()}))
    change = {p: np.diff(settled.position(p), axis=0) for p in ("Acute trust", "ICB")}
    assert_allclose(change["Acute trust"], -3_018)
    assert_allclose(change["ICB"], 4_100)
    assert_allclose(happened.releases[0].cash_releasing[1], 1_082)
    assert_allclose(happened.releases[0].non_cash_releasing[1], 3_246)


def test_backfilled_units_are_billed_again():
    happened = outcomes({"Admission": 10.0}, backfilled={"Admission": 3.0})
    settled = settle(happened, Arrangement("A", {"Admissions": terms(price=100)}))
    assert_allclose(settled.position("ICB"), -1_300)


def test_an_entry_shows_its_activity_and_its_price():
    happened = outcomes({"Admission": 10.0}, parameters=[PRICE])
    entry = settle(happened, Arrangement("A", {"Adm": terms(price=PRICE * 2)})).ledger.entries[-1]
    assert (entry.source, entry.category) == ("Adm", "contract")
    assert_allclose(entry.activity * entry.price, np.broadcast_to(entry.amount, happened.shape))
    assert_allclose(entry.amount, 62_000)


def test_a_price_by_year():
    settled = settle(
        outcomes({"Admission": 2.0}), Arrangement("A", {"Adm": terms(price=[1, 2, 3])})
    )
    assert_allclose(settled.position("Acute trust")[0, :, 0] + 2 * 4_328, [2, 4, 6])


def test_prices_are_rolled_forward_from_the_first_year():
    # 2 admissions at 4,000; x 1.0415 x 0.98 = 4,082.68; then x 1.0483 x 0.98 once more:
    # 4,082.68 x 1.027334 = 4,194.2759...
    rolled = terms(price=4_000, cost_uplift=[0.5, 0.0415, 0.0483], efficiency=0.02)
    settled = settle(outcomes({"Admission": 2.0}), Arrangement("A", {"Adm": rolled}))
    paid = -settled.position("ICB")[0, :, 0]
    assert_allclose(paid, [8_000, 8_165.36, 2 * 4_082.68 * 1.027334])


def test_the_market_forces_factor_and_the_top_up_multiply_the_price():
    # 10 x 4,000 x 1.1 x 1.2 = 52,800, and the entry shows the price of 5,280
    dear = terms(price=4_000, market_forces_factor=1.2, top_up=0.1)
    entry = settle(outcomes({"Admission": 10.0}), Arrangement("A", {"Adm": dear})).ledger.entries[
        -1
    ]
    assert_allclose(entry.amount, 52_800)
    assert_allclose(entry.price, 5_280)


def test_rolled_forward_in_words():
    rolled = terms(market_forces_factor=1.2, top_up=0.1, cost_uplift=0.0415, efficiency=0.02)
    assert rolled.describe("GBP") == (
        "The ICB pays the Acute trust GBP 4,100 for each admission, with a top-up of 10%, times a "
        "market forces factor of 1.2. The price of each later year is that of the year before, "
        "raised by 4.15% and lowered by an efficiency of 2%."
    )


def test_in_words():
    assert terms(price=3_100).describe("GBP") == (
        "The ICB pays the Acute trust GBP 3,100 for each admission."
    )
    two = terms(services=["Admission", "GP contact"], price="price_admit * 1.1")
    assert two.describe("EUR") == (
        "The ICB pays the Acute trust price_admit * 1.1 (EUR) "
        "for each admission and each GP contact."
    )


def test_terms_in_words_show_the_mean_of_an_expression():
    happened = outcomes(parameters=[PRICE])
    settled = settle(happened, Arrangement("A", {"Adm": terms(price="price_admit * 1.1")}))
    assert settled.terms["Adm"] == (
        "The ICB pays the Acute trust GBP 3,410 (the mean of price_admit * 1.1) for each admission."
    )


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"services": "Admission"}, r"write \[Admission\]"),
        ({"services": []}, "services is empty"),
        ({"services": ["Admission", "Admission"]}, "more than once"),
        ({"payee": "ICB"}, "pay itself"),
        ({"price": -1}, "swap the parties"),
        ({"price": [1, float("nan"), 1]}, "not a finite number"),
        ({"price": "4,100"}, "without commas"),
        ({"price": [1, 2, 3], "cost_uplift": 0.03}, "year by year, and cost_uplift"),
        ({"cost_uplift": -2}, "growth lies in"),
        ({"efficiency": 4}, r"a share lies in \[0, 1\]"),
    ],
)
def test_impossible_terms_are_refused(changes, complaint):
    with pytest.raises(InvalidModel, match=complaint):
        terms(**changes)


@pytest.mark.parametrize(
    ("changes", "near"),
    [
        ({"services": ["Admision"]}, "'Admission'"),
        ({"payer": "ICBs"}, "'ICB'"),
        ({"price": "price_admi"}, "'price_admit'"),
    ],
)
def test_unknown_names_are_refused_with_the_near_one(changes, near):
    with pytest.raises(UnknownName, match=near):
        settle(outcomes(parameters=[PRICE]), Arrangement("A", {"Adm": terms(**changes)}))


def test_a_short_list_of_years_is_refused():
    with pytest.raises(InvalidModel, match="2 values, but there are 3 budget years"):
        settle(outcomes(), Arrangement("A", {"Adm": terms(price=[1, 2])}))
