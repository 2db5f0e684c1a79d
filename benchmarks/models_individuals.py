"""Item D: individuals in continuous time, as a model and as a script for it alone.

hesim's multi-state vignette: Weibull times with the clock reset at each move, three states,
two strategies. Ages only end the vignette's lives at 100, which hardly anybody reaches; here
lives end with the horizon of 100 years.
"""

import numpy as np

from pathway_economics.horizon import Horizon
from pathway_economics.model import Model
from pathway_economics.parameters import Gamma, MultiNormal, Parameter
from pathway_economics.parameters.distributions import Beta
from pathway_economics.pathway import Link, Pathway, State, Strategy

SOURCE = "hesim 0.5.6, vignette mstate: flexsurv fits to mstate3_exdata"

FITS = {
    ("Healthy", "Sick"): (
        (-0.2871996, 1.477783, 0.2869342),
        (
            (0.002398453, -0.0008002274, -0.0003673549),
            (-0.0008002274, 0.01268698, -0.01229742),
            (-0.0003673549, -0.01229742, 0.0260341),
        ),
    ),
    ("Healthy", "Death"): (
        (-0.1576687, 2.583349, 0.2551924),
        (
            (0.00599061, -0.0080477, -0.0007873864),
            (-0.0080477, 0.03619491, -0.02432598),
            (-0.0007873864, -0.02432598, 0.05290167),
        ),
    ),
    ("Sick", "Healthy"): (
        (0.03279386, 0.5753485, -0.2633561),
        (
            (0.001703922, -7.8866e-05, 0.0001661158),
            (-7.8866e-05, 0.006045695, -0.006049733),
            (0.0001661158, -0.006049733, 0.01194828),
        ),
    ),
    ("Sick", "Death"): (
        (-0.3357111, 1.323471, -0.2044805),
        (
            (0.003569757, -0.003775774, 1.17464e-05),
            (-0.003775774, 0.02437918, -0.02039793),
            (1.17464e-05, -0.02039793, 0.04165748),
        ),
    ),
}
"""Mean and covariance of log shape, log scale and the effect of the second strategy."""

UTILITY = {"Healthy": (0.65, 0.173), "Sick": (0.85, 0.20)}
MEDICAL = {"Healthy": (1000, 11), "Sick": (1600, 14.1)}
DRUG = (5_000, 10_000)
RATE, YEARS = 0.03, 100


def item_d(rate: float = RATE) -> Model:
    """Return item D: two strategies, Weibull times to the next move, clock reset."""
    parameters, links = [], ({}, {})
    for (source, target), (means, covariance) in FITS.items():
        key = f"{source}_{target}"
        names = [f"shape_{key}", f"scale_{key}", f"effect_{key}"]
        parameters.append(
            Parameter(
                f"fit_{key}",
                MultiNormal(means=dict(zip(names, means, strict=True)), covariance=covariance),
                "log scale",
                source=SOURCE,
            )
        )
        for second, ways in enumerate(links):
            scale = names[1] + (f" + {names[2]}" if second else "")
            time = f"weibull(exp({names[0]}), exp({scale}))"
            ways.setdefault(source, {})[target] = Link(time_to=time, clock="reset")
    for state, (mean, se) in UTILITY.items():
        u = Parameter(f"u_{state}", Beta(mean=mean, se=se), "QALY per year", source=SOURCE)
        parameters.append(u)
    for state, (mean, se) in MEDICAL.items():
        c = Parameter(f"c_{state}", Gamma(mean=mean, se=se), "USD per year", source=SOURCE)
        parameters.append(c)

    def states(drug: int) -> dict[str, dict[str, str]]:
        return {state: {"unit_cost": f"c_{state} + {drug}"} for state in UTILITY}

    return Model(
        title="Three states in continuous time",
        pathway=Pathway(
            [
                *(State(s, utility=f"u_{s}", **extra) for s, extra in states(DRUG[0]).items()),
                State("Death"),
            ],
            links=links[0],
            start={"Healthy": 1},
        ),
        strategies=[
            Strategy("First"),
            Strategy("Second", states=states(DRUG[1]), links=links[1]),
        ],
        parameters=parameters,
        horizon=Horizon(
            "2026",
            years=YEARS,
            discount_costs=rate,
            discount_health=rate,
            discount_by="continuous",
        ),
        currency="USD",
    )


def _sample_d(n: int, rng: np.random.Generator):
    """Return Weibull shapes and scales by strategy, utilities and medical costs."""
    curves = {}
    for way, (means, covariance) in FITS.items():
        root = np.linalg.cholesky(np.array(covariance))
        shape, scale, effect = np.array(means)[:, None] + root @ rng.standard_normal((3, n))
        curves[way] = (1 / np.exp(shape), (np.exp(scale), np.exp(scale + effect)))
    utility, medical = {}, {}
    for state, (mean, sd) in UTILITY.items():
        size = mean * (1 - mean) / sd**2 - 1
        utility[state] = rng.beta(mean * size, (1 - mean) * size, n)
    for state, (mean, sd) in MEDICAL.items():
        medical[state] = rng.gamma((mean / sd) ** 2, sd**2 / mean, n)
    return curves, utility, medical


def script_d(
    n: int, people: int, seed: int = 1, block: int = 64
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return cost, QALY and life years, each shape (2, n), by an active set in NumPy."""
    rng = np.random.Generator(np.random.SFC64(seed))
    curves, utility, medical = _sample_d(n, rng)
    cost, qaly, life = np.zeros((3, 2, n))
    for first in range(0, n, block):
        draws = np.arange(first, min(first + block, n))
        for strategy in (0, 1):
            width = len(draws)
            everyone = np.tile(draws, people)
            worth = {"Healthy": np.zeros(width), "Sick": np.zeros(width)}
            lived = np.zeros(width)
            active = {"Healthy": (everyone, np.zeros(len(everyone)))}
            while active:
                coming: dict[str, list] = {}
                for state, (draw, now) in active.items():
                    other = "Sick" if state == "Healthy" else "Healthy"
                    times = []
                    for target in (other, "Death"):
                        inverse, scales = curves[state, target]
                        e = rng.standard_exponential(len(draw))
                        times.append(scales[strategy][draw] * e ** inverse[draw])
                    until = np.minimum(now + np.minimum(*times), YEARS)
                    spent = np.exp(-RATE * now) - np.exp(-RATE * until)
                    cell = draw - first
                    worth[state] += np.bincount(cell, weights=spent, minlength=width)
                    lived += np.bincount(cell, weights=until - now, minlength=width)
                    moves = (times[0] < times[1]) & (until < YEARS)
                    if moves.any():
                        coming.setdefault(other, []).append((draw[moves], until[moves]))
                active = {state: parts[0] for state, parts in coming.items()}
            for state in worth:
                years = worth[state] / RATE / people
                cost[strategy, draws] += years * (medical[state][draws] + DRUG[strategy])
                qaly[strategy, draws] += years * utility[state][draws]
            life[strategy, draws] = lived / people
    return cost, qaly, life
