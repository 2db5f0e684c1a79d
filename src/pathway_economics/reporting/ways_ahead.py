"""What goes ahead, whether cash alone could settle it, and at which price health is bought."""

from collections.abc import Sequence

from pathway_economics.parties import PUBLIC_ROLES
from pathway_economics.reporting.findings import WINDOW, Finding
from pathway_economics.reporting.reasons import NIL
from pathway_economics.reporting.words import capital, how_sure, listed, money, share


def what_goes_ahead(findings: Sequence[Finding]) -> str:
    """Return what goes ahead, then the cash test, then the price of health if cash is lost."""
    return " ".join(words for words in (verdict(findings), cash_test(findings)) if words)


def verdict(findings: Sequence[Finding]) -> str:
    """Return under which arrangements the proposal goes ahead, and who is harmed by it.

    It rests on the verdicts alone; empty where every arrangement is refused.
    """
    ahead = [finding for finding in findings if finding.consents.goes_ahead]
    agreed = [finding for finding in ahead if not _public(finding, finding.consents.harmed)]
    if not ahead:
        return ""
    groups: dict[str, list[str]] = {}
    for finding in agreed or ahead:
        groups.setdefault(_fate(finding, bool(agreed)), []).append(f"“{finding.name}”")
    parts = [f"under {listed(names)} {fate}" for fate, names in groups.items()]
    return capital("; ".join(parts) + ".")


def _fate(finding: Finding, agreed: bool) -> str:
    """Return what becomes of a proposal that nobody refuses."""
    table, harmed = finding.consents.table, finding.consents.harmed
    asked = bool(table["needed"].any())
    if not agreed:
        start = (
            "the proposal goes ahead, for everyone who must agree is willing"
            if asked
            else ("the proposal goes ahead, for nobody has to agree")
        )
        return f"{start}, but {listed(harmed)} would be harmed without a say"
    start = "everyone who must agree is willing" if asked else "nobody has to agree"
    loses = _public(finding, tuple(table.loc[table["payoff"] < -NIL, "party"]))
    words = f"{start} and " + (
        f"no public body is harmed ({listed(loses)} would pay and agree to it)"
        if loses
        else "no public body loses over the years that it looks ahead"
    )
    return words + (f"; {listed(harmed)} would be harmed without a say" if harmed else "")


def _public(finding: Finding, names: Sequence[str]) -> list[str]:
    parties = finding.settlement.outcomes.parties
    return [name for name in names if parties[name].role in PUBLIC_ROLES]


def cash_test(findings: Sequence[Finding]) -> str:
    """Return whether the public bodies together gain cash, and if not what health costs them."""
    outcomes = findings[0].settlement.outcomes
    best = max(findings, key=lambda finding: finding.purse()["mean"])
    purse = best.purse()
    mean, low, high = (purse[name] for name in ("mean", "low", "high"))
    amount = money(abs(mean), outcomes.currency)
    where = f" under “{best.name}”" if _differ(findings) else ""
    sure = how_sure(low, high, outcomes.currency)
    n_years = len(outcomes.years)
    span = f"over the {n_years} budget years" if n_years > 1 else "that year"
    if mean > NIL:
        return (
            "Cash alone could leave every public body whole"
            f"{'' if low > 0 else ' on average'}: together they gain {amount} {span}{where} "
            f"({sure}, undiscounted; chance of a loss {share(purse['p_worse_off'])}), so those "
            "that gain could pay those that lose."
        )
    if mean >= -NIL:
        return f"{capital(span)} the public bodies together neither gain nor lose cash{where}."
    return (
        "No cash-only deal leaves every public body whole, because together they lose "
        f"{amount} {span}{'' if high < 0 else ' on average'}{where} ({sure}, undiscounted), "
        f"and {price_of_health(best)}."
    )


def price_of_health(finding: Finding) -> str:
    """Return at which price health would be bought, if any health is gained."""
    outcomes = finding.settlement.outcomes
    currency = outcomes.currency
    buyer = buyers(finding)
    gained = finding.purse("QALY", "societal")["mean"]
    value = finding.consents.value
    if not finding.counts_health:
        return "the model counts no health that they could be buying"
    if gained <= 0:
        return f"{buyer} would pay and no health would be gained within those years"
    words = (
        f"{buyer} would be buying health at {money(-finding.purse()['mean'] / gained, currency)} "
        "of cash per QALY gained within those years, both undiscounted"
    )
    if value.qaly_change > 0 and value.cost_change > 0:
        ratio = money(value.cost_change / value.qaly_change, currency)
        words += f" ({ratio} of resources per QALY over the whole horizon, both discounted)"
    elif value.qaly_change > 0:
        words += (
            " (over the whole horizon health is gained and resources are saved, both discounted)"
        )
    return words


def buyers(finding: Finding) -> str:
    """Return who would buy the health: the public bodies, or a commissioner that alone loses."""
    parties = finding.settlement.outcomes.parties
    losers = [
        name
        for name in _public(finding, tuple(parties))
        if finding.payoff(name, WINDOW)["mean"] < -NIL
    ]
    if len(losers) == 1 and parties[losers[0]].role == "commissioner":
        return f"{losers[0]} alone"
    return "the public bodies together"


def _differ(findings: Sequence[Finding]) -> bool:
    """Return whether the arrangements differ in the cash of the public purse."""
    means = [finding.purse()["mean"] for finding in findings]
    return bool(max(means) - min(means) > 1e-6 * max(1.0, *(abs(mean) for mean in means)))
