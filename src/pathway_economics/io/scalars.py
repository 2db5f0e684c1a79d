"""Plain YAML scalars by the core schema of YAML 1.2."""

import re
from math import isfinite

from pathway_economics.errors import InvalidModel

Scalar = str | float | int | bool | None

_NULL = {"", "~", "null", "Null", "NULL"}
_BOOLEAN = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]+")
_OTHER_BASE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


def plain_scalar(text: str) -> Scalar:
    """Return what an unquoted scalar means.

    ``NO``, ``yes`` and ``on`` are text, ``1e5`` is a number and dates are text.

    Raises
    ------
    InvalidModel
        If the scalar is an infinite number or not a number.

    Examples
    --------
    >>> [plain_scalar(text) for text in ("NO", "1e5", "2026-04-01", "~", "true", "12")]
    ['NO', 100000.0, '2026-04-01', None, True, 12]
    """
    if text in _NULL:
        return None
    if text in _BOOLEAN:
        return _BOOLEAN[text]
    if _NOT_FINITE.fullmatch(text):
        raise InvalidModel(_not_finite(text))
    if _FLOAT.fullmatch(text) or _OTHER_BASE.fullmatch(text):
        return _number(text)
    return text


def _number(text: str) -> float | int:
    if _OTHER_BASE.fullmatch(text):
        whole = int(text[:20], 0)
        if len(text) > 18:
            raise InvalidModel(_not_finite(text))
        return whole
    number = float(text)
    if not isfinite(number):
        raise InvalidModel(_not_finite(text))
    return int(text) if _INTEGER.fullmatch(text) else number


def _not_finite(text: str) -> str:
    shown = text if len(text) <= 40 else f"{text[:40]}..."
    return f"A number must be finite: got {shown}; write the number, or leave the field out."
