"""The canonical text of a model: JSON that the model file reader reads back."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import lru_cache
from typing import Any

from pathway_economics.contracts import Arrangement, BenchmarkTerms
from pathway_economics.contracts.base import Contract
from pathway_economics.horizon import Rates
from pathway_economics.model.model import Model
from pathway_economics.parameters import Parameter
from pathway_economics.parameters.distributions import Distribution
from pathway_economics.parameters.expressions import Constant, Expression
from pathway_economics.pathway import Link, Pathway
from pathway_economics.population import Environment

FORMAT = 1
"""Version of the model file."""

EMPTY_COUNTS = ("consent",)
"""Fields for which an empty list says something else than no list."""

ALONE = ("fixed", "formula", "dirichlet")
"""Distributions whose single field stands straight after the keyword."""


@lru_cache(maxsize=4)
def canonical_text(model: Model) -> str:
    """Return the model as text: equal models give equal text.

    Arrangements are written out in full, without ``extends``; whatever has its default
    value is left out.

    Examples
    --------
    >>> from pathway_economics.horizon import Horizon
    >>> from pathway_economics.pathway import State, Strategy
    >>> model = Model("Survival", Pathway([State("Well")], start={"Well": 1}),
    ...               [Strategy("Usual care")], Horizon("2026"))
    >>> print(canonical_text(model)[:39])
    {
     "format": 1,
     "title": "Survival",
    """
    return json.dumps(to_plain(model), indent=1, ensure_ascii=True) + "\n"


def to_plain(model: Model) -> dict[str, Any]:
    """Return the model as plain dictionaries, lists, texts and numbers."""
    plain: dict[str, Any] = {"format": FORMAT}
    for item in fields(Model):
        value = _plain(getattr(model, item.name))
        if value not in ({}, [], ""):
            plain[item.name] = value
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, Constant):
        return _number(value.value)
    if isinstance(value, Expression):
        return str(value)
    if isinstance(value, Parameter):
        words = {"unit": value.unit, "source": value.source, "assumption": value.assumption}
        given = {name: text for name, text in words.items() if text is not None}
        return {**_distribution(value.distribution), **given}
    if isinstance(value, Distribution):
        return _distribution(value)
    if isinstance(value, Arrangement):
        return {name: _plain(contract) for name, contract in value.in_force.items()}
    if isinstance(value, Environment):
        return _plain(value.shares)
    if isinstance(value, Contract):
        return {value.keyword: _fields(value)}
    if isinstance(value, BenchmarkTerms):
        return {value.keyword: _fields(value)}
    if isinstance(value, Rates):
        return {years: _number(rate) for years, rate in value.spelled().items()}
    if isinstance(value, Link):
        plain = not (value.has_reward or value.is_timed)
        return _plain(value.probability) if plain else _fields(value)
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return _fields(value)
    return _number(value) if isinstance(value, float) else value


def _number(value: float) -> int | float:
    return int(value) if value == int(value) and abs(value) < 1e15 else value


def _fields(thing: Any) -> dict[str, Any]:
    """Return the fields of a dataclass that differ from their defaults, without its name."""
    keep_all = isinstance(thing, Pathway)
    plain = {}
    for item in fields(thing):
        value = getattr(thing, item.name)
        default = item.default if item.default is not MISSING else None
        if item.name == "name" or value is None or (not keep_all and _same(value, default)):
            continue
        found = _plain(value)
        if found not in ({}, []) or item.name in EMPTY_COUNTS:
            plain[item.name] = found
    return plain


def _same(value: Any, default: Any) -> bool:
    if isinstance(value, Constant):
        return isinstance(default, int | float) and value.value == default
    return bool(type(value) is type(default) and value == default)


def _distribution(distribution: Distribution) -> dict[str, Any]:
    given = {
        item.name: _plain(getattr(distribution, item.name))
        for item in fields(distribution)
        if getattr(distribution, item.name) is not None
    }
    if distribution.keyword in ALONE:
        return {distribution.keyword: next(iter(given.values()))}
    return {distribution.keyword: given}
