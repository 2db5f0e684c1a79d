"""Blended payment: a fixed element at plan, and a share of what differs from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pathway_economics.contracts.base import Array, Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.tariffs.reinvestment import (
    between,
    reinvestment,
    reinvestment_problems,
)
from pathway_economics.contracts.wording import Wording, common, is_zero, listed, the
from pathway_economics.ledger import Entry
from pathway_economics.parameters.expressions import Constant
from pathway_economics.parameters.numbers import Yearly
from pathway_economics.payments import retained, variable_element


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Blended(Contract):
    """The planned value, plus a share of what the activity is worth above or below it.

    With ``variable_rate_below=1`` and a lower ``variable_rate`` it is a marginal-rate tariff:
    full price up to the plan, and a part of it beyond.

    Attributes
    ----------
    payer, payee
        Who pays whom.
    services
        Services whose activity, backfill included, is valued at ``price``.
    price
        Full price of a unit: every year, or one per year. [currency per unit]
    variable_rate
        Share of the difference from plan that is paid or taken back. With 0 only the
        plan is paid, as in the fixed element of the aligned payment and incentive; with
        1 every unit is paid in full.
    variable_rate_below
        Share taken back below plan, where it differs.
    plan
        Value agreed at signing; the mean value of the reference if omitted.
        [currency per year]
    plan_factor
        What the plan is multiplied by, such as 1.04 for 104 % of the value of an earlier
        year.
    reinvested_in
        Party to which the payer passes on the value above plan that it does not pay, as
        it must under the marginal-rate emergency tariff; it keeps it if omitted.

    Examples
    --------
    >>> terms = Blended(payer="ICB", payee="Acute trust", services=["Admission"], price=3_100,
    ...                 variable_rate=0.2, plan=50_000_000)
    >>> print(terms.describe("GBP"))
    The ICB pays the Acute trust a planned GBP 50,000,000 a year, adding 20% of the value of \
activity above plan and taking back 20% of the value below it (admission, valued at GBP 3,100 each).
    """

    keyword: ClassVar[str] = "blended"
    money: ClassVar[tuple[str, ...]] = ("price", "plan")
    shares: ClassVar[tuple[str, ...]] = ("variable_rate", "variable_rate_below")
    factors: ClassVar[tuple[str, ...]] = ("plan_factor",)

    payer: str
    payee: str
    services: Sequence[str]
    price: Yearly
    variable_rate: Yearly
    variable_rate_below: Yearly | None = None
    plan: Yearly | None = None
    plan_factor: Yearly = 1.0
    reinvested_in: str | None = None

    def payers_and_payees(self) -> tuple[str, ...]:
        """Return the accounts between which it moves money."""
        return between(self.payer, self.payee, self.reinvested_in)

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return entries for the fixed and the variable element, and for what is reinvested."""
        value, plan = self._value_and_plan(book)
        rate, below = book.amounts(self.variable_rate), self.variable_rate_below
        variable = variable_element(
            value, plan, rate=rate, rate_below=None if below is None else book.amounts(below)
        )
        payer, payee = self.payer, self.payee
        kept = retained(value, plan, rate=rate)
        return (
            Entry(payer, payee, "contract", "Fixed element at plan", plan, source=name),
            Entry(payer, payee, "contract", "Variable element", variable, source=name),
            *reinvestment(name, payer, self.reinvested_in, kept, "Retained value, reinvested"),
        )

    def _value_and_plan(self, book: Book) -> tuple[Array, Array]:
        value = book.value(self.services, self.price)
        plan = book.expected(value) if self.plan is None else book.amounts(self.plan)
        return value, plan * book.amounts(self.plan_factor)

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        price = words.each(self.price)
        services = listed(common(service) for service in self.services)
        valued = f"({services}, valued at {price} each)"
        pays = f"{the(self.payer)} pays {the(self.payee)} {self._plan_in_words(words)}"
        below = self.variable_rate if self.variable_rate_below is None else self.variable_rate_below
        if is_zero(self.variable_rate) and is_zero(below):
            yield f"{pays}, whatever the activity {valued}"
        else:
            yield (
                f"{pays}, adding {words.share(self.variable_rate)} of the value of activity above "
                f"plan and taking back {words.share(below)} of the value below it {valued}"
            )
        if self.reinvested_in is not None:
            yield f"it pays the rest of the value above plan to {the(self.reinvested_in)}"

    def _plan_in_words(self, words: Wording) -> str:
        if self.plan is None:
            plan = "the value of activity expected today (the plan)"
        else:
            plan = f"a planned {words.yearly(self.plan)}"
        if self.plan_factor == Constant(1.0):
            return plan
        return f"{words.share(self.plan_factor)} of {plan}"

    def _problems(self) -> list[str]:
        return Contract._problems(self) + reinvestment_problems(self.payer, self.reinvested_in)
