"""A run: what is spent on programmes, what is kept for the record, and no surprises."""

import json
from dataclasses import replace
from hashlib import sha256

import numpy as np
import pytest

from pathway_economics.contracts import Arrangement, Block, settle
from pathway_economics.engine import Individuals
from pathway_economics.errors import InvalidModel, UnknownName
from pathway_economics.horizon import Horizon
from pathway_economics.model import Model, run
from pathway_economics.outcomes import Keep
from pathway_economics.parameters import Gamma, Parameter
from pathway_economics.parties import Party
from pathway_economics.pathway import Pathway, Programme, Service, State, Strategy
from pathway_economics.population import Environment, Population

SET_UP = Programme("ICB", [600, 60], recurrent=False, capital=True)
MODEL = Model(
    "Run",
    Pathway([State("Ill", utility=1)], [Service("Visit", "GP", 10)],
            uses={"Ill": {"Visit": "n"}}, start={"Ill": 1}),
    [Strategy("Usual"), Strategy("New", programme={"Set-up": SET_UP})],
    Horizon("2026", years=3, budget_years=2, correction="start", discount_costs=0.1),
    parties=[Party("ICB", "commissioner"), Party("GP", "provider")],
    parameters=[Parameter("n", Gamma(mean=2, se=0.5), "visits", assumption="for a test")],
    population=Population(prevalent={"Ill": 100}),
    environments=[Environment("Now", {"Usual": 1}),
                  Environment("Then", {"Usual": "rest", "New": [0, 0.5]})],
    arrangements=[Arrangement("Paid", {"Block": Block(payer="ICB", payee="GP", amount=5)})],
)  # fmt: skip


def test_a_programme_is_paid_in_every_year_of_an_environment_that_offers_its_strategy():
    outcomes = run(MODEL, n_draws=2)
    assert outcomes.ledger.position("ICB")[:, :, 0].tolist() == [[0, 0], [-600, -60]]
    (entry,) = [e for e in outcomes.ledger.entries if e.category == "programme"]
    assert entry.label == "Set-up (non-recurrent, capital)"


def test_value_counts_programmes_at_the_discount_rate_of_costs():
    """At the start of each year: 600 + 60 / 1.1; care costs the same in both."""
    outcomes = run(MODEL, n_draws=4)
    extra = outcomes.value_cost[1] - outcomes.value_cost[0]
    assert extra == pytest.approx(600 + 60 / 1.1)


def test_a_share_that_rounding_leaves_is_no_share():
    """0.7 + 0.2 + 0.1 falls short of one by a last bit; nobody is on the fourth strategy."""
    shares = {"Usual": 0.7, "A": 0.2, "B": 0.1, "New": "rest"}
    model = replace(
        MODEL,
        strategies=[Strategy("Usual"), Strategy("A"), Strategy("B"), MODEL.strategies["New"]],
        environments=[Environment("Now", {"Usual": 1}), Environment("Then", shares)],
    )
    assert run(model, n_draws=1).ledger.position("ICB")[1].tolist() == [[0], [0]]


def test_without_environments_there_are_strategies_alone():
    model = replace(MODEL, environments=[])
    outcomes = run(model, n_draws=3)
    assert outcomes.shape == (0, 2, 3)
    assert outcomes.qaly.shape == (2, 3)


def test_without_environments_a_settlement_is_empty():
    model = replace(MODEL, environments=[])
    outcomes = run(model, n_draws=3)
    assert settle(outcomes, model.arrangements["Paid"]).position("ICB").shape == (0, 2, 3)


def test_the_record_suffices_to_run_again():
    record = run(MODEL, n_draws=5, seed=9).record
    assert (record.seed, record.n_draws) == (9, 5)
    assert record.model_sha256 == sha256(record.model_text.encode()).hexdigest()
    assert set(record.versions) >= {"python", "numpy", "scipy", "pathway-economics"}
    assert json.loads(record.model_text)["title"] == "Run"


def test_equal_seeds_give_equal_draws_and_others_others():
    a, b, c = (run(MODEL, n_draws=5, seed=seed).cost for seed in (1, 1, 2))
    np.testing.assert_array_equal(a, b)
    assert (a != c).all()


@pytest.mark.parametrize(
    ("asked", "fragment"),
    [
        ({"n_draws": 0}, "n_draws=0"),
        ({"n_draws": 1.5}, "n_draws=1.5"),
        ({"seed": -1}, "seed=-1"),
        ({"block": 12}, "power of two from 8 to 8,192"),
    ],
)
def test_what_cannot_be_asked_is_said(asked, fragment):
    with pytest.raises(InvalidModel) as caught:
        run(MODEL, **{"n_draws": 8, **asked})
    assert fragment in str(caught.value)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"keep": "traces"}, "keep='traces', but it must be made, such as Keep"),
        ({"engine": "individuals"}, "such as Individuals"),
        ({"engine": Individuals}, "such as Individuals"),
        ({"engine": Individuals(n=5), "chance": True}, "luck of their own"),
    ],
)
def test_what_is_no_engine_or_keep_is_refused_in_words(given, told):
    model = Model(
        "Survival",
        Pathway([State("Well")], start={"Well": 1}),
        [Strategy("Usual care")],
        Horizon("2026"),
    )
    with pytest.raises(InvalidModel, match=told):
        run(model, n_draws=8, **given)


def test_lines_that_are_not_kept_are_told_from_lines_that_are_not_there():
    outcomes = run(MODEL, n_draws=1, keep=Keep(lines=[]))
    assert outcomes.not_kept == ("Visit",)
    assert run(MODEL, n_draws=1).not_kept == ()
    with pytest.raises(InvalidModel, match="'Visit' was not kept in this run, which keeps none"):
        outcomes.line("Visit")
    with pytest.raises(UnknownName, match="No line is named 'Visti'"):
        outcomes.line("Visti")
