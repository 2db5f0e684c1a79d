"""Who must agree, who refuses and by which rule, who is harmed, and what it costs."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pathway_economics.evaluate.comparison import check_same_draws, check_threshold, proposed
from pathway_economics.evaluate.decisions import money
from pathway_economics.evaluate.needed import needed_consents
from pathway_economics.evaluate.value import SystemValue, cost_of_silos, system_value
from pathway_economics.evaluate.verdicts import HARMED, REFUSES, verdict_row
from pathway_economics.outcomes import Settlement
from pathway_economics.tables import card, grid

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, eq=False)
class Consents:
    """Whether a proposal goes ahead, and who stops it or is harmed by it.

    Attributes
    ----------
    arrangement, environment
        What is proposed.
    currency
        Unit of the amounts.
    threshold
        Value of a QALY to the system, if one was given. [currency per QALY]
    table
        One row per party: ``needed`` consent and ``why_needed``; ``verdict``
        (``"willing"`` or ``"refuses"`` where consent is needed; ``"harmed without
        consent"``, ``"gains"`` or ``"unaffected"`` where it is not; ``"not counted"`` for
        patients of a model without utilities); ``rule``, which the party went by, in
        words; expected ``payoff`` over ``decision_years`` at the party's rate, the
        ``value`` compared with its ``hurdle``, the ``yearly_limit``, the ``worst_year`` and
        ``worst_year_cash``; ``unit``. Patients are judged by their discounted health, in
        QALY.
    value
        Expected change in the system's costs and health.
    cost_of_silos
        System value forgone because a needed consent is withheld, once: net benefit at the
        threshold, or the resource value saved if no threshold was given. [currency]

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"party": ["Trust"], "needed": [True], "verdict": ["refuses"],
    ...                       "rule": ["expected payoff of GBP -5 is below its hurdle"]})
    >>> Consents("Gain share", "Proposed", "GBP", None, table, SystemValue(-20.0, 0.0), 20.0)
    <Consents 'Gain share' in 'Proposed': refused>
      Trust refuses: expected payoff of GBP -5 is below its hurdle
      system: costs change by GBP -20, health by 0.00 QALY
      cost of silos: GBP 20
    """

    arrangement: str
    environment: str
    currency: str
    threshold: float | None
    table: "pd.DataFrame"
    value: SystemValue
    cost_of_silos: float

    @property
    def refusers(self) -> tuple[str, ...]:
        """Parties that withhold a needed consent."""
        return self._with(REFUSES)

    @property
    def harmed(self) -> tuple[str, ...]:
        """Parties that lose and are not asked."""
        return self._with(HARMED)

    @property
    def goes_ahead(self) -> bool:
        """Whether no needed consent is withheld."""
        return not self.refusers

    @property
    def net_benefit(self) -> float | None:
        """System value at the threshold, in currency; ``None`` without one."""
        return None if self.threshold is None else self.value.gain(self.threshold)

    def _with(self, verdict: str) -> tuple[str, ...]:
        return tuple(self.table.loc[self.table["verdict"] == verdict, "party"])

    @property
    def _state(self) -> str:
        if self.refusers:
            return "refused"
        return "goes ahead, with parties harmed without consent" if self.harmed else "goes ahead"

    def _system_words(self) -> str:
        words = (
            f"costs change by {money(self.value.cost_change, self.currency)}, "
            f"health by {self.value.qaly_change + 0.0:,.2f} QALY"
        )
        if self.net_benefit is not None and self.threshold is not None:
            words += (
                f", net benefit {money(self.net_benefit, self.currency)} "
                f"at {money(self.threshold, self.currency)} per QALY"
            )
        return words

    def __repr__(self) -> str:
        told = self.table[self.table["needed"] | (self.table["verdict"] == HARMED)]
        lines = [f"<Consents {self.arrangement!r} in {self.environment!r}: {self._state}>"]
        lines += [
            f"  {row.party} {_says(str(row.verdict))}: {row.rule}" for row in told.itertuples()
        ]
        lines.append(f"  system: {self._system_words()}")
        lines.append(f"  cost of silos: {money(self.cost_of_silos, self.currency)}")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        header = ("party", "consent needed", "verdict", "rule")
        rows = [
            (str(row.party), "yes" if row.needed else "no", str(row.verdict), str(row.rule))
            for row in self.table.itertuples()
        ]
        facts = [
            ("system", self._system_words()),
            ("cost of silos", money(self.cost_of_silos, self.currency)),
        ]
        title = f"{self.arrangement}, {self.environment}: {self._state}"
        return card(title, facts) + grid(header, rows)


def consents(
    settlement: Settlement,
    status_quo: Settlement,
    environment: str | None = None,
    threshold: float | None = None,
) -> Consents:
    """Return who must agree to a proposal, who refuses and by which rule.

    Parameters
    ----------
    settlement
        The proposal.
    status_quo
        The arrangement it is compared with, settled on the same outcomes.
    environment
        What is proposed; the last environment if omitted.
    threshold
        Value of a QALY to the system. Parties decide by their own ``value_of_health``.
        [currency per QALY]

    Notes
    -----
    A party whose consent is needed refuses when its expected payoff over its decision
    years (at its rate, its health valued, as a certainty equivalent if it is averse to
    risk) is below its hurdle, or its expected cash payoff in any budget year is below
    ``-yearly_limit``. Without a say, a party is harmed if it is worth less than nothing to
    it or its yearly limit is breached. Patients are judged by the expected health of
    everyone who starts in the window, followed to the end.
    """
    import pandas as pd

    check_same_draws(settlement, status_quo)
    check_threshold(threshold)
    outcomes = settlement.outcomes
    index = proposed(outcomes, environment)
    needed = needed_consents(settlement, status_quo, index)
    rows = [
        verdict_row(party, needed.get(party.name, ""), settlement, status_quo, index)
        for party in outcomes.parties.values()
    ]
    table = pd.DataFrame(rows)
    value = system_value(outcomes, index)
    refused = bool((table["verdict"] == REFUSES).any())
    return Consents(
        arrangement=settlement.name,
        environment=outcomes.environments[index],
        currency=outcomes.currency,
        threshold=threshold,
        table=table,
        value=value,
        cost_of_silos=cost_of_silos(value, threshold, refused),
    )


def _says(verdict: str) -> str:
    return {"willing": "is willing", HARMED: f"is {HARMED}"}.get(verdict, verdict)
