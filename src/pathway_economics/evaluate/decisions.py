"""How a party decides: over its own years, at its own rate, by its own rule."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pathway_economics.evaluate.statistics import worst_year
from pathway_economics.parties import Party

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Decision:
    """What one party makes of a proposal.

    Attributes
    ----------
    cash
        Expected cash payoff over the decision years at the party's rate. [currency]
    value
        What is compared with the hurdle: expected payoff, health valued, or certainty
        equivalent. [currency]
    years
        Decision years within the budget window.
    worst_year, worst_year_cash
        Budget year with the lowest expected payoff, and that payoff. [currency]
    failures
        The rules that fail, in words; empty if the party is content.
    limit_breached
        Whether the yearly limit is among them.
    words
        The rules in words with their figures, whether they fail or hold.
    """

    cash: float
    value: float
    years: int
    worst_year: str
    worst_year_cash: float
    failures: tuple[str, ...]
    limit_breached: bool
    words: str


def decision_weights(party: Party, n_years: int) -> Array:
    """Return the weight of each budget year in a party's decision, shape (Y,).

    Years beyond the decision years weigh nothing; the others are discounted at the party's
    rate from the start of the first year. Decision years beyond the budget window are not
    seen.

    Examples
    --------
    >>> decision_weights(Party("ICB", role="commissioner", decision_years=2, rate=0.25), 3)
    array([1. , 0.8, 0. ])
    """
    years = np.arange(n_years)
    seen = n_years if party.decision_years is None else min(int(party.decision_years), n_years)
    return np.where(years < seen, (1.0 + party.rate) ** -years, 0.0)


def certainty_equivalent(draws: Array, risk_aversion: float) -> float:
    """Return the sure amount that a party values as much as uncertain ones.

    With constant absolute risk aversion ``a`` it is ``-(1 / a) ln E exp(-a X)``; with
    ``a = 0`` it is the mean.

    Parameters
    ----------
    draws : shape (D,)
        An amount in each draw. [currency]
    risk_aversion
        Absolute risk aversion. [per currency unit]

    Examples
    --------
    Half a chance each of 0 and ``ln 3``: E exp(-X) = (1 + 1/3) / 2 = 2/3.

    >>> round(float(np.exp(certainty_equivalent(np.log([1.0, 3.0]), 1.0))), 6)
    1.5
    """
    if risk_aversion == 0:
        return float(draws.mean())
    worst = draws.min()  # the largest exponent, taken out so that nothing overflows
    excess = np.exp(-risk_aversion * (draws - worst)).mean()
    return float(worst - np.log(excess) / risk_aversion)


def decide(
    party: Party,
    payoff: Array,
    qaly_gain: Array,
    *,
    years: tuple[str, ...],
    currency: str,
    tolerance: float = 0.0,
) -> Decision:
    """Return what a party makes of a payoff.

    Parameters
    ----------
    party
        Who decides.
    payoff : shape (Y, D)
        Undiscounted cash payoff. [currency per year]
    qaly_gain : shape (Y, D)
        Health gained by the open population. [QALY per year]
    years
        Labels of the budget years.
    currency
        Unit of the words.
    tolerance
        How far an amount must fall short to count. [currency]

    Examples
    --------
    >>> trust = Party("Trust", role="provider")
    >>> decide(trust, np.array([[-3018.0]]), np.zeros((1, 1)), years=("2026/27",),
    ...        currency="GBP").failures
    ('expected payoff over 1 year of GBP -3,018 is below its hurdle of GBP 0',)
    """
    weights = decision_weights(party, len(years))
    seen = int(np.count_nonzero(weights))
    cash = (payoff * weights[:, None]).sum(axis=0)
    health = party.value_of_health * (qaly_gain * weights[:, None]).sum(axis=0)
    value = certainty_equivalent(cash + health, party.risk_aversion)
    year, lowest = worst_year(payoff.mean(axis=-1), years)
    judged = f"{_judged(party, seen, currency)} of {money(value, currency)}"
    hurdle = money(party.hurdle, currency)
    short = value < party.hurdle - tolerance
    words = [f"{judged} {'is below' if short else 'meets'} its hurdle of {hurdle}"]
    failures = words[:] if short else []
    breached = False
    if party.yearly_limit is not None:
        breached = lowest < -party.yearly_limit - tolerance
        words.append(_limit_words(party.yearly_limit, year, lowest, currency, breached))
        failures += words[1:] if breached else []
    return Decision(
        cash=float(cash.mean()),
        value=value,
        years=seen,
        worst_year=year,
        worst_year_cash=lowest,
        failures=tuple(failures),
        limit_breached=breached,
        words="; ".join(words),
    )


def money(amount: float, currency: str) -> str:
    """Return an amount in words that suit a sentence.

    Examples
    --------
    >>> money(-3018.2, "GBP"), money(0.5, "EUR"), money(-1e-12, "GBP")
    ('GBP -3,018', 'EUR 0.50', 'GBP 0')
    """
    digits = 2 if 0.005 <= abs(amount) < 100 and amount != round(amount) else 0
    rounded = round(amount, digits) + 0.0
    return f"{currency} {rounded:,.{digits}f}"


def _judged(party: Party, seen: int, currency: str) -> str:
    name = "certainty equivalent" if party.risk_aversion else "expected payoff"
    words = f"{name} over {seen} year{'s' if seen > 1 else ''}"
    if party.rate:
        words += f" at {100 * party.rate:.3g} % a year"
    if party.value_of_health:
        words += f" with health at {money(party.value_of_health, currency)} per QALY"
    return words


def _limit_words(limit: float, year: str, lowest: float, currency: str, breached: bool) -> str:
    verb = "breaches" if breached else "keeps within"
    return (
        f"expected payoff in {year} of {money(lowest, currency)} {verb} "
        f"its yearly limit of {money(limit, currency)}"
    )
