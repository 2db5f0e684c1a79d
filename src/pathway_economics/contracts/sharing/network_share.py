"""Multilateral gain and loss sharing: savings on a scope belong to the whole network."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import numpy as np

from pathway_economics import payments
from pathway_economics.contracts.base import Array, Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.measure import Measured, as_measured, measured
from pathway_economics.contracts.sharing.benchmark import (
    FIXED,
    Benchmark,
    BenchmarkTerms,
    as_benchmark,
    benchmark,
)
from pathway_economics.contracts.sharing.members import (
    caps_of,
    names_of,
    only,
    read_members,
    shares_of,
)
from pathway_economics.contracts.sharing.network_checks import network_problems
from pathway_economics.contracts.sharing.network_in_words import network_in_words
from pathway_economics.contracts.sharing.weights import WEIGHTS, Network, measured_by_name
from pathway_economics.contracts.terms import Terms
from pathway_economics.contracts.wording import Wording
from pathway_economics.errors import InvalidModel
from pathway_economics.ledger import Entry
from pathway_economics.parameters.numbers import Number, Yearly, freeze_numbers

Rule = Literal["equal", "budget", "equity", "performance", "reinvest", "compensate", "none"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NetworkShare(Contract):
    """A gain or loss of a network, shared by all its members, whoever made it.

    Each paying member's saving is its benchmark less its spending; their sum is the gain.
    The contract is an account of its own: if the gain is shared, each pays in its saving (a
    member that overspent is paid), and each is paid its share, so the account ends at zero.

    Attributes
    ----------
    members
        Members and their shares of a gain, summing to one; or their names, and ``rule`` says
        how it is shared.
    scope
        Contracts of the first stage whose payments by the members are counted.
    costs_of
        Services whose open-book cost is counted instead, as each member spends it: an
        alliance with a target cost.
    benchmark
        As in a gain share, for each paying member; amounts by year are for all of them
        together, divided as their expected spending is. [currency per year]
    rule
        How a gain is shared among members given by name: ``"equal"``; in proportion to
        ``"budget"``, ``"equity"`` or ``"performance"``; ``"reinvest"``: all to one party;
        ``"compensate"``: in proportion to each member's own fall in income under the scope;
        or ``"none"``: not at all.
    loss_rule
        How a loss is shared, where it differs. A loss is not shared under ``"reinvest"``.
    loss_shares
        Shares of a loss by member instead, summing to one.
    weights
        Numbers or measures by member for the rules budget, equity and performance; budgets
        may be left out: then they are what passes under the scope today.
    to
        Party to which a gain is reinvested.
    minimum_rate
        Least gain or loss that counts, as a share of the benchmark; once passed, all is
        shared.
    quality
        Score or measure on which sharing a gain depends.
    quality_gate
        Least score with which a gain is shared; losses are shared in any case.
    caps
        Largest share by member, either way. What a cap keeps from one falls on the others by
        their shares; one member at least has no cap. [currency per year]
    stranded_party
        Member that is first paid what it goes on spending on care that it no longer gives;
        what that leaves of the gain is shared.

    Examples
    --------
    >>> terms = NetworkShare(members={"ICB": 0.5, "Acute trust": 0.3, "Community trust": 0.2},
    ...                      scope=["Admissions"], stranded_party="Acute trust")
    >>> print(terms.describe("GBP"))
    The ICB, the Acute trust and the Community trust share what is spent below or above the \
