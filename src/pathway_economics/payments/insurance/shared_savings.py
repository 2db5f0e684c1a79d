"""The Medicare Shared Savings Program: a gate, a share that follows quality, and limits."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pathway_economics.payments.gate import gate
from pathway_economics.payments.limits import collar
from pathway_economics.payments.split import split

Array = NDArray[np.float64]

_LIVES = (500, 999, 1_000, 2_999, 3_000, 4_999, 5_000, 5_999, 6_000, 6_999, 7_000, 7_999, 8_000,
          8_999, 9_000, 9_999, 10_000, 14_999, 15_000, 19_999, 20_000, 49_999, 50_000,
          59_999)  # fmt: skip
_RATES = (0.122, 0.087, 0.087, 0.05, 0.05, 0.039, 0.039, 0.036, 0.036, 0.034, 0.034, 0.032, 0.032,
          0.031, 0.031, 0.030, 0.030, 0.027, 0.027, 0.025, 0.025, 0.022, 0.022,
          0.02)  # fmt: skip


def minimum_savings_rate(lives: ArrayLike) -> Array:
    """Return the minimum savings rate of a one-sided track by assigned lives.

    Linear between the ends of each band of lives; 12.2 % below the first and 2 % beyond
    the last. The table is remembered, not read; it gives the published rate of each of
    the 151 one-sided organisations of 2023, of which 6 have fewer than 5,000 lives, to
    the last printed digit.

    Parameters
    ----------
    lives
        Assigned beneficiaries.

    References
    ----------
    .. [1] Centers for Medicare & Medicaid Services, "Performance Year Financial and
       Quality Results", public use file, performance year 2023.

    Examples
    --------
    >>> minimum_savings_rate([5_000, 22_380, 100_000]).round(4)
    array([0.039 , 0.0248, 0.02  ])
    """
    return np.asarray(np.interp(np.asarray(lives), _LIVES, _RATES))


def mssp(
    expenditure: ArrayLike,
    benchmark: ArrayLike,
    *,
    sharing_rate: ArrayLike,
    loss_rate: ArrayLike = 0.0,
    loss_rate_most: ArrayLike | None = None,
    minimum_rate: ArrayLike = 0.0,
    minimum_loss_rate: ArrayLike | None = None,
    quality: ArrayLike = 1.0,
    meets_quality: ArrayLike = True,
    meets_alternative: ArrayLike = False,
    two_sided: ArrayLike = True,
    cap: ArrayLike | None = None,
    loss_cap: ArrayLike | None = None,
    loss_limit: ArrayLike = np.inf,
    sequestration: ArrayLike = 0.0,
    disaster: ArrayLike = 0.0,
) -> Array:
    """Return what Medicare pays an accountable care organisation; below zero it pays back.

    Savings or losses that pass the gate are shared from their first dollar. Every
    argument may hold one value for each organisation, year or draw.

    Parameters
    ----------
    expenditure, benchmark
        Spending on the assigned lives, and what it is measured against. [currency]
    sharing_rate
        Largest share of savings that is paid.
    loss_rate
        Share of losses that is paid back.
    loss_rate_most
        If given, the share of losses is ``1 - sharing_rate x quality``, no less than
        ``loss_rate`` and no more than this: the ENHANCED track.
    minimum_rate, minimum_loss_rate
        Least saving and least loss that count, as shares of the benchmark; one for both
        if the second is omitted.
    quality
        Quality score, in [0, 1].
    meets_quality, meets_alternative
        Whether the quality standard is met, which gives the whole sharing rate; and if
        not, whether the alternative standard is, which gives the sharing rate times the
        score. With neither nothing is paid, and losses count as with a score of zero.
    two_sided
        Whether losses are paid back at all.
    cap, loss_cap
        Largest payment and largest repayment, as shares of the benchmark; none if omitted.
    loss_limit
        Largest repayment, such as one that follows revenue; the lesser holds. [currency]
    sequestration
        Share by which payments of savings, after their cap, are cut.
    disaster
        What extreme and uncontrollable circumstances take off the repayment, after its
        limits and down to nothing; zero or more. [currency]

    Notes
    -----
    Nothing is rounded: round to cents or dollars what is paid.

    Examples
    --------
    A benchmark of 200 at the ENHANCED track: 10 are saved, and 10 are lost.

    >>> mssp([190.0, 210.0], 200.0, sharing_rate=0.75, loss_rate=0.4, loss_rate_most=0.75,
    ...      minimum_rate=0.02, cap=0.2, loss_cap=0.15)
    array([ 7.5, -4. ])
    """
    size = np.abs(benchmark)
    savings = np.subtract(benchmark, expenditure)
    least = minimum_rate
    if minimum_loss_rate is not None:
        least = np.where(savings >= 0.0, minimum_rate, minimum_loss_rate)
    counts = np.where(meets_quality, 1.0, np.where(meets_alternative, quality, 0.0))
    score = np.where(np.logical_or(meets_quality, meets_alternative), quality, 0.0)
    losing = loss_rate
    if loss_rate_most is not None:
        losing = collar(1.0 - np.multiply(sharing_rate, score), least=loss_rate,
                        most=loss_rate_most)  # fmt: skip
    shared = split(
        gate(savings, benchmark, least),
        gain=np.multiply(sharing_rate, counts),
        loss=np.where(two_sided, losing, 0.0),
    )
    most_lost = np.inf if loss_cap is None else np.multiply(loss_cap, size)
    limited = collar(
        shared,
        least=np.negative(np.minimum(most_lost, loss_limit)),
        most=np.inf if cap is None else np.multiply(cap, size),
    )
    paid = np.maximum(limited, 0.0) * np.subtract(1.0, sequestration)
    return np.asarray(paid + np.minimum(np.minimum(limited, 0.0) + disaster, 0.0))
