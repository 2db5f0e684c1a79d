"""How a run is asked for: the options of the shell, and what they are for ``run``."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from typing import TYPE_CHECKING, Any, Literal

import click

if TYPE_CHECKING:
    from pathway_economics.engine import Individuals
    from pathway_economics.model.model import Model
    from pathway_economics.outcomes import Keep
    from pathway_economics.parameters import Sampler

CLOCKS = ("cycle", "continuous")
SAMPLERS = {
    "monte-carlo": "MonteCarlo",
    "latin-hypercube": "LatinHypercube",
    "sobol": "Sobol",
}
"""Samplers as the shell writes them, with the names of their classes."""

TRACED = 500
"""Draws of which traces are kept unless said: the bands of figures need no more."""

ROOM = 20_000_000
"""Most numbers that traces hold unless said: 160 MB."""

Command = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Way:
    """How the models of one command are run.

    Attributes
    ----------
    people
        Individuals followed in each draw; a cohort if ``None``.
    clock
        By which they move.
    sampler
        How draws are spread, as the shell writes it.
    """

    people: int | None = None
    clock: Literal["cycle", "continuous"] | None = None
    sampler: str = "monte-carlo"

    def engine(self) -> "Individuals | None":
        """Return the engine that follows individuals, if they are asked for."""
        from pathway_economics.engine import Individuals

        if self.people is None:
            return None
        return Individuals(self.people, self.clock or "cycle")

    def spread(self) -> "Sampler":
        """Return the sampler."""
        from pathway_economics.parameters import samplers

        made: Sampler = getattr(samplers, SAMPLERS[self.sampler])()
        return made

    def arguments(self) -> dict[str, Any]:
        """Return what ``run`` takes beside model, draws and seed."""
        return {"engine": self.engine(), "sampler": self.spread()}

    def suits(self, model: "Model") -> None:
        """Refuse a cohort of a model whose people have attributes of their own."""
        if self.people is None and model.population.attributes:
            given = ", ".join(model.population.attributes)
            raise click.UsageError(
                f"The population has attributes drawn for each person ({given}), and a cohort "
                "has none; follow individuals, such as --people 5000."
            )


def check_chance(chance: bool, way: Way) -> None:
    """Refuse chance for individuals, before anything runs."""
    if chance and way.people is not None:
        raise click.UsageError(
            "--chance adds the luck of a finite population to a cohort, and individuals "
            f"(--people {way.people}) have luck of their own; leave out one of the two."
        )


def kept(model: "Model", asked_for: int | None) -> "Keep":
    """Return what a run keeps for the figures: traces, of few draws where they are large.

    Parameters
    ----------
    model
        What is run.
    asked_for
        Draws of which traces are kept, 0 for none; chosen by the size of the model if
        ``None``.
    """
    from pathway_economics.outcomes import Keep

    states = set(model.pathway.states).union(*(s.states for s in model.strategies.values()))
    size = len(states) * len(model.strategies) * (model.horizon.n_cycles + 1)
    queues = sum(service.capacity is not None for service in model.pathway.services.values())
    size += queues * len(model.environments) * model.horizon.n_cycles
    draws = min(TRACED, ROOM // size) if asked_for is None else asked_for
    return Keep(traces=True, draws=draws) if draws else Keep()


def asked(command: Command) -> Command:
    """Give a command the options of a way to run, and hand it the way as ``way``."""

    @wraps(command)
    def with_way(**given: Any) -> Any:
        chosen = {each.name: given.pop(each.name) for each in fields(Way)}
        if chosen["clock"] is not None and chosen["people"] is None:
            raise click.UsageError(
                f"--clock {chosen['clock']} is how individuals move, and a cohort is followed; "
                "add individuals, such as --people 5000."
            )
        return command(**given, way=Way(**chosen))

    for option in reversed(_OPTIONS):
        with_way = option(with_way)
    return with_way


_OPTIONS = (
    click.option(
        "--people",
        type=click.IntRange(1),
        metavar="N",
        help="Follow N individuals in each draw; a cohort if omitted.",
    ),
    click.option(
        "--clock",
        type=click.Choice(CLOCKS),
        help="How individuals move: once a cycle, or when it happens. [default: cycle]",
    ),
    click.option(
        "--sampler",
        default="monte-carlo",
        show_default=True,
        type=click.Choice(tuple(SAMPLERS)),
        help="How draws are spread.",
    ),
)
