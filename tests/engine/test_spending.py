"""From activity to cash, by hand, through a whole run."""

import numpy as np
import pytest

from pathway_economics.contracts import Activity, Arrangement, settle
from pathway_economics.horizon import Horizon
from pathway_economics.model import Model, run
from pathway_economics.parties import Party
from pathway_economics.pathway import CapacityPool, Pathway, Service, State, Strategy
from pathway_economics.population import Environment, Population

ADMISSION = Service("Admission", "Trust", 4328, "admission", {"bed_days": 8})
VISIT = Service("Visit", "Trust", 1000, "visit", {"bed_days": 8})
PARTIES = [Party("ICB", "commissioner"), Party("Trust", "provider"), Party("Other", "provider")]


def ran(strategy, *pools, people=100, uses=None, contracts=None):
    """Return outcomes in which 100 people have one admission each, and what changes that."""
    model = Model(
        "By hand",
        Pathway(
            [State("Ill", utility=1)],
            [ADMISSION, VISIT],
            uses={"Ill": uses or {"Admission": 1}},
            start={"Ill": 1},
        ),
        [Strategy("Usual"), strategy],
        Horizon("2026", years=1, correction="start"),
        parties=PARTIES,
        population=Population(prevalent={"Ill": people}),
        environments=[Environment("Now", {"Usual": 1}), Environment("Then", {strategy.name: 1})],
        capacity=pools,
        arrangements=[Arrangement("Paid", contracts or {})],
    )
    return model, run(model, n_draws=1)


def beds(*services, **terms):
    return CapacityPool("Beds", "Trust", services or ["Admission"], measure="bed_days", **terms)


FEWER = Strategy("Fewer", uses={"Ill": {"Admission": 0.99}})
PAYMENT = {"Admissions": Activity(payer="ICB", payee="Trust", services=["Admission"], price=4100)}


def test_an_admission_avoided():
    """Definition 2: cash 1,082, non-cash 3,246; the trust -3,018, the commissioner +4,100."""
    model, outcomes = ran(FEWER, beds(variable=0.25), contracts=PAYMENT)
    (release,) = outcomes.releases
    assert release.reduction[1, 0, 0] == pytest.approx(4328)
    assert release.cash_releasing[1, 0, 0] == pytest.approx(1082)
    assert release.non_cash_releasing[1, 0, 0] == pytest.approx(3246)
    settlement = settle(outcomes, model.arrangements["Paid"])
    moved = {p.name: np.ptp(settlement.position(p.name)) for p in PARTIES}
    trust = settlement.position("Trust")[1] - settlement.position("Trust")[0]
    assert trust.item() == pytest.approx(1082 - 4100)
    assert moved["ICB"] == pytest.approx(4100)
    assert moved["Other"] == 0


def test_a_service_in_no_pool_releases_all_of_its_cost():
    _, outcomes = ran(FEWER)
    (release,) = outcomes.releases
    assert release.pool == ""
    assert release.cash_releasing[1, 0, 0] == pytest.approx(4328)


def test_in_the_reference_spending_is_resource_value():
    _, outcomes = ran(FEWER, beds(variable=0.25))
    assert outcomes.ledger.position("Trust")[0, 0, 0] == pytest.approx(-432_800)


def test_backfilled_admissions_are_billed_again():
    """One admission avoided, half of the bed filled: 99.5 billed, 541 released."""
    _, outcomes = ran(FEWER, beds(variable=0.25, backfill=0.5))
    assert outcomes.billed("Admission")[:, 0, 0] == pytest.approx([100, 99.5])
    assert outcomes.releases[0].cash_releasing[1, 0, 0] == pytest.approx(541)


def test_backfill_fills_no_more_than_what_is_free():
    """99 of 100 beds are taken by visits: one is free, and one admission fills it."""
    swap = Strategy("Swap", uses={"Ill": {"Admission": None, "Visit": 0.99}})
    _, outcomes = ran(swap, beds("Admission", "Visit", variable=0.25, backfill=1))
    assert outcomes.releases[0].freed[1, 0, 0] == pytest.approx(8)
    assert outcomes.backfilled[1, :, 0, 0].sum() == pytest.approx(1)


def test_a_shorter_stay_frees_beds():
    """100 admissions of four days instead of eight: 400 bed-days, four steps of 100."""
    short = Strategy(
        "Short", services={"Admission": {"consumes": {"bed_days": 4}, "unit_cost": 2164}}
    )
    _, outcomes = ran(short, beds(variable=0.25, stepped=0.5, step=100))
    (release,) = outcomes.releases
    assert release.freed[1, 0, 0] == pytest.approx(400)
    assert release.closed[1, 0, 0] == 4


MOVED = Strategy("Moved", services={"Admission": {"provider": "Other"}})


@pytest.mark.parametrize("pools", [(), (beds(variable=0.25),)])
def test_who_takes_over_a_service_bears_its_cost(pools):
    _, outcomes = ran(MOVED, *pools)
    assert outcomes.resource_value[1].sum() == pytest.approx(432_800)
    assert outcomes.ledger.position("Other")[1, 0, 0] == pytest.approx(-432_800)


def test_a_service_that_another_provider_takes_over_is_still_billed():
    _, outcomes = ran(MOVED)
    assert outcomes.billed("Admission")[:, 0, 0] == pytest.approx([100, 100])


def test_growth_avoided_is_listed_apart():
    """The reference grows by half in year two; that year's fall is growth avoided."""
    model = Model(
        "Growth",
        Pathway([State("Ill")], [ADMISSION], uses={"Ill": {"Admission": 1}}, start={"Ill": 1}),
        [Strategy("Usual"), Strategy("None", uses={"Ill": {"Admission": "year < 2027"}})],
        Horizon("2026", years=2, correction="start"),
        parties=PARTIES,
        population=Population(prevalent={"Ill": 100}, incident=[0, 50]),
        environments=[Environment("Now", {"Usual": 1}), Environment("Then", {"None": 1})],
    )
    (release,) = run(model, n_draws=1).releases
    assert release.reduction[1, :, 0] == pytest.approx([0, 150 * 4328])
    assert release.cost_avoidance[1, :, 0] == pytest.approx([0, 50 * 4328])


def test_a_reference_that_only_fills_does_not_grow():
    model = Model(
        "Filling",
        Pathway([State("Ill")], [ADMISSION], uses={"Ill": {"Admission": 1}}, start={"Ill": 1}),
        [Strategy("Usual"), Strategy("None", uses={"Ill": {"Admission": None}})],
        Horizon("2026", years=2, correction="start"),
        parties=PARTIES,
        population=Population(incident=100),
        environments=[Environment("Now", {"Usual": 1}), Environment("Then", {"None": 1})],
    )
    (release,) = run(model, n_draws=1).releases
    assert not release.cost_avoidance.any()
