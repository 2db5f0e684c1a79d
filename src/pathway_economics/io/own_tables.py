"""Outcomes from files of tables, with every complaint placed in its file."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from os import PathLike
from typing import Any

from pathway_economics.errors import Complaint, InvalidModel
from pathway_economics.io.frames import read_table
from pathway_economics.outcomes import Outcomes
from pathway_economics.parties import Party, Role

File = str | PathLike[str]


def load_tables(
    activity: File,
    spending: File | None = None,
    *,
    parties: "File | Iterable[Party] | Mapping[str, Party | Role]",
    programme: File | None = None,
    health: File | None = None,
    shares: File | None = None,
    **how: Any,
) -> Outcomes:
    """Return outcomes from files of tables.

    Parameters
    ----------
    activity, spending, programme, health, shares
        Files that ``read_table`` reads, with the columns of ``Outcomes.from_tables``.
    parties
        Such a file too, or the parties.
    how
        What else ``Outcomes.from_tables`` takes, such as ``reference`` or ``missing``.

    Raises
    ------
    InvalidModel
        With every complaint about every file, each naming its file, column and rows.
    OSError
        If a file cannot be read.

    Examples
    --------
    >>> load_tables("activity.csv", parties="parties.csv")  # doctest: +SKIP
    """
    files: dict[str, Any] = {
        "activity": activity,
        "spending": spending,
        "programme": programme,
        "health": health,
        "shares": shares,
    }
    if isinstance(parties, str | PathLike):
        files["parties"] = parties
    given: dict[str, Any] = {} if "parties" in files else {"parties": parties}
    unread: list[Complaint] = []
    for name, file in files.items():
        try:
            given[name] = None if file is None else read_table(file)
        except InvalidModel as error:
            unread += error.complaints
    if unread:
        raise InvalidModel(unread)
    try:
        return Outcomes.from_tables(**given, **how)
    except InvalidModel as error:
        raise InvalidModel([_placed(c, files) for c in error.complaints]) from None


def _placed(complaint: Complaint, files: Mapping[str, Any]) -> Complaint:
    """Return a complaint about a table with the name of its file in place of the table's."""
    table = complaint.path[0] if complaint.path else ""
    if files.get(table) is None:
        return complaint
    return replace(complaint, path=complaint.path[1:], file=str(files[table]))
