"""Functions of expressions on tests: what a result says about the person.

References
----------
.. [1] D. G. Altman and J. M. Bland, "Diagnostic tests 2: predictive values," BMJ, vol. 309,
   p. 102, 1994. doi:10.1136/bmj.309.6947.102
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def test_positive(prevalence: Any, sensitivity: Any, specificity: Any) -> Array:
    """Return the share of the people tested who test positive.

    Examples
    --------
    >>> round(float(test_positive(0.02, 0.9, 0.95)), 6)  # 0.018 ill and 0.049 well
    0.067
    """
    return np.asarray(prevalence * sensitivity + (1.0 - prevalence) * (1.0 - specificity))


def ppv(prevalence: Any, sensitivity: Any, specificity: Any) -> Array:
    """Return the positive predictive value: the share of the positive who have the condition.

    It is not a number where nobody tests positive.

    Examples
    --------
    >>> round(float(ppv(0.02, 0.9, 0.95)), 6)  # 0.018 / 0.067
    0.268657
    """
    return np.asarray(
        prevalence * sensitivity / test_positive(prevalence, sensitivity, specificity)
    )


def npv(prevalence: Any, sensitivity: Any, specificity: Any) -> Array:
    """Return the negative predictive value: the share of the negative who do not have it.

    It is not a number where nobody tests negative.

    Examples
    --------
    >>> round(float(npv(0.02, 0.9, 0.95)), 6)  # 0.931 / (0.931 + 0.002)
    0.997856
    """
    well = (1.0 - prevalence) * specificity
    return np.asarray(well / (well + prevalence * (1.0 - sensitivity)))


DIAGNOSTICS = {
    "ppv": (ppv, 3, 3),
    "npv": (npv, 3, 3),
    "test_positive": (test_positive, 3, 3),
}
"""Names, each with the least and the most arguments it takes."""
