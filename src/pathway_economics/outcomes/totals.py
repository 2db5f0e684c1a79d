"""What outcomes without a model cannot tell: totals per person."""

import numpy as np

from pathway_economics.errors import InvalidModel
from pathway_economics.outcomes.outcomes import Outcomes


def has_totals(outcomes: Outcomes) -> bool:
    """Return whether strategies have discounted totals per person, as a run of a model gives."""
    return not bool(np.isnan(outcomes.cost).all())


def need_totals(outcomes: Outcomes, what: str) -> None:
    """Refuse what needs totals per person of outcomes that have none.

    Parameters
    ----------
    outcomes
        As ``run`` or ``Outcomes.from_tables`` returns them.
    what
        What is asked for, as the subject of a sentence in the singular.

    Raises
    ------
    InvalidModel
        If nobody was followed: the outcomes come from tables.
    """
    if not has_totals(outcomes):
        raise InvalidModel(
            f"{what} needs the costs and health of one person on each strategy, followed to the "
            f"end, and {outcomes.title!r} has none: it was made from tables, which hold totals by "
            "year. Load a model and run it for these. From tables: positions, payoffs, consents, "
            "perimeters, released and explain."
        )
