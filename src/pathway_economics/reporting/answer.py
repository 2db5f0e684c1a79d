"""The answer in three sentences: who pays and saves, who refuses, is there a cash-only deal."""

from collections.abc import Sequence

from pathway_economics.parties import Party
from pathway_economics.reporting.findings import WINDOW, Finding
from pathway_economics.reporting.words import capital, how_sure, listed, money, share

SMALL = 0.01
"""Payoffs below this share of the largest are not named in the first sentence."""

NIL = 0.5
"""Mean amounts up to this count as nothing. [currency]"""


def answer(findings: Sequence[Finding]) -> tuple[str, str, str]:
    """Return the three sentences.

    Parameters
    ----------
    findings
        One per arrangement, that of the status quo first if it is among them.
    """
    return who_pays(findings[0]), who_refuses(findings), cash_only(findings)


def who_pays(finding: Finding) -> str:
    """Return who gains and who loses cash over the budget window, in one sentence."""
    outcomes = finding.settlement.outcomes
    purses = [name for name, party in outcomes.parties.items() if party.role != "patient"]
    means = {name: finding.payoff(name, WINDOW)["mean"] for name in purses}
    least = max(NIL, *(SMALL * abs(mean) for mean in means.values())) if means else NIL
    told = {name: mean for name, mean in means.items() if abs(mean) > least}
    gains = sorted((name for name in told if told[name] > 0), key=lambda name: -told[name])
    losses = sorted((name for name in told if told[name] < 0), key=lambda name: told[name])

    def amounts(names: Sequence[str]) -> str:
        return listed([f"{name} ({money(abs(told[name]), outcomes.currency)})" for name in names])

    years = outcomes.years
    span = f"{len(years)} budget years to {years[-1]}" if len(years) > 1 else f"In {years[0]}"
    start = f"Over the {span}" if len(years) > 1 else span
    saves = f"saves or earns cash for {amounts(gains)}" if gains else "saves cash for nobody"
    pays = f"costs {amounts(losses)}" if losses else "costs nobody"
    return f"{start}, {finding.environment} under “{finding.name}” {saves}, and {pays}."


def who_refuses(findings: Sequence[Finding]) -> str:
    """Return who would refuse under each arrangement, in one sentence."""
    groups: dict[str, list[str]] = {}
    for finding in findings:
        groups.setdefault(_stand(finding), []).append(finding.name)
    if len(groups) == 1 and len(findings) > 1:
        return f"Under every one of the {len(findings)} arrangements, {next(iter(groups))}."
    parts = [
        f"under {listed([f'“{name}”' for name in names])}, {stand}"
        for stand, names in groups.items()
    ]
    return capital("; ".join(parts) + ".")


def _stand(finding: Finding) -> str:
    """Return where the parties stand under one arrangement."""
    refusers, harmed = finding.consents.refusers, finding.consents.harmed
    if refusers:
        words = f"{listed(refusers)} would refuse"
    elif finding.consents.table["needed"].any():
        words = "everyone whose consent is needed would agree"
    else:
        words = "nobody's consent is needed"
    if harmed:
        words += f", and {listed(harmed)} would be harmed without a say"
    return words


def cash_only(findings: Sequence[Finding]) -> str:
    """Return whether the public purse gains cash, and if not at which price it buys health."""
    outcomes = findings[0].settlement.outcomes
    best = max(findings, key=lambda finding: finding.purse()["mean"])
    purse = best.purse()
    mean, low, high = (purse[name] for name in ("mean", "low", "high"))
    amount = money(abs(mean), outcomes.currency)
    where = f" under “{best.name}”" if _differ(findings) else ""
    sure = how_sure(low, high, outcomes.currency)
    span = (
        f"over the {len(outcomes.years)} budget years" if len(outcomes.years) > 1 else "that year"
    )
    if mean > NIL:
        return (
            f"A cash-only deal exists{'' if low > 0 else ' on average'}: {span} the public bodies "
            f"together gain {amount}{where} ({sure}; chance of a loss "
            f"{share(purse['p_worse_off'])}), so those that gain could pay those that lose."
        )
    if mean >= -NIL:
        return f"{capital(span)} the public bodies together neither gain nor lose cash{where}."
    return (
        "No cash-only deal exists among the public bodies, because together they lose "
        f"{amount} {span}{'' if high < 0 else ' on average'}{where} ({sure}), and {_price(best)}."
    )


def _price(finding: Finding) -> str:
    """Return at which price health would be bought, if any health is gained."""
    outcomes = finding.settlement.outcomes
    currency = outcomes.currency
    buyer = buyers_name(tuple(outcomes.parties.values()))
    gained = finding.purse("QALY", "societal")["mean"]
    value = finding.consents.value
    if not outcomes.qalys.any():
        return "the model counts no health that they could be buying"
    if gained <= 0:
        return f"{buyer} would pay and no health would be gained within those years"
    words = (
        f"{buyer} would be buying health at {money(-finding.purse()['mean'] / gained, currency)} "
        "of cash per QALY gained within those years"
    )
    if value.qaly_change > 0 and value.cost_change > 0:
        ratio = money(value.cost_change / value.qaly_change, currency)
        words += f" ({ratio} of resources per QALY over the whole horizon)"
    elif value.qaly_change > 0:
        words += " (over the whole horizon health is gained and resources are saved)"
    return words


def buyers_name(parties: Sequence[Party]) -> str:
    """Return who would buy the health: the commissioner, if there is just one."""
    commissioners = [party.name for party in parties if party.role == "commissioner"]
    return f"the {commissioners[0]}" if len(commissioners) == 1 else "the public bodies"


def _differ(findings: Sequence[Finding]) -> bool:
    """Return whether the arrangements differ in the cash of the public purse."""
    means = [finding.purse()["mean"] for finding in findings]
    return bool(max(means) - min(means) > 1e-6 * max(1.0, *(abs(mean) for mean in means)))
