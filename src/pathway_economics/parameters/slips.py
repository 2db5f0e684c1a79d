"""Numbers as people write them, and what to write instead."""

import re
from decimal import Decimal

_FACTORS = {"%": Decimal("0.01"), "k": Decimal(1_000), "m": Decimal(1_000_000)}
_WRITTEN = re.compile(
    r"(?P<sign>[-−+]?)\s*(?P<money>[£$€]|GBP|EUR|USD)?\s*(?P<digits>\d[\d.,'\s]*?)"
    r"\s*(?P<unit>[%kKmM]?)"
)
_GAP = r"[\s']"
_SHAPES = (
    (re.compile(r"\d+(\.\d+)?"), "", "."),
    (re.compile(r"[1-9]\d{0,2}(,\d{3})+(\.\d+)?"), ",", "."),
    (re.compile(rf"[1-9]\d{{0,2}}({_GAP}\d{{3}})+(\.\d+)?"), _GAP, "."),
    (re.compile(rf"[1-9]\d{{0,2}}({_GAP}\d{{3}})+,\d+"), _GAP, ","),
    (re.compile(r"[1-9]\d{0,2}(\.\d{3})+,\d+"), r"\.", ","),
    (re.compile(r"[1-9]\d{0,2}(\.\d{3}){2,}"), r"\.", ","),
    (re.compile(r"\d+,\d+"), "", ","),
)
"""Shapes of digits, what parts their thousands, and their decimal mark."""

_COMMAS = re.compile(r"-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?")

MAX_LENGTH = 40
"""Longest text that may be such a number. [characters]"""


def number_meant(text: str) -> str | None:
    """Return how a number is to be written, or nothing if the text means none.

    Examples
    --------
    >>> [number_meant(text) for text in ("5%", "10k", "£4,800", "4.800,00", "1 000", "0,72")]
    ['0.05', '10000', '4800', '4800', '1000', '0.72']
    >>> number_meant("p_admit")
    """
    found = _WRITTEN.fullmatch(text.strip()) if len(text) <= MAX_LENGTH else None
    if found is None:
        return None
    for shape, gap, mark in _SHAPES:
        if shape.fullmatch(found["digits"]):
            digits = re.sub(gap, "", found["digits"]) if gap else found["digits"]
            value = Decimal(digits.replace(mark, ".")) * _FACTORS.get(found["unit"].lower(), 1)
            plain = f"{value:f}"
            shown = plain.rstrip("0").rstrip(".") if "." in plain else plain
            return f"{'-' * (found['sign'] in ('-', '−'))}{shown}"
    return None


def mend_of_number(text: str) -> str | None:
    """Return what to write instead of a number as people write it, or nothing.

    Examples
    --------
    >>> mend_of_number("4,328"), mend_of_number("3.5 %")
    ('write 4328, without commas', 'write 0.035')
    """
    meant = number_meant(text)
    if meant is None:
        return None
    return f"write {meant}" + (", without commas" if _COMMAS.fullmatch(text.strip()) else "")
