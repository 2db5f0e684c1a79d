"""Pooled budgets: an account that members fill and contracts empty."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np

from pathway_economics.contracts.base import Array, Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.sharing.members import (
    caps_problems,
    member_problems,
    names_of,
    read_members,
    share_problems,
    stranger_problems,
)
from pathway_economics.contracts.sharing.pool_in_words import pool_in_words
from pathway_economics.contracts.sharing.variance import Variance, shares_of_variance
from pathway_economics.contracts.terms import MONEY, Bounds, Terms
from pathway_economics.contracts.wording import Wording, is_zero
from pathway_economics.errors import InvalidModel
from pathway_economics.ledger import Entry
from pathway_economics.parameters.numbers import Number, Yearly
from pathway_economics.parties import EXTERNAL

Rule = Literal["proportional", "equal", "host", "own"]
RULES: tuple[Rule, ...] = ("proportional", "equal", "host", "own")
Beyond = Literal["proportional", "host"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Pool(Contract):
    """A pooled budget for what is paid under some contracts.

    The pool is an account of its own, named after the contract. Members pay fixed
    contributions in; the pool refunds to each payer what it paid under the scope; and
    the variance, spending in scope less contributions, is shared among the members and
    closed each year, save for underspends that are carried. Overspends and underspends of
    the lines within the pool are netted before anything is shared.

    Attributes
    ----------
    members
        Members and their shares of the variance, summing to one; or their names, and
        ``rule`` says how it is shared.
    scope
        Contracts of earlier stages whose payments the pool bears: its lines.
    rule
        ``"proportional"`` to the contributions (the default), ``"equal"``, ``"host"``: the
        host bears all, or ``"own"``: each funds the variance on the lines that it pays.
    host
        The member on which something falls: under the rule ``"host"``, from the fixed
        lines, or beyond.
    contributions
        ``"fixed"``: the mean over draws of what each member pays under the scope in the
        reference; or amounts by member. [currency per year]
    fixed_lines
        Contracts in scope whose variance, against what was expected of them at signing,
        falls on the host; the rest is shared by the rule.
    risk_pool
        Reserve for overspends, put up by the members in proportion to their contributions.
        [currency per year]
    uncommitted
        Money not committed to any scheme, put up likewise; it is used after the risk pool.
        [currency per year]
    caps
        Largest share of the variance by member, either way. What a cap keeps from a member
        falls on the others by their weights until all are at their caps. [currency per year]
    beyond
        Who bears what is beyond the reserves, or beyond all caps if there are caps:
        ``"proportional"`` to the contributions or ``"host"``. If omitted, the rule decides
        beyond the reserves, and the contributions beyond all caps.
    falls_last
        Member whose contribution cannot fall until those of the others have had the first
        reduction.
    first_reduction
        Share of the others' contributions that is returned first.
    underspends
        ``"returned"`` by the rule each year, or ``"carried"``: kept to meet the overspends
        of later years, and returned at the end of the last.

    Examples
    --------
    >>> terms = Pool(members=["ICB", "Council"], scope=["Admissions", "Care at home"])
    >>> print(terms.describe("GBP"))
    The ICB and the Council pool what is paid under Admissions and Care at home. Each contributes \
