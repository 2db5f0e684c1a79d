"""From a checked model to the plan of its run."""

from collections.abc import Mapping, Sequence
from itertools import accumulate

from pathway_economics.engine.closed import closed
from pathway_economics.engine.drafts import Draft, followed
from pathway_economics.engine.hazards import with_probabilities
from pathway_economics.engine.plan import Plan
from pathway_economics.engine.program import program
from pathway_economics.engine.reader import Reader, Shares
from pathway_economics.engine.rewards import alive, lines_of
from pathway_economics.engine.schedule import Scheduler
from pathway_economics.engine.tunnels import Positions, positions
from pathway_economics.engine.waiting import QueuePlan, queue_plans
from pathway_economics.horizon import Horizon
from pathway_economics.parameters import Table
from pathway_economics.parameters.expressions import Constant, Expression
from pathway_economics.pathway import CapacityPool, Pathway, Strategy, apply
from pathway_economics.population import Environment, Population


def make_plan(
    *,
    horizon: Horizon,
    pathway: Pathway,
    strategies: Sequence[Strategy],
    population: Population,
    environments: Sequence[Environment],
    pools: Sequence[CapacityPool],
    meanings: Mapping[str, Expression],
    tables: Mapping[str, Table],
) -> Plan:
    """Return the plan of a checked model."""
    reader = Reader(horizon, meanings, tables)
    pathways = {s.name: with_probabilities(apply(s, pathway)) for s in strategies}
    variants, names = tuple(pathways.values()), list(pathways)
    states = tuple(dict.fromkeys(name for variant in variants for name in variant.states))
    lines = lines_of(variants)
    queues = queue_plans(variants, horizon, reader.meaning) if environments else ()
    where = _positions(variants, states, queues, reader)
    drafts = [
        Draft(strategy, followed(strategy, pathways, names[0]), where, lines, pools, reader)
        for strategy in strategies
    ]
    starts = [reader.by_place(variant.start, where.places) for variant in variants]
    shares = tuple(reader.shares(environment, names) for environment in environments)
    prevalent = reader.by_place(population.prevalent, where.places)
    incident = reader.incident(population)
    masses = [None if queues else closed(row, prevalent, incident, starts) for row in shares]
    takers = [[e for e, each in enumerate(environments) if k in each.shares] for k in names]
    current = tuple(number for number, taken in enumerate(takers) if 0 in taken)
    followed_in = [[e for e in taken if masses[e] is None] for taken in takers]
    schedules = Scheduler(horizon, population, tables).schedules(
        [draft.expressions for draft in drafts], followed_in, current
    )
    firsts = accumulate((len(schedule.expressions) for schedule in schedules), initial=0)
    return Plan(
        horizon=horizon,
        tables=tables,
        strategies=tuple(
            draft.plan(schedule, first, start, reader)
            for draft, schedule, first, start in zip(
                drafts, schedules, firsts, starts, strict=False
            )
        ),
        program=program([e for schedule in schedules for e in schedule.expressions]),
        current=current,
        environments=tuple(environment.name for environment in environments),
        shares=shares,
        closed={e: mass for e, mass in enumerate(masses) if mass is not None},
        subgroups=reader.subgroups(population),
        subgroup_names=tuple(population.subgroups),
        positions=where.places,
        prevalent=prevalent,
        incident=incident,
        even=population.entry == "even",
        lines=lines,
        queues=queues,
        faced=tuple(_faced(shares, number) for number in range(len(names))),
        alive=tuple(_anybody_lives(variants, state) for state in states),
        has_pools=bool(pools),
    )


def _positions(
    variants: Sequence[Pathway],
    states: Sequence[str],
    queues: Sequence[QueuePlan],
    reader: Reader,
) -> Positions:
    """Return where people may be, at the start of each cycle and the end of the last."""
    horizon, queued = reader.horizon, {queue.state for queue in queues}
    moments, per_year = horizon.n_cycles + 1, horizon.cycles_per_year
    return positions(variants, states, queued, moments, per_year, reader.meaning, reader.tables)


def _faced(shares: Sequence[Shares], strategy: int) -> int:
    """Return the first environment that offers a strategy as it is written, or the reference."""
    nobody = Constant(0.0)
    for environment, row in enumerate(shares):
        by_year = row[strategy]
        if by_year is None or any(share != nobody for share in by_year):
            return environment
    return 0


def _anybody_lives(variants: Sequence[Pathway], state: str) -> bool:
    """Return whether a state is other than death in any pathway that has it."""
    return any(alive(variant, state) for variant in variants if state in variant.states)
