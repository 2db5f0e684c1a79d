"""Risk corridors: what is spent above or below a target is shared band by band."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pathway_economics.payments.schedule import tiered
from pathway_economics.payments.split import split

Bands = Iterable[tuple[ArrayLike, ArrayLike]]


def risk_corridor(
    expenditure: ArrayLike,
    benchmark: ArrayLike,
    *,
    bands: Bands,
    loss_bands: Bands | None = None,
    discount: ArrayLike = 0.0,
    proration: ArrayLike = 1.0,
) -> NDArray[np.float64]:
    """Return what the party that spends pays to the party that shares its risk.

    Above zero it passes on a part of what it spent below the target; below zero it
    receives a part of what it spent above. So an insurer under the Affordable Care Act
    receives where its costs are above target, and Medicare, which spends for an
    organisation in ACO REACH, pays where they are below.

    Parameters
    ----------
    expenditure
        Actual spending of the one party. [currency]
    benchmark
        Target before its discount. [currency]
    bands
        ``(upper end, rate)`` from zero up, as shares of the discounted benchmark; end
        the last with infinity.
    loss_bands
        Those for spending above target, where they differ.
    discount
        Share of the benchmark that the one who spends keeps before anything is shared.
    proration
        Share of what is due for spending above target that is paid out, such as where
        collections do not suffice.

    Examples
    --------
    The Affordable Care Act, a target of 100: an insurer whose costs are 110 receives
    0.5 x 5 + 0.8 x 2; one whose costs are 95 pays 0.5 x 2.

    >>> statute = [(0.03, 0.0), (0.08, 0.5), (np.inf, 0.8)]
    >>> risk_corridor([110.0, 95.0], 100.0, bands=statute).round(9)
    array([-4.1,  1. ])
    """
    target = np.multiply(benchmark, np.subtract(1.0, discount))
    shared = tiered(np.subtract(target, expenditure), target, bands, loss_bands)
    return split(shared, gain=1.0, loss=proration)
