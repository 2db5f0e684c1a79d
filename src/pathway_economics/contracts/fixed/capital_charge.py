"""Capital charges: the dividend that a provider pays on public capital."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from pathway_economics import payments
from pathway_economics.contracts.base import Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.wording import Wording, is_zero, the
from pathway_economics.errors import InvalidModel
from pathway_economics.ledger import Entry
from pathway_economics.outcomes import bounds_complaints
from pathway_economics.parameters.numbers import Yearly
from pathway_economics.parties import EXTERNAL


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CapitalCharge(Contract):
    """The dividend on public dividend capital: a share of average relevant net assets.

    Depreciation moves no cash and is no part of it; see ``payments.capital_charge``.

    Attributes
    ----------
    payer
        Provider that holds the assets.
    payee
        Who is paid; an outside funder, such as the Department, if not named.
    opening, closing
        Net assets at the start and at the end of each year. [currency]
    rate
        Dividend on one pound of average relevant net assets. [per year]
    excluded
        Average of what bears no dividend: donated and granted assets, and cash with the
        Government Banking Service. [currency]

    Examples
    --------
    >>> terms = CapitalCharge(payer="Acute trust", opening=210e6, closing=230e6,
    ...                       excluded=20e6, rate=0.035)
    >>> print(terms.describe("GBP"))
    The Acute trust pays an outside funder a dividend of 3.5% a year on the average of its net \
assets at the start of the year (GBP 210,000,000) and at its end (GBP 230,000,000), less \
GBP 20,000,000 that bears none.
    """

    keyword: ClassVar[str] = "capital_charge"
    money: ClassVar[tuple[str, ...]] = ("opening", "closing", "excluded")
    shares: ClassVar[tuple[str, ...]] = ("rate",)

    payer: str
    payee: str = EXTERNAL
    opening: Yearly
    closing: Yearly
    rate: Yearly
    excluded: Yearly = 0.0

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return the one entry of the dividend."""
        opening, closing, excluded = map(book.amounts, (self.opening, self.closing, self.excluded))
        relevant = payments.pdc_dividend(opening, closing, rate=1.0, excluded=excluded)
        what = f"average relevant net assets of {name!r}"
        complaints = bounds_complaints(relevant, 0.0, float("inf"), what)
        if complaints:
            raise InvalidModel(complaints)
        rate = book.amounts(self.rate)
        dividend = payments.pdc_dividend(opening, closing, rate=rate, excluded=excluded)
        return (self.entry(name, "Dividend on public capital", dividend, category="transfer"),)

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        less = ""
        if not is_zero(self.excluded):
            less = f", less {words.each(self.excluded)} that bears none"
        yield (
            f"{the(self.payer)} pays {the(self.payee)} a dividend of {words.share(self.rate)} a "
            f"year on the average of its net assets at the start of the year "
            f"({words.each(self.opening)}) and at its end ({words.each(self.closing)}){less}"
        )
