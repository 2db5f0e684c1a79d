"""How far indicators are met, and what is paid for it."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pathway_economics.payments.condition import graded


def weighted_score(scores: ArrayLike, weights: ArrayLike) -> NDArray[np.float64]:
    """Return the weighted sum of scores along the first axis.

    Parameters
    ----------
    scores : shape (K, ...)
        How far each of K indicators is met, from 0 to 1.
    weights : shape (K, ...)
        Weight of each; they sum to one along the first axis.

    Examples
    --------
    Four of five indicators of equal weight are met:

    >>> weighted_score([1.0, 1.0, 1.0, 1.0, 0.0], [0.2] * 5).round(12)
    np.float64(0.8)
    """
    return np.asarray(np.multiply(scores, weights).sum(axis=0))


def quality_payment(value: ArrayLike, *, rate: ArrayLike, score: ArrayLike) -> NDArray[np.float64]:
    """Return what is paid for quality, in proportion to the score.

    Parameters
    ----------
    value
        Value of the contracts. [currency per year]
    rate
        Share of the value that depends on quality.
    score
        Weighted score, from 0 to 1.

    Examples
    --------
    A fixed element of 200 m at 1.25 %, four of five indicators met: 2.0 of 2.5 m.

    >>> quality_payment(200e6, rate=0.0125, score=0.8)
    array(2000000.)
    """
    return graded(np.multiply(rate, value), score)


def outcome_based(
    amount: ArrayLike, *, at_risk: ArrayLike, score: ArrayLike
) -> NDArray[np.float64]:
    """Return what a contract pays of which a share depends on outcomes.

    Parameters
    ----------
    amount
        What it pays if every outcome is reached. [currency per year]
    at_risk
        Share of the amount that depends on the outcomes.
    score
        Weighted score, from 0 to 1.

    Examples
    --------
    A contract of 100 with 10 % at risk and a score of 0.6: 90 + 10 x 0.6.

    >>> outcome_based(100.0, at_risk=0.1, score=0.6)
    np.float64(96.0)
    """
    kept = np.multiply(amount, np.subtract(1.0, at_risk))
    return np.add(kept, graded(np.multiply(amount, at_risk), score))
