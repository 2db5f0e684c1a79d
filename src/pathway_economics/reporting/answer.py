"""The answer: who pays and saves, who refuses, what goes ahead and at which price."""

from collections.abc import Sequence

from pathway_economics.reporting.findings import WINDOW, Finding
from pathway_economics.reporting.reasons import with_reasons
from pathway_economics.reporting.ways_ahead import what_goes_ahead
from pathway_economics.reporting.words import capital, listed, money

SMALL = 0.01
"""Payoffs below this share of the largest are not named in the first sentence."""

NIL = 0.5
"""Mean amounts up to this count as nothing. [currency]"""


def answer(findings: Sequence[Finding]) -> tuple[str, str, str]:
    """Return who pays, who refuses, and what goes ahead at which price.

    Parameters
    ----------
    findings
        One per arrangement, that of the status quo first if it is among them.
    """
    return who_pays(findings[0]), who_refuses(findings), what_goes_ahead(findings)


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
        words = f"{with_reasons(finding, refusers)} would refuse"
    elif finding.consents.table["needed"].any():
        words = "everyone whose consent is needed would agree"
    else:
        words = "nobody's consent is needed"
    if harmed:
        words += f", and {with_reasons(finding, harmed)} would be harmed without a say"
    return words
