"""Items whose numbers depend on time, as models and as scripts: B and the tunnel.

B is the model file of tests/replications, which cites its inputs (the 5 x 5 covariance of
the Weibull regression among them), discounted continuously as hesim's vignette does.
"""

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np

from pathway_economics.horizon import Horizon
from pathway_economics.io import loads
from pathway_economics.model import Model
from pathway_economics.parameters import Beta, Parameter
from pathway_economics.parameters.distributions import Normal
from pathway_economics.pathway import Pathway, State, Strategy
from pathway_economics.population import Subgroup

HIPS = Path(__file__).parents[1] / "tests" / "replications" / "total_hip_replacement.yaml"
AGES = np.arange(55.0, 80.0, 5.0)
SHARES = np.outer((0.65, 0.35), (0.05, 0.1, 0.4, 0.25, 0.2)).ravel()
FIT = (0.3740968, -5.490935, -0.0367022, 0.768536, -1.344474)
COVARIANCE = (
    (0.0474501**2, -0.005691, 0.000000028, 0.0000051, 0.000259),
    (-0.005691, 0.207892**2, -0.000783, -0.007247, -0.000642),
    (0.000000028, -0.000783, 0.0052112**2, 0.000033, -0.000111),
    (0.0000051, -0.007247, 0.000033, 0.109066**2, 0.000184),
    (0.000259, -0.000642, -0.000111, 0.000184, 0.3825815**2),
)
BANDS = np.array([45, 55, 65, 75, 85])
DEATH = np.array(
    [
        [0.00099, 0.0026, 0.0067, 0.0193, 0.0535, 0.1548],
        [0.00151, 0.00393, 0.0109, 0.0316, 0.0801, 0.1879],
    ]
)


def item_b(n_groups: int) -> Model:
    """Return item B: total hip replacement in a woman of 60, or in ten groups by age and sex."""
    model = loads(HIPS.read_text(encoding="utf-8"))
    population = model.population
    if n_groups == 1:
        woman = Subgroup("Women of 60", 1, age=60, covariates={"male": 0})
        population = replace(population, subgroups={woman.name: woman})
    horizon = replace(model.horizon, discount_by="continuous")
    parts = {item.name: getattr(model, item.name) for item in fields(model)}
    usual, new = model.strategies.values()
    pathway, new = as_in_the_book(model.pathway), as_in_the_book(new, " + of_new")
    strategies = {usual.name: usual, new.name: new}
    changed = {"population": population, "horizon": horizon, "strategies": strategies}
    return Model(**{**parts, **changed, "pathway": pathway})


def as_in_the_book(thing: Pathway | Strategy, new: str = "") -> Any:
    """Return links with the probability of revision as the book and the script write it."""
    hazard = f"exp(constant + of_age * (age - time) + of_men * male{new})"
    risen = f"rate_to_prob({hazard} * ((time + 1) ** shape - time ** shape))"
    links = {source: dict(targets) for source, targets in thing.links.items()}
    links["Successful primary"]["Revision"] = risen
    if isinstance(thing, Strategy):
        return replace(thing, links=links)
    return Pathway(thing.states, thing.services, links, thing.uses, thing.start)


def groups_b(n_groups: int) -> list[tuple[float, int, float]]:
    """Return age, sex and share of each group."""
    if n_groups == 1:
        return [(60.0, 0, 1.0)]
    ages = [(age, sex) for sex in (0, 1) for age in AGES]
    return [(age, sex, share) for (age, sex), share in zip(ages, SHARES, strict=True)]


