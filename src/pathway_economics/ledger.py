"""Double entry: cash moves only as an entry between two accounts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pathway_economics.errors import UnknownName

Category = Literal["resource", "programme", "contract", "transfer"]


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """Money that moves from one account to another.

    Attributes
    ----------
    payer, payee
        Names of the two accounts.
    category
        ``"resource"`` buys staff and supplies from outside, ``"programme"`` runs a
        strategy, ``"contract"`` pays for a service, ``"transfer"`` shares gain or risk.
    label
        What the money is for, in words that suit a table.
    amount : shape (E, Y, D), or any shape that broadcasts to it
        Undiscounted amount in each environment, budget year and draw; a negative amount
        runs the other way. [currency, price year of the model]
    source
        What the entry follows from: a service, a programme or a contract.
    activity, price : broadcast to (E, Y, D), optional
        What was counted and what each unit was paid, where the amount is their product.
    recurrent
        Whether it goes on year after year, rather than once or for a while.
    """

    payer: str
    payee: str
    category: Category
    label: str
    amount: NDArray[np.float64]
    source: str = ""
    activity: NDArray[np.float64] | None = None
    price: NDArray[np.float64] | None = None
    recurrent: bool = True

    def __post_init__(self) -> None:
        for array in (self.amount, self.activity, self.price):
            if array is not None:
                array.setflags(write=False)  # a frozen dataclass does not freeze its arrays


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """Entries over a fixed set of accounts.

    Attributes
    ----------
    accounts
        Names of the accounts, the external account among them.
    shape
        ``(E, Y, D)``: numbers of environments, budget years and draws.
    entries
        The entries, in the order in which they were settled.
    """

    accounts: tuple[str, ...]
    shape: tuple[int, int, int]
    entries: tuple[Entry, ...] = ()

    def __post_init__(self) -> None:
        for entry in self.entries:
            for account in (entry.payer, entry.payee):
                if account not in self.accounts:
                    raise UnknownName("account", account, self.accounts)

    def position(self, account: str) -> NDArray[np.float64]:
        """Return what an account received less what it paid, shape (E, Y, D). [currency]"""
        if account not in self.accounts:
            raise UnknownName("account", account, self.accounts)
        net = np.zeros(self.shape)
        for entry in self.entries:
            if entry.payee == account:
                net += entry.amount
            if entry.payer == account:
                net -= entry.amount
        return net

    def with_entries(self, entries: Iterable[Entry], accounts: Iterable[str] = ()) -> "Ledger":
        """Return this ledger with more entries (and accounts); no amount is copied."""
        known = dict.fromkeys((*self.accounts, *accounts))
        return replace(self, accounts=tuple(known), entries=(*self.entries, *entries))
