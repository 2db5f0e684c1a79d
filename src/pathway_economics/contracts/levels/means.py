"""Contracts at the means of their terms: no draws, no chance of their own."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from pathway_economics.contracts.base import Contract
from pathway_economics.contracts.book import Book
from pathway_economics.contracts.measure import Measure
from pathway_economics.errors import InvalidModel
from pathway_economics.outcomes import Outcomes
from pathway_economics.parameters.expressions import Constant, Expression, calls_in, names_in

CHANCE = ("cv",)
"""Terms that say how far a benchmark may be off by chance; they are taken as zero."""


def at_means(contract: Contract, outcomes: Outcomes | None = None) -> Contract:
    """Return a contract whose terms are numbers: the means of its expressions.

    Parameters
    ----------
    contract
        The contract.
    outcomes
        A run that knows the parameters; not needed where every term is a number.

    Raises
    ------
    InvalidModel
        If a term is an expression and there is no run to evaluate it.

    Examples
    --------
    >>> from pathway_economics.contracts.tariffs import Activity
    >>> terms = Activity(payer="ICB", payee="Trust", services=["Admission"], price="price / 2")
    >>> at_means(terms)
    Traceback (most recent call last):
    ...
    pathway_economics.errors.InvalidModel: Activity from 'ICB' to 'Trust': its terms are \
expressions (price / 2); give outcomes=run(model), whose parameters they use.
    """
    open_terms = [number for _, number in contract.numbers() if _open(number)]
    if open_terms and outcomes is None:
        texts = ", ".join(dict.fromkeys(str(number) for number in open_terms))
        raise InvalidModel(
            f"{contract._title()}: its terms are expressions ({texts}); give "
            "outcomes=run(model), whose parameters they use."
        )
    found: Contract = _changed(contract, lambda value: _mean(value, outcomes))
    return found


def without_measures(contract: Contract, outcomes: Outcomes | None = None) -> Contract:
    """Return a contract whose measures are scores: their means in the reference, or one."""

    def score(value: Any) -> Any:
        if not isinstance(value, Measure):
            return value
        if outcomes is None:
            return Constant(1.0)
        means = value.value(Book(outcomes))[0].mean(axis=-1)
        return tuple(Constant(float(mean)) for mean in means)

    scored: Contract = _changed(contract, score)
    return scored


def measures_in(contract: Contract) -> tuple[Measure, ...]:
    """Return the measures on which a contract depends, whatever field or part they stand in."""
    found: list[Measure] = []

    def seen(value: Any) -> Any:
        if isinstance(value, Measure):
            found.append(value)
        return value

    _changed(contract, seen)
    return tuple(found)


def _open(number: Expression) -> bool:
    return bool(names_in(number) or calls_in(number)) and not isinstance(number, Constant)


def _mean(value: Any, outcomes: Outcomes | None) -> Any:
    if not isinstance(value, Expression) or not _open(value):
        return value
    assert outcomes is not None
    means = [Constant(float(mean)) for mean in outcomes.amounts(value)[0].mean(axis=-1)]
    return tuple(means) if "year" in names_in(value) else means[0]


def _changed(thing: Any, change: Callable[[Any], Any]) -> Any:
    """Return a contract or a part of one with every value in it changed."""
    new = {
        item.name: Constant(0.0) if item.name in CHANCE else _within(value, change)
        for item in fields(thing)
        if (value := getattr(thing, item.name)) is not None
    }
    return replace(thing, **new)


def _within(value: Any, change: Callable[[Any], Any]) -> Any:
    changed = change(value)
    if changed is not value or isinstance(value, Expression | str | Measure):
        return changed
    if is_dataclass(value):
        return _changed(value, change)
    if isinstance(value, tuple):
        items = [(item, _within(item, change)) for item in value]
        # a year's own expression may use the year: it is then one number per year, of which
        # the one that stands in its own place counts
        return tuple(
            new[index] if isinstance(new, tuple) and isinstance(old, Expression) else new
            for index, (old, new) in enumerate(items)
        )
    if isinstance(value, Mapping):
        return {key: _within(item, change) for key, item in value.items()}
    return value
