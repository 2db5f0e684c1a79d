"""The MedTech Funding Mandate of the NHS in England, as a rule to be asked of any run."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pathway_economics.contracts import preset
from pathway_economics.errors import InvalidModel
from pathway_economics.evaluate import payoff
from pathway_economics.evaluate.comparison import proposed, tolerance
from pathway_economics.evaluate.perimeters import members
from pathway_economics.outcomes import Outcomes, Settlement
from pathway_economics.studies.mandate import YES_OR_NO, Criterion, Mandate

Array = NDArray[np.float64]
Met = NDArray[np.bool_]


def medtech_mandate(
    settlement: Settlement,
    status_quo: Settlement,
    *,
    nice_guidance: bool,
    year: str = "2022/23",
    environment: str | None = None,
    scale: float = 1.0,
    used_before: bool = False,
    paper: bool = False,
) -> Mandate:
    """Return whether a proposal would be supported by the MedTech Funding Mandate.

    With S the saving and B the budget impact of each year, undiscounted and in England,
    a technology is eligible if

    - NICE guidance recommends it;
    - the sum of S over five years is more than 1 million;
    - the sum of S over the first year (2021/22) or the first three years (from 2022/23) is
      zero or more: by then it has saved what it cost;
    - B is at most 20 million in each of the first three years;
    - in 2021/22, it had been supported by the Innovation and Technology Payment.

    S is the payoff of the public purse: the cash of commissioners, providers and local
    authorities together, less what they would have under the status quo in the reference.
    What one of them pays another is no saving; what they pay a supplier is a cost. B is
    what the commissioners, by role, pay more than under the status quo in the reference.

    Parameters
    ----------
    settlement
        The proposal.
    status_quo
        The arrangement it is compared with, settled on the same outcomes.
    nice_guidance
        Whether positive guidance of NICE recommends the technology.
    year
        Year whose criteria are asked; they are rows of the preset ``"medtech_mandate"``.
    environment
        Name of the environment; the last if omitted.
    scale
        Times the people of the model are in England; amounts are multiplied by it.
    used_before
        Whether the Innovation and Technology Payment supported the technology; asked in
        2021/22 alone.
    paper
        Count freed capacity as saved although it releases no cash, as a costing at average
        cost does: S then is the change in resource value, programmes and payments to
        suppliers included. The published criterion is judged by NICE's modelling.

    Returns
    -------
    Mandate
        Each criterion is judged by its expected value, the budget impact by the year whose
        expected value is highest; and told with the share of the draws in which it is met.

    Raises
    ------
    InvalidModel
        If the run has fewer budget years than the criteria look at, or no commissioner.

    References
    ----------
    .. [1] NHS England, "The MedTech Funding Mandate," criteria of 2021/22.
    .. [2] BIVDA, "New 2022/23 policy document published for the MedTech Funding Mandate,"
       March 2022.

    Examples
    --------
    See "Ask the MedTech Funding Mandate" among the how-to guides.
    """
    outcomes = settlement.outcomes
    terms = preset("medtech_mandate", year=year)
    purse = members(outcomes)["public purse"]
    commissioners = tuple(n for n, p in outcomes.parties.items() if p.role == "commissioner")
    _check(outcomes, int(terms["savings_years"]), commissioners, scale)
    e = proposed(outcomes, environment)
    gains = {name: payoff(settlement, status_quo, name)[e] for name in purse}
    saving = scale * (_total(gains, purse, outcomes) + (_stranded(outcomes, purse, e) * paper))
    impact = -scale * _total(gains, commissioners, outcomes)
    zero = scale * tolerance((settlement, status_quo), purse)
    answers = {"nice_guidance": nice_guidance, "used_before": used_before}
    found = [
        *_answered(terms, answers, outcomes.n_draws),
        *_counted(terms, saving, impact, outcomes.currency, zero),
    ]
    criteria = tuple(criterion for criterion, _ in found)
    every = np.all([met for _, met in found], axis=0)
    return Mandate(year, settlement.name, outcomes.environments[e], criteria, float(every.mean()))


def _check(outcomes: Outcomes, needed: int, commissioners: tuple[str, ...], scale: float) -> None:
    problems = []
    years = len(outcomes.years)
    if years < needed:
        problems.append(
            f"the criteria look at {needed} years, but the run has {years} budget "
            f"year{'s' * (years != 1)}; run a model whose horizon has {needed} budget_years"
        )
    if not commissioners:
        problems.append(
            "no party has the role of a commissioner, so there is no budget impact; name one"
        )
    if not 0.0 < scale < float("inf"):
        problems.append(f"scale={scale!r}, but it is a number above zero, times the people")
    if problems:
        raise InvalidModel(f"MedTech Funding Mandate: {'; '.join(problems)}.")


def _total(gains: Mapping[str, Array], parties: tuple[str, ...], outcomes: Outcomes) -> Array:
    """Return what some parties gain together, shape (Y, D)."""
    return sum((gains[name] for name in parties), np.zeros(outcomes.shape[1:]))


def _stranded(outcomes: Outcomes, parties: tuple[str, ...], environment: int) -> Array:
    """Return the reductions that release no cash, shape (Y, D)."""
    total = np.zeros(outcomes.shape[1:])
    for release in outcomes.releases:
        if release.party in parties:
            total += release.non_cash_releasing[environment]
    return total


def _answered(
    terms: Mapping[str, Any], answers: Mapping[str, bool], n_draws: int
) -> Iterator[tuple[Criterion, Met]]:
    """Yield what is asked of the user, and whether it is met in each draw."""
    asked = {
        "nice_guidance": "positive NICE guidance",
        "used_before": "supported by the Innovation and Technology Payment",
    }
    for term, words in asked.items():
        if terms[term]:
            met = bool(answers[term])
            told = Criterion(words, float(met), YES_OR_NO, 1.0, "at least", met, float(met))
            yield told, np.full(n_draws, met)


def _counted(
    terms: Mapping[str, Any], saving: Array, impact: Array, currency: str, zero: float
) -> Iterator[tuple[Criterion, Met]]:
    """Yield what the run says, and whether it is met in each draw.

    What is saved and what it cost may cancel but for rounding, which ``zero`` forgives.
    """
    total = saving[: int(terms["savings_years"])].sum(axis=0)
    rule, limit = "more than", terms["savings"]
    words = f"savings over {terms['savings_years']:g} years"
    yield _judged(words, total.mean(), currency, limit, rule, total > limit)

    years = int(terms["cost_saving_years"])
    early = saving[:years].sum(axis=0)
    early = np.where(np.abs(early) <= zero, 0.0, early)
    words = f"savings less costs within {'a year' if years == 1 else f'{years} years'}"
    yield _judged(words, early.mean(), currency, 0.0, "at least", early >= 0.0)

    years = int(terms["budget_impact_years"])
    highest, limit = impact[:years].max(axis=0), terms["budget_impact"]
    words = f"highest budget impact of the first {years} years"
    expected = impact[:years].mean(axis=-1).max()
    yield _judged(words, expected, f"{currency} a year", limit, "at most", highest <= limit)


def _judged(
    words: str, expected: float, unit: str, limit: float, rule: str, met: Met
) -> tuple[Criterion, Met]:
    value = float(expected)
    meets = {"more than": value > limit, "at least": value >= limit, "at most": value <= limit}
    told = Criterion(words, value, unit, float(limit), rule, meets[rule], float(met.mean()))
    return told, met
