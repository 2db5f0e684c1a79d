"""Elective recovery funding: what a commissioner earns for elective care above a baseline."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pathway_economics import payments
from pathway_economics.contracts.bands import Band, band_problems, bands_in_words, schedule
from pathway_economics.contracts.base import Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.terms import Terms
from pathway_economics.contracts.wording import Wording, common, listed, the
from pathway_economics.ledger import Entry
from pathway_economics.parameters.numbers import Yearly
from pathway_economics.parties import EXTERNAL


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ElectiveRecovery(Contract):
    """Funding for elective care above a share of an earlier year's value, in bands.

    Nothing is taken back below the threshold, which is the end of a first band at a rate of 0.

    Attributes
    ----------
    payer, payee
        Who pays whom; an outside funder, such as NHS England, if no payer is named.
    services
        Services whose activity, backfill included, is valued at ``price``.
    price
        Full price of a unit: every year, or one per year. [currency per unit]
    bands
        Rates on the value, band by band; each ends at a share of the baseline.
    baseline
        Value of an earlier year; the mean value of the reference if omitted.
        [currency per year]

    Examples
    --------
    >>> terms = ElectiveRecovery(payee="ICB", services=["Hip replacement"], price=7_000,
    ...                          baseline=40_000_000,
    ...                          bands=[Band(upto=1.07, rate=0), Band(rate=1)])
    >>> print(terms.describe("GBP"))
    An outside funder pays the ICB for the value of hip replacement, at GBP 7,000 each, against \
a baseline of GBP 40,000,000 a year: 0% up to 107% and 100% beyond.
    """

    keyword: ClassVar[str] = "elective_recovery"
    money: ClassVar[tuple[str, ...]] = ("price", "baseline")
    parts: ClassVar[Mapping[str, type[Terms]]] = {"bands": Band}

    payer: str = EXTERNAL
    payee: str
    services: Sequence[str]
    price: Yearly
    bands: Sequence[Band]
    baseline: Yearly | None = None

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return the one entry of the funding earned."""
        value = book.value(self.services, self.price)
        earlier = book.expected(value) if self.baseline is None else book.amounts(self.baseline)
        due = payments.elective_recovery(value, earlier, schedule(self.bands, book.amounts))
        return (self.entry(name, "Elective recovery", due),)

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        services = listed(common(service) for service in self.services)
        if self.baseline is None:
            earlier = "the value expected today"
        else:
            earlier = f"a baseline of {words.yearly(self.baseline)}"
        yield (
            f"{the(self.payer)} pays {the(self.payee)} for the value of {services}, at "
            f"{words.each(self.price)} each, against {earlier}: "
            f"{bands_in_words(self.bands, words.share, words.share)}"
        )

    def _problems(self) -> list[str]:
        return Contract._problems(self) + band_problems("bands", self.bands)
