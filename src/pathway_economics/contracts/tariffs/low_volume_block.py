"""Low-volume activity: a block for what is worth too little to be counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from pathway_economics.contracts.base import Array, Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.wording import Wording, common, listed, the
from pathway_economics.errors import Complaint, InvalidModel
from pathway_economics.ledger import Entry
from pathway_economics.parameters.numbers import Yearly


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LowVolumeBlock(Contract):
    """The expected value of some services as a block, where it is small enough.

    In the NHS Payment Scheme the amount is set nationally, from an average of earlier years;
    here it is the mean value of the reference, known at signing.

    Attributes
    ----------
    payer, payee
        Who pays whom.
    services
        Services whose expected activity, backfill included, is valued at ``price``.
    price
        Price of a unit: every year, or one per year. [currency per unit]
    limit
        Largest expected value of a year that may be paid in this way; above it,
        settling is refused. [currency per year]

    Examples
    --------
    >>> terms = LowVolumeBlock(payer="ICB", payee="Acute trust", services=["Admission"],
    ...                        price=3_100, limit=1_500_000)
    >>> print(terms.describe("GBP"))
    The ICB pays the Acute trust the value of admission expected today, at GBP 3,100 each, \
whatever the activity; it may be no more than GBP 1,500,000 a year.
    """

    keyword: ClassVar[str] = "low_volume_block"
    money: ClassVar[tuple[str, ...]] = ("price", "limit")

    payer: str
    payee: str
    services: Sequence[str]
    price: Yearly
    limit: Yearly

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return the one entry of the block; refuse a value above the limit."""
        expected = book.expected(book.value(self.services, self.price))
        self._refuse_above_limit(name, expected, book)
        return (self.entry(name, "Low-volume block", expected),)

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        services = listed(common(service) for service in self.services)
        yield (
            f"{the(self.payer)} pays {the(self.payee)} the value of {services} expected today, at "
            f"{words.each(self.price)} each, whatever the activity; it may be no more than "
            f"{words.yearly(self.limit)}"
        )

    def _refuse_above_limit(self, name: str, expected: Array, book: Book) -> None:
        limits = np.broadcast_to(book.expected(book.amounts(self.limit)), expected.shape)
        currency, years = book.outcomes.currency, book.outcomes.years
        complaints = [
            Complaint(
                f"Low volume block {name!r}: {currency} {value:,.0f} is expected in {year}, above "
                f"the limit of {currency} {limit:,.0f}; use another contract, such as blended."
            )
            for year, value, limit in zip(years, expected[0, :, 0], limits[0, :, 0], strict=True)
            if value > limit
        ]
        if complaints:
            raise InvalidModel(complaints)
