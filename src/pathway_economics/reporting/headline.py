"""The few figures that stand large at the top."""

from collections.abc import Sequence

from pathway_economics.parties import PUBLIC_ROLES
from pathway_economics.reporting.findings import Finding
from pathway_economics.reporting.words import how_sure, money, number, share

Figure = tuple[str, str, str]


def key_figures(findings: Sequence[Finding], threshold: float | None) -> list[Figure]:
    """Return value, what it is and how sure, for each of the figures."""
    lead = findings[0]
    currency = lead.settlement.outcomes.currency
    purse, health = lead.purse(), lead.purse("QALY", "societal")
    sure = how_sure(purse["low"], purse["high"], currency)
    figures = [
        (
            money(purse["mean"], currency, sign=True),
            f"cash of the public purse over the budget window under {lead.name}",
            f"undiscounted; {sure}; chance of a loss {share(purse['p_worse_off'])}",
        ),
    ]
    if lead.counts_health:
        ends = f"{number(health['low'], 1)} to {number(health['high'], 1)}"
        figures.append(
            (
                f"{number(health['mean'], 1)} QALY",
                "health gained within the budget window",
                f"undiscounted; 95 % interval {ends}",
            )
        )
    freed, cash = freed_by_public_bodies(lead)
    if freed >= 1:
        figures.append(
            (
                money(freed, currency),
                "of care at average cost no longer given by public bodies",
                f"undiscounted; {money(cash, currency)} of it becomes cash within those years",
            )
        )
    return figures + _cost_of_silos(findings, threshold, mostly_paper=cash < freed / 2)


def _cost_of_silos(
    findings: Sequence[Finding], threshold: float | None, mostly_paper: bool
) -> list[Figure]:
    """Return the largest cost of silos, if any arrangement that is worth it is refused."""
    worst = max(findings, key=lambda finding: finding.consents.cost_of_silos)
    cost = worst.consents.cost_of_silos
    if cost <= 0:
        return []
    currency = worst.settlement.outcomes.currency
    paper = ", mostly not cash" if mostly_paper else ""
    health = (
        "health not counted"
        if not worst.counts_health
        else "health not valued"
        if threshold is None
        else f"health at the threshold of {money(threshold, currency)} per QALY"
    )
    return [
        (
            money(cost, currency),
            f"cost of silos: value forgone if {worst.name} is refused",
            f"resources at average cost{paper}, and {health}; discounted; people who start in "
            "the window, followed to the end",
        )
    ]


def freed_by_public_bodies(finding: Finding) -> tuple[float, float]:
    """Return the mean resource value that public bodies free, and the cash that it becomes."""
    outcomes = finding.settlement.outcomes
    e = outcomes.environment(finding.environment)
    freed = cash = 0.0
    for release in outcomes.releases:
        reduction = float(release.reduction[e].sum(axis=0).mean())
        if reduction > 0 and outcomes.parties[release.party].role in PUBLIC_ROLES:
            freed += reduction
            cash += float(release.cash_releasing[e].sum(axis=0).mean())
    return freed, cash
