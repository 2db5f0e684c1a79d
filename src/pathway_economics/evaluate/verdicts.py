"""What each party makes of a proposal, and the rule it goes by."""

from typing import Any

import numpy as np

from pathway_economics.evaluate.comparison import REFERENCE, tolerance
from pathway_economics.evaluate.decisions import Decision, decide
from pathway_economics.evaluate.payoffs import payoff
from pathway_economics.evaluate.statistics import ROUNDING
from pathway_economics.evaluate.value import counts_health, system_value
from pathway_economics.outcomes import Outcomes, Settlement
from pathway_economics.parties import Party

REFUSES, HARMED = "refuses", "harmed without consent"
NOT_COUNTED = "not counted"
"""What is said of patients where the model has no utilities."""


def verdict_row(
    party: Party, why: str, settlement: Settlement, status_quo: Settlement, index: int
) -> dict[str, Any]:
    """Return one party's row of the table of consents; ``why`` is empty if it has no say."""
    outcomes = settlement.outcomes
    if party.role == "patient":
        decision, zero = _of_patients(outcomes, index)
        unit, limit, hurdle = "QALY", None, 0.0
    else:
        zero = tolerance((settlement, status_quo), (party.name,))
        decision = decide(
            party,
            payoff(settlement, status_quo, party.name)[index],
            outcomes.qalys[index] - outcomes.qalys[REFERENCE],
            years=outcomes.years,
            currency=outcomes.currency,
            tolerance=zero,
        )
        unit, limit, hurdle = outcomes.currency, party.yearly_limit, party.hurdle
    return {
        "party": party.name,
        "role": party.role,
        "needed": bool(why),
        "why_needed": why,
        "verdict": NOT_COUNTED
        if unit == "QALY" and not why and not counts_health(outcomes)
        else _verdict(bool(why), decision, zero),
        "rule": "; ".join(decision.failures) or decision.words,
        "payoff": decision.cash,
        "value": decision.value,
        "hurdle": hurdle,
        "yearly_limit": np.nan if limit is None else limit,
        "decision_years": decision.years,
        "worst_year": decision.worst_year,
        "worst_year_cash": decision.worst_year_cash,
        "unit": unit,
    }


def _of_patients(outcomes: Outcomes, index: int) -> tuple[Decision, float]:
    """Return what patients make of the change in health, and what counts as none."""
    gain = system_value(outcomes, index).qaly_change
    zero = ROUNDING * float(np.abs(outcomes.value_qaly).max(initial=0.0))
    words = (
        f"expected health of everyone who starts in the window changes by {gain + 0.0:,.2f} "
        "QALY, discounted"
    )
    if not counts_health(outcomes):
        words = "the model counts no health"
    return (
        Decision(
            cash=gain,
            value=gain,
            years=outcomes.horizon.years,
            worst_year="",
            worst_year_cash=np.nan,
            failures=(words,) if gain < -zero else (),
            limit_breached=False,
            words=words,
        ),
        zero,
    )


def _verdict(needed: bool, decision: Decision, zero: float) -> str:
    if needed:
        return REFUSES if decision.failures else "willing"
    if decision.value < -zero or decision.limit_breached:
        return HARMED
    return "gains" if decision.value > zero else "unaffected"
