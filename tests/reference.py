"""The slow, obvious engine: one draw, one group of people, one cycle at a time.

Written from the definitions of the design and the docstrings of ``horizon`` and
``population``, with plain Python numbers and loops. It imports nothing of ``engine``, so
that the two can only agree by meaning the same.
"""

import math
from collections import defaultdict
from dataclasses import dataclass, field

from pathway_economics.horizon import Rates
from pathway_economics.model import Model
from pathway_economics.parameters import Formula
from pathway_economics.parameters.expressions import Constant, Expression, Name
from pathway_economics.pathway import CapacityPool, Pathway, apply
from pathway_economics.population import is_rest

Key = tuple[str, str, str | None, str]
"""What tells lines apart: name, kind, provider and unit."""

CYCLES = {"year": 1, "half-year": 2, "quarter": 4, "month": 12, "week": 52, "day": 365}

ARITHMETIC = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "**": lambda a, b: a**b,
    "negative": lambda a: -a,
    "<": lambda a, b: float(a < b),
    "<=": lambda a, b: float(a <= b),
    ">": lambda a, b: float(a > b),
    ">=": lambda a, b: float(a >= b),
    "==": lambda a, b: float(a == b),
    "!=": lambda a, b: float(a != b),
    "min": min,
    "max": max,
    "exp": math.exp,
    "log": math.log,
    "sqrt": math.sqrt,
    "where": lambda condition, yes, no: yes if condition else no,
    "rate_to_prob": lambda rate, years=1: 1 - math.exp(-rate * years),
    "prob_to_rate": lambda probability, years=1: -math.log(1 - probability) / years,
    "odds_to_prob": lambda odds: odds / (1 + odds),
    "prob_to_odds": lambda probability: probability / (1 - probability),
    "hr_prob": lambda probability, ratio: 1 - (1 - probability) ** ratio,
    "or_prob": lambda probability, ratio: odds_ratio(probability, ratio),
    "competing_prob": lambda own, total: own / total * (1 - math.exp(-total)) if total else 0.0,
    "ppv": lambda ill, told, spared: ill * told / (ill * told + (1 - ill) * (1 - spared)),
    "npv": lambda ill, told, spared: (1 - ill) * spared / ((1 - ill) * spared + ill * (1 - told)),
    "test_positive": lambda ill, told, spared: ill * told + (1 - ill) * (1 - spared),
    "roll_forward": lambda uplift, efficiency, years: ((1 + uplift) * (1 - efficiency)) ** years,
    "wane": lambda time, full, gone: waned(time, full, gone),
}


def odds_ratio(probability, ratio):
    if probability == 1:
        return 1.0
    odds = ratio * probability / (1 - probability)
    return odds / (1 + odds)


def waned(time, full, gone):
    if time < full:
        return 1.0
    return 0.0 if time >= gone else (gone - time) / (gone - full)


def normal_survival(score):
    return 0.5 * math.erfc(score / math.sqrt(2))


def in_pieces(t, *terms):
    """Walk through the pieces of a hazard, each with its rate and its end."""
    pieces = [*zip(terms[:-1:2], terms[1::2], strict=True), (terms[-1], math.inf)]
    left, total, begun = t, 0.0, 0.0
    for rate, end in pieces:
        spent = min(left, end - begun)
        total, left, begun = total + rate * spent, left - spent, end
        if left <= 0:
            break
    return total


def gompertz(t, shape, rate):
    return rate * t if shape == 0 else rate / shape * (math.exp(shape * t) - 1)


SURVIVAL = {
    "exponential": lambda t, rate: math.exp(-rate * t),
    "weibull": lambda t, shape, scale: math.exp(-((t / scale) ** shape)),
    "gompertz": lambda t, shape, rate: math.exp(-gompertz(t, shape, rate)),
    "loglogistic": lambda t, shape, scale: 1 / (1 + (t / scale) ** shape),
    "lognormal": lambda t, mean, sd: normal_survival((math.log(t) - mean) / sd) if t > 0 else 1.0,
    "piecewise": lambda t, *terms: math.exp(-in_pieces(t, *terms)),
}
for family, curve in SURVIVAL.items():
    ARITHMETIC |= {
        f"{family}_survival": curve,
        f"{family}_cumulative": lambda t, *terms, s=curve: -math.log(s(t, *terms)),
        f"{family}_prob": lambda a, b, *terms, s=curve: 1 - s(b, *terms) / s(a, *terms),
    }


