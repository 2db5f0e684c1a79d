"""The work items of the benchmarks, as models and as hand-vectorised NumPy scripts.

Each script does one model and nothing else: the reference that a general library is
measured against.
"""

import numpy as np

from pathway_economics.horizon import Horizon
from pathway_economics.model import Model
from pathway_economics.parameters import Dirichlet, Gamma, LogNormal, Parameter
from pathway_economics.parameters.distributions import Beta
from pathway_economics.parties import Party
from pathway_economics.pathway import Pathway, Service, State, Strategy
from pathway_economics.population import Environment, Population

Z = 1.959964
SOURCE = "Chancellor 1997; Briggs, Claxton and Sculpher 2006, exercises 2.5 and 4.7"
COUNTS = {
    "A": {"A": 1251, "B": 350, "C": 116, "D": 17},
    "B": {"B": 731, "C": 512, "D": 15},
    "C": {"C": 1312, "D": 437},
}
DIRECT = {"A": 1701, "B": 1774, "C": 6948}
COMMUNITY = {"A": 1055, "B": 1278, "C": 2059}
ZIDOVUDINE, LAMIVUDINE = 2278.0, 2086.5


def item_a() -> Model:
    """Return item A: HIV monotherapy and combination therapy, 20 yearly cycles."""
    parameters = [
        Parameter(
            f"from_{s}",
            Dirichlet({f"p_{s}{t}": n for t, n in row.items()}),
            "per year",
            source=SOURCE,
        )
        for s, row in COUNTS.items()
    ]
    parameters.append(
        Parameter("rr", LogNormal(median=0.509, ci95=(0.365, 0.710)), "ratio", source=SOURCE)
    )
    for kind, costs in (("direct", DIRECT), ("community", COMMUNITY)):
        parameters += [
            Parameter(f"{kind}_{s}", Gamma(mean=c, se=c), "GBP per year", source=SOURCE)
            for s, c in costs.items()
        ]
    care = {s: f"direct_{s} + community_{s} + {ZIDOVUDINE}" for s in COUNTS}
    effect = "where(cycle <= 2, rr, 1)"
    return Model(
        title="HIV: zidovudine alone or with lamivudine",
        pathway=Pathway(
            states=[State(s, utility=1, unit_cost=care[s]) for s in COUNTS] + [State("D")],
            links={s: {t: f"p_{s}{t}" for t in row if t != s} for s, row in COUNTS.items()},
            start={"A": 1},
        ),
        strategies=[
            Strategy("Monotherapy"),
            Strategy(
                "Combination",
                states={
                    s: {"unit_cost": f"{care[s]} + where(cycle <= 2, {LAMIVUDINE}, 0)"}
                    for s in COUNTS
                },
                links={
                    s: {t: f"p_{s}{t} * {effect}" for t in row if t != s}
                    for s, row in COUNTS.items()
                },
            ),
        ],
        parameters=parameters,
        horizon=Horizon(
            "2026", years=20, discount_costs=0.06, discount_health=0.0, correction="end"
        ),
    )