def script_b(n: int, n_groups: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Return cost and QALY of item B, each shape (2, n), by a script for it alone."""
    rng = np.random.Generator(np.random.SFC64(seed))
    factor = np.linalg.cholesky(np.array(COVARIANCE))
    fit = np.array(FIT)[:, None] + factor @ rng.standard_normal((5, n))
    gamma = np.exp(fit[0])
    omr1, omr2, rrr = rng.beta(2, 98, n), rng.beta(2, 98, n), rng.beta(4, 96, n)
    u = [
        rng.beta(m * (m * (1 - m) / s**2 - 1), (1 - m) * (m * (1 - m) / s**2 - 1), n)
        for m, s in ((0.85, 0.03), (0.30, 0.03), (0.75, 0.04))
    ]
    shape = (5294 / 1487) ** 2
    cost_revision = rng.standard_gamma(shape, n) * (5294 / shape)
    power = [np.zeros(n)] + [float(t) ** gamma for t in range(1, 61)]
    steps = [power[t - 1] - power[t] for t in range(1, 61)]
    cost, qaly = np.zeros((2, n)), np.zeros((2, n))
    for age, sex, share in groups_b(n_groups):
        base = fit[1] + fit[2] * age + fit[3] * sex
        for k in range(2):
            scale = np.exp(base + fit[4] if k else base)
            primary, well, revision, revised = 1.0, np.zeros(n), np.zeros(n), np.zeros(n)
            spent, health = np.zeros(n), np.zeros(n)
            for t in range(1, 61):
                mr = DEATH[sex, np.searchsorted(BANDS, age + t, side="right")]
                rr = -np.expm1(scale * steps[t - 1])
                fails = well * rr
                again = revised * rrr
                recovered = revision * (1 - mr - omr2)
                well = well * (1 - mr) - fails + primary * (1 - omr1)
                revised = revised * (1 - mr) - again + recovered
                revision = fails + again
                primary = 0.0
                spent += np.exp(-0.06 * t) * revision
                health += np.exp(-0.015 * t) * (well * u[0] + revision * u[1] + revised * u[2])
            cost[k] += share * (spent * cost_revision + (579 if k else 394))
            qaly[k] += share * health
    return cost, qaly


TUNNEL, N_CYCLES = 240, 480


def item_tunnel() -> Model:
    """Return a model of one tunnel of 240 cycles over 480: relapse by time in remission."""
    invented = "the benchmark's own"
    longest = (TUNNEL - 1) / 12
    since = f"min(time_in_state, {longest!r})"
    relapse = f"1 - exp(({since} / scale) ** shape - (({since} + 1 / 12) / scale) ** shape)"
    return Model(
        title="A tunnel",
        pathway=Pathway(
            states=[State("Remission", utility=0.9), State("Relapse", utility=0.5), State("Dead")],
            links={
                "Remission": {"Relapse": relapse},
                "Relapse": {"Remission": "p_back", "Dead": "p_die"},
            },
            start={"Remission": 1},
        ),
        strategies=[Strategy("Usual")],
        parameters=[
            Parameter("shape", Normal(mean=1.3, se=0.05), "ratio", assumption=invented),
            Parameter("scale", Normal(mean=12, se=0.5), "years", assumption=invented),
            Parameter("p_back", Beta(mean=0.2, se=0.02), "per month", assumption=invented),
            Parameter("p_die", Beta(mean=0.02, se=0.002), "per month", assumption=invented),
        ],
        horizon=Horizon("2026", years=40, cycle="month", correction="end", discount_health=0.035),
    )


def script_tunnel(n: int, seed: int = 1, block: int = 512) -> np.ndarray:
    """Return the QALYs of the tunnel, shape (n,): a slice to advance, a fan-in to leave."""
    rng = np.random.Generator(np.random.SFC64(seed))
    shape, scale = rng.normal(1.3, 0.05, n), rng.normal(12, 0.5, n)
    back, die = (_beta(rng, mean, n) for mean in (0.2, 0.02))
    month = 1.035 ** (-np.arange(1, N_CYCLES + 1) / 12)
    qaly = np.zeros(n)
    for start in range(0, n, block):
        part = slice(start, min(start + block, n))
        m = part.stop - start
        hazard = [(t / 12 / scale[part]) ** shape[part] for t in range(TUNNEL + 1)]
        p = np.array([-np.expm1(hazard[t] - hazard[t + 1]) for t in range(TUNNEL)])
        stay = 1 - p
        now, after, leaving = np.zeros((TUNNEL, m)), np.zeros((TUNNEL, m)), np.empty((TUNNEL, m))
        now[0] = 1.0
        relapse, dead, total = np.zeros(m), np.zeros(m), np.zeros(m)
        for t in range(N_CYCLES):
            np.multiply(now, p, out=leaving)
            np.multiply(now[:-1], stay[:-1], out=after[1:])
            after[-1] += now[-1] * stay[-1]
            after[0] = relapse * back[part]
            dead = dead + relapse * die[part]
            relapse = relapse * (1 - back[part] - die[part]) + leaving.sum(axis=0)
            now, after = after, now
            total += month[t] * (0.9 * (1 - relapse - dead) + 0.5 * relapse)
        qaly[part] = total / 12
    return qaly


def _beta(rng: np.random.Generator, mean: float, n: int) -> np.ndarray:
    size = mean * (1 - mean) / (mean / 10) ** 2 - 1
    return rng.beta(mean * size, (1 - mean) * size, n)
