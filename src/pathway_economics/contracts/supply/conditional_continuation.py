"""Conditional continuation: a trial period, after which responders alone go on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from pathway_economics.contracts.base import Array, Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.measure import Measure, Measured, as_measured, measured_share
from pathway_economics.contracts.supply.cost import cost_of_units
from pathway_economics.contracts.supply.response import response_in_words
from pathway_economics.contracts.wording import Wording, common, is_zero, the
from pathway_economics.ledger import Entry
from pathway_economics.parameters.numbers import Yearly
from pathway_economics.payments import conditional_continuation


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ConditionalContinuation(Contract):
    """A trial at a share of the price, and the full price for those who continue.

    That responders alone continue is the pathway's to say: its links lead from the trial
    to the continuation.

    Attributes
    ----------
    payer, payee
        Who pays whom.
    trial
        Service whose units are trials, backfilled units included.
    continuation
        Service whose units are those of people who continue, backfilled units included.
    price
        Full price of a unit of either: every year, or one per year. [currency per unit]
    trial_rate
        Share of the price that is paid in the trial; with 0 the trial is free.
    trial_refund
        Share of what was paid for the trial that comes back for those who do not respond.
    response
        Share of the trials that succeed, where some of it is refunded: a number, an
        expression of parameters, one per year, or a ``Measure``. If omitted, units of
        continuation per trial, in the same year: for a continuation that is counted once
        for each person, when it starts.
    cost_of_supply
        What each unit of either costs the supplier, which it spends outside.
        [currency per unit]

    Examples
    --------
    >>> terms = ConditionalContinuation(payer="ICB", payee="Supplier", trial="Trial month",
    ...                                 continuation="Month of use", price=600)
    >>> print(terms.describe("GBP"))
    The ICB pays the Supplier 0% of GBP 600 for each unit of trial month on trial, and GBP 600 \
for each unit of month of use.
    """

    keyword: ClassVar[str] = "conditional_continuation"
    money: ClassVar[tuple[str, ...]] = ("price", "cost_of_supply")
    shares: ClassVar[tuple[str, ...]] = ("trial_rate", "trial_refund", "response")
    spelled: ClassVar[dict[str, Callable[[Any], Any]]] = {"response": as_measured}

    payer: str
    payee: str
    trial: str
    continuation: str
    price: Yearly
    trial_rate: Yearly = 0.0
    trial_refund: Yearly = 0.0
    response: Measured | None = None
    cost_of_supply: Yearly = 0.0

    def services_in(self) -> tuple[str, ...]:
        """Return the services it counts."""
        counted = self.response.services_in() if isinstance(self.response, Measure) else ()
        return tuple(dict.fromkeys((self.trial, self.continuation, *counted)))

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return entries for trials, refunds and continuation, and the supplier's own cost."""
        tried, continued = book.units((self.trial,)), book.units((self.continuation,))
        price, rate = book.amounts(self.price), book.amounts(self.trial_rate)
        refunds = not is_zero(self.trial_refund)
        trials, refund, going_on = conditional_continuation(
            tried,
            continued,
            price,
            trial_rate=rate,
            trial_refund=book.amounts(self.trial_refund),
            response=self._responding(name, book) if refunds else 1.0,
        )
        entries = [
            self.entry(name, f"Trials of {self.trial}", trials, activity=tried, price=rate * price),
            self.entry(
                name,
                f"Continuation with {self.continuation}",
                going_on,
                activity=continued,
                price=price,
            ),
        ]
        if refunds:
            entries.append(self.entry(name, "Refund for those who do not respond", -refund))
        pair, units = (self.trial, self.continuation), tried + continued
        return (*entries, *cost_of_units(name, self.payee, pair, units, self.cost_of_supply, book))

    def _responding(self, name: str, book: Book) -> Array:
        starts = Measure(services=[self.continuation], per=[self.trial])
        return measured_share(
            starts if self.response is None else self.response, book, f"the response under {name!r}"
        )

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        price = words.each(self.price)
        yield (
            f"{the(self.payer)} pays {the(self.payee)} {words.share(self.trial_rate)} of {price} "
            f"for each unit of {common(self.trial)} on trial, and {price} for each unit of "
            f"{common(self.continuation)}"
        )
        if not is_zero(self.trial_refund):
            starts = Measure(services=[self.continuation], per=[self.trial])
            response = starts if self.response is None else self.response
            yield (
                f"for those who do not respond {words.share(self.trial_refund)} of what was paid "
                f"for the trial comes back; {response_in_words(response, words)}"
            )
        if not is_zero(self.cost_of_supply):
            yield f"each unit costs {the(self.payee)} {words.each(self.cost_of_supply)} to supply"

    def _problems(self) -> list[str]:
        problems = Contract._problems(self)
        if self.trial == self.continuation:
            problems.append(
                f"trial and continuation are both {self.trial!r}; count them as two services"
            )
        if is_zero(self.trial_refund):
            if self.response is not None:
                problems.append("response counts for trial_refund alone; give both or neither")
        elif is_zero(self.trial_rate):
            problems.append("trial_refund is given, but the trial is free; give its trial_rate")
        return problems
