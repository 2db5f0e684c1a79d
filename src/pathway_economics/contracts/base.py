"""What every contract can say and do, and the book it reads."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from math import inf
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from pathway_economics.contracts.wording import Mean
from pathway_economics.errors import InvalidModel, UnknownName
from pathway_economics.ledger import Entry
from pathway_economics.outcomes import Outcomes
from pathway_economics.parameters.expressions import Constant, Expression
from pathway_economics.parameters.numbers import as_yearly

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """What a contract may read: what happened, and what earlier stages settled.

    Attributes
    ----------
    outcomes
        What happened.
    entries
        Entries of the contracts of earlier stages, by contract.
    """

    outcomes: Outcomes
    entries: Mapping[str, tuple[Entry, ...]]

    def within(self, scope: Iterable[str]) -> Iterator[Entry]:
        """Return the entries of the contracts in scope, whatever order it names them in."""
        for name in sorted(scope):
            if name not in self.entries:
                raise UnknownName("contract of an earlier stage", name, self.entries)
            yield from self.entries[name]

    def net_paid(self, party: str, scope: Iterable[str]) -> Array:
        """Return what a party paid less what it received, in currency, shape (E, Y, D)."""
        net = np.zeros(self.outcomes.shape)
        for entry in self.within(scope):
            if entry.payer == party:
                net += entry.amount
            if entry.payee == party:
                net -= entry.amount
        return net

    def paid(self, scope: Iterable[str]) -> dict[str, Array]:
        """Return what each payer paid, by payer; what it received is not netted off."""
        totals: dict[str, Array] = {}
        for entry in self.within(scope):
            total = totals.setdefault(entry.payer, np.zeros(self.outcomes.shape))
            total += entry.amount
        return totals

    def expected(self, amount: Array) -> Array:
        """Return the mean over draws in the reference, shape (1, Y, 1): known at signing."""
        mean: Array = np.broadcast_to(amount, self.outcomes.shape)[:1].mean(axis=-1, keepdims=True)
        return mean


class Contract(ABC):
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
    money, shares
        Fields that hold amounts of money, and shares that lie in [0, 1].
    """

    __slots__ = ()

    keyword: ClassVar[str]
    stage: ClassVar[int] = 1
    has_account: ClassVar[bool] = False
    money: ClassVar[tuple[str, ...]] = ()
    shares: ClassVar[tuple[str, ...]] = ()

    def __post_init__(self) -> None:
        problems = self._read() + self._problems()
        if problems:
            title = self.keyword.replace("_", " ").capitalize()
            raise InvalidModel(f"{title} {self._between()}: {'; '.join(problems)}.")

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
    def describe(self, name: str, currency: str, mean: Mean | None = None) -> str:
        """Return the terms in plain English.

        Parameters
        ----------
        name
            Name of the contract.
        currency
            Label of the model's currency.
        mean
            Returns the mean of an expression in each year; without it an expression is
            shown as its text.
        """

    def payers_and_payees(self) -> tuple[str, ...]:
        """Return the accounts between which it moves money, ``EXTERNAL`` among them."""
        return (getattr(self, "payer"), getattr(self, "payee"))  # noqa: B009

    def services_in(self) -> tuple[str, ...]:
        """Return the services it counts."""
        return tuple(getattr(self, "services", ()))

    def scope_in(self) -> tuple[str, ...]:
        """Return the contracts of earlier stages that it reads."""
        return tuple(getattr(self, "scope", ()))

    def strategies_in(self) -> tuple[str, ...]:
        """Return the strategies on which it depends."""
        strategy = getattr(self, "strategy", None)
        return () if strategy is None else (strategy,)

    def numbers(self) -> tuple[tuple[str, Expression], ...]:
        """Return every expression in the terms with the field it stands in."""
        return tuple(
            pair for field in self._fields() for pair in _expressions(field, getattr(self, field))
        )

    def bounded(self) -> dict[str, tuple[Any, float]]:
        """Return the terms that may not be below zero, by field, with the most they may be."""
        most = {**dict.fromkeys(self.money, inf), **dict.fromkeys(self.shares, 1.0)}
        given = {field: getattr(self, field) for field in most}
        return {field: (terms, most[field]) for field, terms in given.items() if terms is not None}

    def lengths(self) -> tuple[tuple[str, int], ...]:
        """Return the number of values of each field that is given year by year."""
        return tuple(
            pair for field in self._fields() for pair in _lengths(field, getattr(self, field))
        )

    def _fields(self) -> tuple[str, ...]:
        return tuple(field.name for field in fields(self))  # type: ignore[arg-type]

    def _between(self) -> str:
        return "from {!r} to {!r}".format(*self.payers_and_payees())

    def _read(self) -> list[str]:
        """Turn lists into tuples and numbers into expressions; return what cannot be."""
        problems = []
        for field in ("services", "scope"):
            if field in self._fields():
                problems += self._read_names(field)
        for field in (*self.money, *self.shares):
            given = getattr(self, field)
            if given is None:
                continue
            try:
                object.__setattr__(self, field, as_yearly(given))
            except InvalidModel as error:
                problems.append(f"{field}: {str(error).rstrip('.')}")
        return problems

    def _read_names(self, field: str) -> list[str]:
        given = getattr(self, field)
        if isinstance(given, str) or not isinstance(given, Iterable):
            return [f"{field}={given!r}, but it is a list of names: write [{given}]"]
        names = tuple(given)
        object.__setattr__(self, field, names)
        if not names:
            return [f"{field} is empty; name at least one"]
        twice = sorted({name for name in names if names.count(name) > 1})
        return [f"{field} names {', '.join(twice)} more than once"] if twice else []

    def _problems(self) -> list[str]:
        payer, payee = self.payers_and_payees()
        problems = [f"{payer!r} would pay itself; name two parties"] if payer == payee else []
        for field, number in self.numbers():
            value = number.value if isinstance(number, Constant) else 0.0
            plain = field.split("[")[0]
            if plain in self.money and value < 0:
                problems.append(f"{field}={value:g}; for money the other way, swap the parties")
            if plain in self.shares and not 0 <= value <= 1:
                problems.append(f"{field}={value:g}, but a share lies in [0, 1]")
        return problems


def whole_number_problems(field: str, value: Any) -> list[str]:
    """Return what is wrong with a number of years, or the place of a year from 1."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    right = whole and value >= 1
    return [] if right else [f"{field}={value!r}, but it must be a whole number from 1"]


def _expressions(field: str, value: Any) -> Iterator[tuple[str, Expression]]:
    if isinstance(value, Expression):
        yield field, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _expressions(f"{field}[{index}]", item)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _expressions(f"{field}[{key}]", item)


def _lengths(field: str, value: Any) -> Iterator[tuple[str, int]]:
    if isinstance(value, tuple) and all(isinstance(item, Expression) for item in value):
        yield field, len(value)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _lengths(f"{field}[{key}]", item)
