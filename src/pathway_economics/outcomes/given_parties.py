"""The parties of somebody's own tables: objects, a mapping or a table of them."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

from pathway_economics.errors import Complaint, InvalidModel, suggestion
from pathway_economics.outcomes.readings import Reading
from pathway_economics.parties import Party, Role

if TYPE_CHECKING:
    import pandas as pd

GivenParties = "Iterable[Party] | Mapping[str, Party | Role] | pd.DataFrame"

TEXTS = ("name", "role")
NUMBERS = tuple(field.name for field in fields(Party) if field.name not in TEXTS)
"""Columns of a table of parties that hold numbers; a blank leaves the default."""


def read_parties(given: Any) -> tuple[list[Party], list[Complaint]]:
    """Return the parties, and what is wrong with them.

    Parameters
    ----------
    given
        ``Party`` objects; a mapping of names to parties or roles; or a table with columns
        ``name`` and ``role``, and any other field of ``Party``.

    Examples
    --------
    >>> read_parties({"ICB": "commissioner", "Trust": "provider"})[0]
    [<Party 'ICB': commissioner, decides over the budget window>,
     <Party 'Trust': provider, decides over the budget window>]
    """
    if hasattr(given, "columns"):
        return _of_table(given)
    pairs: Iterable[tuple[str, Any]]
    if isinstance(given, Mapping):
        pairs = given.items()
    elif isinstance(given, str) or not isinstance(given, Iterable):
        told = (
            f"got {given!r}; give Party objects, a mapping of names to roles, or a table with "
            "columns name and role."
        )
        return [], [Complaint(told, ("parties",))]
    else:
        pairs = [(str(getattr(party, "name", party)), party) for party in given]
    parties, complaints = [], []
    for name, party in pairs:
        made, wrong = _party(str(name), party)
        parties += made
        complaints += wrong
    return _once(parties, complaints)


def _party(name: str, given: Any) -> tuple[list[Party], list[Complaint]]:
    path = ("parties", name)
    if isinstance(given, Party):
        if given.name == name:
            return [given], []
        told = f"The key is {name!r}, but the party's name is {given.name!r}; make them one."
        return [], [Complaint(told, path)]
    roles = get_args(Role)
    if not isinstance(given, str) or given not in roles:
        told = f"got {given!r}; give a Party, or one of the roles {', '.join(roles)}."
        if isinstance(given, str) and (hint := suggestion(given, roles)).startswith("Did"):
            told += f" {hint}"
        return [], [Complaint(told, path)]
    try:
        return [Party(name, given)], []  # type: ignore[arg-type]
    except InvalidModel as error:
        return [], [Complaint(str(error), path)]


def _of_table(frame: "pd.DataFrame") -> tuple[list[Party], list[Complaint]]:
    reading = Reading("parties", frame)
    if not reading.check_columns(TEXTS, (*TEXTS, *NUMBERS)):
        return [], reading.complaints
    names = [str(name).strip() for name in frame["name"]]
    roles = [str(role).strip() for role in frame["role"]]
    numbers = {column: _numbers(reading, column) for column in NUMBERS if column in reading}
    parties, complaints = [], reading.complaints
    for row, (name, role) in enumerate(zip(names, roles, strict=True)):
        terms = {c: values[row] for c, values in numbers.items() if not np.isnan(values[row])}
        if "decision_years" in terms and float(terms["decision_years"]).is_integer():
            terms["decision_years"] = int(terms["decision_years"])
        try:
            parties.append(Party(name, role, **terms))  # type: ignore[arg-type]
        except InvalidModel as error:
            told = str(error)
            if (hint := suggestion(role, get_args(Role))).startswith("Did"):
                told += "" if role in get_args(Role) else f" {hint}"
            complaints.append(Complaint(told, ("parties", f"row {frame.index[row]}")))
    return _once(parties, complaints)


def _numbers(reading: Reading, column: str) -> Any:
    """Return a column of numbers in which blanks are allowed, as NaN."""
    given = reading.frame[column]
    blank = np.array([value is None or value != value or value == "" for value in given])
    filled = Reading("parties", reading.frame.assign(**{column: given.mask(blank, 0)}))
    values = filled.numbers(column)
    reading.complaints += filled.complaints
    return np.where(blank, np.nan, values)


def _once(parties: list[Party], complaints: list[Complaint]) -> tuple[list[Party], list[Complaint]]:
    names = [party.name for party in parties]
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    told = "Two parties have this name; names differ."
    if not parties and not complaints:
        complaints = [Complaint("No party is given; give at least one.", ("parties",))]
    return parties, [*complaints, *(Complaint(told, ("parties", name)) for name in twice)]
