"""Terms in plain English."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pathway_economics.parameters.expressions import Constant, Expression
from pathway_economics.parties import EXTERNAL

_SMALL_WORDS = frozenset({"and", "for", "in", "of", "on", "the"})
_OFFICES = frozenset({"Department", "Ministry", "Office", "Secretary"})
_WITHOUT_ARTICLE = frozenset({"Medicare", "Medicaid", "Parliament"})

Mean = Callable[[Any], Sequence[float]]
"""Returns the mean over draws in each budget year."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Words for amounts and shares, in one currency.

    Attributes
    ----------
    currency
        Label that stands before every amount.
    mean
        Returns the mean of an expression in each year; without it an expression is
        shown as its text.
    """

    currency: str
    mean: Mean | None = None

    def each(self, given: Any) -> str:
        """Return a price in words, the year said only where it matters.

        Examples
        --------
        >>> Wording("GBP").each(Constant(3100.0))
        'GBP 3,100'
        >>> Wording("GBP").each((Constant(3100.0), Constant(3200.0), Constant(3200.0)))
        'GBP 3,100 in year 1 and GBP 3,200 in years 2 to 3'
        """
        return self._over_years(given, self._amount, unit=self._unit)

    def yearly(self, given: Any) -> str:
        """Return an amount per year in words.

        Examples
        --------
        >>> Wording("GBP").yearly(Constant(2_400_000.0))
        'GBP 2,400,000 a year'
        """
        return self._over_years(given, self._amount, " a year", self._unit)

    def share(self, given: Any) -> str:
        """Return a share in words.

        Examples
        --------
        >>> Wording("GBP").share(Constant(0.125))
        '12.5%'
        """
        return self._over_years(given, lambda value: f"{100 * value:.4g}%")

    def number(self, given: Any) -> str:
        """Return a plain number in words.

        Examples
        --------
        >>> Wording("GBP").number(Constant(1.0625))
        '1.0625'
        >>> Wording("GBP").number(Constant(350_000.0))
        '350,000'
        """
        return self._over_years(given, _number)

    def count(self, given: Any) -> str:
        """Return a number of units per year in words.

        Examples
        --------
        >>> Wording("GBP").count(Constant(20_000.0))
        '20,000 a year'
        """
        return self._over_years(given, _number, " a year")

    @property
    def _unit(self) -> str:
        return f" ({self.currency})" if self.currency else ""

    def _amount(self, value: float) -> str:
        whole = abs(value - round(value)) < 0.005
        return f"{self.currency} {value:,.{0 if whole else 2}f}".strip()

    def _over_years(
        self, given: Any, words: Callable[[float], str], every: str = "", unit: str = ""
    ) -> str:
        numbers = given if isinstance(given, tuple) else (given,)
        constant = [number.value for number in numbers if isinstance(number, Constant)]
        if len(constant) == len(numbers):
            return _runs([words(value) for value in constant], every)
        text = ", ".join(dict.fromkeys(str(number) for number in numbers))
        if self.mean is None:
            return f"{text}{unit}{every}"
        means = [words(value) for value in self.mean(given)]
        return f"{_runs(means, every)} (the mean of {text})"


def is_zero(given: Any) -> bool:
    """Return whether a number is a plain zero, in every year if it is given by year."""
    numbers = given if isinstance(given, tuple) else (given,)
    return all(isinstance(number, Expression) and number == Constant(0.0) for number in numbers)


def the(party: str) -> str:
    """Return a party as it stands within a sentence: the name of one body has no article.

    Examples
    --------
    >>> the("Acute trust"), the("EXTERNAL")
    ('the Acute trust', 'an outside funder')
    >>> the("Leeds City Council"), the("Department of Health"), the("Medicare")
    ('Leeds City Council', 'the Department of Health', 'Medicare')
    """
    if party == EXTERNAL:
        return "an outside funder"
    first, *others = party.split() or [""]
    begun = first.lower() == "the"
    named = [word for word in others if word not in _SMALL_WORDS]
    body = bool(named) and not any(word[0].islower() for word in (first, *named))
    alone = party in _WITHOUT_ARTICLE or (body and first not in _OFFICES)
    return party if begun or alone else f"the {party}"


def sentence(text: str) -> str:
    """Return the text with a capital and a full stop.

    Examples
    --------
    >>> sentence("the ICB pays")
    'The ICB pays.'
    """
    return f"{text[:1].upper()}{text[1:]}."


def common(service: str) -> str:
    """Return a service as a common noun; abbreviations keep their capitals.

    Examples
    --------
    >>> common("Admission"), common("GP contact")
    ('admission', 'GP contact')
    """
    word = service.split(" ")[0]
    return service[:1].lower() + service[1:] if word[1:] == word[1:].lower() else service


def listed(items: Iterable[str], last: str = "and") -> str:
    """Return items as a list in words.

    Examples
    --------
    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    *front, end = items
    return f"{', '.join(front)} {last} {end}" if front else end


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:,.5g}"


def _runs(words: Sequence[str], every: str) -> str:
    if len(set(words)) == 1:
        return f"{words[0]}{every}"
    parts, first = [], 1
    for text, run in groupby(words):
        last = first + len(list(run)) - 1
        years = f"year {first}" if first == last else f"years {first} to {last}"
        parts.append(f"{text} in {years}")
        first = last + 1
    return listed(parts)
