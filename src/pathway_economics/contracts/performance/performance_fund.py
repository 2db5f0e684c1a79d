"""Performance funds: a sum held back until a planned reduction comes about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pathway_economics import payments
from pathway_economics.contracts.base import Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.wording import Wording, common, listed, the
from pathway_economics.ledger import Entry
from pathway_economics.parameters.numbers import Yearly


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PerformanceFund(Contract):
    """The value of a planned reduction, held back and released as far as it comes about.

    The reduction is counted from the mean units of the reference, known at signing. All
    units count, backfilled ones included. A reduction beyond the plan releases no more, and
    an increase releases nothing.

    Attributes
    ----------
    payer, payee
        Who holds the sum back, and to whom it is released.
    unearned_to
        Who is paid what is not released, for the care it gave instead.
    services
        Services whose units are to fall.
    planned_reduction
        Planned reduction. [units per year]
    value
        Value of one unit. [currency per unit]

    Examples
    --------
    >>> terms = PerformanceFund(payer="ICB", payee="Council", unearned_to="Acute trust",
    ...                         services=["Admission"], planned_reduction=1_000, value=1_490)
    >>> print(terms.describe("GBP"))
    The ICB holds back GBP 1,490 for each unit of admission that is planned to be avoided: \
1,000 a year. The Council is paid the part of the plan that comes about, and the Acute trust \
the rest.
    """

    keyword: ClassVar[str] = "performance_fund"
    money: ClassVar[tuple[str, ...]] = ("value",)
    factors: ClassVar[tuple[str, ...]] = ("planned_reduction",)

    payer: str
    payee: str
    unearned_to: str
    services: Sequence[str]
    planned_reduction: Yearly
    value: Yearly

    def payers_and_payees(self) -> tuple[str, ...]:
        """Return the accounts between which it moves money."""
        return (self.payer, self.payee, self.unearned_to)

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return an entry of what is released and one of the rest."""
        units = book.units(self.services)
        released, rest = payments.performance_fund(
            book.amounts(self.value),
            planned=book.amounts(self.planned_reduction),
            achieved=book.expected(units) - units,
        )
        payer = self.payer
        return (
            Entry(payer, self.payee, "contract", "Performance fund, released", released, name),
            Entry(payer, self.unearned_to, "contract", "Performance fund, unearned", rest, name),
        )

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        units = listed(common(service) for service in self.services)
        yield (
            f"{the(self.payer)} holds back {words.each(self.value)} for each unit of {units} "
            f"that is planned to be avoided: {words.count(self.planned_reduction)}"
        )
        yield (
            f"{the(self.payee)} is paid the part of the plan that comes about, and "
            f"{the(self.unearned_to)} the rest"
        )

    def _problems(self) -> list[str]:
        problems = Contract._problems(self)
        if self.unearned_to == self.payer:
            problems.append(f"unearned_to={self.unearned_to!r} holds the sum back; name another")
        return problems
