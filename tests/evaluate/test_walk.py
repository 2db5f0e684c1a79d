"""From a position down to activity and price: by hand, and sums for any contracts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import PARTIES, PAY_BY_ACTIVITY, any_contracts, any_outcomes, outcomes
from pathway_economics.contracts import Activity, Arrangement, settle
from pathway_economics.errors import UnknownName
from pathway_economics.evaluate import walk
from pathway_economics.parameters import Parameter
from pathway_economics.parameters.distributions import Normal

NAMES = tuple(party.name for party in PARTIES)
CENT = 0.01


@pytest.fixture
def usual(by_environment):
    """A hundred admissions, then eighty, at 4,100; a quarter of their cost is released."""
    world = outcomes(
        {"Admission": by_environment(100, 80)}, released={"Admission": 0.25}, n_years=2, n_draws=4
    )
    return settle(
        world, Arrangement("Usual", {"Admissions": Activity(**PAY_BY_ACTIVITY, price=4_100)})
    )


def test_a_position_by_hand(usual):
    told = walk(usual, "Acute trust", year=2027)
    # 80 x 4,100 = 328,000; spending falls by 20 x 1,082: 432,800 - 21,640 = 411,160
    assert repr(told).splitlines() == [
        "Acute trust, Proposed, 2027/28: -83,160 = received 328,000 - paid 411,160 "
        "[GBP, Usual, mean]",
        "  Admissions: +328,000",
        "    The ICB pays the Acute trust GBP 4,100 for each admission.",
        "    Admission at the contract price, from ICB: 80 x 4,100 = +328,000",
        "  Spending on care: -411,160",
        "    Admission, 80 units: -411,160",
    ]
    assert told.position == -83_160
    assert list(told.table["amount"]) == [-411_160, 328_000]


def test_every_year_has_its_own_lines(usual):
    told = walk(usual, "ICB", environment="Current")
    assert told.position == -820_000
    assert [step.text[:8] for step in told.steps if step.depth == 1] == ["2026/27:", "2027/28:"]


def test_a_page_shows_it_escaped(usual):
    page = walk(usual, "ICB")._repr_html_()
    assert "<b>" in page
    assert "GBP" in page
    assert page.count("<tr>") == len(walk(usual, "ICB").steps) + 1


def test_a_product_of_means_that_is_no_mean_of_products_is_said():
    """Price and activity rise together, so the mean of the product is larger."""
    price = Parameter("price", Normal(mean=100, se=50), "GBP", assumption="for the test")
    world = outcomes(n_years=1, n_draws=50, parameters=(price,))
    prices = world.draws.values("price")["price"]
    world = outcomes({"Admission": np.abs(prices)}, n_years=1, n_draws=50, parameters=(price,))
    terms = Activity(**PAY_BY_ACTIVITY, price="max(price, 0)")
    told = repr(walk(settle(world, Arrangement("Usual", {"Bill": terms})), "ICB"))
    assert ", draw by draw = -" in told


def test_unknown_names_are_refused(usual):
    with pytest.raises(UnknownName, match="Trust"):
        walk(usual, "Trust")
    with pytest.raises(UnknownName, match="2031"):
        walk(usual, "ICB", year=2031)


def below(steps):
    """Yield each line with an amount, and the sum of those one step deeper, if there are any."""
    for index, step in enumerate(steps):
        parts = []
        for deeper in steps[index + 1 :]:
            if deeper.depth <= step.depth:
                break
            if deeper.depth == step.depth + 1 and deeper.amount is not None:
                parts.append(deeper.amount)
        if parts and step.amount is not None:
            yield step.amount, sum(parts)


@given(
    happened=any_outcomes(),
    contracts=any_contracts(),
    party=st.sampled_from(NAMES),
    environment=st.sampled_from(("Current", "Proposed")),
    year=st.sampled_from((None, 2026, "2027/28")),
)
def test_every_line_is_the_sum_of_those_below_and_the_first_is_the_position(
    happened, contracts, party, environment, year
):
    settled = settle(happened, Arrangement("Any", contracts))
    told = walk(settled, party, environment, year)
    years = {None: [0, 1], 2026: [0], "2027/28": [1]}[year]
    wanted = settled.position(party)[happened.environment(environment), years].mean(axis=-1).sum()
    assert told.position == pytest.approx(wanted, abs=CENT, rel=1e-12)
    for amount, parts in below(told.steps):
        assert amount == pytest.approx(parts, abs=CENT, rel=1e-12)
