"""The pathway as a picture: states above, services in the lane of their owner."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, Rectangle

from pathway_economics.errors import UnknownName
from pathway_economics.pathway.states import Pathway
from pathway_economics.pathway.strategies import apply
from pathway_economics.plot.arrows import HEADROOM, Arrow, arrow_style, draw_arrows
from pathway_economics.plot.labels import followed, service_label, state_label, waiting_states
from pathway_economics.plot.lanes import BOX, HIGH, WIDE, Lane, Place, lanes, places
from pathway_economics.plot.style import INK, fitted, new_axes, paler, party_look, width_of

if TYPE_CHECKING:
    from pathway_economics.model.model import Model


LEGEND = 0.55
"""Room below the last row, in rows, for what the arrows mean."""


def pathway(model: "Model", strategy: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw the pathway with its owners.

    States stand in the top lane and each service in the lane of the party that delivers
    it. Full arrows are links, along which patients move; dashed arrows are uses, which
    patients consume without moving. A service of limited capacity says how much it
    delivers in a cycle, and the states that link to it that people wait there. With a
    strategy, what it adds or changes is drawn heavy and what it removes dotted; its
    adherence and stopping stand below the title.

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
    size = _letters(ax, across)
    _lanes(ax, rows, across, size)
    changes = _changes(base, drawn)
    draw_arrows(ax, spots, _arrows(base, drawn, changes), size / 8)
    waits = waiting_states(drawn)
    for name, place in spots.items():
        state = drawn.states.get(name)
        _box(
            ax,
            place,
            service_label(drawn.services[name], model.horizon.cycle)
            if state is None
            else state_label(state, model.currency, name in waits),
            "white" if state is not None else _colour(model, drawn.services[name].provider),
            new=("item", name, "") in changes,
            size=size,
        )
    _finish(ax, *_title(model, strategy), strategy is not None, across, down, size)
    return ax


def pathway_size(model: "Model", strategy: str | None = None) -> tuple[float, float]:
    """Return a width and a height that suit the picture, in inches."""
    base = model.pathway
    drawn = base if strategy is None else apply(model.strategies[strategy], base)
    rows = lanes(drawn)
    across = max([place.x for place in places(drawn, rows).values()], default=0.0) + WIDE
    return min(12.0, 2.6 + 1.45 * across), 1.3 + 0.95 * sum(lane.rows for lane in rows)


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


def _arrows(base: Pathway, drawn: Pathway, changes: set[tuple[str, str, str]]) -> list[Arrow]:
    """Return the uses and links that are there, then those that are gone."""
    there = [
        Arrow(kind, source, target, "new" if (kind, source, target) in changes else "")
        for kind, moves in (("use", drawn.uses), ("link", drawn.links))
        for source, targets in moves.items()
        for target in targets
    ]
    return there + [Arrow(*removed, fate="gone") for removed in _removed(base, drawn)]


def _lanes(ax: Axes, rows: list[Lane], across: float, size: float) -> None:
    top = 0.0
    for index, lane in enumerate(rows):
        high = lane.rows + (0 if index else HEADROOM)
        ax.add_patch(
            Rectangle(
                (-0.2, -top - lane.rows),
                across + 0.4,
                high,
                linewidth=0.6,
                facecolor="0.965" if index % 2 == 0 else "white",
                edgecolor="0.8",
                zorder=0,
            )
        )
        ax.text(
            -0.28,
            -top - lane.rows / 2,
            fitted(lane.title, 17, 3),
            ha="right",
            va="center",
            fontsize=1.1 * size,
            fontweight="bold" if index else "normal",
            style="normal" if index else "italic",
        )
        top += lane.rows


def _colour(model: "Model", provider: str | None) -> str:
    """Return the colour of an owner, the same as in the pictures of money."""
    return "white" if provider is None else party_look(provider, list(model.parties))[0]


def _title(model: "Model", strategy: str | None) -> tuple[str, str]:
    """Return the title, and what is said below it of who follows the strategy."""
    if strategy is None:
        return model.title, ""
    return f"{model.title}: {strategy}", followed(model, strategy)


def _letters(ax: Axes, across: float) -> float:
    """Return a size of letters that suits the width of a box, in points."""
    inches = BOX * width_of(ax) / (across + 1.7)
    return float(min(8.0, max(3.2, 6.6 * inches)))


def _box(ax: Axes, place: Place, label: str, colour: str, *, new: bool, size: float) -> None:
    state = place.lane == 0
    ax.add_patch(
        FancyBboxPatch(
            (place.x + (WIDE - BOX) / 2, place.y - HIGH / 2),
            BOX,
            HIGH,
            boxstyle=f"round,pad=0,rounding_size={0.24 if state else 0.04}",
            facecolor=paler(colour),
            edgecolor=INK,
            linewidth=2.2 if new else 0.9,
            zorder=3,
        )
    )
    ax.text(
        place.x + WIDE / 2,
        place.y,
        label,
        ha="center",
        va="center",
        fontsize=size,
        zorder=4,
        linespacing=1.0,
    )


def _finish(
    ax: Axes, title: str, below: str, edited: bool, across: float, down: float, size: float
) -> None:
    ax.set_xlim(-1.45, across + 0.25)
    ax.set_ylim(-down - LEGEND, HEADROOM + 0.05)
    ax.set_axis_off()
    wide = max(int(width_of(ax) * 11), 20)
    words = [fitted(text, wide, 2) for text in (title, below) if text]
    ax.set_title("\n".join(words), loc="left", fontsize=min(10, 1.25 * size))
    told = [("link", "", "link: patients move"), ("use", "", "use: consumed without moving")]
    if edited:
        told += [("link", "new", "heavy: added or changed"), ("link", "gone", "dotted: no longer")]
    handles = [Line2D([], [], label=text, **arrow_style(kind, fate)) for kind, fate, text in told]
    ax.legend(
        handles=handles,
        loc="lower center",
        ncols=2,
        frameon=False,
        fontsize=size,
        borderpad=0.0,
        borderaxespad=0.1,
    )
