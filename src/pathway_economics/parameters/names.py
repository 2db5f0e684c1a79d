"""What may be a name in an expression."""

import re

from pathway_economics.parameters.expressions import FUNCTIONS, RESERVED
from pathway_economics.parameters.families import FAMILIES

_NAME = re.compile(r"[^\W\d]\w*")


def name_problem(name: object) -> str | None:
    """Return what is wrong with a name, or nothing.

    Parameters
    ----------
    name
        Name of a parameter, of a table or of a subgroup's covariate.

    Examples
    --------
    >>> name_problem("p_admit")
    >>> name_problem("p admit")
    "the name 'p admit' is not a word; use letters, digits and _, not starting with a digit"
    """
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        return (
            f"the name {name!r} is not a word; use letters, digits and _, not starting with a digit"
        )
    if name in RESERVED:
        return f"the name {name!r} is reserved ({', '.join(RESERVED)}); choose another"
    if name in FUNCTIONS:
        return f"the name {name!r} is a function of expressions; choose another"
    if name in FAMILIES:
        return f"the name {name!r} is a distribution of times, for time_to; choose another"
    return None
