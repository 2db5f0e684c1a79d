"""Stop-loss: a party is paid back what it spends in a layer of its yearly spending."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from pathway_economics import payments
from pathway_economics.contracts.base import Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.wording import Wording, common, listed, the
from pathway_economics.ledger import Entry
from pathway_economics.parameters.expressions import Constant
from pathway_economics.parameters.numbers import Yearly


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StopLoss(Contract):
    """Aggregate stop-loss, or reinsurance of a layer; see ``payments.layer`` for the rule.

    What it costs to be insured is a contract of its own, such as a ``block``.

    Attributes
    ----------
    payer, payee
        Who insures, and whose spending is insured.
    attachment
        Spending in a year above which the payer pays. [currency per year]
    services
        Services on which the payee's spending is insured. Exactly one of ``services``
        and ``scope`` is given.
    scope
        Contracts of the first stage under which its payments are, net of what it
        received.
    limit
        Largest spending above the attachment that counts; all of it if omitted.
        [currency per year]
    share
        Share of it that is paid back.

    Examples
    --------
    >>> terms = StopLoss(payer="Insurer", payee="Acute trust", services=["Admission"],
    ...                  attachment=1_000_000, limit=500_000, share=0.8)
    >>> print(terms.describe("GBP"))
    The Insurer pays the Acute trust 80% of what it spends on admission above GBP 1,000,000 a \
year, up to GBP 500,000 a year above it.
    """

    keyword: ClassVar[str] = "stop_loss"
    stage: ClassVar[int] = 2
    money: ClassVar[tuple[str, ...]] = ("attachment", "limit")
    shares: ClassVar[tuple[str, ...]] = ("share",)

    payer: str
    payee: str
    attachment: Yearly
    services: Sequence[str] | None = None
    scope: Sequence[str] | None = None
    limit: Yearly | None = None
    share: Yearly = 1.0

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return the one entry of what is paid back."""
        if self.services is None:
            spent = book.net_paid(self.payee, self.scope or ())
        else:
            spent = book.spending(self.payee, self.services)
        payment = payments.layer(
            spent,
            attachment=book.amounts(self.attachment),
            limit=np.inf if self.limit is None else book.amounts(self.limit),
            share=book.amounts(self.share),
        )
        return (self.entry(name, "Stop-loss", payment, category="transfer"),)

    def services_in(self) -> tuple[str, ...]:
        """Return the services on which spending is insured."""
        return tuple(self.services or ())

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        if self.services is None:
            on = f"net under {listed(self.scope or ())}"
        else:
            on = f"on {listed(common(service) for service in self.services)}"
        share = "what" if self.share == Constant(1.0) else f"{words.share(self.share)} of what"
        limit = ""
        if self.limit is not None:
            limit = f", up to {words.yearly(self.limit)} above it"
        yield (
            f"{the(self.payer)} pays {the(self.payee)} {share} it spends {on} above "
            f"{words.yearly(self.attachment)}{limit}"
        )

    def _problems(self) -> list[str]:
        problems = Contract._problems(self)
        if (self.services is None) == (self.scope is None):
            problems.append("give either services or scope: what spending is insured")
        return problems
