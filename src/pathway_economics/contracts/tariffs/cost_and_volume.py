"""Cost and volume: a fixed amount near plan, and marginal rates away from it."""

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
class CostAndVolume(Contract):
    """A fixed amount while activity is near plan, and marginal rates beyond a tolerance.

    Attributes
    ----------
    payer, payee
        Who pays whom.
    services
        Services whose activity, backfill included, is valued at ``price``.
    price
        Full price of a unit: every year, or one per year. [currency per unit]
    rate_above, rate_below
        Share of the value beyond the tolerance that is paid, and taken back.
    upper_tolerance, lower_tolerance
        How far the value may lie above and below plan before anything is paid or taken
        back, as shares of the plan.
    plan
        Value agreed at signing; the mean value of the reference if omitted.
        [currency per year]
    amount
        Paid within the tolerance; the plan if omitted. [currency per year]

    Examples
    --------
    >>> terms = CostAndVolume(payer="ICB", payee="Acute trust", services=["Admission"],
    ...                       price=3_100, upper_tolerance=0.03, lower_tolerance=0.03,
    ...                       rate_above=0.5, rate_below=0.3, plan=50_000_000)
    >>> print(terms.describe("GBP"))
    The ICB pays the Acute trust a planned GBP 50,000,000 a year, adding 50% of the value of \
activity more than 3% above plan and taking back 30% of the value more than 3% below it \
(admission, valued at GBP 3,100 each).
    """

    keyword: ClassVar[str] = "cost_and_volume"
    money: ClassVar[tuple[str, ...]] = ("price", "plan", "amount")
    shares: ClassVar[tuple[str, ...]] = (
        "rate_above",
        "rate_below",
        "upper_tolerance",
        "lower_tolerance",
    )

    payer: str
    payee: str
    services: Sequence[str]
    price: Yearly
    rate_above: Yearly
    rate_below: Yearly = 0.0
    upper_tolerance: Yearly = 0.0
    lower_tolerance: Yearly = 0.0
    plan: Yearly | None = None
    amount: Yearly | None = None

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return the one entry of the amount and what is added or taken back."""
        amounts = book.amounts
        value = book.value(self.services, self.price)
        plan = book.expected(value) if self.plan is None else amounts(self.plan)
        due = payments.cost_and_volume(
            value,
            plan,
            amount=plan if self.amount is None else amounts(self.amount),
            upper_tolerance=amounts(self.upper_tolerance),
            lower_tolerance=amounts(self.lower_tolerance),
            rate_above=amounts(self.rate_above),
            rate_below=amounts(self.rate_below),
        )
        return (self.entry(name, "Cost and volume", due),)

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        services = listed(common(service) for service in self.services)
        if self.plan is None:
            plan = "the value of activity expected today (the plan)"
        else:
            plan = f"a planned {words.yearly(self.plan)}"
        if self.amount is not None:
            plan = f"{words.yearly(self.amount)} against {plan}"
        yield (
            f"{the(self.payer)} pays {the(self.payee)} {plan}, adding "
            f"{words.share(self.rate_above)} of the value of activity more than "
            f"{words.share(self.upper_tolerance)} above plan and taking back "
            f"{words.share(self.rate_below)} of the value more than "
            f"{words.share(self.lower_tolerance)} below it "
            f"({services}, valued at {words.each(self.price)} each)"
        )
