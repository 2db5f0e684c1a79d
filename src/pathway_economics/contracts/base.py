"""What every contract can say and do."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from pathway_economics.contracts.book import Book
from pathway_economics.contracts.terms import Terms, whole_number_problems
from pathway_economics.contracts.wording import Mean, Wording, sentence
from pathway_economics.ledger import Category, Entry
from pathway_economics.tables import card

Array = NDArray[np.float64]

__all__ = ["Array", "Book", "Contract", "whole_number_problems"]


class Contract(Terms, ABC):
    """Terms by which money passes between parties.

    A subclass is a frozen dataclass that mirrors the model file. The methods that say
    what it refers to let the model check every name before anything runs.

    Attributes
    ----------
    keyword
        Word of the model file.
    stage
        When it is settled: 1 payments, 2 gain shares, 3 pools, 4 side payments.
    has_account
        Whether the contract is an account of its own in the ledger.
    counts_states
        Whether what it counts may be states too, besides services.
    nested
        Fields that hold contracts of their own.
    bears_scope
        Whether it refunds what is paid under its scope, which then no other may refund.
    """

    __slots__ = ()

    keyword: ClassVar[str]
    stage: ClassVar[int] = 1
    has_account: ClassVar[bool] = False
    counts_states: ClassVar[bool] = False
    nested: ClassVar[tuple[str, ...]] = ()
    bears_scope: ClassVar[bool] = False

    @abstractmethod
    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return the entries that the contract adds.

        Parameters
        ----------
        name
            Name of the contract, the source of its entries.
        book
            What happened, and what earlier stages settled.
        """

    @abstractmethod
    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English, one text a sentence, without capital or stop."""

    def describe(self, currency: str = "", mean: Mean | None = None) -> str:
        """Return the terms in plain English, with the numbers in.

        Parameters
        ----------
        currency
            Label of the currency, that of the model.
        mean
            Returns the mean of an expression in each year; without it an expression is
            shown as its text.
        """
        return " ".join(sentence(text) for text in self.sentences(Wording(currency, mean)))

    def _repr_html_(self) -> str:
        return card(self._title(), [("terms", self.describe())])

    def payers_and_payees(self) -> tuple[str, ...]:
        """Return the accounts between which it moves money, ``EXTERNAL`` among them."""
        return (getattr(self, "payer"), getattr(self, "payee"))  # noqa: B009

    def scope_in(self) -> tuple[str, ...]:
        """Return the contracts of earlier stages that it reads."""
        return tuple(getattr(self, "scope", None) or ())

    def strategies_in(self) -> tuple[str, ...]:
        """Return the strategies on which it depends."""
        strategy = getattr(self, "strategy", None)
        return () if strategy is None else (strategy,)

    def inside(self) -> Mapping[str, "Contract"]:
        """Return the contracts of which it is made, by field; most are made of none."""
        return {}

    def entry(
        self,
        name: str,
        label: str,
        amount: Array,
        *,
        category: Category = "contract",
        activity: Array | None = None,
        price: Array | None = None,
        recurrent: bool = True,
    ) -> Entry:
        """Return an entry from the payer to the payee."""
        payer, payee = self.payers_and_payees()
        return Entry(
            payer,
            payee,
            category,
            label,
            amount,
            source=name,
            activity=activity,
            price=price,
            recurrent=recurrent,
        )

    def _kind(self) -> str:
        return self.keyword.replace("_", " ").capitalize()

    def _title(self) -> str:
        return f"{self._kind()} {self._between()}"

    def _between(self) -> str:
        return "from {!r} to {!r}".format(*self.payers_and_payees())

    def _problems(self) -> list[str]:
        return self._party_problems() + Terms._problems(self)

    def _party_problems(self) -> list[str]:
        payer, payee = self.payers_and_payees()[:2]
        return [f"{payer!r} would pay itself; name two parties"] if payer == payee else []
