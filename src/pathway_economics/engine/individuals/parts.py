"""One block of draws: a walk for each strategy, and one for each environment."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from pathway_economics.engine.chunks import Block
from pathway_economics.engine.individuals.books import EnvironmentBook, StrategyBook
from pathway_economics.engine.individuals.cycles import follow_cycles
from pathway_economics.engine.individuals.entering import Entering
from pathway_economics.engine.individuals.entries import entries_of, strata_of
from pathway_economics.engine.individuals.events import follow_events
from pathway_economics.engine.individuals.group import Index
from pathway_economics.engine.individuals.luck import Luck
from pathway_economics.engine.individuals.people import People
from pathway_economics.engine.individuals.plan import ZERO, PeoplePlan
from pathway_economics.engine.individuals.queues import Gate, OpenGate, SharedGate, Turns
from pathway_economics.engine.individuals.strata import Strata
from pathway_economics.engine.individuals.tally import Book, Kinds, Tally
from pathway_economics.engine.individuals.timing import Rate
from pathway_economics.engine.individuals.uptake import Uptake
from pathway_economics.engine.individuals.values import TOLERANCE, Number, Values
from pathway_economics.engine.individuals.walk import Walk
from pathway_economics.engine.totals import Totals
from pathway_economics.parameters.evaluation import evaluate
from pathway_economics.parameters.expressions import Value
from pathway_economics.seeds import CHUNK, stream

Array = NDArray[np.float64]

PEOPLE = 1 << 16
"""People who are followed at once, whatever the block."""


def run_part(plan: PeoplePlan, block: Block) -> Totals:
    """Return the totals of people followed in one block of draws.

    Parameters
    ----------
    plan
        The plan of the run.
    block
        Its draws.
    """
    part = _Part(plan, block)
    part.totals.share_out(part.group_shares)
    for environment in range(len(plan.environments)):
        part.follow_environment(environment)
    for strategy in range(len(plan.strategies)):
        part.follow_strategy(strategy)
    return part.totals


class _Part:
    def __init__(self, plan: PeoplePlan, block: Block) -> None:
        self.plan, self.draws, self.providers = plan, block.draws, block.providers
        self.guard, self.totals, self.luck = block.guard, block.totals(plan), Luck(block.seed)
        self.numbers = np.arange(block.first, block.first + block.lanes)
        horizon = plan.horizon
        self.rates: list[Rate] = [horizon.discount_costs]
        if horizon.discount_health != horizon.discount_costs:
            self.rates.append(horizon.discount_health)
        self.group_shares = self._group_shares()
        self.turns: list[Mapping[str, Turns]] = []
        nothing = [
            all(not r.states[s].ways and not r.states[s].place.matters for r in plan.routes)
            for s in range(len(plan.states))
        ]
        self.over = np.array(nothing * len(plan.routes))

    def _value(self, number: Number) -> Value:
        value = evaluate(number.expression, self.draws, self.plan.tables)
        self.guard.between(value, number.least, number.most, number.place, number.rule)
        return value

    def _group_shares(self) -> list[Value]:
        """Return the share of each subgroup; what rounding leaves of one is nobody."""
        given = [None if n is None else self._value(n) for n in self.plan.group_shares]
        known: Value = sum((share for share in given if share is not None), start=0.0)
        place = "population, subgroups"
        if None in given:
            self.guard.between(1.0 - known, -TOLERANCE, 1 + TOLERANCE, place, "a share in [0, 1]")
        else:
            self.guard.between(known, 1 - TOLERANCE, 1 + TOLERANCE, place, "a sum of one")
        return [1.0 - known if share is None else share for share in given]

    def follow_strategy(self, strategy: int) -> None:
        """Follow those who all start on one strategy."""
        plan = self.plan
        count = plan.n_subgroups
        strata = strata_of(plan, [(g, 0, False) for g in range(count)], None)
        kinds = Kinds(0, len(self.rates) - 1, None)
        n_cells = count * len(self.numbers)
        book = StrategyBook(plan.lines, self.providers, kinds, n_cells)
        for persons in self._runs():
            walk = self._walk(strata, persons, book, kinds, switching=False)
            gate = None
            if plan.queues:
                rows = [row[strategy] for row in plan.shares]
                offered = (e for e, row in enumerate(rows) if row is None or set(row) != {ZERO})
                gate = SharedGate(walk, self.turns[next(offered, 0)])
            self._follow(walk, Entering(walk, strategy, self.totals), self.rates, gate)
        book.close(self.totals, strategy, strata.sizes)

    def follow_environment(self, environment: int) -> None:
        """Follow the open population of one environment."""
        plan = self.plan
        kinds_of_people, masses = entries_of(plan)
        if not kinds_of_people:
            return
        strata = strata_of(plan, kinds_of_people, masses)
        people = self._people(strata)
        kinds = Kinds(0, len(self.rates) - 1, len(self.rates))
        book = EnvironmentBook(self.totals, environment, people, kinds)
        for persons in self._runs():
            walk = self._walk(strata, persons, book, kinds, switching=True)
            uptake = Uptake(walk, environment, self.totals, book)
            gate = self._gate(walk, uptake, people, environment) if plan.queues else None
            self._follow(walk, uptake, [*self.rates, None], gate)

    def _gate(self, walk: Walk, uptake: Uptake, people: Array, environment: int) -> OpenGate:
        """Return the gate of an environment: the capacity of its strategies, by their shares."""
        plan, lanes = self.plan, len(self.numbers)
        capacity: dict[str, list[Value]] = {}
        for queue in plan.queues:
            place = f"capacity of {queue.service}"
            each = [[self._value(Number(e, place, 0.0)) for e in row] for row in queue.capacity]
            capacity[queue.service] = [
                sum(
                    _by_draw(shares[min(year, len(shares) - 1)], lanes) * row[year]
                    for shares, row in zip(uptake.offered, each, strict=True)
                )
                for year in range(plan.horizon.years)
            ]
        reference = self.turns[0] if self.turns else None
        waiting = self.totals.waiting[environment]
        gate = OpenGate(walk, plan.queues, capacity, people, reference, waiting)
        self.turns.append(gate.turns)
        return gate

    def _runs(self) -> Iterator[Index]:
        """Yield the numbers of people who are followed at once: all who wait for each other."""
        n = self.plan.individuals.n
        at_once = n if self.plan.queues else PEOPLE
        for start in range(0, n, at_once):
            yield np.arange(start, min(start + at_once, n))

    def _follow(
        self, walk: Walk, entering: Entering, rates: Sequence[Rate], gate: Gate | None
    ) -> None:
        if self.plan.individuals.clock == "continuous":
            follow_events(walk, entering, rates)
        else:
            follow_cycles(walk, entering, rates, gate)

    def _people(self, strata: Strata) -> Array:
        """Return how many people each person of a cell stands for, shape (cell,)."""
        plan, per_year = self.plan, self.plan.horizon.cycles_per_year
        there = sum((self._value(number) for number in plan.prevalent), start=0.0)
        entering = [self._value(number) / plan.parts for number in plan.incident]
        rows = []
        for group, entry, prevalent, size in zip(
            strata.subgroups, strata.entries, strata.prevalent, strata.sizes, strict=True
        ):
            count = there if prevalent else entering[entry // per_year]
            each = count * self.group_shares[group] / size
            rows.append(np.broadcast_to(each, (len(self.numbers),)))
        return np.concatenate(rows)

    def _walk(
        self, strata: Strata, persons: Index, book: Book, kinds: Kinds, *, switching: bool
    ) -> Walk:
        """Return a walk of some people who have not entered yet."""
        plan = self.plan
        used, attributes = plan.used, plan.population.attributes
        personal = {"time_in_state", *attributes}
        if switching and len(plan.strategies) > 1:
            personal.add("time_on_strategy")
        people = People(
            strata,
            persons,
            self.numbers,
            plan.horizon.cycles_per_year,
            self.over,
            dated="time_in_state" in used
            or bool(plan.queues)
            or plan.individuals.clock == "continuous",
        )
        values = Values(
            self.draws,
            plan.tables,
            plan.horizon,
            strata,
            {
                name: self._attribute(name, persons)
                for name in attributes
                if name in used or name == "age"
            },
            personal,
            len(self.numbers),
            self.guard,
        )
        values.begin(0)
        return Walk(plan, people, values, self.luck, Tally(values, book, kinds, plan.places))

    def _attribute(self, name: str, persons: Index) -> Array:
        """Return an attribute of some people, the same in every draw."""
        distribution = self.plan.population.attributes[name]
        chunks = range(int(persons[0]) // CHUNK, int(persons[-1]) // CHUNK + 1)
        drawn = [
            distribution.sample(stream(self.luck.seed, "attribute", name, chunk), CHUNK)
            for chunk in chunks
        ]
        start = int(persons[0]) - chunks[0] * CHUNK
        return np.concatenate(drawn)[start : start + len(persons)]


def _by_draw(value: Value, lanes: int) -> Value:
    """Return values by cell that are alike in all strata as values by draw."""
    return value[:lanes] if isinstance(value, np.ndarray) and value.ndim else value
