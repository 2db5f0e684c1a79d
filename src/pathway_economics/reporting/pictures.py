"""The figures of a report."""

from collections.abc import Callable, Iterator, Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

from pathway_economics import plot
from pathway_economics.outcomes import Outcomes, Settlement, need_totals
from pathway_economics.plot.canvas import canvas
from pathway_economics.reporting.picture import Picture, one
from pathway_economics.reporting.pictures_of_people import pictures_of_people

if TYPE_CHECKING:
    from pathway_economics.model.model import Model

MOST = 60
"""Most states and services that a picture of the pathway can hold."""


def pictures(
    model: "Model",
    settlements: Sequence[Settlement],
    status_quo: Settlement | None = None,
    environment: str | None = None,
    outcomes: Outcomes | None = None,
) -> list[Picture]:
    """Return the figures of a report, in the order in which it shows them.

    Parameters
    ----------
    model
        The model.
    settlements
        The arrangements, the status quo first unless it is given.
    status_quo
        The arrangement in force.
    environment
        Environment that is judged; the last one if omitted.
    outcomes
        What the run returned; needed only where nothing is settled.
    """
    ran = settlements[0].outcomes if settlements else outcomes
    if ran is not None:
        need_totals(ran, "A report")
    found: list[Picture] = []
    if settlements and ran is not None and ran.environments:
        found += _of_money(settlements, status_quo or settlements[0], environment)
    if len(model.pathway.states) + len(model.pathway.services) <= MOST:
        found.append(_pathway(model, None if ran is None else newest_strategy(ran, environment)))
    if ran is not None:
        found += pictures_of_people(ran, newest_strategy(ran, environment))
    return found


def _of_money(
    settlements: Sequence[Settlement], first: Settlement, environment: str | None
) -> Iterator[Picture]:
    outcomes = first.outcomes
    purses = 1 + sum(party.role != "patient" for party in outcomes.parties.values())
    lead = settlements[0]
    yield one(
        "who_pays",
        f"Who pays and who saves under {lead.name}.",
        (7.6, 1.5 + 0.5 * purses),
        lambda ax: plot.payoffs(lead, first, environment, ax=ax),
    )
    if len(settlements) > 1:
        high = 2.0 + purses * (0.25 + 0.17 * len(settlements))
        yield one(
            "arrangements",
            "How gains and losses change with the way of paying.",
            (7.6, high),
            lambda ax: plot.arrangements(settlements, first, environment, ax=ax),
        )
    panels = ceil((purses - 1) / 3)
    for index, settlement in enumerate(settlements, start=1):
        yield one(
            f"cumulative_cash_{index}",
            f"Cumulative cash by party under {settlement.name}.",
            (7.6, 0.9 + 2.0 * panels),
            _cash(settlement, first, environment),
        )
    for index, settlement in enumerate(settlements, start=1):
        yield _money_between(index, settlement, first, environment)


def newest_strategy(outcomes: Outcomes, environment: str | None) -> str | None:
    """Return the strategy whose share grows most between reference and environment."""
    if not outcomes.environments:
        return None
    e = len(outcomes.environments) - 1 if environment is None else outcomes.environment(environment)
    growth = (outcomes.shares[e] - outcomes.shares[0]).sum(axis=-1)
    return outcomes.strategies[int(growth.argmax())] if growth.max() > 0 else None


def _cash(
    settlement: Settlement, first: Settlement, environment: str | None
) -> Callable[[Any], Any]:
    return lambda ax: plot.cumulative_cash(settlement, first, environment, ax=ax)


def _money_between(
    index: int, settlement: Settlement, first: Settlement, environment: str | None
) -> Picture:
    figure = canvas(11, 5.6)
    plot.transfers(settlement, first, environment, ax=figure.subplots(1, 2))
    caption = (
        f"Money between parties, net: the status quo beside the proposal under {settlement.name}."
    )
    return Picture(f"transfers_{index}", caption, figure)


def _pathway(model: "Model", strategy: str | None) -> Picture:
    figure = canvas(*plot.pathway_size(model, strategy))
    plot.pathway(model, strategy, ax=figure.subplots())
    return Picture("pathway", "The pathway and who owns each service in it.", figure)
