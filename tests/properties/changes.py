"""Changes of a whole model that no result, or a known one, may notice."""

import json
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from typing import Any

from pathway_economics.io import load_model
from pathway_economics.model import Model, canonical_text
from pathway_economics.parameters import Gamma, Parameter
from pathway_economics.pathway import Strategy
from pathway_economics.population import Environment

FIRST_MATTERS = ("strategies", "environments", "arrangements")
"""Sections whose first row has a meaning: comparator, reference and status quo."""

LISTS = ("services", "scope")
"""Lists of names in a contract or a pool, in which order has no meaning."""


def rewritten(model: Model, change: Callable[[dict[str, Any]], Any]) -> Model:
    """Return the model that the file says once its plain content was changed."""
    plain = json.loads(canonical_text(model))
    return load_model(StringIO(json.dumps(change(plain), ensure_ascii=False)))


def turned(plain: Any, *, keep_first: bool = False) -> Any:
    """Return plain content with the rows of every section in the opposite order."""
    if isinstance(plain, dict):
        names = list(plain)
        kept, others = (names[:1], names[1:]) if keep_first else ([], names)
        return {name: _turned_field(name, plain[name]) for name in (*kept, *reversed(others))}
    return [turned(item) for item in plain] if isinstance(plain, list) else plain


def _turned_field(name: str, value: Any) -> Any:
    if name in LISTS and isinstance(value, list):
        return value[::-1]
    return turned(value, keep_first=name in FIRST_MATTERS)


def renamed(plain: Any, names: dict[str, str]) -> Any:
    """Return plain content in which parties bear other names."""
    if isinstance(plain, dict):
        return {names.get(k, k): renamed(v, names) for k, v in plain.items()}
    if isinstance(plain, list):
        return [renamed(item, names) for item in plain]
    return names.get(plain, plain) if isinstance(plain, str) else plain


def with_spare_parameter(model: Model) -> Model:
    """Return the model with a parameter that nothing uses, first in line."""
    spare = Parameter("a_spare", Gamma(mean=5, se=1), "as used", assumption="used by nothing")
    return replace(model, parameters={"a_spare": spare, **model.parameters})


def with_twin(model: Model, name: str) -> Model:
    """Return the model with a second strategy that says the same as ``name``."""
    twin: Strategy = replace(model.strategies[name], name="Twin")
    return replace(model, strategies={**model.strategies, "Twin": twin})


def with_environments(model: Model, *environments: Environment) -> Model:
    """Return the model with other environments after its own."""
    added = {environment.name: environment for environment in environments}
    return replace(model, environments={**model.environments, **added})
