"""The share that responds: a number, or something counted in the run."""

from typing import Any

from pathway_economics.contracts.base import Array
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.measure import Measure, measured
from pathway_economics.contracts.wording import Wording
from pathway_economics.errors import InvalidModel
from pathway_economics.outcomes import bounds_complaints


def response_share(name: str, response: Any, book: Book) -> Array:
    """Return the share that responds, shape (E, Y, D) or one that broadcasts to it.

    Raises
    ------
    InvalidModel
        If it lies outside [0, 1] in some draws; it is not clipped.
    """
    share = measured(response, book)
    complaints = bounds_complaints(share, 0.0, 1.0, f"the response under {name!r}")
    if complaints:
        raise InvalidModel(complaints)
    return share


def response_in_words(response: Any, words: Wording) -> str:
    """Return the response in words, as the end of a sentence."""
    if isinstance(response, Measure):
        return f"the share that responds is counted: {response.in_words()}"
    return f"{words.share(response)} respond"