what it is expected to pay today. What the pool spends above or below its contributions is shared \
in proportion to them, and closed each year.
    """

    keyword: ClassVar[str] = "pool"
    stage: ClassVar[int] = 3
    has_account: ClassVar[bool] = True
    bears_scope: ClassVar[bool] = True
    money: ClassVar[tuple[str, ...]] = ("risk_pool", "uncommitted", "caps")
    shares: ClassVar[tuple[str, ...]] = ("first_reduction",)
    names: ClassVar[tuple[str, ...]] = ("scope", "fixed_lines")

    members: Mapping[str, Number] | Sequence[str]
    scope: Sequence[str]
    rule: Rule | None = None
    host: str | None = None
    contributions: Literal["fixed"] | Mapping[str, Yearly] = "fixed"
    fixed_lines: Sequence[str] | None = None
    risk_pool: Yearly = 0.0
    uncommitted: Yearly = 0.0
    caps: Mapping[str, Yearly] | None = None
    beyond: Beyond | None = None
    falls_last: str | None = None
    first_reduction: Yearly = 0.1
    underspends: Literal["returned", "carried"] = "returned"

    def payers_and_payees(self) -> tuple[str, ...]:
        """Return the members."""
        return tuple(self.members)

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return contributions in, refunds out, and the shares of the variance."""
        paid = paid_within(book, self.scope)
        members = sorted(self.members)
        given = self._contributions(members, paid, book)
        fixed = paid_within(book, self.fixed_lines or ())
        shares = shares_of_variance(self, members, Variance(paid, fixed, given), book)
        ins = [
            Entry(member, name, "transfer", "Contribution to the pool", amount, source=name)
            for member, amount in zip(members, given, strict=True)
        ]
        outs = [
            Entry(name, payer, "transfer", "Paid by the pool", amount, source=name)
            for payer, amount in paid.items()
        ]
        closing = [
            Entry(member, name, "transfer", label, amount, source=name)
            for label, amounts in shares.items()
            for member, amount in zip(members, amounts, strict=True)
        ]
        return (*ins, *outs, *closing)

    def _contributions(
        self, members: Sequence[str], paid: Mapping[str, Array], book: Book
    ) -> Array:
        """Return what each member pays in, shape (M, 1, Y, 1 or D)."""
        _, years, _ = book.outcomes.shape
        if isinstance(self.contributions, Mapping):
            rows = [book.amounts(self.contributions.get(m, 0.0)) for m in members]
        else:
            nothing = np.zeros((1, years, 1))
            rows = [book.expected(paid[m]) if m in paid else nothing for m in members]
        return np.stack(np.broadcast_arrays(*rows))

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        return pool_in_words(self, words)

    def _between(self) -> str:
        return f"of {', '.join(map(repr, self.members))}"

    def _read(self) -> list[str]:
        problems = Contract._read(self)
        try:
            self._set("members", read_members(self.members))
            if not isinstance(self.members, Mapping):
                self._set("rule", self.rule or "proportional")
        except InvalidModel as error:
            problems.append(str(error).rstrip("."))
            self._set("members", names_of(self.members))
        return problems

    def _bounds(self) -> dict[str, Bounds]:
        by_member = isinstance(self.contributions, Mapping)
        return Contract._bounds(self) | ({"contributions": MONEY} if by_member else {})

    def _problems(self) -> list[str]:
        members = tuple(self.members)
        problems = Terms._problems(self) + member_problems(members)
        if self.rule not in (None, *RULES):
            problems.append(f"rule={self.rule!r}; it must be one of {', '.join(RULES)}")
        if isinstance(self.members, Mapping):
            if self.rule is not None:
                problems.append(f"both shares and rule={self.rule!r} given; give one")
            problems += share_problems(self.members, "the variance")
        problems += self._host_problems(members) + self._contribution_problems(members)
        return problems + caps_problems(self.caps, members) + self._order_problems(members)

    def _host_problems(self, members: Sequence[str]) -> list[str]:
        falls = self.rule == "host" or self.fixed_lines is not None or self.beyond == "host"
        if falls != (self.host is not None):
            return [
                "the name of the host and a term that falls on it (rule 'host', fixed_lines or "
                "beyond 'host') go together"
            ]
        hosts = () if self.host is None else (self.host,)
        problems = stranger_problems("the host is", hosts, members)
        given = self.fixed_lines if isinstance(self.fixed_lines, tuple) else ()
        lines = (name for name in given if name not in self.scope)
        return problems + [f"fixed_lines names {line!r}, which is not in scope" for line in lines]

    def _contribution_problems(self, members: Sequence[str]) -> list[str]:
        given = self.contributions
        if not isinstance(given, Mapping):
            wrong = given != "fixed"
            return [f"contributions={given!r}; write fixed or amounts by member"] if wrong else []
        return stranger_problems("contributions name", given, members)

    def _order_problems(self, members: Sequence[str]) -> list[str]:
        """Return what is wrong with who bears first and who beyond."""
        problems = []
        reserves = not (is_zero(self.risk_pool) and is_zero(self.uncommitted))
        carried = self.underspends == "carried"
        if self.beyond not in (None, "proportional", "host"):
            problems.append(f"beyond={self.beyond!r}; it must be proportional or host")
        if self.underspends not in ("returned", "carried"):
            problems.append(f"underspends={self.underspends!r}; it must be returned or carried")
        if self.beyond is not None and not reserves and self.caps is None:
            problems.append("nothing is beyond: give risk_pool, uncommitted or caps with beyond")
        if self.falls_last is not None:
            problems += stranger_problems("falls_last names", (self.falls_last,), members)
            if self.caps is not None:
                problems.append("both caps and falls_last given; give one")
        if self.rule == "own" and (reserves or self.caps or self.falls_last or carried):
            problems.append(
                "under the rule 'own' nothing is shared: leave out risk_pool, uncommitted, caps, "
                "falls_last and carried underspends"
            )
        return problems


def paid_within(book: Book, scope: Iterable[str]) -> dict[str, Array]:
    """Return what each payer paid under a scope, but for an outside funder."""
    return {payer: amount for payer, amount in book.paid(scope).items() if payer != EXTERNAL}