benchmark on Admissions. The benchmark is the spending expected today, fixed at signing. The Acute \
trust is first paid what it goes on spending on care that it no longer gives, and what that leaves \
is shared. A gain is shared 50% to the ICB, 30% to the Acute trust and 20% to the Community trust. \
A loss is shared likewise.
    """

    keyword: ClassVar[str] = "network_share"
    stage: ClassVar[int] = 2
    has_account: ClassVar[bool] = True
    money: ClassVar[tuple[str, ...]] = ("caps",)
    shares: ClassVar[tuple[str, ...]] = ("minimum_rate",)
    factors: ClassVar[tuple[str, ...]] = ("quality_gate",)
    names: ClassVar[tuple[str, ...]] = ("scope", "costs_of")
    spelled: ClassVar[Mapping[str, Callable[[Any], Any]]] = {
        "benchmark": as_benchmark,
        "weights": measured_by_name,
        "quality": as_measured,
    }

    members: Mapping[str, Number] | Sequence[str]
    scope: Sequence[str] | None = None
    costs_of: Sequence[str] | None = None
    benchmark: Benchmark = FIXED
    rule: Rule | None = None
    loss_rule: Rule | None = None
    loss_shares: Mapping[str, Number] | None = None
    weights: Mapping[str, Measured] | None = None
    to: str | None = None
    minimum_rate: Yearly = 0.0
    quality: Measured | None = None
    quality_gate: Yearly | None = None
    caps: Mapping[str, Yearly] | None = None
    stranded_party: str | None = None

    def payers_and_payees(self) -> tuple[str, ...]:
        """Return the members, and the party to which a gain is reinvested."""
        return tuple(dict.fromkeys((*self.members, *(() if self.to is None else (self.to,)))))

    def services_in(self) -> tuple[str, ...]:
        """Return the services that it counts."""
        return tuple(dict.fromkeys((*(self.costs_of or ()), *Contract.services_in(self))))

    def settle(self, name: str, book: Book) -> tuple[Entry, ...]:
        """Return what each pays in of its saving, and what each is paid."""
        parties = sorted(self.payers_and_payees())
        spent, income = self._spent(parties, book)
        expected = self._benchmarks(parties, spent, name, book)
        savings = expected - spent
        network = Network(parties, self.weights, self.to, savings.sum(axis=0), spent, income, book)
        gain, loss = self._weights(network)
        stranded: Array | float = 0.0
        if self.stranded_party is not None:
            stranded = book.unreleased(self.stranded_party, self.scope or ())
        paid_in, paid_out = payments.network_share(
            savings,
            expected.sum(axis=0),
            gain=gain,
            loss=loss,
            minimum_rate=book.amounts(self.minimum_rate),
            good_enough=self._good_enough(book),
            caps=caps_of(self.caps, parties, book),
            first=stranded,
            first_to=only(self.stranded_party, parties),
        )
        ins = [
            Entry(party, name, "transfer", "Saving paid in", amount, source=name)
            for party, amount in zip(parties, paid_in, strict=True)
            if amount.any()
        ]
        outs = [
            Entry(name, party, "transfer", "Share of the gain or loss", amount, source=name)
            for party, amount in zip(parties, paid_out, strict=True)
        ]
        return (*ins, *outs)

    def _spent(self, parties: Sequence[str], book: Book) -> tuple[Array, Array]:
        """Return what each party spends, and its income under the scope, shape (P, E, Y, D)."""
        nothing = np.zeros(book.outcomes.shape)
        if self.costs_of is not None:
            costs = [
                book.spending(party, self.costs_of) if party in self.members else nothing
                for party in parties
            ]
            return np.stack(costs), np.zeros((len(parties), *book.outcomes.shape))
        paid, received = book.paid(self.scope or ()), dict[str, Array]()
        for entry in book.within(self.scope or ()):
            received[entry.payee] = received.get(entry.payee, nothing) + entry.amount
        counted = [paid.get(p, nothing) if p in self.members else nothing for p in parties]
        return np.stack(counted), np.stack([received.get(party, nothing) for party in parties])

    def _benchmarks(self, parties: Sequence[str], spent: Array, name: str, book: Book) -> Array:
        """Return each party's benchmark, zero for one that spends nothing, (P, E, Y, D)."""
        terms = self.benchmark
        if isinstance(terms, str | BenchmarkTerms):
            rows = [
                benchmark(terms, each, f"{name}: {party}", book)
                for party, each in zip(parties, spent, strict=True)
            ]
        else:
            today = np.stack([book.expected(each) for each in spent])
            rows = list(payments.in_proportion(today) * book.amounts(terms))
        return np.stack([np.broadcast_to(row, book.outcomes.shape) for row in rows])

    def _weights(self, network: Network) -> tuple[Array, Array]:
        """Return weights for a gain and for a loss."""
        if isinstance(self.members, Mapping):
            gain = shares_of(self.members, network.parties, network.book, "a gain")
        else:
            gain = WEIGHTS[self.rule or "equal"](network)
        if self.loss_shares is not None:
            loss = shares_of(self.loss_shares, network.parties, network.book, "a loss")
        elif self.loss_rule is not None:
            loss = WEIGHTS[self.loss_rule](network)
        else:
            loss = WEIGHTS["none"](network) if self.rule == "reinvest" else gain
        return gain, loss

    def _good_enough(self, book: Book) -> Array:
        if self.quality is None or self.quality_gate is None:
            return np.array(True)
        return np.asarray(measured(self.quality, book) >= book.amounts(self.quality_gate))

    def sentences(self, words: Wording) -> Iterable[str]:
        """Return the terms in plain English."""
        return network_in_words(self, words)

    def _between(self) -> str:
        return f"of {', '.join(map(repr, self.members))}"

    def _read(self) -> list[str]:
        problems = Contract._read(self)
        try:
            self._set("members", read_members(self.members))
            if not isinstance(self.members, Mapping):
                self._set("rule", self.rule or "equal")
            if isinstance(self.loss_shares, Mapping):
                self._set("loss_shares", freeze_numbers(self.loss_shares))
        except InvalidModel as error:
            problems.append(str(error).rstrip("."))
            self._set("members", names_of(self.members))
        return problems

    def _problems(self) -> list[str]:
        return Terms._problems(self) + network_problems(self)
