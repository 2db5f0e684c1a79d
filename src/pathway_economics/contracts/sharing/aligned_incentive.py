"""Aligned incentive contracts: guaranteed income, open books, shared costs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pathway_economics import payments
from pathway_economics.contracts.base import Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.wording import Wording, common, is_zero, listed, the
from pathway_economics.ledger import Entry
from pathway_economics.parameters.numbers import Yearly


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AlignedIncentive(Contract):
    """A guaranteed income, with a share of what the care costs below or above the expected.

    The cost is the payee's cash on an open book: capacity that was freed and not closed is
    still in it.

    Attributes
    ----------
    payer, payee
        Who pays whom.
    services
        Services that are paid for, and whose cost is shared.
    income
        Guaranteed: every year, or one per year. [currency per year]
    price
        Instead of an income: it is the mean activity of the reference at this price.
        [currency per unit]
    saving_share
        Share of a cost below the expected that the payee gives back.
    overrun_share
        Share of a cost above the expected that the payer makes good.
    expected_cost
        Agreed at signing; the mean cost of the reference if omitted. [currency per year]

    Examples
    --------
    >>> terms = AlignedIncentive(payer="ICB", payee="Acute trust", services=["Admission"],
    ...                          income=50_000_000, saving_share=0.5)
    >>> print(terms.describe("GBP"))
    The ICB guarantees the Acute trust GBP 50,000,000 a year for admission, whatever the activity. \
The Acute trust gives back 50% of what the care costs below the expected, on an open book. The \
expected cost is that of today.
    """

    keyword: ClassVar[str] = "aligned_incentive"
    money: ClassVar[tuple[str, ...]] = ("income", "price", "expected_cost")
    shares: ClassVar[tuple[str, ...]] = ("saving_share", "overrun_share")

    payer: str
    payee: str
    services: Sequence[str]
    income: Yearly | None = None
    price: Yearly | None = None
    saving_share: Yearly
    overrun_share: Yearly = 0.0
    expected_cost: Yearly | None = None

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return an entry for the income and one for the share of the cost difference."""
        cost = book.spending(self.payee, self.services)
        given = self.expected_cost
        expected = book.expected(cost) if given is None else book.amounts(given)
        if self.income is not None:
            income = book.amounts(self.income)
        else:
            income = book.expected(book.value(self.services, self.price))
        shared = payments.aligned_incentive(
            0.0,
            cost,
            expected,
            saving_share=book.amounts(self.saving_share),
            overrun_share=book.amounts(self.overrun_share),
        )
        return (
            self.entry(name, "Guaranteed income", income),
            self.entry(name, "Share of the cost difference", shared, category="transfer"),
        )

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        services = listed(common(service) for service in self.services)
        if self.income is not None:
            pays = f"{words.yearly(self.income)} for {services}"
        else:
            pays = f"the value of {services} expected today at {words.each(self.price)} each"
        payer, payee = the(self.payer), the(self.payee)
        yield f"{payer} guarantees {payee} {pays}, whatever the activity"
        yield (
            f"{payee} gives back {words.share(self.saving_share)} of what the care costs below "
            "the expected, on an open book"
        )
        if not is_zero(self.overrun_share):
            yield (
                f"{payer} makes good {words.share(self.overrun_share)} of what it costs above "
                "the expected"
            )
        cost = self.expected_cost
        yield f"the expected cost is {'that of today' if cost is None else words.yearly(cost)}"

    def _problems(self) -> list[str]:
        problems = Contract._problems(self)
        if (self.income is None) == (self.price is None):
            problems.append("give either the income that is guaranteed, or a price of its value")
        return problems
