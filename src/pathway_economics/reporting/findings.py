"""What is found about each arrangement, once, for every part of the report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pathway_economics.evaluate import Consents, consents, payoffs, perimeters
from pathway_economics.evaluate.value import counts_health
from pathway_economics.outcomes import Settlement

if TYPE_CHECKING:
    import pandas as pd

WINDOW = "budget window"
DECISION = "decision"


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """One arrangement, judged.

    Attributes
    ----------
    settlement
        The arrangement, settled.
    status_quo
        What it is compared with.
    environment
        Name of the environment that is judged.
    consents
        Who must agree and who refuses.
    """

    settlement: Settlement
    status_quo: Settlement
    environment: str
    consents: Consents
    _payoffs: "pd.DataFrame"
    _perimeters: "pd.DataFrame"

    @property
    def name(self) -> str:
        """Name of the arrangement."""
        return self.settlement.name

    @property
    def counts_health(self) -> bool:
        """Whether the model gives any state or move a utility."""
        return counts_health(self.settlement.outcomes)

    def payoff(self, party: str, period: str, measure: str = "payoff") -> Mapping[str, Any]:
        """Return the row of a party's payoff in one period."""
        table = self._payoffs
        chosen = (
            (table["party"] == party) & (table["period"] == period) & (table["measure"] == measure)
        )
        return _only(table[chosen])

    def purse(
        self, measure: str = "cash", perimeter: str = "public purse", period: str = WINDOW
    ) -> Mapping[str, Any]:
        """Return a perimeter's total over the budget window."""
        table = self._perimeters
        chosen = (
            (table["perimeter"] == perimeter)
            & (table["period"] == period)
            & (table["measure"] == measure)
        )
        return _only(table[chosen])

    def verdict(self, party: str) -> Mapping[str, Any]:
        """Return the row of a party's verdict."""
        table = self.consents.table
        return _only(table[table["party"] == party])


def judge(
    settlement: Settlement,
    status_quo: Settlement,
    environment: str | None = None,
    threshold: float | None = None,
) -> Finding:
    """Return what is found about an arrangement in one environment, the last by default."""
    name = environment or settlement.outcomes.environments[-1]
    return Finding(
        settlement=settlement,
        status_quo=status_quo,
        environment=name,
        consents=consents(settlement, status_quo, name, threshold),
        _payoffs=payoffs(settlement, status_quo, name),
        _perimeters=perimeters(settlement, status_quo, name, threshold),
    )


def judge_scenarios(
    scenarios: Mapping[str, Sequence[Settlement]],
    status_quo: str,
    environment: str,
    threshold: float | None = None,
) -> dict[str, list[Finding]]:
    """Return the findings of other runs, each against the status quo of its own run."""
    found: dict[str, list[Finding]] = {}
    for label, settlements in scenarios.items():
        named = {settlement.name: settlement for settlement in settlements}
        first = named.get(status_quo, settlements[0])
        known = first.outcomes.environments
        at = environment if environment in known else known[-1]
        found[label] = [judge(settlement, first, at, threshold) for settlement in settlements]
    return found


def _only(rows: "pd.DataFrame") -> Mapping[str, Any]:
    return {str(name): value for name, value in rows.iloc[0].items()}
