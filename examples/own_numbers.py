"""Heart failure admissions from a costing table, settled without a model.

Activity and unit costs of the nine non-elective rows of heart failure (EB03) are those of the
National Cost Collection 2024/25 of NHS England (Open Government Licence v3.0), rounded to pence.
A nurse hour is that of band 6 in the Unit Costs of Health and Social Care 2025 programme.
The proposal, its effect, prices and shares of cash are assumptions, each said where it stands.

Run it with ``python examples/own_numbers.py``.
"""

from io import StringIO

import numpy as np
import pandas as pd

import pathway_economics as pe
from pathway_economics.contracts import Activity, Arrangement, Blended, Block, GainShare
from pathway_economics.outcomes import Settlement

NCC = """\
HRG,stay,England,unit_cost
EB03A,long,51672,5419.95
EB03A,short,21008,829.94
EB03B,long,35328,4328.19
EB03B,short,22338,740.04
EB03C,long,20692,3536.51
EB03C,short,19456,680.95
EB03D,long,12097,3045.50
EB03D,short,17138,611.97
EB03E,short,3995,529.38
"""
"""Episodes in England in a year and their average cost. [episodes per year], [GBP per episode]"""

SHARE = 0.01
"""Assumption: a place with a hundredth of England's admissions."""

FALL, FALL_SE = 0.10, 0.03
"""Assumption: long stays fall by a tenth, and a normal distribution around that. [share]"""

CASH_SHARE = 0.25
"""Assumption: a quarter of what an avoided stay costs becomes cash; the ward stays open. [share]"""

NURSE_HOUR = 61.0
"""Nurse, band 6, working hour, qualifications excluded. [GBP per hour]"""

NURSE_HOURS = 6_000.0
"""Assumption: four nurses, 1,500 hours each. [hours per year]"""

PARTIES = [
    pe.Party("Commissioner", role="commissioner", decision_years=1),
    pe.Party("Acute trust", role="provider"),
    pe.Party("Community trust", role="provider"),
]


def activity(n_draws: int = 1_000, seed: int = 1) -> pd.DataFrame:
    """Return what is delivered now and as proposed, a row for each draw."""
    falls = np.random.default_rng(seed).normal(FALL, FALL_SE, n_draws)
    rows = []
    for row in pd.read_csv(StringIO(NCC)).itertuples():
        fallen = falls if row.stay == "long" else np.zeros(n_draws)
        for environment, change in (("Current", 0 * fallen), ("Proposed", fallen)):
            rows.append(
                pd.DataFrame(
                    {
                        "environment": environment,
                        "service": f"{row.HRG}, {row.stay} stay",
                        "draw": range(n_draws),
                        "units": row.England * SHARE * (1 - change),
                        "unit_cost": row.unit_cost,
                        "provider": "Acute trust",
                        "unit": "episode",
                        "cash_share": CASH_SHARE,
                    }
                )
            )
    for environment, hours in (("Current", 0.0), ("Proposed", NURSE_HOURS)):
        nurses = {"service": "Nurse visits", "units": hours, "unit_cost": NURSE_HOUR}
        about = {"provider": "Community trust", "unit": "hour", "cash_share": 1.0}
        told = {"environment": environment, "draw": range(n_draws), **nurses, **about}
        rows.append(pd.DataFrame(told))
    return pd.concat(rows, ignore_index=True).assign(year="2026/27")


def arrangements(outcomes: pe.Outcomes) -> dict[str, Arrangement]:
    """Return ways of paying; prices are unit costs, as no guide price is at hand (assumption)."""
    stays = [line.name for line in outcomes.lines if line.provider == "Acute trust"]
    costs = outcomes.resource_value[0, :, 0, 0] / np.maximum(outcomes.activity[0, :, 0, 0], 1e-9)
    usual = {
        name: Activity(
            payer="Commissioner",
            payee="Acute trust",
            services=[name],
            price=float(costs[outcomes.line(name)]),
        )
        for name in stays
    }
    nurses = Block(payer="Commissioner", payee="Community trust", amount=NURSE_HOURS * NURSE_HOUR)
    blended = {
        name: Blended(
            payer="Commissioner",
            payee="Acute trust",
            services=[name],
            price=contract.price,
            variable_rate=0.2,
        )
        for name, contract in usual.items()
    }
    gain = GainShare(
        payer="Commissioner",
        payee="Acute trust",
        scope=stays,
        benchmark="fixed",
        sharing_rate=0.5,
    )
    silo = Arrangement("Payment by activity", usual)
    ways = [
        silo,
        Arrangement("With the nurses paid", {"Nurses": nurses}, extends=silo),
        Arrangement("Blended 20 %", {**blended, "Nurses": nurses}, extends=silo),
        Arrangement("Gain share", {"Savings": gain, "Nurses": nurses}, extends=silo),
    ]
    return {way.name: way for way in ways}


def settled(n_draws: int = 1_000, seed: int = 1) -> list[Settlement]:
    """Return the settlement of every arrangement, the status quo first."""
    outcomes = pe.Outcomes.from_tables(
        activity(n_draws, seed),
        parties=PARTIES,
        price_year="2024/25",
        title="Heart failure admissions from a costing table",
    )
    return [pe.settle(outcomes, way) for way in arrangements(outcomes).values()]


def main() -> None:
    """Print who pays and who would refuse."""
    first, *others = settled()
    for way in (first, *others):
        print(pe.evaluate.consents(way, status_quo=first), end="\n\n")
    table = pe.evaluate.payoffs(others[-1], status_quo=first)
    shown = table[(table["measure"] == "payoff") & (table["period"] == "budget window")]
    print(
        shown[["arrangement", "party", "mean", "low", "high", "p_worse_off"]].round(2).to_string()
    )


if __name__ == "__main__":
    main()
