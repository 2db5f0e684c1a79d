"""Where the boxes of a pathway picture stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from pathway_economics.pathway.states import Pathway

WIDE = 1.25
"""Width of a column."""

BOX, HIGH = 0.92, 0.52
"""Width and height of a box."""

ACROSS = 7
"""Most boxes beside each other in one row."""

NOBODY = "No owner"
STATES = "States of patients"


@dataclass(frozen=True, slots=True)
class Lane:
    """A band of the picture that belongs to one owner.

    Attributes
    ----------
    title
        Name of the owner, or what the lane holds.
    names
        What stands in it, left to right, then in the next row.
    """

    title: str
    names: tuple[str, ...]

    @property
    def rows(self) -> int:
        """Number of rows that the names need."""
        return max(1, ceil(len(self.names) / ACROSS))


@dataclass(frozen=True, slots=True)
class Place:
    """Left edge and middle height of a box, and the number of its lane."""

    x: float
    y: float
    lane: int


def lanes(pathway: Pathway) -> list[Lane]:
    """Return the lane of the states, then one lane per owner of services.

    Examples
    --------
    >>> from pathway_economics.pathway.states import Service, State
    >>> [lane.title for lane in lanes(Pathway([State("Well")], [Service("Visit", "GP")]))]
    ['States of patients', 'GP']
    """
    owned: dict[str, list[str]] = {}
    for name, service in pathway.services.items():
        owned.setdefault(service.provider or NOBODY, []).append(name)
    return [Lane(STATES, tuple(pathway.states))] + [
        Lane(owner, tuple(names)) for owner, names in owned.items()
    ]


def places(pathway: Pathway, rows: Sequence[Lane]) -> dict[str, Place]:
    """Return where each box stands: services below the states that lead to them.

    Boxes stand in whole columns, so that the gaps between columns are free from top to
    bottom and arrows can be led through them.
    """
    across = min(ACROSS, max([len(lane.names) for lane in rows], default=1) + 1)
    linked = _neighbours(pathway)
    spots: dict[str, Place] = {}
    top = 0
    for index, lane in enumerate(rows):
        for row in range(lane.rows):
            names = lane.names[row * ACROSS : (row + 1) * ACROSS]
            wish = {name: _middle(linked.get(name, ()), spots) for name in names}
            for name, column in _columns(names, wish, across).items():
                spots[name] = Place(column * WIDE, -(top + row + 0.5), index)
        top += lane.rows
    return spots


def _neighbours(pathway: Pathway) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for moves in (pathway.links, pathway.uses):
        for source, targets in moves.items():
            for target in targets:
                found.setdefault(source, []).append(target)
                found.setdefault(target, []).append(source)
    return found


def _middle(others: Sequence[str], spots: Mapping[str, Place]) -> float | None:
    columns = [spots[name].x / WIDE for name in others if name in spots]
    return sum(columns) / len(columns) if columns else None


def _columns(names: Sequence[str], wish: Mapping[str, float | None], across: int) -> dict[str, int]:
    """Return a whole column for each name: near its wish, no two alike, inside the picture."""
    spread = {name: (index + 0.5) * across / len(names) - 0.5 for index, name in enumerate(names)}
    wanted = {name: spread[name] if (at := wish[name]) is None else at for name in names}
    order = sorted(names, key=lambda name: wanted[name])
    columns: list[int] = []
    for name in order:
        columns.append(max(round(wanted[name]), columns[-1] + 1 if columns else 0))
    for index in range(len(columns) - 1, -1, -1):  # push back what ran over the edge
        most = across - 1 if index == len(columns) - 1 else columns[index + 1] - 1
        columns[index] = min(columns[index], most)
    return dict(zip(order, columns, strict=True))
