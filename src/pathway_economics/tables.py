"""Small escaped HTML tables for reprs."""

from collections.abc import Iterable, Sequence
from html import escape


def card(title: str, rows: Iterable[tuple[str, str]]) -> str:
    """Return a two-column HTML table with a title; every text is escaped.

    Examples
    --------
    >>> card("A & B", [("x", "<1>")]).count("&lt;1&gt;")
    1
    """
    body = "".join(
        f"<tr><th style='text-align:left'>{escape(name)}</th>"
        f"<td style='text-align:left'>{escape(value)}</td></tr>"
        for name, value in rows
    )
    return f"<table><caption style='text-align:left'><b>{escape(title)}</b></caption>{body}</table>"


def grid(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return an HTML table with a header row; every text is escaped.

    Examples
    --------
    >>> grid(["party"], [["ICB"]])
    '<table><tr><th>party</th></tr><tr><td>ICB</td></tr></table>'
    """
    head = "".join(f"<th>{escape(text)}</th>" for text in header)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in rows
    )
    return f"<table><tr>{head}</tr>{body}</table>"
