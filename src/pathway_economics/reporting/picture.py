"""A figure, drawn without a screen, and made part of the page."""

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pathway_economics.plot.canvas import Figure, canvas, same_bytes

LARGE = 250_000
"""Size above which a picture is embedded as PNG instead of SVG. [bytes]"""


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


def one(name: str, caption: str, size: tuple[float, float], draw: Callable[[Any], Any]) -> Picture:
    """Return a picture of one axes, in a figure of this size in inches."""
    figure = canvas(*size)
    draw(figure.subplots())
    return Picture(name, caption, figure)


def several(name: str, caption: str, draws: Sequence[Callable[[Any], Any]]) -> Picture:
    """Return a picture with a panel for each of what draws, two beside each other.

    Parameters
    ----------
    name, caption
        Of the picture.
    draws
        Each draws on the axes that it is given.
    """
    if len(draws) == 1:
        return one(name, caption, (7.6, 3.8), draws[0])
    down = -(-len(draws) // 2)
    figure = canvas(9.4, 3.1 * down)
    panels = figure.subplots(down, 2, squeeze=False).ravel()
    for draw, panel in zip(draws, panels, strict=False):
        draw(panel)
    for panel in panels[len(draws) :]:
        panel.set_axis_off()
    return Picture(name, caption, figure)
