"""Items A and B in heormodel, for table.py: run by a Python that has heormodel installed.

Prints CPU seconds and the mean cost and QALY of each strategy as JSON. Its Markov engine
calls a function for each draw and strategy; discount rates differ for costs and health, so
both are written into rewards by cycle, and its own discount rate is 0.
"""

import json
import sys
import time

import numpy as np
from heormodel.models import CohortSpec, MarkovModel
from heormodel.params import Beta, Dirichlet, Gamma, LogNormal, ParameterSet
from heormodel.run import SeedManager, run_psa

COUNTS = {
    "A": {"A": 1251, "B": 350, "C": 116, "D": 17},
    "B": {"B": 731, "C": 512, "D": 15},
    "C": {"C": 1312, "D": 437},
}
ORDER = "ABCD"
CARE = {"direct": (1701, 1774, 6948), "community": (1055, 1278, 2059)}
BANDS, DEATH = np.array([45, 55, 65, 75, 85]), (0.00099, 0.0026, 0.0067, 0.0193, 0.0535, 0.1548)
FIT = (0.3740968, -5.490935, -0.0367022, 0.768536, -1.344474)
COVARIANCE = (
    (0.0474501**2, -0.005691, 0.000000028, 0.0000051, 0.000259),
    (-0.005691, 0.207892**2, -0.000783, -0.007247, -0.000642),
    (0.000000028, -0.000783, 0.0052112**2, 0.000033, -0.000111),
    (0.0000051, -0.007247, 0.000033, 0.109066**2, 0.000184),
    (0.000259, -0.000642, -0.000111, 0.000184, 0.3825815**2),
)


def item_a(n):
    factor = 1.06 ** -np.arange(21.0)
    factor[0] = 0.0  # rewards stand at the end of a cycle

    def one(p, strategy):
        row = {s: [p[f"from_{s}[{t}]"] if t in COUNTS[s] else 0.0 for t in ORDER] for s in COUNTS}
        plain = np.array([*(row[s] for s in "ABC"), [0.0, 0.0, 0.0, 1.0]])
        care = [p[f"direct_{s}"] + p[f"community_{s}"] + 2278.0 for s in "ABC"] + [0.0]
        moves, cost = np.repeat(plain[None], 20, axis=0), np.outer(factor, care)
        if strategy == "Combination":
            eased = plain * p["rr"]
            np.fill_diagonal(eased, 0.0)
            np.fill_diagonal(eased, 1.0 - eased.sum(axis=1))
            moves[:2] = eased
            cost[1:3, :3] += 2086.5 * factor[1:3, None]
        alive = np.outer(factor > 0, [1.0, 1.0, 1.0, 0.0])
        return CohortSpec(moves, cost, alive)

    parameters = {
        f"from_{s}": Dirichlet(tuple(row.values()), names=tuple(row)) for s, row in COUNTS.items()
    }
    spread = (np.log(0.710) - np.log(0.365)) / (2 * 1.959964)
    parameters["rr"] = LogNormal(np.log(0.509), spread)
    for kind, means in CARE.items():
        for s, mean in zip("ABC", means, strict=True):
            parameters[f"{kind}_{s}"] = Gamma.from_mean_se(mean, mean)
    engine = MarkovModel(
        states=tuple(ORDER),
        interventions=("Monotherapy", "Combination"),
        transitions_and_rewards=one,
        n_cycles=20,
        discount_rate=0.0,
        cycle_correction="none",
    )
    draws = ParameterSet(parameters).sample(n, seed=SeedManager(1).generator())
    return run_psa(engine, draws, sequential=True, progress=False).outcomes


def item_b1(n):
    times = np.arange(1.0, 61.0)
    death = np.array(DEATH)[np.searchsorted(BANDS, 60 + times, side="right")]
    cost_factor, health_factor = (np.exp(-r * np.arange(61.0)) for r in (0.06, 0.015))

    def one(p, strategy):
        gamma = np.exp(p["lngamma"])
        new = p["np1"] if strategy == "New" else 0.0
        scale = np.exp(p["cons"] + p["age"] * 60 + new)
        fails = 1 - np.exp(scale * ((times - 1) ** gamma - times**gamma))
        moves = np.zeros((60, 5, 5))
        moves[:, 0, 1], moves[:, 0, 4] = 1 - p["omr1"], p["omr1"]
        moves[:, 1, 1], moves[:, 1, 2], moves[:, 1, 4] = 1 - fails - death, fails, death
        moves[:, 2, 3], moves[:, 2, 4] = 1 - p["omr2"] - death, p["omr2"] + death
        moves[:, 3, 2], moves[:, 3, 3] = p["rrr"], 1 - p["rrr"] - death
        moves[:, 3, 4], moves[:, 4, 4] = death, 1.0
        cost = np.outer(cost_factor, [0.0, 0.0, p["revision"], 0.0, 0.0])
        cost[0, 0] = 579.0 if strategy == "New" else 394.0
        health = np.outer(health_factor, [0.0, p["u0"], p["u1"], p["u2"], 0.0])
        return CohortSpec(moves, cost, health)

    utilities = ((0.85, 0.03), (0.30, 0.03), (0.75, 0.04))
    parameters = {
        "omr1": Beta(2, 98),
        "omr2": Beta(2, 98),
        "rrr": Beta(4, 96),
        "revision": Gamma.from_mean_se(5294, 1487),
        **{f"u{i}": Beta.from_mean_se(*each) for i, each in enumerate(utilities)},
    }
    engine = MarkovModel(
        states=("Primary", "Success", "Revision", "Revised", "Dead"),
        interventions=("Standard", "New"),
        transitions_and_rewards=one,
        n_cycles=60,
        discount_rate=0.0,
        cycle_correction="none",
    )
    draws = ParameterSet(parameters).sample(n, seed=SeedManager(1).generator())
    fit = np.random.default_rng(1).multivariate_normal(FIT, COVARIANCE, n)
    draws[["lngamma", "cons", "age", "male", "np1"]] = fit  # it has no multivariate normal
    return run_psa(engine, draws, sequential=True, progress=False).outcomes


if __name__ == "__main__":
    item, n = {"A": item_a, "B1": item_b1}[sys.argv[1]], int(sys.argv[2])
    item(8)
    begun = time.process_time()
    outcomes = item(n)
    taken = time.process_time() - begun
    means = outcomes.data.groupby(level=0, sort=False)[["cost", "qaly"]].mean()
    print(json.dumps({"cpu": taken, "means": means.to_numpy().T.tolist()}))
