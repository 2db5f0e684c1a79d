"""What kind of value a field may hold: text, or yes and no."""

from dataclasses import fields
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

_SAID = {str: "text", bool: "true or false"}


def kind_problems(terms: Any) -> list[str]:
    """Return what is wrong with the fields of terms that hold text, or yes and no.

    Fields of other kinds are read, and refused, where they are read.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> @dataclass
    ... class Payment:
    ...     payer: str
    ...     prepaid: bool = False
    >>> kind_problems(Payment(payer="ICB", prepaid="no"))
    ["prepaid='no', but it is true or false"]
    """
    problems = []
    for field in fields(terms):
        kinds, given = _kinds(field.type), getattr(terms, field.name)
        if kinds and not isinstance(given, kinds):
            said = " or ".join(_SAID[kind] for kind in kinds if kind is not NoneType)
            problems.append(f"{field.name}={given!r}, but it is {said}")
    return problems


def _kinds(annotation: Any) -> tuple[type, ...]:
    """Return the kinds of an annotation of text, words, or yes and no; of any other, none."""
    union = get_origin(annotation) in (Union, UnionType)
    kinds = [_kind(part) for part in (get_args(annotation) if union else (annotation,))]
    return tuple(kind for kind in kinds if kind is not None) if None not in kinds else ()


def _kind(part: Any) -> type | None:
    if part in (str, bool, NoneType):
        return part  # type: ignore[no-any-return]
    return str if get_origin(part) is Literal else None
