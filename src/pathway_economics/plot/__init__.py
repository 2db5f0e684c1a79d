"""One figure per function; each takes ``ax`` and returns it."""

from pathway_economics.plot.alluvial import transfers
from pathway_economics.plot.cash import cumulative_cash
from pathway_economics.plot.picture import pathway, pathway_size
from pathway_economics.plot.ways import arrangements
from pathway_economics.plot.who import payoffs

__all__ = ["arrangements", "cumulative_cash", "pathway", "pathway_size", "payoffs", "transfers"]


def __dir__() -> list[str]:
    return sorted(__all__)
