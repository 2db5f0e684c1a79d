"""Lines of parties, told apart in black and white, with their names beside their ends."""

from collections.abc import Sequence
from itertools import pairwise

from matplotlib.axes import Axes

from pathway_economics.plot.style import COLOURS, INK, cut

DASHES = ((), (6.0, 2.0), (1.5, 1.5), (6.0, 2.0, 1.5, 2.0), (3.0, 1.0), (1.0, 3.0))
"""Lines that are told apart in black and white."""

End = tuple[str, float, str]
"""A party, where its line ends, and the amount there in words."""


def look(index: int) -> tuple[str, tuple[float, tuple[float, ...]] | str]:
    """Return the colour and the dashes of a party's line."""
    dashes = DASHES[index % len(DASHES)]
    return COLOURS[index % len(COLOURS)], (0.0, dashes) if dashes else "-"


def names_beside(panel: Axes, ends: Sequence[End]) -> None:
    """Write each party and its last amount beside the end of its line, none over another."""
    low, high = panel.get_ylim()
    order = sorted(range(len(ends)), key=lambda index: -ends[index][1])
    heights = [(ends[index][1] - low) / (high - low) for index in order]
    panel_height = panel.get_window_extent().height / panel.figure.dpi * 72  # points
    gap = min(21.0 / max(panel_height, 1.0), 1.0 / max(len(ends), 1))
    for index, place in zip(order, _apart(heights, gap), strict=True):
        party, _, amount = ends[index]
        panel.text(
            1.02,
            place,
            f"{cut(party, 20)}\n{amount}",
            transform=panel.transAxes,
            color=INK,
            va="center",
            fontsize=8,
            linespacing=0.95,
        )
        panel.plot(
            [1.0, 1.015],
            [heights[order.index(index)], place],
            transform=panel.transAxes,
            color=look(index)[0],
            clip_on=False,
            linewidth=1.2,
        )


def _apart(heights: Sequence[float], gap: float) -> list[float]:
    """Return heights that fall by a gap or more, moved as little as a pass each way needs.

    Examples
    --------
    >>> [round(height, 9) for height in _apart([0.5, 0.5, 0.0], 0.2)]
    [0.6, 0.4, 0.0]
    """
    placed = list(heights)
    for _ in range(200):
        moved = False
        for above, below in pairwise(range(len(placed))):
            short = gap - (placed[above] - placed[below])
            if short > 1e-9:
                placed[above] += short / 2
                placed[below] -= short / 2
                moved = True
        if not moved:
            break
    return placed
