"""The figures of a report, drawn without a screen, and made part of the page."""

from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any

from pathway_economics import plot
from pathway_economics.outcomes import Outcomes, Settlement
from pathway_economics.plot.canvas import Figure, canvas, same_bytes

if TYPE_CHECKING:
    from pathway_economics.model.model import Model

LARGE = 250_000
"""Size above which a picture is embedded as PNG instead of SVG. [bytes]"""


MOST = 60
"""Most states and services that a picture of the pathway can hold."""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A figure with what it is called and what it shows.

    Attributes
    ----------
    name
        Name that suits a file.
    caption
        What it shows, for those who read and those who cannot see it.
    figure
        The figure.
    """

    name: str
    caption: str
    figure: Figure
    _drawn: dict[str, bytes] = field(default_factory=dict)

    def drawn(self, form: str) -> bytes:
        """Return the picture as ``"svg"`` or ``"png"``, the same bytes every time."""
        if form not in self._drawn:
            self._drawn[form] = self._draw(form)
        return self._drawn[form]

    def _draw(self, form: str) -> bytes:
        buffer = BytesIO()
        stamp = {"Date": None} if form == "svg" else {"Software": None}
        with same_bytes(self.name):
            self.figure.savefig(buffer, format=form, dpi=150, metadata=stamp)
        return buffer.getvalue()

    def uri(self) -> str:
        """Return the picture as the address of an image that needs no other file."""
        data, kind = self.drawn("svg"), "svg+xml"
        if len(data) > LARGE:
            data, kind = self.drawn("png"), "png"
        return f"data:image/{kind};base64,{b64encode(data).decode('ascii')}"


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
    found: list[Picture] = []
    if settlements and ran is not None and ran.environments:
        found += _of_money(settlements, status_quo or settlements[0], environment)
    if len(model.pathway.states) + len(model.pathway.services) <= MOST:
        found.append(_pathway(model, None if ran is None else newest_strategy(ran, environment)))
    return found


def _of_money(
    settlements: Sequence[Settlement], first: Settlement, environment: str | None
) -> Iterator[Picture]:
    outcomes = first.outcomes
    purses = 1 + sum(party.role != "patient" for party in outcomes.parties.values())
    lead = settlements[0]
    yield _one(
        "who_pays",
        f"Who pays and who saves under {lead.name}.",
        (7.6, 1.5 + 0.5 * purses),
        lambda ax: plot.payoffs(lead, first, environment, ax=ax),
    )
    if len(settlements) > 1:
        high = 2.0 + purses * (0.25 + 0.17 * len(settlements))
        yield _one(
            "arrangements",
            "How gains and losses change with the way of paying.",
            (7.6, high),
            lambda ax: plot.arrangements(settlements, first, environment, ax=ax),
        )
    panels = ceil((purses - 1) / 3)
    for index, settlement in enumerate(settlements, start=1):
        yield _one(
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


def _one(name: str, caption: str, size: tuple[float, float], draw: Callable[[Any], Any]) -> Picture:
    figure = canvas(*size)
    draw(figure.subplots())
    return Picture(name, caption, figure)


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
