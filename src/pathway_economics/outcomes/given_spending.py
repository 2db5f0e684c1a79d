"""Tables of cash by budget line: spending and programmes."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pathway_economics.outcomes.cells import Axis, find_cells
from pathway_economics.outcomes.given_activity import OR_ZERO
from pathway_economics.outcomes.given_axes import Common
from pathway_economics.outcomes.given_cash import Spent
from pathway_economics.outcomes.readings import NOWHERE, Labels, Places, Reading

TRUTHS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def read_spent(table: Reading, common: Common, zero: bool) -> list[Spent]:
    """Return the cash of a table by party and budget line; its complaints stay with it.

    Parameters
    ----------
    table
        With a party, a label and an amount in each row.
    common
        What the tables have in common.
    zero
        Whether missing rows are zero.
    """
    party, label = table.labels("party"), table.labels("label")
    common.check_parties(table, "party")
    named, places = _pairs(party, label)
    axis = Axis("party and label", [f"{p}: {n}" for p, n in named], places)
    cells = find_cells(table, common.axes(table, axis), common.whole and not zero, OR_ZERO)
    amounts = common.spread(table, cells, table.numbers("amount"))
    recurrent = _recurrent(table, axis)
    return [Spent(p, n, amounts[:, row], recurrent[row]) for row, (p, n) in enumerate(named)]


def _pairs(party: Labels, label: Labels) -> tuple[list[tuple[str, str]], Places]:
    """Return parties with budget lines in the order they are named, and each row's place."""
    n_labels = max(len(label.names), 1)
    known = (party.places != NOWHERE) & (label.places != NOWHERE)
    pairs = np.where(known, party.places * n_labels + label.places, NOWHERE)
    found, first = np.unique(pairs[known], return_index=True)
    found = found[np.argsort(first)]
    named = [(party.names[pair // n_labels], label.names[pair % n_labels]) for pair in found]
    return named, _places_in(found, pairs)


def _places_in(found: NDArray[Any], pairs: NDArray[Any]) -> Places:
    """Return where each pair stands among those found, ``NOWHERE`` for none."""
    where = np.full(int(pairs.max(initial=0)) + 2, NOWHERE, dtype=np.intp)  # the last is NOWHERE's
    where[found] = np.arange(len(found))
    return np.asarray(where[pairs])


def _recurrent(table: Reading, lines: Axis) -> list[bool | None]:
    """Return whether each budget line comes back every year, where that is stated."""
    if "recurrent" not in table:
        return [None] * len(lines.names)
    labels = table.labels("recurrent", blank=True)
    known = np.array([*(name.lower() in TRUTHS for name in labels.names), True])
    if (wrong := ~known[labels.places]).any():
        got = labels.names[labels.places[np.flatnonzero(wrong)[0]]]
        table.complain(f"{table.rows(wrong)}: got {got!r}; give yes or no.", "recurrent")
    told = table.constant("recurrent", lines.places, lines.names, "budget line")
    return [TRUTHS.get(name.lower()) for name in told]
