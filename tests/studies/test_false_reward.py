"""Reward and penalty when nothing has changed."""

from dataclasses import replace

import pytest
from scipy.stats import norm

from pathway_economics.contracts import Activity, Arrangement, Block, GainShare, History
from pathway_economics.errors import InvalidModel
from pathway_economics.horizon import Horizon
from pathway_economics.model import Model
from pathway_economics.parties import Party
from pathway_economics.pathway import Pathway, Service, State, Strategy
from pathway_economics.population import Environment, Population
from pathway_economics.studies import false_reward

PRICE, UNITS = 1_000, 10  # a person-year of care is ten units of 1,000


def enrolled(overdispersion, people=5_000):
    return Model(
        "Shared savings",
        Pathway([State("Enrolled")],
                [Service("Care", "Practice", PRICE, overdispersion=overdispersion)],
                uses={"Enrolled": {"Care": UNITS}}, start={"Enrolled": 1}),
        [Strategy("Usual care")],
        Horizon("2012", correction="start"),
        parties=[Party("Payer", role="commissioner"), Party("Practice", role="provider")],
        population=Population(prevalent={"Enrolled": people}),
        environments=[Environment("Now", {"Usual care": 1})],
    )  # fmt: skip


def shared(benchmark="fixed", rate=0.5, minimum_rate=0.0, bill=None):
    bill = bill or Activity(payer="Payer", payee="Practice", services=["Care"], price=PRICE)
    terms = GainShare(
        payer="Payer",
        payee="Practice",
        scope=["Bill"],
        benchmark=benchmark,
        sharing_rate=rate,
        loss_sharing_rate=rate,
        minimum_rate=minimum_rate,
    )
    return Arrangement("Shared", {"Bill": bill, "Share": terms})


def test_a_contract_without_a_minimum_is_right_half_of_the_time():
    """Spending is near normal with cv 0.01: P = 1/2, mean 1/2 * 0.01 * 50m / sqrt(2 pi)."""
    table = false_reward(enrolled(4), shared(), [5_000], n_draws=20_000)
    (row,) = table.to_dict("records")
    assert row["p_reward"] == pytest.approx(0.5, abs=5 * row["p_reward_se"] + 0.002)
    expected = 0.5 * 0.01 * 50e6 / (2 * 3.14159265) ** 0.5
    assert row["mean_reward"] == pytest.approx(expected, rel=0.03)
    assert row["mean_penalty"] == pytest.approx(expected, rel=0.03)
    assert row["p_reward_se"] == pytest.approx((0.25 / 20_000) ** 0.5, rel=0.01)


def test_a_minimum_rate_shrinks_with_the_root_of_the_population():
    """cv 0.01 at 5,000 people and 0.005 at 20,000: P(saving > 1 %) = P(z > 1), P(z > 2)."""
    table = false_reward(enrolled(4), shared(minimum_rate=0.01), [5_000, 20_000], n_draws=20_000)
    for row, score in zip(table.to_dict("records"), (1, 2), strict=True):
        assert row["p_reward"] == pytest.approx(norm.sf(score), abs=5 * row["p_reward_se"] + 0.003)
        assert row["p_penalty"] == pytest.approx(norm.sf(score), abs=5 * row["p_reward_se"] + 0.003)


def test_the_oracle_says_that_nobody_is_ever_rewarded_without_cause():
    table = false_reward(enrolled(4), shared(), [5_000], n_draws=200)
    assert not table.filter(like="oracle_").to_numpy().any()


def test_a_past_with_its_own_chance_shrinks_with_the_population_too():
    """Calm care, a past known to 1 % at 5,000 people, so to 0.5 % at 20,000."""
    given = shared(History(cv=0.01), minimum_rate=0.01)
    table = false_reward(enrolled(-1), given, [5_000, 20_000], n_draws=20_000)
    for row, cv in zip(table.to_dict("records"), (0.01, 0.005), strict=True):
        # rewarded if the past is dearer than now by 1 % of itself: b - 1 > 0.01 b
        least = 1 / 0.99 - 1
        expected = norm.sf(least / cv)
        assert row["p_reward"] == pytest.approx(expected, abs=5 * row["p_reward_se"] + 1e-3)


def test_amounts_agreed_for_the_population_grow_with_it():
    """A block of 40 against a benchmark of 50: 5 is shared at 5,000 people, 10 at 10,000."""
    block = Block(payer="Payer", payee="Practice", amount=40)
    table = false_reward(enrolled(4), shared(50, bill=block), [5_000, 10_000], n_draws=10)
    assert table["mean_reward"].tolist() == [5, 10]


def test_delia_hoover_and_cantor():
    """Table of the paper: 0.24 and 0.26 at 5,000 people, 0.02 and 0.02 at 50,000.

    The paper's inputs are not at hand. What it says of 5,000 people, taken as one half in
    all, fixes the spread of measured savings: P(|z| > 0.02 / s) = 1/2, s = 0.02 / 0.6745 =
    0.02965. With a past of three years weighed 0.1, 0.3 and 0.6, as the programme's rules
    say, s ** 2 = cv ** 2 * (1 + 0.46) / 5,000, so that a person-year costs with cv = 1.735.
    Nothing is fitted at 50,000: s = 0.02965 / sqrt(10), P(z > 2.133) = 0.0165, or 0.02.
    """
    spread = 0.02 / norm.ppf(0.75)
    weights = 0.1**2 + 0.3**2 + 0.6**2
    cv = spread * (5_000 / (1 + weights)) ** 0.5
    assert cv == pytest.approx(1.735, abs=5e-4)
    model = enrolled(UNITS * cv**2 - 1)  # ten units a person: (1 + overdispersion) / 10 = cv ** 2
    past = History(cv=cv * (weights / 5_000) ** 0.5)
    deal = shared(past, rate=0.6, minimum_rate=0.02)
    small, large = false_reward(model, deal, [5_000, 50_000], n_draws=50_000).to_dict("records")
    assert small["p_reward"] == pytest.approx(0.24, abs=0.015)
    assert small["p_penalty"] == pytest.approx(0.26, abs=0.015)
    for figure in ("p_reward", "p_penalty"):
        assert round(large[figure], 2) == 0.02
        assert large[figure] == pytest.approx(norm.sf(2.1329), abs=5 * large[f"{figure}_se"])


def test_what_cannot_be_studied_is_refused():
    bill = Activity(payer="Payer", payee="Practice", services=["Care"], price=PRICE)
    with pytest.raises(InvalidModel, match="no contract with a benchmark"):
        false_reward(enrolled(0), Arrangement("Plain", {"Bill": bill}))
    with pytest.raises(InvalidModel, match="Nobody is there"):
        false_reward(enrolled(0, people=0), shared())
    with pytest.raises(InvalidModel, match="no environments"):
        false_reward(replace(enrolled(0), environments=[]), shared())


def test_an_arrangement_may_be_named():
    model = replace(enrolled(4), arrangements=[shared()])
    table = false_reward(model, "Shared", [5_000], n_draws=50)
    assert table.loc[0, ["contract", "party", "year", "unit"]].tolist() == [
        "Share", "Practice", "2012", "GBP",
    ]  # fmt: skip
