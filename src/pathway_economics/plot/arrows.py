"""Arrows between the boxes of a pathway picture, led round what stands between."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch
from matplotlib.path import Path

from pathway_economics.plot.lanes import BOX, HIGH, WIDE, Place
from pathway_economics.plot.style import GAIN, INK, LOSS, Array

BOWS = (0.06, -0.06, 0.14, -0.14, 0.24, -0.24, 0.36, -0.36, 0.5, -0.5, 0.75, -0.75, 1.0, -1.0)
HEADROOM = 0.42
"""Room above the first row, in rows."""


def arrow(
    ax: Axes, spots: Mapping[str, Place], source: str, target: str, *, kind: str, fate: str = ""
) -> None:
    """Draw an arrow from one box to another.

    Parameters
    ----------
    ax
        Where to draw.
    spots
        Places of all boxes.
    source, target
        Names of the two boxes.
    kind
        ``"link"`` or ``"use"``, which is dashed.
    fate
        ``"new"`` is heavy, ``"gone"`` dotted.
    """
    start, top = ports(spots[source], spots[target])
    others = [place for name, place in spots.items() if name not in (source, target)]
    ends = [top, *_sides(spots[target])] if top[1] < start[1] else [top]
    end, bow = _way(start, ends, others)
    control = _control(start, end, bow)
    ax.add_patch(
        FancyArrowPatch(
            path=Path([start, control, end], [Path.MOVETO, Path.CURVE3, Path.CURVE3]),
            arrowstyle="-|>",
            mutation_scale=10,
            zorder=2,
            **arrow_style(kind, fate),
        )
    )


def arrow_style(kind: str, fate: str = "") -> dict[str, Any]:
    """Return the colour, width and dashes of an arrow."""
    if fate == "gone":
        return {"linewidth": 1.2, "linestyle": (0, (1, 2)), "color": LOSS}
    line = (0, (3, 2)) if kind == "use" else "solid"
    if fate == "new":
        return {"linewidth": 2.0, "linestyle": line, "color": GAIN}
    return {"linewidth": 0.9, "linestyle": line, "color": "0.45" if kind == "use" else INK}


def ports(source: Place, target: Place) -> tuple[Array, Array]:
    """Return where an arrow leaves one box and meets the other.

    Journeys down leave a box to the right of those that come up, so that a return
    journey shows beside its outward one.
    """
    x0, x1 = source.x + WIDE / 2, target.x + WIDE / 2
    lean = np.clip(0.25 * (x1 - x0), -0.28, 0.28)
    if source.y == target.y:
        side = HIGH / 2 if x1 > x0 else -HIGH / 2
        lean = np.sign(x1 - x0) * 0.2
        return np.array([x0 + lean, source.y + side]), np.array([x1 - lean, target.y + side])
    down = -1 if target.y < source.y else 1
    shift = -0.1 * down
    return (
        np.array([x0 + lean + shift, source.y + down * HIGH / 2]),
        np.array([x1 - lean + shift, target.y - down * HIGH / 2]),
    )


def _control(start: Array, end: Array, bow: float) -> Array:
    """Return the middle point that bends the arrow to one side."""
    dx, dy = end - start
    return np.asarray((start + end) / 2 + bow * np.array([dy, -dx]))


def _sides(target: Place) -> tuple[Array, Array]:
    """Return the middles of a box's left and right side."""
    middle = target.x + WIDE / 2
    return np.array([middle - BOX / 2, target.y]), np.array([middle + BOX / 2, target.y])


def _way(start: Array, ends: Iterable[Array], others: Iterable[Place]) -> tuple[Array, float]:
    """Return the end and the bend that cross the fewest boxes; of those, the gentlest.

    Ends are the top of the box, its left side and its right side; a side that would be
    reached through the box itself counts as crossed.
    """
    boxes, ways = list(others), list(ends)
    if start[1] == ways[0][1]:  # on one level: over the boxes if it goes right, under if left
        reach = abs(ways[0][0] - start[0])
        return ways[0], -min(0.5, (HEADROOM + 0.18) * 1.6 / reach)
    edge = max([start[0], *(end[0] for end in ways), *(place.x + WIDE for place in boxes)])

    def cost(way: tuple[int, float]) -> tuple[int, bool, float]:
        index, bow = way
        crossed = _crossed(start, ways[index], bow, boxes, edge)
        outside = (_control(start, ways[index], bow) - ways[index])[0] * (0, -1, 1)[index]
        return crossed + int(index > 0 and outside <= 0), index > 0, abs(bow)

    best, bow = min(((i, bow) for i in range(len(ways)) for bow in BOWS), key=cost)
    return ways[best], bow


def _crossed(start: Array, end: Array, bow: float, boxes: Iterable[Place], edge: float) -> int:
    """Return how many boxes an arrow crosses; leaving the picture counts as one."""
    t = np.linspace(0.02, 0.98, 41)[:, np.newaxis]
    control = _control(start, end, bow)
    curve = (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end
    crossed = int(curve[:, 0].min() < 0 or curve[:, 0].max() > edge)
    for place in boxes:
        inside = (np.abs(curve[:, 0] - place.x - WIDE / 2) < BOX / 2 + 0.04) & (
            np.abs(curve[:, 1] - place.y) < HIGH / 2 + 0.04
        )
        crossed += bool(inside.any())
    return crossed
