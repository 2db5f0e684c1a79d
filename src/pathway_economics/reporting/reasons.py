"""Why a party that gains over the budget window stands against a proposal all the same."""

from collections.abc import Sequence

from pathway_economics.reporting.findings import WINDOW, Finding
from pathway_economics.reporting.words import listed, money, percent

NIL = 0.5
"""Mean amounts up to this count as nothing. [currency]"""

COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def with_reasons(finding: Finding, parties: Sequence[str]) -> str:
    """Return names as a list, each with its reason where its cash alone does not tell it."""
    told = []
    for index, party in enumerate(parties):
        reason = why_against(finding, party)
        last = index == len(parties) - 1 or index == len(parties) - 2
        told.append(f"{party}, {reason}{',' if last else ''}" if reason else party)
    return listed(told)


def why_against(finding: Finding, party: str) -> str:
    """Return why a party is against what gains it cash over the window; empty if it loses."""
    outcomes = finding.settlement.outcomes
    terms, row = outcomes.parties[party], finding.verdict(party)
    if terms.role == "patient" or finding.payoff(party, WINDOW)["mean"] <= NIL:
        return ""
    limit, years = terms.yearly_limit, int(row["decision_years"])
    if limit is not None and row["worst_year_cash"] < -limit and row["value"] >= terms.hurdle:
        loss = money(-row["worst_year_cash"], outcomes.currency)
        return f"whose loss of {loss} in {row['worst_year']} breaks its yearly limit"
    if years < len(outcomes.years) and row["payoff"] < terms.hurdle:
        return f"which looks {_count(years)} year{'' if years == 1 else 's'} ahead"
    if terms.hurdle > 0 and row["value"] < terms.hurdle <= terms.hurdle + row["payoff"]:
        return f"which asks for at least {money(terms.hurdle, outcomes.currency)}"
    if terms.risk_aversion:
        return "which is averse to risk"
    return f"which discounts later years at {percent(terms.rate)} a year" if terms.rate else ""


def _count(number: int) -> str:
    return COUNTS[number] if number < len(COUNTS) else str(number)
