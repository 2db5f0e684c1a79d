"""What the figures share: colours, hatches, names that fit, and units of money."""

from collections.abc import Iterable, Sequence
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

NARROW = 4.5
"""Width of axes below which figures leave out what would not fit. [inches]"""


def new_axes(ax: Axes | None, width: float, height: float) -> Axes:
    """Return ``ax``, or the axes of a new figure of this size in inches."""
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    _, made = plt.subplots(figsize=(width, height), layout="constrained")
    return made


def width_of(ax: Axes) -> float:
    """Return the width of axes in inches."""
    figure = ax.get_figure(root=True)
    return float(ax.get_position().width * figure.get_size_inches()[0]) if figure else NARROW


def narrow(ax: Axes, limit: float = NARROW) -> bool:
    """Return whether axes are too narrow for names and numbers at their sides."""
    return width_of(ax) < limit


def cut(text: str, width: int) -> str:
    """Return text of one line, cut with an ellipsis where it is too long.

    Examples
    --------
    >>> cut("Community trust", 10), cut("ICB", 10)
    ('Community…', 'ICB')
    """
    return plain(text if len(text) <= width else f"{text[: width - 1].rstrip()}…")


def party_look(name: str, parties: Sequence[str]) -> tuple[str, str]:
    """Return the colour and the hatch of a party, the same in every figure of a model.

    Examples
    --------
    >>> party_look("Trust", ["ICB", "Trust"])
    ('#E69F00', '//')
    """
    index = parties.index(name)
    return COLOURS[index % len(COLOURS)], HATCHES[index % len(HATCHES)]


def row_names(ax: Axes, names: Sequence[str], top: float) -> None:
    """Write the names of rows beside the axes, or above each row where these are narrow.

    Parameters
    ----------
    ax
        Where to draw; row 0 is the uppermost.
    names
        Names of the rows.
    top
        How far above its row a name stands in narrow axes, in rows.
    """
    ax.tick_params(axis="y", length=0)
    if not narrow(ax):
        ax.set_yticks(range(len(names)), [fitted(name, 22, 2) for name in names])
        return
    ax.set_yticks([])
    size = min(7.0, 7 * max(0.6, width_of(ax) / 2.2))
    for row, name in enumerate(names):
        shown = cut(name, max(12, int(width_of(ax) * 12)))
        place = ax.get_yaxis_transform()
        ax.text(0.0, row - top, shown, transform=place, va="center", ha="left", fontsize=size)


def short_title(ax: Axes, text: str, unit: str) -> None:
    """Write what narrow axes show and in which unit, in two short lines."""
    wide = max(14, int(width_of(ax) * 16))
    ax.set_title(f"{cut(text, wide)}\n{cut(unit, wide)}", loc="left", fontsize=7, pad=2)


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
