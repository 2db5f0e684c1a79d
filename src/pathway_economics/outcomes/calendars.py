"""The years of a table, whatever order its rows stand in."""

import re
from collections.abc import Sequence
from typing import NamedTuple

LABEL = re.compile(r"(\d{4})(?:/(\d{2}))?")
LIKELY = re.compile(r"(\d{4})\s*[-/–]\s*(?:\d{2})?(\d{2})")
NUMBERED = re.compile(r"\d{1,3}")


class Calendar(NamedTuple):
    """The years of a table.

    Attributes
    ----------
    given
        As the table writes them, first to last.
    first_year
        Label of the first.
    problems
        What is wrong with them, as sentences.
    """

    given: tuple[str, ...]
    first_year: str
    problems: tuple[str, ...] = ()


def read_calendar(given: Sequence[str], first_year: str | None = None) -> Calendar:
    """Return the years of a table in order, and what is wrong with them.

    Parameters
    ----------
    given
        Labels as the table writes them, in any order: ``"2026/27"`` or ``"2026"``, or years
        numbered from 0 or 1.
    first_year
        Label of the first year, which numbered years need.

    Examples
    --------
    >>> read_calendar(["2027/28", "2026/27"])
    Calendar(given=('2026/27', '2027/28'), first_year='2026/27', problems=())
    >>> read_calendar(["2", "1"], "2026/27").given
    ('1', '2')
    >>> read_calendar(["2026", "2028"]).problems
    ('The year 2027 is missing between 2026 and 2028; years follow one another.',)
    """
    if given and all(NUMBERED.fullmatch(name) for name in given):
        return _numbered(given, first_year)
    wrong = [problem for name in given if (problem := _unlike_a_year(name))]
    if wrong or not given:
        return Calendar(tuple(given), "2026", tuple(wrong))
    if len({"/" in name for name in given}) > 1:
        short, long = (next(n for n in given if ("/" in n) == spans) for spans in (False, True))
        told = f"Some years are written as {short} and some as {long}; write all in one way."
        return Calendar(tuple(given), "2026", (told,))
    ordered = sorted(given)
    problems = _gaps([int(name[:4]) for name in ordered], ordered)
    if first_year is not None and first_year != ordered[0]:
        problems += (f"The first year is {ordered[0]}, but first_year={first_year!r}.",)
    return Calendar(tuple(ordered), ordered[0], problems)


def _numbered(given: Sequence[str], first_year: str | None) -> Calendar:
    ordered = sorted(given, key=int)
    if first_year is None:
        told = (
            f"The years are numbered ({', '.join(ordered[:3])}); say which is the first, such as "
            f"first_year='2026/27' for the year {ordered[0]}."
        )
        return Calendar(tuple(ordered), "2026", (told,))
    if _unlike_a_year(first_year):
        told = f"first_year={first_year!r}; write 2026/27 or 2026."
        return Calendar(tuple(ordered), "2026", (told,))
    problems = _gaps([int(name) for name in ordered], ordered)
    if int(ordered[0]) > 1:
        told = f"The first year is numbered {ordered[0]}; number years from 0 or 1."
        problems = (told, *problems)
    return Calendar(tuple(ordered), first_year, problems)


def _gaps(numbers: list[int], names: list[str]) -> tuple[str, ...]:
    return tuple(
        f"The year {_missing(before, named)} is missing between {named} and {following}; years "
        "follow one another."
        for before, after, named, following in zip(
            numbers, numbers[1:], names, names[1:], strict=False
        )
        if after != before + 1
    )


def _missing(before: int, like: str) -> str:
    year = before + 1
    return f"{year}/{(year + 1) % 100:02d}" if "/" in like else str(year)


def _unlike_a_year(name: str) -> str:
    """Return what is wrong with the label of a year, or nothing."""
    found = LABEL.fullmatch(name)
    if found and found[2] in (None, f"{(int(found[1]) + 1) % 100:02d}"):
        return ""
    meant = LIKELY.fullmatch(name)
    if meant and int(meant[2]) == (int(meant[1]) + 1) % 100:
        return f"{name!r} is no label of a year; write {meant[1]}/{meant[2]}."
    if found:
        year = int(found[1])
        return f"{name!r} ends in another year than the next; write {year}/{(year + 1) % 100:02d}."
    return f"{name!r} is no label of a year; write 2026/27 or 2026."
