"""Right engines pass every check, and each check fails for an engine that is wrong."""

from dataclasses import dataclass, replace
from functools import partial
from io import StringIO

import numpy as np
import pytest
from hypothesis import given

import pathway_economics as pe
from pathway_economics.ledger import Ledger
from pathway_economics.parameters import Fixed
from pathway_economics.studies.verify import CHECKS
from properties.generators import models, whole_models
from studies.conftest import wrong


@pytest.mark.parametrize("name", pe.datasets.names())
def test_the_bundled_examples_pass(name):
    """Followed for six years at most, so that the test is short; forty pass as well."""
    model = pe.load_model(StringIO(pe.datasets.text(name)))
    years = min(model.horizon.years, 6)
    found = pe.verify(replace(model, horizon=replace(model.horizon, years=years)), n_draws=8)
    assert found.passed, repr(found)


def test_every_check_applies_to_the_small_model(small):
    found = pe.verify(small, n_draws=8)
    assert {r.check: r.passed for r in found.results} == {c.name: True for c in CHECKS}, repr(found)


def test_every_check_applies_to_a_model_with_a_queue(small):
    """200 of some 300 who come each year are seen; without budgets there is no queue."""
    stay = replace(small.pathway.services["Stay"], capacity=200)
    pathway = replace(small.pathway, services={"Stay": stay})
    found = pe.verify(replace(small, pathway=pathway), n_draws=8)
    assert {r.check: r.passed for r in found.results} == {c.name: True for c in CHECKS}, repr(found)


def test_individuals_pass_and_their_links_have_an_order(small):
    """One number decides which of a state's links a person takes: the first has its lower end."""
    runner = partial(pe.run, engine=pe.Individuals(50))
    found = pe.verify(small, n_draws=8, runner=runner)
    passed = {r.check: r.passed for r in found.results}
    assert passed.pop("the order of rows makes no difference") is None
    assert all(passed.values()), repr(found)


@whole_models
@given(models())
def test_every_model_passes(model):
    """Checks know nothing of what a model is about, so no right model may fail one."""
    found = pe.verify(model, n_draws=8)
    assert found.passed, repr(found)


@dataclass(frozen=True, slots=True, eq=False)
class OneSided(Ledger):
    """A ledger that forgets whom money goes to."""

    def position(self, account):
        net = np.zeros(self.shape)
        for entry in self.entries:
            net -= entry.amount * (entry.payer == account)
        return net


def one_sided(right, model):
    return OneSided(right.ledger.accounts, right.ledger.shape, right.ledger.entries)


def at(array, place, extra):
    """Return the array with something added at one place."""
    changed = array.copy()
    changed[place] += extra
    return changed


def traced(place, extra):
    """Return the fault of a run that adds somebody in its traces."""

    def change(right, model):
        traces = right.traces
        return traces and replace(traces, occupancy=at(traces.occupancy, place, extra))

    return {"traces": change}


def first_parameter(model):
    return next(iter(model.parameters), "")


ADD_UP = "people in all states add up, and the dead stay dead"
REVIVED = (0, [1, 2], 3), np.array([[0.2], [-0.2]])
"""A fifth of those who started on the first strategy rise from the dead for one cycle."""
BELOW = (1, [0, 1], 1), np.array([[2.0], [-2.0]])
"""More than everybody is well, and fewer than nobody ill."""

FAULTS = [
    (ADD_UP, traced((0, 0, 2, 5), 1e-6)),
    (ADD_UP, traced(*REVIVED)),
    (ADD_UP, traced(*BELOW)),
    (ADD_UP, {"traces": lambda o, m: None}),
    ("everyone is somewhere", {"life_year": lambda o, m: 0.999 * o.life_year}),
    ("everyone is somewhere", {"life_years": lambda o, m: at(o.life_years, (0, -1), -1)}),
    ("all utilities 1 give life years", {"qaly": lambda o, m: 1.001 * o.qaly}),
    ("all utilities 1 give life years", {"qalys": lambda o, m: at(o.qalys, (1, 0), 1)}),
    ("all utilities 0 give no QALYs", {"qaly": lambda o, m: o.qaly + 1e-6}),
    (
        "without deaths everyone lives the whole horizon",
        {"life_year": lambda o, m: 0.99 * o.life_year},
    ),
    ("higher utilities give no fewer QALYs", {"qaly": lambda o, m: o.life_year - o.qaly}),
    (
        "a longer horizon gives no fewer life years",
        {"life_year": lambda o, m: o.life_year / m.horizon.n_cycles},
    ),
    ("cash balances", {"ledger": one_sided}),
    ("all unit costs 0 give no cost", {"cost": lambda o, m: o.cost + 1}),
    ("higher unit costs give a higher cost", {"cost": lambda o, m: o.cost + 10}),
    (
        "undiscounted totals are sums over the years, and no lower",
        {"qaly": lambda o, m: 1.01 * o.qaly},
    ),
    (
        "undiscounted totals are sums over the years, and no lower",
        {"cost": lambda o, m: o.cost * (1 + 10 * m.horizon.discount_costs)},
    ),
    ("twice the people have twice the budget", {"activity": lambda o, m: o.activity + 1}),
    ("identical strategies give no difference", {"cost": lambda o, m: at(o.cost, 1, 1)}),
    (
        "an environment with the reference's shares gives no difference",
        {"activity": lambda o, m: at(o.activity, -1, 1)},
    ),
    (
        "the order of rows makes no difference",
        {"cost": lambda o, m: o.cost + (first_parameter(m) == "p_stay")},
    ),
    (
        "the order of rows makes no difference",
        {"qalys": lambda o, m: o.qalys + (first_parameter(m) == "p_stay")},
    ),
    (
        "extreme effects are possible",
        {"life_year": lambda o, m: o.life_year + 3},
    ),
    ("extreme effects are possible", {"cost": lambda o, m: o.cost * np.nan}),
]


