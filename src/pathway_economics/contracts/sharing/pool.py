"""Pooled budgets: an account that members fill and contracts empty, closed each year."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isclose
from typing import ClassVar, Literal

import numpy as np

from pathway_economics.contracts.base import Array, Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.wording import Wording, listed, the
from pathway_economics.errors import InvalidModel, suggestion
from pathway_economics.ledger import Entry
from pathway_economics.outcomes import bounds_complaints
from pathway_economics.parameters.expressions import Constant
from pathway_economics.parameters.numbers import Frozen, Number, Yearly, as_yearly, freeze_numbers
from pathway_economics.parties import EXTERNAL
from pathway_economics.payments import in_proportion

Rule = Literal["proportional", "equal", "host"]
RULES: tuple[Rule, ...] = ("proportional", "equal", "host")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool(Contract):
    """A pooled budget for what is paid under some contracts.

    The pool is an account of its own, named after the contract. Members pay fixed
    contributions in; the pool refunds to each payer what it paid under the scope; and
    the variance, spending in scope less contributions, is shared among the members and
    closed each year. Its position is zero in every environment, year and draw.

    Attributes
    ----------
    members
        Members and their shares of the variance, summing to one; or their names, and
        ``rule`` says how it is shared.
    scope
        Contracts of earlier stages whose payments the pool bears.
    rule
        ``"proportional"`` to the contributions (the default), ``"equal"``, or
        ``"host"``: the host bears all.
    host
        The member that bears the variance under the rule ``"host"``.
    contributions
        ``"fixed"``: the mean over draws of what each member pays under the scope in the
        reference; or amounts by member. [currency per year]

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

    members: Mapping[str, Number] | Sequence[str]
    scope: Sequence[str]
    rule: Rule | None = None
    host: str | None = None
    contributions: Literal["fixed"] | Mapping[str, Yearly] = "fixed"

    def payers_and_payees(self) -> tuple[str, ...]:
        """Return the members."""
        return tuple(self.members)

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return contributions in, refunds out, and the shares of the variance."""
        paid = book.paid(self.scope)
        paid.pop(EXTERNAL, None)  # an outside funder is not paid back
        members = sorted(self.members)
        given = self._contributions(members, paid, book)
        variance = sum(paid.values(), np.zeros(book.outcomes.shape)) - given.sum(axis=0)
        weights = self._weights(members, given, book)
        ins = [
            Entry(member, name, "transfer", "Contribution to the pool", amount, source=name)
            for member, amount in zip(members, given, strict=True)
        ]
        outs = [
            Entry(name, payer, "transfer", "Paid by the pool", amount, source=name)
            for payer, amount in paid.items()
        ]
        closing = [
            Entry(member, name, "transfer", "Share of the variance", weight * variance, source=name)
            for member, weight in zip(members, weights, strict=True)
        ]
        return (*ins, *outs, *closing)

    def _contributions(
        self, members: Sequence[str], paid: Mapping[str, Array], book: Book
    ) -> Array:
        """Return what each member pays in, shape (M, 1, Y, 1 or D)."""
        _, years, _ = book.outcomes.shape
        if isinstance(self.contributions, Mapping):
            rows = [book.outcomes.amounts(self.contributions.get(m, 0.0)) for m in members]
        else:
            nothing = np.zeros((1, years, 1))
            rows = [book.expected(paid[m]) if m in paid else nothing for m in members]
        return np.stack(np.broadcast_arrays(*rows))

    def _weights(self, members: Sequence[str], given: Array, book: Book) -> Array:
        """Return each member's share of the variance, shape (M, 1, Y, 1 or D)."""
        if isinstance(self.members, Mapping):
            rows = [book.outcomes.amounts(self.members[member]) for member in members]
            weights = np.stack(np.broadcast_arrays(*rows))
            what = "the sum of the members' shares of the variance"
            complaints = bounds_complaints(weights.sum(axis=0), 1.0, 1.0, what)
            complaints += bounds_complaints(weights, 0.0, 1.0, "a member's share of the variance")
            if complaints:
                raise InvalidModel(complaints)
            return weights
        if self.rule == "host":
            return np.array([float(member == self.host) for member in members])
        return in_proportion(np.ones_like(given) if self.rule == "equal" else given)

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        members = listed(the(member) for member in self.members)
        texts = [f"{members} pool what is paid under {listed(self.scope)}"]
        if isinstance(self.contributions, Mapping):
            amounts = (f"{the(m)} {words.yearly(x)}" for m, x in self.contributions.items())
            texts.append(f"they contribute: {'; '.join(amounts)}")
        else:
            texts.append("each contributes what it is expected to pay today")
        if isinstance(self.members, Mapping):
            rule = listed(f"{words.share(x)} by {the(m)}" for m, x in self.members.items())
            rule = f"is borne {rule}"
        else:
            rule = {
                "proportional": "is shared in proportion to them",
                "equal": "is shared equally",
                "host": f"falls on {the(str(self.host))}",
            }[self.rule or "proportional"]
        texts.append(
            f"what the pool spends above or below its contributions {rule}, and closed each year"
            if rule.startswith("is")
            else f"what the pool spends above or below its contributions {rule} each year"
        )
        return texts

    def _between(self) -> str:
        return f"of {', '.join(map(repr, self.members))}"

    def _read(self) -> list[str]:
        problems = Contract._read(self)
        members, contributions = self.members, self.contributions
        if isinstance(members, str):
            object.__setattr__(self, "members", (members,))
            return [*problems, f"members={members!r}; name at least two parties"]
        try:
            if isinstance(members, Mapping):
                object.__setattr__(self, "members", freeze_numbers(members))
            else:
                object.__setattr__(self, "members", tuple(members))
                object.__setattr__(self, "rule", self.rule or "proportional")
            if isinstance(contributions, Mapping):
                read = {member: as_yearly(amount) for member, amount in contributions.items()}
                object.__setattr__(self, "contributions", Frozen(read))
        except InvalidModel as error:
            problems.append(str(error).rstrip("."))
        return problems

    def _problems(self) -> list[str]:
        members = tuple(self.members)
        problems = []
        if len(set(members)) < 2 or len(set(members)) < len(members):
            problems.append("members must be two or more different parties")
        if self.rule not in (None, *RULES):
            problems.append(f"rule={self.rule!r}; it must be one of {', '.join(RULES)}")
        if isinstance(self.members, Mapping):
            problems += self._share_problems(self.members)
        if (self.rule == "host") != (self.host is not None):
            problems.append("the rule 'host' and the name of the host go together")
        elif self.host is not None and self.host not in members:
            problems.append(f"host={self.host!r} is no member. {suggestion(self.host, members)}")
        return problems + self._contribution_problems(members)

    def _share_problems(self, shares: Mapping[str, Number]) -> list[str]:
        problems = []
        if self.rule is not None:
            problems.append(f"both shares and rule={self.rule!r} given; give one")
        values = [share.value for share in shares.values() if isinstance(share, Constant)]
        if any(not 0 <= value <= 1 for value in values):
            problems.append("a member's share of the variance lies in [0, 1]")
        elif len(values) == len(shares) and not isclose(sum(values), 1.0, abs_tol=1e-9):
            problems.append(
                f"the shares of the variance sum to {sum(values):g}; they must sum to 1"
            )
        return problems

    def _contribution_problems(self, members: Sequence[str]) -> list[str]:
        given = self.contributions
        if not isinstance(given, Mapping):
            wrong = given != "fixed"
            return [f"contributions={given!r}; write fixed or amounts by member"] if wrong else []
        return [
            f"{name!r} contributes but is no member. {suggestion(name, members)}"
            for name in given
            if name not in members
        ]
