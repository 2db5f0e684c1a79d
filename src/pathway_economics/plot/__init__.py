"""One figure per function; each takes ``ax`` and returns it."""

from pathway_economics.plot.alluvial import transfers
from pathway_economics.plot.cash import cumulative_cash
from pathway_economics.plot.convergence import convergence
from pathway_economics.plot.gains import gains
from pathway_economics.plot.incentives import incentives
from pathway_economics.plot.occupancy import occupancy
from pathway_economics.plot.payoff import payoff
from pathway_economics.plot.picture import pathway, pathway_size
from pathway_economics.plot.survival import survival
from pathway_economics.plot.volume import activity, queue
from pathway_economics.plot.ways import arrangements
from pathway_economics.plot.who import payoffs

__all__ = [
    "activity",
    "arrangements",
    "convergence",
    "cumulative_cash",
    "gains",
    "incentives",
    "occupancy",
    "pathway",
    "pathway_size",
    "payoff",
    "payoffs",
    "queue",
    "survival",
    "transfers",
]


def __dir__() -> list[str]:
    return sorted(__all__)
