"""Blended payment: a fixed element at plan, and a share of what differs from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from pathway_economics.contracts.base import Array, Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.wording import (
    Wording,
    common,
    is_zero,
    listed,
    the,
)
from pathway_economics.ledger import Entry
from pathway_economics.parameters.numbers import Yearly
from pathway_economics.payments import variable_element


@dataclass(frozen=True, slots=True, kw_only=True)
class Blended(Contract):
    """The planned value, plus a share of what the activity is worth above or below it.

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

    payer: str
    payee: str
    services: Sequence[str]
    price: Yearly
    variable_rate: Yearly
    variable_rate_below: Yearly | None = None
    plan: Yearly | None = None

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return an entry for the fixed element and one for the variable element."""
        amounts = book.outcomes.amounts
        value = self._value(book)
        plan = book.expected(value) if self.plan is None else amounts(self.plan)
        rate = amounts(self.variable_rate)
        below = self.variable_rate_below
        variable = variable_element(
            value, plan, rate=rate, rate_below=None if below is None else amounts(below)
        )
        payer, payee = self.payer, self.payee
        return (
            Entry(payer, payee, "contract", "Fixed element at plan", plan, source=name),
            Entry(payer, payee, "contract", "Variable element", variable, source=name),
        )

    def _value(self, book: Book) -> Array:
        price = book.outcomes.amounts(self.price)
        value = np.zeros(book.outcomes.shape)
        for service in sorted(self.services):
            value += book.outcomes.billed(service) * price
        return value

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        price = words.each(self.price)
        services = listed(common(service) for service in self.services)
        valued = f"({services}, valued at {price} each)"
        if self.plan is None:
            plan = "the value of activity expected today (the plan)"
        else:
            plan = f"a planned {words.yearly(self.plan)}"
        pays = f"{the(self.payer)} pays {the(self.payee)} {plan}"
        below = self.variable_rate if self.variable_rate_below is None else self.variable_rate_below
        if is_zero(self.variable_rate) and is_zero(below):
            return [f"{pays}, whatever the activity {valued}"]
        return [
            f"{pays}, adding {words.share(self.variable_rate)} of the value of activity above "
            f"plan and taking back {words.share(below)} of the value below it {valued}"
        ]