@pytest.mark.parametrize(("name", "fault"), FAULTS, ids=[f"{n}-{[*f]}" for n, f in FAULTS])
def test_a_fault_is_found(name, fault, small, examine):
    assert examine(name, small).passed
    found = examine(name, small, wrong(**fault))
    assert found.passed is False, found.evidence


def test_every_check_has_a_fault_that_it_finds():
    assert {name for name, _ in FAULTS} | {SEED} == {check.name for check in CHECKS}


SEED = "a seed repeats, and more draws keep the first"


class Forgetful:
    """Engines that break the law of the draws."""

    runs = 0

    def never_the_same(self, model, n_draws, seed):
        self.runs += 1
        return pe.run(model, n_draws, seed + self.runs)

    def fewer_are_others(self, model, n_draws, seed):
        return pe.run(model, n_draws, seed + n_draws)

    def one_seed_for_all(self, model, n_draws, seed):
        return pe.run(model, n_draws, 7)


@pytest.mark.parametrize("fault", ["never_the_same", "fewer_are_others", "one_seed_for_all"])
def test_a_broken_seed_is_found(fault, small, examine):
    found = examine(SEED, small, getattr(Forgetful(), fault))
    assert found.passed is False, found.evidence


def test_a_model_without_uncertainty_need_not_change_with_the_seed(small, examine):
    certain = [replace(small.parameters[n], distribution=Fixed(0.3)) for n in small.parameters]
    found = examine(SEED, replace(small, parameters=certain))
    assert found.passed
    assert "do not vary" in found.evidence


def test_rounding_that_differs_from_draw_to_draw_is_no_uncertainty(small, examine):
    certain = [replace(small.parameters[n], distribution=Fixed(0.3)) for n in small.parameters]
    noisy = wrong(qaly=lambda o, m: o.qaly * (1 + 1e-15 * (np.arange(o.n_draws) % 2)))
    found = examine(SEED, replace(small, parameters=certain), noisy)
    assert found.passed, found.evidence


def test_an_effect_that_turns_back_is_told_and_no_failure(small, examine):
    """QALYs rise with the distance of rr from 0.8, its median: a reader must judge that."""

    def runner(model, n_draws, seed):
        right = pe.run(model, n_draws, seed)
        off = abs(right.draws.values("rr")["rr"] - 0.8) + right.draws.values("rr")["rr"] / 10
        return replace(right, qaly=np.broadcast_to(off, right.qaly.shape).copy())

    found = examine("extreme effects are possible", small, runner)
    assert found.passed
    assert "Judge whether that can be: rr moves QALYs one way and then back." in found.evidence


def test_an_effect_with_a_plain_order_is_told_so(small, examine):
    found = examine("extreme effects are possible", small)
    assert found.evidence.endswith("Results at the median lie between those at the extremes.")


def test_a_number_that_is_impossible_at_an_extreme_fails_with_the_complaint(small, examine):
    """p_stay x rr is a probability above 1 where rr is large."""
    rr = replace(
        small.parameters["rr"], distribution=pe.distributions.LogNormal(median=1, ci95=(0.2, 5))
    )
    found = examine(
        "extreme effects are possible",
        replace(small, parameters={**small.parameters, "rr": rr}),
    )
    assert found.passed is False
    assert "The run is refused" in found.evidence


def test_what_does_not_apply_says_why(small, examine):
    alone = replace(
        small, environments=(), arrangements=(), capacity=(), strategies=[pe.Strategy("Usual")]
    )
    told = {r.check: r.evidence for r in pe.verify(alone, n_draws=8).results if r.passed is None}
    no_budgets = "Not checked: the model has no environments, so there are no budgets."
    assert told == {
        "cash balances": no_budgets,
        "twice the people have twice the budget": no_budgets,
        "identical strategies give no difference": "Not checked: 'Usual' is the only strategy.",
        "an environment with the reference's shares gives no difference": no_budgets,
        "extreme effects are possible": (
            "Not checked: no uncertain parameter makes the strategies differ."
        ),
    }


def test_progress_is_told_check_by_check(small):
    told = []
    pe.verify(small, n_draws=8, progress=lambda done, total: told.append((done, total)))
    assert told == [(done, len(CHECKS)) for done in range(1, len(CHECKS) + 1)]


def test_a_file_name_is_no_model():
    with pytest.raises(pe.InvalidModel, match="load_model"):
        pe.verify("model.yaml")
