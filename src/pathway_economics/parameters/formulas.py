"""Derived parameters: each formula in terms of parameters that have draws of their own."""

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from pathway_economics.errors import Complaint, InvalidModel
from pathway_economics.parameters.distributions import Formula
from pathway_economics.parameters.expressions import (
    Expression,
    Name,
    Operation,
    names_in,
    substitute,
)
from pathway_economics.parameters.parameter import Parameter

MAX_LEVELS = 240
"""Deepest tree of a formula written out; recursion must be able to follow it."""

MAX_PARTS = 10_000
"""Most numbers, names and operations of a formula written out."""

Extent = tuple[int, int]


def formulas(parameters: Iterable[Parameter]) -> dict[str, Expression]:
    """Return every formula, written out until no name of a formula is left.

    Parameters
    ----------
    parameters
        All parameters of a model.

    Returns
    -------
    dict
        Expressions by name of the formula, in the order of ``parameters``.

    Raises
    ------
    InvalidModel
        If formulas go in a circle, or grow beyond ``MAX_LEVELS`` or ``MAX_PARTS``.

    Examples
    --------
    >>> def derived(name, text):
    ...     return Parameter(name, Formula(text), "ratio", assumption="for illustration")
    >>> written = formulas([derived("b", "2 * a"), derived("a", "p + q")])
    >>> {name: str(expression) for name, expression in written.items()}
    {'b': '2 * (p + q)', 'a': 'p + q'}
    """
    own = {p.name: p.distribution.tree for p in parameters if isinstance(p.distribution, Formula)}
    written: dict[str, Expression] = {}
    extents: dict[str, Extent] = {}
    for name in _in_order(own):
        extents[name] = _extent(own[name], extents)
        _refuse_excess(name, extents[name])
        written[name] = substitute(own[name], written)
    return {name: written[name] for name in own}


def _in_order(own: Mapping[str, Expression]) -> list[str]:
    needs = {name: sorted(names_in(own[name]) & own.keys()) for name in own}
    try:
        return list(TopologicalSorter(needs).static_order())
    except CycleError as error:
        loop = " uses ".join(repr(name) for name in reversed(error.args[1]))
        message = f"Formulas go in a circle: {loop}; give one of them a value of its own."
        raise InvalidModel([Complaint(message, ("parameters", error.args[1][0]))]) from None


def _extent(expression: Expression, known: Mapping[str, Extent]) -> Extent:
    """Return levels and parts of an expression, counting formulas as written out."""
    if isinstance(expression, Name):
        return known.get(expression.name, (1, 1))
    if not isinstance(expression, Operation):
        return 1, 1
    inner = [_extent(operand, known) for operand in expression.operands]
    return 1 + max(levels for levels, _ in inner), 1 + sum(parts for _, parts in inner)


def _refuse_excess(name: str, extent: Extent) -> None:
    levels, parts = extent
    if levels > MAX_LEVELS or parts > MAX_PARTS:
        message = (
            f"The formula of {name!r}, with those it uses written out, has {levels:,} levels and "
            f"{parts:,} parts; at most {MAX_LEVELS} and {MAX_PARTS:,} are allowed. Write a shorter "
            "one, or give a result in between as a parameter with a distribution."
        )
        raise InvalidModel([Complaint(message, ("parameters", name))])
