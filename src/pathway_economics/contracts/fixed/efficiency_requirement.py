"""Efficiency requirements: a share of its income that a provider must do without."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from pathway_economics import payments
from pathway_economics.contracts.base import Array, Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.wording import Wording, is_zero, listed, the
from pathway_economics.errors import InvalidModel
from pathway_economics.ledger import Entry
from pathway_economics.outcomes import bounds_complaints
from pathway_economics.parameters.expressions import Constant
from pathway_economics.parameters.numbers import Yearly


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class EfficiencyRequirement(Contract):
    """Money that a provider must find each year, taken off what it is paid.

    What is found for good builds up: it is taken off in every later year too, and each
    year's requirement is a share of what earlier ones left.

    Attributes
    ----------
    payer, payee
        Who pays less, and whom; the money goes back from the payee to the payer.
    rate
        Share of the base that must be found anew each year.
    recurrent_share
        Share of that which is found for good.
    scope
        Contracts of the first stage under which what the payer pays the payee, net, is the
        base.
    base
        Instead of a scope: the base itself. [currency per year]

    Examples
    --------
    >>> terms = EfficiencyRequirement(payer="ICB", payee="Acute trust", rate=0.04, base=100e6,
    ...                               recurrent_share=0.75)
    >>> print(terms.describe("GBP"))
    The ICB takes 4% of GBP 100,000,000 a year off what it pays the Acute trust, anew each year. \
Of that, 75% is taken off in every later year too.
    """

    keyword: ClassVar[str] = "efficiency_requirement"
    stage: ClassVar[int] = 2
    money: ClassVar[tuple[str, ...]] = ("base",)
    shares: ClassVar[tuple[str, ...]] = ("rate", "recurrent_share")

    payer: str
    payee: str
    rate: Yearly
    recurrent_share: Yearly = 1.0
    scope: Sequence[str] | None = None
    base: Yearly | None = None

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return an entry of what is found for good, and one of the rest.

        Both are negative payments by the payer, so that a pool counts its payments net.
        """
        recurrent, once = payments.efficiency_requirement(
            self._base(book),
            rate=book.amounts(self.rate),
            recurrent_share=book.amounts(self.recurrent_share),
        )
        kinds = [("recurrent", recurrent, True), ("non-recurrent", once, False)]
        return tuple(
            Entry(
                self.payer,
                self.payee,
                "contract",
                f"Efficiency requirement, {kind}",
                -amount,
                source=name,
                recurrent=goes_on,
            )
            for kind, amount, goes_on in kinds
        )

    def _base(self, book: Book) -> Array:
        if self.scope is None:
            return book.amounts(self.base)
        paid = np.zeros(book.outcomes.shape)
        for entry in book.within(self.scope):
            if (entry.payer, entry.payee) == (self.payer, self.payee):
                paid += entry.amount
            if (entry.payer, entry.payee) == (self.payee, self.payer):
                paid -= entry.amount
        what = f"what {self.payer!r} pays {self.payee!r} in scope, less what it is paid"
        complaints = bounds_complaints(paid, 0.0, np.inf, what)
        if complaints:  # it would turn the requirement round
            raise InvalidModel(complaints)
        return paid

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        if self.scope is None:
            base = words.yearly(self.base)
        else:
            base = f"what it pays under {listed(self.scope)}"
        yield (
            f"{the(self.payer)} takes {words.share(self.rate)} of {base} off what it pays "
            f"{the(self.payee)}, anew each year"
        )
        if self.recurrent_share == Constant(1.0):
            yield "all of that is taken off in every later year too"
        elif not is_zero(self.recurrent_share):
            share = words.share(self.recurrent_share)
            yield f"of that, {share} is taken off in every later year too"

    def _problems(self) -> list[str]:
        problems = Contract._problems(self)
        if (self.scope is None) == (self.base is None):
            problems.append("give either a scope of contracts, or a base")
        return problems