def script_a(n: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Return cost and QALY of item A, each shape (2, n), by a script for it alone."""
    rng = np.random.Generator(np.random.SFC64(seed))
    rows = {
        s: (
            g := rng.standard_gamma(
                np.array(list(row.values()), dtype=float)[:, None], size=(len(row), n)
            )
        )
        / g.sum(axis=0)
        for s, row in COUNTS.items()
    }
    sd = (np.log(0.710) - np.log(0.365)) / (2 * Z)
    rr = np.exp(rng.normal(np.log(0.509), sd, n))
    care = [
        DIRECT[s] * rng.standard_exponential(n)
        + COMMUNITY[s] * rng.standard_exponential(n)
        + ZIDOVUDINE
        for s in COUNTS
    ]
    cost, qaly = np.zeros((2, n)), np.zeros((2, n))
    for k in range(2):
        a, b, c = np.ones(n), np.zeros(n), np.zeros(n)
        occupied = [np.zeros(n) for _ in COUNTS]
        early = np.zeros(n)
        for t in range(1, 21):
            if t in (1, 3):
                x = rr if k and t == 1 else 1.0
                ab, ac, ad = rows["A"][1] * x, rows["A"][2] * x, rows["A"][3] * x
                bc, bd, cd = rows["B"][1] * x, rows["B"][2] * x, rows["C"][1] * x
                aa, bb, cc = 1 - ab - ac - ad, 1 - bc - bd, 1 - cd
            a, b, c = a * aa, a * ab + b * bb, a * ac + b * bc + c * cc
            factor = 1.06**-t
            alive = a + b + c
            qaly[k] += alive
            for total, people in zip(occupied, (a, b, c), strict=True):
                total += factor * people
            if t <= 2:
                early += factor * alive
        for total, each in zip(occupied, care, strict=True):
            cost[k] += total * each
        if k:
            cost[k] += LAMIVUDINE * early
    return cost, qaly


def edges_c() -> list[tuple[int, int, float, bool]]:
    """Return item C's edges out of the 49 living states: from, to, alpha, tagged."""
    edges = []
    for i in range(49):
        row: dict[int, tuple[float, bool]] = {}
        for target, alpha, tagged in (
            (i, 80, False),
            ((i + 1) % 49, 8, False),
            ((i + 3) % 49, 5, False),
            ((7 * i + 5) % 49, 5, True),
            (49, 2, True),
        ):
            old, old_tag = row.get(target, (0.0, False))
            row[target] = (old + alpha, (tagged or old_tag) and target != i)
        edges += [(i, j, alpha, tag) for j, (alpha, tag) in row.items()]
    return edges


def item_c(*, by_payer: bool = False) -> Model:
    """Return item C: 50 states, 120 monthly cycles, 2 strategies.

    ``by_payer`` makes it item C+: three budget holders bear 0.6, 0.3 and 0.1 of each
    state's cost, and an environment for each strategy gives their money by year.
    """
    names = [f"S{i}" for i in range(49)] + ["Dead"]
    invented = "the benchmark's own"
    payers = {"First": 0.6, "Second": 0.3, "Third": 0.1} if by_payer else {}
    rows: dict[int, dict[int, tuple[float, bool]]] = {}
    for i, j, alpha, tag in edges_c():
        rows.setdefault(i, {})[j] = (alpha, tag)
    parameters = [
        Parameter(
            f"from_{i}",
            Dirichlet({f"p_{i}_{j}": a for j, (a, _) in row.items()}),
            "per month",
            assumption=invented,
        )
        for i, row in rows.items()
    ]
    parameters.append(
        Parameter(
            "rr", LogNormal(meanlog=float(np.log(0.8)), sdlog=0.1), "ratio", assumption=invented
        )
    )
    for i in range(49):
        mean = 100.0 + 10 * i
        parameters += [
            Parameter(
                f"c_{i}", Gamma(mean=mean, se=0.2 * mean), "GBP per month", assumption=invented
            ),
            Parameter(
                f"u_{i}", Beta(mean=0.9 - 0.01 * i, se=0.05), "QALY per year", assumption=invented
            ),
        ]
    return Model(
        title="Fifty states",
        pathway=Pathway(
            states=[
                State(names[i], utility=f"u_{i}", unit_cost=0 if by_payer else f"c_{i}")
                for i in range(49)
            ]
            + [State("Dead")],
            services=[Service(f"Care {n}", n, unit_cost=share) for n, share in payers.items()],
            uses={names[i]: {f"Care {n}": f"c_{i}" for n in payers} for i in range(49) if payers},
            links={
                names[i]: {names[j]: f"p_{i}_{j}" for j in row if j != i} for i, row in rows.items()
            },
            start={"S0": 1},
        ),
        strategies=[
            Strategy("Usual"),
            Strategy(
                "New",
                links={
                    names[i]: {names[j]: f"p_{i}_{j} * rr" for j, (_, tag) in row.items() if tag}
                    for i, row in rows.items()
                },
            ),
        ],
        parameters=parameters,
        parties=[Party(name, role="commissioner") for name in payers],
        population=Population(prevalent={"S0": 1} if by_payer else {}),
        environments=[Environment(s, {s: 1}) for s in ("Usual", "New") if by_payer],
        horizon=Horizon("2026", years=10, cycle="month", correction="end"),
    )


def script_c(n: int, seed: int = 1, block: int = 2048) -> tuple[np.ndarray, np.ndarray]:
    """Return cost and QALY of item C, each shape (2, n): one ufunc pair per edge."""
    edges = edges_c()
    sources = np.array([e[0] for e in edges])
    alpha = np.array([e[2] for e in edges], dtype=float)
    first = np.searchsorted(sources, np.arange(49))
    month = 1.035 ** (-np.arange(1, 121) / 12)
    means = 100.0 + 10 * np.arange(49)
    u_mean = 0.9 - 0.01 * np.arange(49)
    size = u_mean * (1 - u_mean) / 0.05**2 - 1
    cost, qaly = np.zeros((2, n)), np.zeros((2, n))
    rng = np.random.Generator(np.random.SFC64(seed))
    for start in range(0, n, block):
        m = min(block, n - start)
        part = slice(start, start + m)
        p = rng.standard_gamma(alpha[:, None], size=(len(edges), m))
        p /= np.add.reduceat(p, first, axis=0)[sources]
        rr = np.exp(rng.normal(np.log(0.8), 0.1, m))
        c = rng.standard_gamma(25.0, size=(49, m)) * (means / 25)[:, None]
        u = rng.beta((u_mean * size)[:, None], ((1 - u_mean) * size)[:, None], size=(49, m))
        for k in range(2):
            if k:
                stay = {}
                for e, (i, j, _, tag) in enumerate(edges):
                    if i == j:
                        stay[i] = e
                    elif tag:
                        p[e] *= rr
                for i in range(49):
                    row = [
                        e
                        for e in range(first[i], first[i + 1] if i < 48 else len(edges))
                        if e != stay[i]
                    ]
                    p[stay[i]] = 1 - sum(p[e] for e in row)
            x, y = np.zeros((50, m)), np.zeros((50, m))
            x[0] = 1.0
            product, occupied = np.empty(m), np.zeros((49, m))
            scaled = np.empty((49, m))
            for t in range(120):
                y[:] = 0.0
                y[49] = x[49]
                for e, (i, j, _, _) in enumerate(edges):
                    np.multiply(x[i], p[e], out=product)
                    y[j] += product
                x, y = y, x
                np.multiply(x[:49], month[t], out=scaled)
                occupied += scaled
            cost[k, part] = (occupied * c).sum(axis=0)
            qaly[k, part] = (occupied * u).sum(axis=0) / 12
    return cost, qaly
