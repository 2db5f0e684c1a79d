"""Notice: terms that change only when a period of notice has run out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar
from warnings import warn

import numpy as np

from pathway_economics.contracts.base import Array, Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.terms import Terms
from pathway_economics.contracts.wording import Wording
from pathway_economics.errors import PathwayEconomicsWarning
from pathway_economics.ledger import Entry
from pathway_economics.parameters.expressions import Constant
from pathway_economics.parameters.numbers import Number, Spelling


def _as_given(given: Any) -> Any:
    return given


Nested = Annotated[Contract, Spelling(_as_given, {"type": "object"})]
"""A contract within a contract; a model file spells it as one of an arrangement."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Notice(Contract):
    """A contract that takes the place of another once notice has run out.

    In each budget year both are settled in full. What the old one moves counts for the
    share of the year within notice, what the new one moves for the rest. Both are of the
    same stage.

    Attributes
    ----------
    years
        Length of the notice from the start of the first budget year, such as 0.5. [years]
    before
        Contract in force until then.
    after
        Contract in force from then on.

    Examples
    --------
    >>> from pathway_economics.contracts.fixed.block import Block
    >>> old = Block(payer="ICB", payee="Acute trust", amount=100)
    >>> new = Block(payer="ICB", payee="Acute trust", amount=80)
    >>> print(Notice(years=0.5, before=old, after=new).describe("GBP"))
    The terms change after a notice of 0.5 years, pro rata to the year. Until then: the ICB pays \
the Acute trust GBP 100 a year, whatever the activity. From then on: the ICB pays the Acute trust \
GBP 80 a year, whatever the activity.
    """

    keyword: ClassVar[str] = "notice"
    factors: ClassVar[tuple[str, ...]] = ("years",)
    nested: ClassVar[tuple[str, ...]] = ("before", "after")

    years: Number
    before: Nested
    after: Nested

    @property
    def stage(self) -> int:  # type: ignore[override]
        """When both contracts are settled."""
        return self.before.stage

    @property
    def has_account(self) -> bool:  # type: ignore[override]
        """Whether either is an account of its own."""
        return self.before.has_account or self.after.has_account

    @property
    def counts_states(self) -> bool:  # type: ignore[override]
        """Whether what either counts may be states too."""
        return self.before.counts_states or self.after.counts_states

    @property
    def bears_scope(self) -> bool:  # type: ignore[override]
        """Whether either refunds what is paid under its scope."""
        return self.before.bears_scope or self.after.bears_scope

    def inside(self) -> Mapping[str, Contract]:
        """Return the two contracts by field."""
        return {field: getattr(self, field) for field in self.nested}

    def payers_and_payees(self) -> tuple[str, ...]:
        """Return the accounts between which either moves money."""
        return _together(each.payers_and_payees() for each in self._contracts())

    def scope_in(self) -> tuple[str, ...]:
        """Return the contracts of earlier stages that either reads."""
        return _together(each.scope_in() for each in self._contracts())

    def strategies_in(self) -> tuple[str, ...]:
        """Return the strategies on which either depends."""
        return _together(each.strategies_in() for each in self._contracts())

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return the entries of both, each for its share of every year."""
        n_years = book.outcomes.shape[1]
        elapsed = np.arange(n_years)[:, np.newaxis]
        years = book.amounts(self.years)
        if (years >= n_years).all():
            warn(
                f"The notice of {name!r} lasts as long as the {n_years} budget years or longer, so "
                "the new terms never start. It is given in years: for six months write 0.5.",
                PathwayEconomicsWarning,
                stacklevel=2,
            )
        within = np.clip(years - elapsed, 0.0, 1.0)
        return (
            *(_part(e, within, "in notice") for e in self.before.settle(name, book)),
            *(_part(e, 1.0 - within, "after notice") for e in self.after.settle(name, book)),
        )

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        one = isinstance(self.years, Constant) and self.years.value == 1.0
        years = "year" if one else "years"
        yield (
            f"the terms change after a notice of {words.number(self.years)} {years}, pro rata to "
            "the year"
        )
        for when, contract in (("until then", self.before), ("from then on", self.after)):
            first, *rest = contract.sentences(words)
            yield f"{when}: {first}"
            yield from rest

    def _contracts(self) -> Iterator[Contract]:
        given = (getattr(self, field) for field in self.nested)
        return (each for each in given if isinstance(each, Contract))

    def _between(self) -> str:
        return f"between {', '.join(map(repr, self.payers_and_payees()))}"

    def _problems(self) -> list[str]:
        problems = Terms._problems(self)
        for field in self.nested:
            given = getattr(self, field)
            if not isinstance(given, Contract):
                problems.append(f"{field}={given!r}, but it is a contract, such as Block(...)")
        stages = {each.stage for each in self._contracts()}
        if len(stages) > 1:
            told = " and ".join(f"{each.keyword} ({each.stage})" for each in self._contracts())
            problems.append(f"its contracts are settled at different stages: {told}")
        if any("carried" in _leftovers(each) for each in self._contracts()):
            problems.append(
                "what is carried from year to year cannot change hands within notice; let "
                "underspends, or what is unspent, be returned"
            )
        if isinstance(self.years, tuple):
            problems.append("years holds once; give one number")
        return problems


def _leftovers(contract: Contract) -> tuple[Any, ...]:
    """Return what becomes of what is left in the account of a pool or a fund."""
    return tuple(getattr(contract, field, None) for field in ("underspends", "unspent"))


def _together(names: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for each in names for name in each))


def _part(entry: Entry, share: Array, when: str) -> Entry:
    """Return the share of an entry that counts, and of the activity behind it."""
    activity = None if entry.activity is None else entry.activity * share
    label = f"{entry.label} ({when})"
    return replace(entry, amount=entry.amount * share, activity=activity, label=label)
