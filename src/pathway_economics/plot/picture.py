"""The pathway as a picture: states above, services in the lane of their owner."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, Rectangle

from pathway_economics.errors import UnknownName
from pathway_economics.pathway.states import Pathway
from pathway_economics.pathway.strategies import apply
from pathway_economics.plot.arrows import HEADROOM, arrow, arrow_style
from pathway_economics.plot.lanes import BOX, HIGH, WIDE, Lane, Place, lanes, places
from pathway_economics.plot.style import COLOURS, INK, fitted, new_axes, paler, plain

if TYPE_CHECKING:
    from pathway_economics.model.model import Model


def pathway(model: "Model", strategy: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw the pathway with its owners.

    States stand in the top lane and each service in the lane of the party that delivers
    it. Full arrows are links, along which patients move; dashed arrows are uses, which
    patients consume without moving. With a strategy, what it adds or changes is drawn
    heavy and what it removes dotted.

    Parameters
    ----------
    model
        The model.
    strategy
        Strategy whose edits are made and marked; the pathway as it stands if omitted.
    ax
        Where to draw; a new figure if omitted.

    Returns
    -------
    matplotlib.axes.Axes
        ``ax``, or the axes of the new figure.
    """
    if strategy is not None and strategy not in model.strategies:
        raise UnknownName("strategy", strategy, model.strategies)
    base = model.pathway
    drawn = base if strategy is None else apply(model.strategies[strategy], base)
    rows = lanes(drawn)
    spots = places(drawn, rows)
    across = max([place.x for place in spots.values()], default=0.0) + WIDE
    down = sum(lane.rows for lane in rows)
    if ax is None:
        ax = new_axes(None, *pathway_size(model, strategy))
    _lanes(ax, rows, across)
    changes = _changes(base, drawn)
    for kind, moves in (("use", drawn.uses), ("link", drawn.links)):
        for source, targets in moves.items():
            for target in targets:
                fate = "new" if (kind, source, target) in changes else ""
                arrow(ax, spots, source, target, kind=kind, fate=fate)
    for kind, source, target in _removed(base, drawn):
        arrow(ax, spots, source, target, kind=kind, fate="gone")
    for name, place in spots.items():
        _box(ax, name, place, state=name in drawn.states, new=("item", name, "") in changes)
    _finish(ax, model.title, strategy, across, down)
    return ax


def pathway_size(model: "Model", strategy: str | None = None) -> tuple[float, float]:
    """Return a width and a height that suit the picture, in inches."""
    base = model.pathway
    drawn = base if strategy is None else apply(model.strategies[strategy], base)
    rows = lanes(drawn)
    across = max([place.x for place in places(drawn, rows).values()], default=0.0) + WIDE
    return min(12.0, 2.6 + 1.45 * across), 1.2 + 0.95 * sum(lane.rows for lane in rows)


def _changes(base: Pathway, drawn: Pathway) -> set[tuple[str, str, str]]:
    """Return what is new or differs: ``("item", name, "")`` or ``(kind, source, target)``."""
    found = {
        ("item", name, "")
        for before, after in ((base.states, drawn.states), (base.services, drawn.services))
        for name, item in after.items()
        if before.get(name) != item
    }
    pairs: tuple[
        tuple[str, Mapping[str, Mapping[str, object]], Mapping[str, Mapping[str, object]]], ...
    ] = (("link", base.links, drawn.links), ("use", base.uses, drawn.uses))
    for kind, before, after in pairs:
        found |= {
            (kind, source, target)
            for source, targets in after.items()
            for target, value in targets.items()
            if before.get(source, {}).get(target) != value
        }
    return found


def _removed(base: Pathway, drawn: Pathway) -> list[tuple[str, str, str]]:
    """Return the links and uses that are gone, between boxes that are still there."""
    kept = {*drawn.states, *drawn.services}
    return [
        (kind, source, target)
        for kind, before, after in (
            ("link", base.links, drawn.links),
            ("use", base.uses, drawn.uses),
        )
        for source, targets in before.items()
        for target in targets
        if target not in after.get(source, {}) and {source, target} <= kept
    ]


def _lanes(ax: Axes, rows: list[Lane], across: float) -> None:
    top = 0.0
    for index, lane in enumerate(rows):
        high = lane.rows + (0 if index else HEADROOM)
        ax.add_patch(
            Rectangle(
                (-0.1, -top - lane.rows),
                across + 0.1,
                high,
                linewidth=0.6,
                facecolor="0.965" if index % 2 == 0 else "white",
                edgecolor="0.8",
                zorder=0,
            )
        )
        ax.text(
            -0.18,
            -top - lane.rows / 2,
            fitted(lane.title, 17, 3),
            ha="right",
            va="center",
            fontsize=9,
            fontweight="bold" if index else "normal",
            style="normal" if index else "italic",
        )
        top += lane.rows


def _box(ax: Axes, name: str, place: Place, *, state: bool, new: bool) -> None:
    colour = "white" if state else COLOURS[place.lane % len(COLOURS)]
    ax.add_patch(
        FancyBboxPatch(
            (place.x + (WIDE - BOX) / 2, place.y - HIGH / 2),
            BOX,
            HIGH,
            boxstyle=f"round,pad=0,rounding_size={0.24 if state else 0.04}",
            facecolor=paler(colour),
            edgecolor=INK,
            linewidth=2.6 if new else 0.9,
            zorder=3,
        )
    )
    ax.text(
        place.x + WIDE / 2,
        place.y,
        fitted(name, 14, 3),
        ha="center",
        va="center",
        fontsize=8,
        zorder=4,
        linespacing=1.0,
    )


def _finish(ax: Axes, title: str, strategy: str | None, across: float, down: float) -> None:
    ax.set_xlim(-1.35, across + 0.05)
    ax.set_ylim(-down - 0.05, HEADROOM + 0.05)
    ax.set_axis_off()
    ax.set_title(
        plain(title if strategy is None else f"{title}: {strategy}"), loc="left", fontsize=10
    )
    told = [("link", "", "link: patients move"), ("use", "", "use: consumed without moving")]
    if strategy is not None:
        told += [("link", "new", "heavy: added or changed"), ("link", "gone", "dotted: no longer")]
    handles = [Line2D([], [], label=text, **arrow_style(kind, fate)) for kind, fate, text in told]
    ax.legend(
        handles=handles,
        loc="upper center",
        bbox_to_anchor=(0.5, 0.0),
        ncols=2,
        frameon=False,
        fontsize=8,
    )
