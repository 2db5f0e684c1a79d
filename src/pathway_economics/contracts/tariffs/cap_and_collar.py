"""An activity contract with a cap, a collar or both."""

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
class CapAndCollar(Contract):
    """A price for each unit, the payment of a year held between limits around plan.

    Attributes
    ----------
    payer, payee
        Who pays whom.
    services
        Services whose activity, backfill included, is paid at ``price``.
    price
        Paid for each unit within the limits: every year, or one per year.
        [currency per unit]
    cap, collar
        How far the payment may rise above and fall below plan, as shares of it; no limit
        if omitted.
    plan
        Value agreed at signing; the mean value of the reference if omitted.
        [currency per year]

    Examples
    --------
    >>> terms = CapAndCollar(payer="ICB", payee="Acute trust", services=["Admission"],
    ...                      price=3_100, cap=0.03, collar=0.02, plan=50_000_000)
    >>> print(terms.describe("GBP"))
    The ICB pays the Acute trust GBP 3,100 for each admission, but no more than 3% above and no \
less than 2% below a planned GBP 50,000,000 a year.
    """

    keyword: ClassVar[str] = "cap_and_collar"
    money: ClassVar[tuple[str, ...]] = ("price", "plan")
    shares: ClassVar[tuple[str, ...]] = ("cap", "collar")

    payer: str
    payee: str
    services: Sequence[str]
    price: Yearly
    cap: Yearly | None = None
    collar: Yearly | None = None
    plan: Yearly | None = None

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return the one entry of the payment within its limits."""
        value = book.value(self.services, self.price)
        plan = book.expected(value) if self.plan is None else book.amounts(self.plan)
        due = payments.cap_and_collar(
            value,
            plan,
            cap=None if self.cap is None else book.amounts(self.cap),
            collar=None if self.collar is None else book.amounts(self.collar),
        )
        return (self.entry(name, "Activity within limits", due),)

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        units = listed(f"each {common(service)}" for service in self.services)
        limits = []
        if self.cap is not None:
            limits.append(f"no more than {words.share(self.cap)} above")
        if self.collar is not None:
            limits.append(f"no less than {words.share(self.collar)} below")
        if self.plan is None:
            plan = "the value of activity expected today (the plan)"
        else:
            plan = f"a planned {words.yearly(self.plan)}"
        pays = f"{the(self.payer)} pays {the(self.payee)} {words.each(self.price)} for {units}"
        yield f"{pays}, but {listed(limits)} {plan}"

    def _problems(self) -> list[str]:
        problems = Contract._problems(self)
        if self.cap is None and self.collar is None:
            problems.append("cap and collar are both left out; give one, or use activity")
        return problems
