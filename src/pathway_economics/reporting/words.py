"""Amounts, shares and lists in the words of a report."""

from collections.abc import Sequence
from math import floor, isnan, log10

MINUS = "−"
NOTHING = "–"


def money(amount: float, currency: str, sign: bool = False) -> str:
    """Return an amount with three figures, in millions where it is that large.

    Examples
    --------
    >>> money(-1_234_567, "GBP"), money(45_678, "GBP", sign=True), money(0.2, "GBP")
    ('−GBP 1.23 million', '+GBP 45,700', 'GBP 0')
    """
    if isnan(amount):
        return NOTHING
    size = abs(amount)
    text = f"{currency} {_size(size)}"
    if _size(size) == "0":
        return text
    return (MINUS if amount < 0 else "+" if sign else "") + text


def _size(size: float) -> str:
    for divisor, word in ((1e9, " billion"), (1e6, " million")):
        if size >= 0.9995 * divisor:
            value = size / divisor
            places = 2 if value < 9.995 else 1 if value < 99.95 else 0
            return f"{value:,.{places}f}{word}"
    if size < 1_000:
        return f"{size:,.0f}"
    return f"{round(size, 2 - floor(log10(size))):,.0f}"


def spread(low: float, high: float, currency: str) -> str:
    """Return the ends of an interval, or that there is none.

    Examples
    --------
    >>> spread(-1_000.0, 2_000.0, "GBP"), spread(5.0, 5.0, "GBP")
    ('−GBP 1,000 to +GBP 2,000', 'the same in every draw')
    """
    return _apart(low, high) or (
        f"{money(low, currency, sign=True)} to {money(high, currency, sign=True)}"
    )


def how_sure(low: float, high: float, currency: str) -> str:
    """Return the 95 % interval as part of a sentence.

    Examples
    --------
    >>> how_sure(-1_000.0, 2_000.0, "GBP"), how_sure(5.0, 5.0, "GBP")
    ('95 % interval −GBP 1,000 to +GBP 2,000', 'the same in every draw')
    """
    ends = spread(low, high, currency)
    return ends if _apart(low, high) else f"95 % interval {ends}"


def whole_spread(low: float, high: float) -> str:
    """Return the ends of an interval as whole numbers, or that there is none."""
    return _apart(low, high) or f"{whole(low)} to {whole(high)}"


def _apart(low: float, high: float) -> str:
    same = abs(high - low) <= max(0.01, 1e-9 * max(abs(low), abs(high)))
    return "the same in every draw" if same else ""


def whole(amount: float, sign: bool = True) -> str:
    """Return a whole number with thousands set apart, for a column of one unit.

    Examples
    --------
    >>> whole(-12_345.6), whole(7.0), whole(0.2)
    ('−12,346', '+7', '0')
    """
    if isnan(amount):
        return NOTHING
    text = f"{abs(amount):,.0f}"
    return text if text == "0" else (MINUS if amount < 0 else "+" if sign else "") + text


def number(value: float, places: int = 2) -> str:
    """Return a number with so many decimals and a true minus sign.

    Examples
    --------
    >>> number(-0.5), number(1234.5, 0)
    ('−0.50', '1,234')
    """
    if isnan(value):
        return NOTHING
    text = f"{abs(value):,.{places}f}"
    zero = not float(text.replace(",", ""))
    return text if zero or value >= 0 else MINUS + text


def signed(value: float, places: int = 1) -> str:
    """Return a change with its sign, unless it rounds to nothing.

    Examples
    --------
    >>> signed(1.25), signed(-0.5), signed(0.01)
    ('+1.2', '−0.5', '0.0')
    """
    text = number(value, places)
    nothing = not any(digit in text for digit in "123456789")
    return text if value <= 0 or nothing else f"+{text}"


def short(value: float) -> str:
    """Return a number with four significant figures, as people write it.

    Examples
    --------
    >>> short(0.012345), short(4328.0), short(1234567.0)
    ('0.01235', '4,328', '1,234,567')
    """
    if isnan(value):
        return NOTHING
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}".replace("-", MINUS)


def share(value: float) -> str:
    """Return a share as a percentage, never rounded to certainty.

    Examples
    --------
    >>> share(0.123), share(0.999), share(0.0), share(1.0)
    ('12 %', 'over 99 %', '0 %', '100 %')
    """
    if 0.99 < value < 1:
        return "over 99 %"
    if 0 < value < 0.01:
        return "under 1 %"
    return f"{100 * value:.0f} %"


def percent(rate: float) -> str:
    """Return a rate as a percentage, with the space that every figure here has.

    Examples
    --------
    >>> percent(0.035), percent(0.2)
    ('3.5 %', '20 %')
    """
    return f"{100 * rate:.3g} %".replace("-", MINUS)


def reworded(text: str, currency: str) -> str:
    """Return text from the evaluation with its amounts written as the report writes them.

    Examples
    --------
    >>> reworded("expected payoff of GBP -27,294 is below its hurdle of GBP 0", "GBP")
    'expected payoff of −GBP 27,294 is below its hurdle of GBP 0'
    """
    return text.replace(f"{currency} -", f"{MINUS}{currency} ")


def listed(items: Sequence[str], last: str = "and") -> str:
    """Return items as a list in a sentence.

    Examples
    --------
    >>> listed(["A", "B", "C"])
    'A, B and C'
    """
    *front, end = items
    return f"{', '.join(front)} {last} {end}" if front else end


def capital(text: str) -> str:
    """Return text with its first letter large."""
    return text[:1].upper() + text[1:]
