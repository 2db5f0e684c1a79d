"""Arrows between the boxes of a pathway picture, led through the gaps between boxes.

Boxes stand in whole columns and rows, so the gaps between them are free: an arrow leaves
its box, runs along the gap below (or above) its row, down a gap between two columns, and
along the gap before the row of its target. All arrows of one kind from one box share their
way, so that they read as the branches of one tree.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch
from matplotlib.path import Path

from pathway_economics.plot.lanes import HIGH, WIDE, Place
from pathway_economics.plot.style import GAIN, INK, LOSS

HEADROOM = 0.42
"""Room above the first row, in rows."""

TRACKS = (0.09, 0.33)
"""Where tracks run in the gap between two rows of boxes, from the upper boxes down."""

CHANNEL = 0.24
"""Width of the part of a gap between columns that arrows use."""

CORNER = 0.06
"""Radius of the corners."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow to draw: a link or a use from one box to another, and what became of it."""

    kind: str
    source: str
    target: str
    fate: str = ""


def draw_arrows(
    ax: Axes, spots: Mapping[str, Place], arrows: Sequence[Arrow], size: float = 1.0
) -> None:
    """Draw arrows so that none runs behind a box that it does not concern.

    Parameters
    ----------
    ax
        Where to draw.
    spots
        Places of all boxes.
    arrows
        What to draw; ``kind`` is ``"link"`` or ``"use"``, which is dashed; ``fate`` is
        ``"new"``, which is heavy, or ``"gone"``, which is dotted.
    size
        Share of the usual size of lines and heads, for small pictures.
    """
    for arrow, points in routes(spots, arrows):
        bent = arcs(spots[arrow.source], spots[arrow.target])
        ax.add_patch(
            FancyArrowPatch(
                path=_arc(points) if bent else _rounded(points),
                arrowstyle="-|>",
                mutation_scale=8 * size,
                zorder=2.1 if arrow.fate else 2,
                shrinkA=0,
                shrinkB=0,
                **arrow_style(arrow.kind, arrow.fate, size),
            )
        )


def arrow_style(kind: str, fate: str = "", size: float = 1.0) -> dict[str, Any]:
    """Return the colour, width and dashes of an arrow."""
    if fate == "gone":
        return {"linewidth": 1.2 * size, "linestyle": (0, (1, 2)), "color": LOSS}
    line = (0, (3, 2)) if kind == "use" else "solid"
    if fate == "new":
        return {"linewidth": 1.7 * size, "linestyle": line, "color": GAIN}
    return {"linewidth": 0.8 * size, "linestyle": line, "color": "0.45" if kind == "use" else INK}


def routes(
    spots: Mapping[str, Place], arrows: Iterable[Arrow]
) -> list[tuple[Arrow, tuple[Point, ...]]]:
    """Return the corners of each arrow, from the edge of one box to the edge of the other.

    Examples
    --------
    >>> spots = {"Ill": Place(0.0, -0.5, 0), "Visit": Place(0.0, -1.5, 1)}
    >>> [(_, points)] = routes(spots, [Arrow("use", "Ill", "Visit")])
    >>> [round(float(y), 2) for _, y in points]
    [-0.76, -0.97, -0.97, -1.24]
    """
    kept = [arrow for arrow in arrows if arrow.source != arrow.target]
    trees = list(dict.fromkeys((arrow.source, arrow.kind) for arrow in kept))
    led = [
        tree
        for tree in trees
        if any(
            (arrow.source, arrow.kind) == tree
            and not arcs(spots[arrow.source], spots[arrow.target])
            for arrow in kept
        )
    ]
    shares = dict.fromkeys(trees, 0.5)
    if len(led) > 1:
        shares |= {tree: index / (len(led) - 1) for index, tree in enumerate(led)}
    trunks = {tree: _trunk(tree, kept, spots) for tree in trees}
    found = []
    for arrow in kept:
        tree = (arrow.source, arrow.kind)
        start, end = spots[arrow.source], spots[arrow.target]
        found.append((arrow, _route(start, end, shares[tree], trunks[tree])))
    return found


def arcs(source: Place, target: Place) -> bool:
    """Return whether an arrow is an arc: to the right, between boxes of the first row."""
    return source.y == target.y == -0.5 and target.x > source.x


def _trunk(tree: tuple[str, str], arrows: Iterable[Arrow], spots: Mapping[str, Place]) -> float:
    """Return the gap between columns that suits the arrows of one tree."""
    start = spots[tree[0]].x + WIDE / 2
    ends = [
        spots[arrow.target].x + WIDE / 2 for arrow in arrows if (arrow.source, arrow.kind) == tree
    ]
    gaps = sorted({place.x + side for place in spots.values() for side in (0.0, WIDE)})
    return min(gaps, key=lambda x: sum(abs(end - x) + abs(x - start) for end in ends))


def _route(source: Place, target: Place, share: float, trunk: float) -> tuple[Point, ...]:
    """Return the corners of one arrow; ``share`` sets it apart from those of other boxes."""
    x0, x1 = (place.x + WIDE / 2 + 0.7 * (share - 0.5) for place in (source, target))
    if source.y == target.y:
        lean = np.sign(target.x - source.x) * 0.2
        x0, x1 = source.x + WIDE / 2 + lean, target.x + WIDE / 2 - lean
        track = _track(source.y, up=True, share=share)
        edge = source.y + HIGH / 2
        return ((x0, edge), (x0, track), (x1, track), (x1, edge))
    up = target.y > source.y
    side = HIGH / 2 if up else -HIGH / 2
    leave, meet = _track(source.y, up, share), _track(target.y, not up, share)
    first, last = (x0, source.y + side), (x1, target.y - side)
    if abs(leave - meet) < 1e-9:
        return (first, (x0, leave), (x1, meet), last)
    x = trunk + CHANNEL * (share - 0.5)
    return (first, (x0, leave), (x, leave), (x, meet), (x1, meet), last)


def _track(y: float, up: bool, share: float) -> float:
    """Return the height of a track in the gap above or below a row."""
    upper = y + 1 - HIGH / 2 if up else y - HIGH / 2
    return upper - TRACKS[0] - share * (TRACKS[1] - TRACKS[0])


def _arc(points: Sequence[Point]) -> Path:
    """Return a bow from the first point to the last, over what stands between."""
    start, end = np.array(points[0]), np.array(points[-1])
    reach = float(end[0] - start[0])
    top = (start + end) / 2 + np.array([0.0, min(0.5 * reach, 0.96)])
    return Path([start, top, end], [Path.MOVETO, Path.CURVE3, Path.CURVE3])


def _rounded(points: Sequence[Point]) -> Path:
    """Return a way along the points with round corners."""
    corners = [np.array(point) for point in points]
    vertices, codes = [corners[0]], [Path.MOVETO]
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        into, out = corner - before, after - corner
        lengths = [float(np.abs(step).sum()) for step in (into, out)]
        if min(lengths) < 1e-9:
            continue
        radius = min(CORNER, *(length / 2 for length in lengths))
        vertices += [
            corner - into / lengths[0] * radius,
            corner,
            corner + out / lengths[1] * radius,
        ]
        codes += [Path.LINETO, Path.CURVE3, Path.CURVE3]
    return Path([*vertices, corners[-1]], [*codes, Path.LINETO])