@dataclass
class Tally:
    """What one kind of weighing adds up to."""

    units: dict[Key, float] = field(default_factory=lambda: defaultdict(float))
    money: dict[Key, float] = field(default_factory=lambda: defaultdict(float))
    taken: dict[tuple[Key, str], float] = field(default_factory=lambda: defaultdict(float))
    qalys: float = 0.0
    life: float = 0.0

    @property
    def cost(self) -> float:
        return sum(self.money.values())


Where = tuple[int, str, int]
"""Layer (0 follows the strategy, 1 its fallback), state, and whole cycles in the state."""


@dataclass
class Group:
    """People of one strategy and subgroup who entered, and started it, in one cycle each."""

    strategy: int
    subgroup: int
    entry: int
    start: int
    people: dict[Where, float]


@dataclass
class Followed:
    """Everything that happens to some groups: by year undiscounted, and discounted."""

    years: dict[int, Tally] = field(default_factory=lambda: defaultdict(Tally))
    discounted: Tally = field(default_factory=Tally)


class OneDraw:
    """A model in one draw of its parameters."""

    def __init__(self, model: Model, drawn: dict[str, float]) -> None:
        self.model, self.drawn = model, drawn
        self.horizon, self.population = model.horizon, model.population
        self.per_year = CYCLES[self.horizon.cycle]
        self.n_cycles = self.horizon.cycles or self.horizon.years * self.per_year
        self.pathways = [apply(s, model.pathway) for s in model.strategies.values()]
        self.known: dict[tuple[int, ...], Numbers] = {}
        self.strategies = list(model.strategies.values())
        self.subgroups = list(model.population.subgroups.values())

    # ----------------------------------------------------------------- expressions

    def number(self, expression: Expression, variables: dict[str, float] | None = None) -> float:
        if isinstance(expression, Constant):
            return expression.value
        if isinstance(expression, Name):
            if variables and expression.name in variables:
                return variables[expression.name]
            parameter = self.model.parameters.get(expression.name)
            if parameter is not None and isinstance(parameter.distribution, Formula):
                return self.number(parameter.distribution.tree, variables)
            return self.drawn[expression.name]
        operands = [self.number(operand, variables) for operand in expression.operands]
        if expression.function in ARITHMETIC:
            return ARITHMETIC[expression.function](*operands)
        return self.looked_up(expression.function, *operands)

    def looked_up(self, table: str, x: float) -> float:
        found = self.model.tables[table]
        (points,), values = found.axes.values(), found.values
        if x <= points[0]:
            return values[0]
        if x >= points[-1]:
            return values[-1]
        below = max(i for i, point in enumerate(points) if point <= x)
        if found.interpolation == "step":
            return values[below]
        share = (x - points[below]) / (points[below + 1] - points[below])
        return values[below] + share * (values[below + 1] - values[below])

    def of_year(self, yearly, year: int) -> float:
        """Return a yearly term of the model in one budget year."""
        expression = yearly[year] if isinstance(yearly, tuple) else yearly
        return self.number(expression, {"year": self.calendar(year * self.per_year)})

    def calendar(self, cycle: int) -> float:
        return float(int(str(self.horizon.first_year)[:4]) + cycle // self.per_year)

    def numbers(self, *key: int) -> "Numbers":
        """Return the numbers of a strategy, layer, subgroup, cycle, entry and start."""
        if key not in self.known:
            self.known[key] = Numbers(self, *key)
        return self.known[key]

    # --------------------------------------------------------------- time weighing

    def moment_weights(self) -> list[tuple[float, float]]:
        """Return what the start and the end of each cycle count in cycles of dwelling."""
        n, correction = self.n_cycles, self.horizon.correction
        if correction == "start":
            return [(1.0, 0.0)] * n
        if correction == "end":
            return [(0.0, 1.0)] * n
        if correction in ("half-cycle", "life-table"):
            return [(0.5, 0.5)] * n
        odd, even = (4 / 3, 2 / 3) if correction == "simpson" else (2 / 3, 4 / 3)
        weights = []
        for cycle in range(n):
            # An inner moment ends one cycle and starts the next: half of it counts in each.
            start = 1 / 3 if cycle == 0 else (odd if cycle % 2 else even) / 2
            end = 1 / 3 if cycle == n - 1 else (odd if (cycle + 1) % 2 else even) / 2
            weights.append((start, end))
        return weights

    def discounts(self, cycle: int, rate) -> tuple[float, float, float]:
        """Return discount factors of the start, the end and the visits of a cycle."""
        length = 1 / self.per_year
        start, end, middle = cycle * length, (cycle + 1) * length, (cycle + 0.5) * length
        at = self.horizon.discount_at
        if self.horizon.discount_by == "year":
            year = cycle // self.per_year
            moment = year + {None: 0.0, "start": 0.0, "middle": 0.5, "end": 1.0}[at]
            return (self.worth(rate, moment),) * 3
        if at is not None:
            moment = {"start": start, "middle": middle, "end": end}[at]
            return (self.worth(rate, moment),) * 3
        visit = {"start": start, "end": end}.get(self.horizon.correction, middle)
        if self.horizon.correction == "life-table":
            start = end = middle
        return self.worth(rate, start), self.worth(rate, end), self.worth(rate, visit)

    def worth(self, rate, moment: float) -> float:
        """Return what one unit after some years is worth at the start."""
        worth, steps = 1.0, rate.steps if isinstance(rate, Rates) else ((0.0, rate),)
        for step, (since, one) in enumerate(steps):
            until = steps[step + 1][0] if step + 1 < len(steps) else math.inf
            spent = min(moment, until) - since
            if spent > 0:
                continuous = self.horizon.discount_by == "continuous"
                worth *= math.exp(-one * spent) if continuous else (1 + one) ** -spent
        return worth

    # --------------------------------------------------------------------- people

    def layers(self, strategy: int) -> list[int]:
        """Return whose pathways people on a strategy follow: its own, and its fallback's."""
        own = self.strategies[strategy]
        names = [each.name for each in self.strategies]
        return [strategy, names.index(own.fallback or names[0])]

    def adherence(self, strategy: int) -> float:
        return self.number(self.strategies[strategy].adherence)

    def starts(self, strategy: int, people: float) -> dict[str, float]:
        return {
            state: people * self.number(share)
            for state, share in self.pathways[strategy].start.items()
        }

    def followed(self, strategy: int, people: dict[str, float]) -> dict[Where, float]:
        """Return people who come to a strategy where they are, new to their state."""
        return self.divided(strategy, {(0, state, 0): n for state, n in people.items()})

    def divided(self, strategy: int, people: dict[Where, float]) -> dict[Where, float]:
        """Return people who come to a strategy: some follow it, the others its fallback."""
        follow, found = self.adherence(strategy), defaultdict(float)
        for (_, state, age), n in people.items():
            found[0, state, age] += n * follow
            found[1, state, age] += n * (1 - follow)
        return found

    def subgroup_shares(self) -> list[float]:
        if not self.subgroups:
            return [1.0]
        given = [None if is_rest(g.share) else self.number(g.share) for g in self.subgroups]
        rest = 1 - sum(share for share in given if share is not None)
        return [rest if share is None else share for share in given]

    def person(self, strategy: int, subgroup: int | None = None) -> Tally:
        """Return the discounted totals of one person on one strategy, from the first cycle.

        A person of one subgroup, or of each to the extent of its share.
        """
        shares = self.subgroup_shares()
        if subgroup is not None:
            shares = [float(g == subgroup) for g in range(len(shares))]

        def arriving(cycle: int) -> list[Group]:
            if cycle > 0:
                return []
            return [
                Group(strategy, g, 0, 0, self.followed(strategy, self.starts(strategy, share)))
                for g, share in enumerate(shares)
            ]

        return self.follow(arriving, lambda year, groups: groups).discounted

    def entering(self, year: int) -> float:
        """Return how many people enter in a year."""
        growth = (1 + self.number(self.population.growth)) ** year
        return self.of_year(self.population.incident, year) * growth

    def environment(self, name: str) -> Followed:
        """Return what happens to the people of one environment."""
        shares = self.shares(name)
        window = self.horizon.budget_years

        def arriving(cycle: int) -> list[Group]:
            year, first = cycle // self.per_year, cycle % self.per_year == 0
            if year >= window:
                return []
            entering = 0.0
            if self.population.entry == "even":
                entering = self.entering(year) / self.per_year
            elif first:
                entering = self.entering(year)
            groups = []
            for strategy in range(len(self.pathways)):
                for subgroup, part in enumerate(self.subgroup_shares()):
                    share = shares[strategy][year] * part
                    people = defaultdict(float, self.starts(strategy, entering * share))
                    if cycle == 0:
                        for state, count in self.population.prevalent.items():
                            people[state] += self.number(count) * share
                    came = self.followed(strategy, people)
                    groups.append(Group(strategy, subgroup, cycle, cycle, came))
            return groups

        def switching(year: int, groups: list[Group]) -> list[Group]:
            """Of those on a strategy of today, the part by which its share falls moves on."""
            if year == 0 or year >= window:
                return groups
            changes = [row[year] - row[year - 1] for row in shares]
            changes = [change if abs(change) > 1e-9 else 0.0 for change in changes]
            rise = sum(change for change in changes if change > 0)
            today = self.model.environments[next(iter(self.model.environments))].shares
            moved = []
            for group in groups:
                change = changes[group.strategy]
                if change >= 0 or list(self.model.strategies)[group.strategy] not in today:
                    moved.append(group)
                    continue
                leaving = -change / shares[group.strategy][year - 1]
                stay = {where: n * (1 - leaving) for where, n in group.people.items()}
                kind = (group.subgroup, group.entry)
                moved.append(Group(group.strategy, *kind, group.start, stay))
                for strategy, gain in enumerate(changes):
                    if gain > 0:
                        part = leaving * gain / rise
                        gone = {where: n * part for where, n in group.people.items()}
                        came = self.divided(strategy, gone)
                        moved.append(Group(strategy, *kind, year * self.per_year, came))
            return moved

        return self.follow(arriving, switching)

    def shares(self, name: str) -> list[list[float]]:
        """Return the share of each strategy in each budget year."""
        given = self.model.environments[name].shares
        years = range(self.horizon.budget_years)
        rows: list[list[float] | None] = []
        for strategy in self.model.strategies:
            share = given.get(strategy, Constant(0.0))
            rows.append(None if is_rest(share) else [self.of_year(share, y) for y in years])
        rest = [1 - sum(row[y] for row in rows if row is not None) for y in years]
        return [rest if row is None else row for row in rows]

    # ---------------------------------------------------------------------- cycles

    def follow(self, arriving, switching) -> Followed:
        followed = Followed()
        groups: list[Group] = []
        weights = self.moment_weights()
        for cycle in range(self.n_cycles):
            year = cycle // self.per_year
            if cycle % self.per_year == 0:
                groups = switching(year, groups)
            groups = groups + arriving(cycle)
            for group in groups:
                self.one_cycle(group, cycle, weights[cycle], followed)
        return followed

    def one_cycle(
        self, group: Group, cycle: int, weights: tuple[float, float], followed: Followed
    ) -> None:
        then: dict[Where, float] = defaultdict(float)
        for layer, whose in enumerate(self.layers(group.strategy)):
            numbers = self.numbers(whose, group.subgroup, cycle, group.entry, group.start)
            people = {(s, age): n for (of, s, age), n in group.people.items() if of == layer}
            ends, visits, moves = numbers.moved(people)
            stopping = 0.0
            if layer == 0:
                stopping = self.numbers(
                    group.strategy, group.subgroup, cycle, group.entry, group.start
                ).number(self.strategies[group.strategy].stopping)
            for (state, age), n in ends.items():
                then[layer, state, age] += n * (1 - stopping)
                then[1, state, age] += n * stopping
            counted = {place: n * (1 - stopping) for place, n in ends.items()}
            stopped = {place: n * stopping for place, n in ends.items()}
            self.count(numbers, cycle, weights, (people, counted, visits, moves), followed)
            if stopping:
                fallback = self.layers(group.strategy)[1]
                others = self.numbers(fallback, group.subgroup, cycle, group.entry, group.start)
                self.count(others, cycle, weights, ({}, stopped, {}, {}), followed)
        group.people = then

    def count(
        self, numbers: "Numbers", cycle: int, weights: tuple[float, float], what, followed: Followed
    ) -> None:
        """Add up what one cycle of some people comes to."""
        people, then, visits, moves = what
        at_start, at_end = weights
        year = cycle // self.per_year
        money, health = self.horizon.discount_costs, self.horizon.discount_health
        one = (1.0, 1.0, 1.0)
        discounted = followed.discounted
        for tally, factors, counts_money, counts_health in (
            (followed.years[year], one, True, True),
            (discounted, self.discounts(cycle, money), True, False),
            (discounted, self.discounts(cycle, health), False, True),
        ):
            start, end, visit = factors
            dwelt = {
                place: people.get(place, 0.0) * at_start * start
                + then.get(place, 0.0) * at_end * end
                for place in {*people, *then}
            }
            seen = {service: n * visit for service, n in visits.items()}
            moving = {move: n * visit for move, n in moves.items()}
            if counts_money:
                numbers.add_money(dwelt, seen, moving, tally)
            if counts_health:
                numbers.add_health(dwelt, seen, moving, 1 / self.per_year, tally)

    # -------------------------------------------------------------------- programme

    def programme(self, name: str) -> dict[str, list[float]]:
        """Return what each party spends on programmes in one environment, by budget year."""
        offered = [any(share > 0 for share in row) for row in self.shares(name)]
        years = range(self.horizon.budget_years)
        spent = {party: [0.0 for _ in years] for party in self.model.parties}
        for used, strategy in zip(offered, self.model.strategies.values(), strict=True):
            for programme in strategy.programme.values():
                for year in years:
                    amount = self.of_year(programme.amount, year) if used else 0.0
                    spent[programme.party][year] += amount
        return spent

    def discounted_programme(self, name: str) -> float:
        at = self.horizon.discount_at
        if at is None:
            by_year = self.horizon.discount_by == "year"
            at = "start" if by_year else self.horizon.correction
        moment = {"start": 0.0, "end": 1.0}.get(at, 0.5)
        return sum(
            amount * self.worth(self.horizon.discount_costs, year + moment)
            for amounts in self.programme(name).values()
            for year, amount in enumerate(amounts)
        )


def cumulative(time: float, family: str, *terms: float) -> float:
    """Return the cumulative hazard of a family of survival curves."""
    if family == "exponential":
        return terms[0] * time
    if family == "weibull":
        return (time / terms[1]) ** terms[0]
    if family == "gompertz":
        return terms[1] * (math.exp(terms[0] * time) - 1) / terms[0]
    if family == "loglogistic":
        return math.log(1 + (time / terms[1]) ** terms[0])
    raise AssertionError(f"no loop is written for {family}")


class Numbers:
    """All numbers of one pathway in one cycle, for people of one subgroup, entry and start."""

    def __init__(
        self, draw: OneDraw, strategy: int, subgroup: int, cycle: int, entry: int, start: int
    ) -> None:
        self.pathway: Pathway = draw.pathways[strategy]
        self.draw, self.per_year = draw, draw.per_year
        since = (cycle - entry) / draw.per_year
        self.variables = {
            "cycle": cycle - entry + 1.0,
            "time": since,
            "time_on_strategy": (cycle - start) / draw.per_year,
            "year": draw.calendar(cycle),
            "cycle_years": 1 / draw.per_year,
        }
        age = draw.population.age
        if draw.subgroups:
            group = draw.subgroups[subgroup]
            age = group.age if group.age is not None else age
            self.variables |= group.covariates
        if age is not None:
            self.variables["age"] = age + since
        self.rows: dict[tuple[str, int], dict[str, float]] = {}

    def number(self, expression: Expression, age: int = 0) -> float:
        variables = {**self.variables, "time_in_state": age / self.per_year}
        return self.draw.number(expression, variables)

    def probability(self, source: str, age: int) -> dict[str, float]:
        """Return the probability of each link out of a state or service."""
        if (source, age) not in self.rows:
            links = self.pathway.links.get(source, {})
            rises = {t: self.rise(link, age) for t, link in links.items() if link.is_timed}
            total = sum(rises.values())
            row = {}
            for target, link in links.items():
                if link.is_timed:
                    leaving = 1 - math.exp(-total)
                    row[target] = rises[target] / total * leaving if total > 0 else 0.0
                elif not link.is_rest:
                    row[target] = self.number(link.probability, age)
            for target, link in links.items():
                if link.is_rest:
                    row[target] = 1 - sum(row.values())
            self.rows[source, age] = row
        return self.rows[source, age]

    def rise(self, link, age: int) -> float:
        """Return by how much the cumulative hazard of a link rises in the cycle."""
        length = 1 / self.per_year
        if link.rate is not None:
            return self.number(link.rate, age) * length
        terms = [self.number(term, age) for term in link.time_to.operands]
        since = self.variables["time"] if link.clock == "forward" else age * length
        family = link.time_to.function
        return cumulative(since + length, family, *terms) - cumulative(since, family, *terms)

    def moved(self, people: dict[tuple[str, int], float]):
        """Return people at the end of the cycle, visits of services, and moves along links."""
        then: dict[tuple[str, int], float] = defaultdict(float)
        visits: dict[str, float] = defaultdict(float)
        moves: dict[tuple[str, str, int], float] = defaultdict(float)

        def leave(source: str, age: int, amount: float) -> float:
            gone = 0.0
            for target, probability in self.probability(source, age).items():
                moves[source, target, age] += amount * probability
                gone += amount * probability
                arrive(target, amount * probability)
            return gone

        def arrive(name: str, amount: float) -> None:
            if name in self.pathway.states:
                then[name, 0] += amount
            else:
                visits[name] += amount
                leave(name, 0, amount)

        for (state, age), amount in people.items():
            staying = amount - leave(state, age, amount)
            then[state, age + 1] += staying
        return then, visits, moves

    def delivered(self, dwelt, visits) -> dict[str, float]:
        """Return the units of each service, uses included."""
        units: dict[str, float] = defaultdict(float)

        def deliver(service: str, amount: float) -> None:
            units[service] += amount
            consume(service, amount, 0)

        def consume(source: str, amount: float, age: int) -> None:
            for service, count in self.pathway.uses.get(source, {}).items():
                deliver(service, amount * self.number(count, age))

        for (state, age), amount in dwelt.items():
            consume(state, amount, age)
        for service, amount in visits.items():
            deliver(service, amount)
        return units

    def add_money(self, dwelt, visits, moves, tally: Tally) -> None:
        units, zero = self.delivered(dwelt, visits), Constant(0.0)
        for name, service in self.pathway.services.items():
            key = (name, "service", service.provider, service.unit)
            self._add(key, units[name], service.unit_cost, 0, tally)
            for measure, amount in service.consumes.items():
                tally.taken[key, measure] += units[name] * self.number(amount)
        for (name, age), amount in dwelt.items():
            state = self.pathway.states.get(name)
            if state is not None and state.unit_cost != zero:
                key = (name, "state", state.provider, "cycle")
                self._add(key, amount, state.unit_cost, age, tally)
        for (source, target, age), moved in moves.items():
            link = self.pathway.links[source][target]
            if link.unit_cost != zero:
                key = (f"{source} → {target}", "link", link.provider, "move")
                self._add(key, moved, link.unit_cost, age, tally)

    def _add(self, key: Key, units: float, unit_cost: Expression, age: int, tally: Tally) -> None:
        tally.units[key] += units
        tally.money[key] += units * self.number(unit_cost, age)

    def add_health(self, dwelt, visits, moves, years: float, tally: Tally) -> None:
        for (name, age), amount in dwelt.items():
            if name not in self.pathway.states:
                continue
            tally.qalys += amount * self.utility(name, age) * years
            if self.alive(name):
                tally.life += amount * years
        for (source, target, age), moved in moves.items():
            link = self.pathway.links[source][target]
            tally.qalys += moved * self.number(link.health_effect, age)
        for name, amount in self.delivered(dwelt, visits).items():
            effect = self.pathway.services[name].health_effect
            tally.qalys += amount * self.number(effect)

    def utility(self, name: str, age: int) -> float:
        own = self.number(self.pathway.states[name].utility, age)
        if not self.alive(name):
            return own
        ratio = self.number(self.pathway.utility_multiplier, age)
        return own * ratio - self.number(self.pathway.utility_decrement, age)

    def alive(self, name: str) -> bool:
        """Return whether a state is not death: it has a way out, a utility, a cost or a use."""
        state, zero = self.pathway.states[name], Constant(0.0)
        if state.dead is not None:
            return not state.dead
        return bool(
            self.pathway.links.get(name)
            or self.pathway.uses.get(name)
            or state.utility != zero
            or state.unit_cost != zero
        )


# ---------------------------------------------------------------------------- capacity


@dataclass
class Change:
    """What becomes of a pool's change in one year."""

    reduction: float
    cash: float
    steps: float
    freed: float


def pool_changes(
    draw: OneDraw, pool: CapacityPool, reference: Followed, other: Followed
) -> list[Change]:
    """Return what a change in activity releases, or adds, in each budget year."""
    changes: list[Change] = []
    lasting: list[float] = []
    for year in range(draw.horizon.budget_years):

        def term(expression: Expression, year: int = year) -> float:
            return draw.of_year(expression, year)

        was, now = in_pool(pool, reference.years[year]), in_pool(pool, other.years[year])
        was_value, was_measure = (
            sum(column) for column in zip(*was.values(), (0.0, 0.0), strict=True)
        )
        reduction = was_value - sum(value for value, _ in now.values())
        freed = was_measure - sum(taken for _, taken in now.values())
        volume = 0.0  # capacity freed, at what each service costs in the reference
        for key in {*was, *now}:
            value, taken = was.get(key, (0.0, 0.0))
            new_value, new_taken = now.get(key, (0.0, 0.0))
            if taken > 0:
                volume += value / taken * (taken - new_taken)
            elif new_taken > 0:
                volume -= new_value
        variable, stepped = term(pool.variable), term(pool.stepped)
        lasting.append(max((1 - term(pool.backfill)) * freed, 0.0))
        cash = reduction - volume  # dearer or cheaper inputs
        steps = 0.0
        if pool.step is not None:
            step, slack = term(pool.step), term(pool.slack)
            if freed >= 0:
                earlier = [
                    lasting[y] if y >= 0 else 0.0 for y in range(year - pool.lag_years, year + 1)
                ]
                idle = whole_down(slack / step)
                steps = whole_down((min(earlier) + slack) / step) - idle
                steps = min(steps, whole_down(was_measure / step))
            else:
                steps = -whole_up(max(-freed - slack, 0.0) / step)
            worth = was_value / was_measure if was_measure > 0 else volume / freed if freed else 0
            cash += stepped * worth * step * steps
        if volume >= 0:
            cash += variable * (1 - term(pool.backfill)) * volume
        else:
            cash += (1 - stepped) * volume if pool.step is not None and freed < 0 else volume
        changes.append(Change(reduction, cash, steps, freed))
    return changes


def in_pool(pool: CapacityPool, tally: Tally) -> dict[Key, tuple[float, float]]:
    """Return the resource value of a pool's services and the capacity that they take."""
    return {
        key: (money, tally.taken[key, pool.measure] if pool.measure else tally.units[key])
        for key, money in tally.money.items()
        for name, kind, provider, _ in (key,)
        if kind == "service" and name in pool.services and provider == pool.party
    }


def filled(
    draw: OneDraw, pool: CapacityPool, reference: Followed, other: Followed
) -> dict[tuple[Key, int], float]:
    """Return what other patients are given of each service of a pool, by budget year.

    They fill a share of what is free in the pool as a whole, each service in proportion to
    what it freed.
    """
    found: dict[tuple[Key, int], float] = {}
    for year in range(draw.horizon.budget_years):
        was, now = reference.years[year], other.years[year]
        falls, net = {}, 0.0
        for key in {*was.units, *now.units}:
            name, kind, provider, _ = key
            if kind != "service" or name not in pool.services or provider != pool.party:
                continue
            took, takes = (
                tally.taken[key, pool.measure] if pool.measure else tally.units[key]
                for tally in (was, now)
            )
            net += took - takes
            if took > takes:
                falls[key] = (took - takes, took / was.units[key])
        freed = sum(fall for fall, _ in falls.values())
        for key, (fall, each) in falls.items():
            share = draw.of_year(pool.backfill, year) * max(net, 0.0) / freed
            found[key, year] = share * fall / each
    return found


def whole_down(steps: float) -> float:
    """Return whole steps; one that only rounding keeps from being whole counts."""
    near = round(steps)
    return float(near if abs(steps - near) < 1e-9 else math.floor(steps))


def whole_up(steps: float) -> float:
    near = round(steps)
    return float(near if abs(steps - near) < 1e-9 else math.ceil(steps))


def spending(draw: OneDraw, reference: Followed, other: Followed) -> dict[str, list[float]]:
    """Return each party's spending on care, by budget year: reference - released + added."""
    pooled = {(name, pool.party) for pool in draw.model.capacity.values() for name in pool.services}
    years = range(draw.horizon.budget_years)
    spent = {party: [0.0 for _ in years] for party in draw.model.parties}
    for year in years:
        for (name, kind, provider, _), money in other.years[year].money.items():
            if provider is not None and not (kind == "service" and (name, provider) in pooled):
                spent[provider][year] += money
    for pool in draw.model.capacity.values():
        changes = pool_changes(draw, pool, reference, other)
        for year in years:
            before = sum(money for money, _ in in_pool(pool, reference.years[year]).values())
            spent[pool.party][year] += before - changes[year].cash
    return spent
