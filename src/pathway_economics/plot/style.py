"""What the figures share: colours, hatches, names that fit, and units of money."""

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from numpy.typing import NDArray

Array = NDArray[np.float64]

GAIN, LOSS, INK, PALE = "#0072B2", "#D55E00", "#222222", "#8a8a8a"
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#999999", "#F0E442")
"""The palette of Okabe and Ito, which colour-blind people can tell apart."""

HATCHES = ("", "//", "\\\\", "..", "xx", "--", "||", "++")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")

INTERVAL = "95 % interval"


def new_axes(ax: Axes | None, width: float, height: float) -> Axes:
    """Return ``ax``, or the axes of a new figure of this size in inches."""
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    _, made = plt.subplots(figsize=(width, height), layout="constrained")
    return made


def plain(text: str) -> str:
    r"""Return text that matplotlib prints as it stands, dollar signs included.

    Examples
    --------
    >>> print(plain("$5 and $6"))
    \$5 and \$6
    """
    return text.replace("$", r"\$")


def paler(colour: str, share: float = 0.25) -> tuple[float, ...]:
    """Return an opaque colour mixed with white: ``share`` of it is the colour."""
    return tuple(1 - share + share * part for part in to_rgb(colour))


def fitted(text: str, width: int = 18, lines: int = 3) -> str:
    r"""Return text broken into short lines, cut with an ellipsis after the last.

    Examples
    --------
    >>> fitted("Community trust of the whole county", 16, 2)
    'Community trust\nof the whole...'
    """
    parts = wrap(text, width, max_lines=lines, placeholder="...")
    return plain("\n".join(parts))


@dataclass(frozen=True, slots=True)
class MoneyScale:
    """A unit in which amounts of money are read at a glance.

    Attributes
    ----------
    divisor
        Amount of one unit. [currency]
    name
        Name of the unit, such as ``"GBP million"``.
    """

    divisor: float
    name: str

    def text(self, amount: float, sign: bool = False) -> str:
        """Return an amount in this unit, with three figures or so.

        Examples
        --------
        >>> MoneyScale(1e6, "GBP million").text(-1_234_567, sign=True)
        '−1.23'
        """
        value = amount / self.divisor
        places = 0 if abs(value) >= 100 or self.divisor == 1 else 1 if abs(value) >= 10 else 2
        written = f"{value:{'+' if sign else ''},.{places}f}"
        return "0" if float(written.replace(",", "")) == 0 else written.replace("-", "−")


def money_scale(amounts: Iterable[Any], currency: str) -> MoneyScale:
    """Return the unit that suits the largest of the amounts.

    Examples
    --------
    >>> money_scale([12_000.0, -3_400_000.0], "GBP").name
    'GBP million'
    """
    largest = max([0.0, *(abs(float(amount)) for amount in amounts)])
    for divisor, word in ((1e9, " billion"), (1e6, " million"), (1e4, " thousand")):
        if largest >= divisor:
            return MoneyScale(1e3 if divisor == 1e4 else divisor, currency + word)
    return MoneyScale(1.0, currency)


def no_frame(ax: Axes, keep: tuple[str, ...] = ("bottom",)) -> None:
    """Remove the lines around the axes but those to keep."""
    for side in ("top", "right", "left", "bottom"):
        ax.spines[side].set_visible(side in keep)
