"""Figures without a screen, and what they look like as a file."""

from collections.abc import Iterator
from contextlib import contextmanager

import matplotlib
from matplotlib.figure import Figure

__all__ = ["Figure", "canvas", "same_bytes"]


def canvas(width: float, height: float) -> Figure:
    """Return an empty figure of this size in inches, whose parts make room for each other."""
    return Figure(figsize=(width, height), layout="constrained")


@contextmanager
def same_bytes(salt: str) -> Iterator[None]:
    """Let figures that are saved inside give the same bytes every time, letters as shapes.

    Parameters
    ----------
    salt
        What the names within an SVG file derive from.
    """
    with matplotlib.rc_context({"svg.hashsalt": salt, "svg.fonttype": "path"}):
        yield
