"""What contracts share whose terms depend on a score of quality."""

from typing import TYPE_CHECKING, Any

from pathway_economics.contracts.book import Array, Book
from pathway_economics.contracts.measure import (
    Measure,
    measured,
    measured_in_words,
    measured_share,
)
from pathway_economics.contracts.wording import Wording
from pathway_economics.parameters.expressions import Constant
from pathway_economics.payments import graded

if TYPE_CHECKING:
    from pathway_economics.parameters.numbers import Yearly


class WithQuality:
    """Terms with the fields ``quality``, ``quality_floor`` and ``quality_target``."""

    __slots__ = ()

    if TYPE_CHECKING:
        quality: Any
        quality_floor: Yearly
        quality_target: Yearly

    def score(self, book: Book) -> Array:
        """Return the score in [0, 1]: how far quality has come from its floor to its target.

        Raises
        ------
        InvalidModel
            If quality is a score, since its target is 1, and lies outside [0, 1] in some draws.
        """
        is_score = self.quality_target == Constant(1.0)
        quality = (
            measured_share(self.quality, book, "quality, which is a score without a quality_target")
            if is_score
            else measured(self.quality, book)
        )
        return graded(
            1.0,
            quality,
            floor=book.amounts(self.quality_floor),
            target=book.amounts(self.quality_target),
        )

    def is_full(self) -> bool:
        """Return whether the score is one whatever happens."""
        ends = (self.quality, self.quality_floor, self.quality_target)
        return ends == (Constant(1.0), Constant(0.0), Constant(1.0))

    def score_in_words(self, words: Wording) -> str:
        """Return what the score is in words."""
        what = measured_in_words(self.quality, words)
        if (self.quality_floor, self.quality_target) == (Constant(0.0), Constant(1.0)):
            return f"the quality score is {what}"
        return (
            f"the quality score rises from 0 at {words.number(self.quality_floor)} to 1 at "
            f"{words.number(self.quality_target)} of {what}"
        )

    def quality_problems(self) -> list[str]:
        """Return what is wrong with a score that is given as a number."""
        given = self.quality
        if isinstance(given, Measure) or self.quality_target != Constant(1.0):
            return []
        numbers = given if isinstance(given, tuple) else (given,)
        return [
            f"quality={each.value:g}, but a score lies in [0, 1]; or give its quality_target"
            for each in numbers
            if isinstance(each, Constant) and not 0 <= each.value <= 1
        ]
