"""Bundle: spending on episodes of care is reconciled with a target price for each."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from pathway_economics import payments
from pathway_economics.contracts.base import Array, Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.insurance.quality import WithQuality
from pathway_economics.contracts.measure import Measured, as_measured
from pathway_economics.contracts.wording import Wording, common, is_zero, listed, the
from pathway_economics.ledger import Entry
from pathway_economics.parameters.numbers import Yearly


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Bundle(WithQuality, Contract):
    """Bundled payment with reconciliation; see ``payments.bundle`` for the rule.

    What is delivered is paid for under other contracts, those in scope; this one pays or
    takes back the difference from the target.

    Attributes
    ----------
    payer, payee
        Who pays for the care, and who answers for the episodes.
    services
        Services each unit of which is an episode, backfill included.
    scope
        Contracts of the first stage whose payments by the payer, net of what it received,
        are the spending on the episodes.
    benchmark_price
        What an episode is expected to cost; the mean spending over the mean number of
        episodes of the reference if omitted. [currency per episode]
    discount
        Share by which the target price lies below the benchmark price.
    stop_gain, stop_loss
        Largest payment and repayment, as shares of the total target; none if omitted.
    quality
        What the score is taken from.
    quality_floor, quality_target
        Where the score is 0 and 1; in proportion between.
    quality_share
        Share of a gain that is lost at a score of 0, and of a loss that is forgiven at a
        score of 1; in proportion between.

    Examples
    --------
    >>> terms = Bundle(payer="ICB", payee="Acute trust", services=["Hip replacement"],
    ...                scope=["Hips"], benchmark_price=20_000, discount=0.03, stop_gain=0.2)
    >>> print(terms.describe("GBP"))
    The ICB and the Acute trust settle what is spent on Hips against a target for each unit of \
hip replacement: GBP 20,000 less 3%. What is spent below the target goes to the Acute trust, and \
what is spent above comes from it. No payment exceeds 20% of the target.
    """

    keyword: ClassVar[str] = "bundle"
    stage: ClassVar[int] = 2
    money: ClassVar[tuple[str, ...]] = ("benchmark_price",)
    shares: ClassVar[tuple[str, ...]] = ("discount", "stop_gain", "stop_loss", "quality_share")
    factors: ClassVar[tuple[str, ...]] = ("quality_floor", "quality_target")
    spelled: ClassVar[Mapping[str, Callable[[Any], Any]]] = {"quality": as_measured}

    payer: str
    payee: str
    services: Sequence[str]
    scope: Sequence[str]
    benchmark_price: Yearly | None = None
    discount: Yearly = 0.0
    stop_gain: Yearly | None = None
    stop_loss: Yearly | None = None
    quality: Measured = 1.0
    quality_floor: Yearly = 0.0
    quality_target: Yearly = 1.0
    quality_share: Yearly = 0.0

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return the one entry of the reconciliation."""
        spent = book.net_paid(self.payer, self.scope)
        episodes = book.units(self.services)
        gain, loss = self.stop_gain, self.stop_loss
        payment = payments.bundle(
            spent,
            episodes,
            self._price(spent, episodes, book),
            discount=book.amounts(self.discount),
            quality=self.score(book),
            quality_share=book.amounts(self.quality_share),
            stop_gain=None if gain is None else book.amounts(gain),
            stop_loss=None if loss is None else book.amounts(loss),
        )
        return (self.entry(name, "Reconciliation", payment, category="transfer"),)

    def _price(self, spent: Array, episodes: Array, book: Book) -> Array:
        if self.benchmark_price is not None:
            return book.amounts(self.benchmark_price)
        number = book.expected(episodes)
        known = number > 0.0
        return np.where(known, book.expected(spent) / np.where(known, number, 1.0), 0.0)

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        payee = the(self.payee)
        episodes = listed((common(service) for service in self.services), "or")
        price = "what one costs today"
        if self.benchmark_price is not None:
            price = words.each(self.benchmark_price)
        off = "" if is_zero(self.discount) else f" less {words.share(self.discount)}"
        yield (
            f"{the(self.payer)} and {payee} settle what is spent on {listed(self.scope)} against "
            f"a target for each unit of {episodes}: {price}{off}"
        )
        yield (
            f"what is spent below the target goes to {payee}, and what is spent above comes from it"
        )
        if not is_zero(self.quality_share):
            share = words.share(self.quality_share)
            yield (
                f"up to {share} of a gain is lost where quality is bad, and of a loss forgiven "
                "where it is good"
            )
            yield self.score_in_words(words)
        for what, limit in (("payment", self.stop_gain), ("repayment", self.stop_loss)):
            if limit is not None:
                yield f"no {what} exceeds {words.share(limit)} of the target"

    def _problems(self) -> list[str]:
        return Contract._problems(self) + self.quality_problems()
