"""The environments that are not shown in full: verdicts, payoffs and the public purse."""

from collections.abc import Mapping, Sequence
from typing import Any

from pathway_economics.reporting.findings import Finding
from pathway_economics.reporting.verdicts import outcome_cells, purse_cells, verdict_rows
from pathway_economics.reporting.words import listed

Row = dict[str, Any]


def other_environments(others: Mapping[str, Sequence[Finding]]) -> list[Row]:
    """Return the verdicts of each environment under every arrangement.

    Parameters
    ----------
    others
        Findings by environment, one per arrangement.
    """
    return [
        {
            "name": name,
            "verdicts": verdict_rows(findings),
            "outcomes": outcome_cells(findings),
            "purse": purse_cells(findings),
        }
        for name, findings in others.items()
    ]


def shown_in_full(environment: str, others: Sequence[str]) -> str:
    """Return which environment the page is about; empty if there is no other.

    Examples
    --------
    >>> shown_in_full("Large scale", ["Pilot"])
    'Shown in full: Large scale. The verdicts of Pilot stand under Other environments.'
    """
    if not others:
        return ""
    return (
        f"Shown in full: {environment}. The verdicts of {listed(list(others))} stand under "
        "Other environments."
    )
