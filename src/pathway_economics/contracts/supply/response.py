"""The share that responds: a number, or something counted in the run."""

from typing import Any

from pathway_economics.contracts.measure import Measure
from pathway_economics.contracts.wording import Wording


def response_in_words(response: Any, words: Wording) -> str:
    """Return the response in words, as the end of a sentence."""
    if isinstance(response, Measure):
        return f"the share that responds is counted: {response.in_words()}"
    return f"{words.share(response)} respond"
