"""Scenarios: the same model with some inputs changed."""

import warnings
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from pathway_economics.errors import PathwayEconomicsWarning, UnknownName
from pathway_economics.model.model import Model
from pathway_economics.parameters import Parameter


def with_parameters(model: Model, parameters: Iterable[Parameter]) -> Model:
    """Return the model with some of its parameters replaced, and no scenarios.

    Parameters
    ----------
    model
        The model to change.
    parameters
        Parameters that take the place of those with the same names.

    Raises
    ------
    UnknownName
        If the model has no parameter of a name.
    InvalidModel
        If the changed model is wrong.
    """
    changed = {parameter.name: parameter for parameter in parameters}
    for name in changed:
        if name not in model.parameters:
            raise UnknownName("parameter", name, model.parameters)
    parts: dict[str, Any] = {item.name: getattr(model, item.name) for item in fields(Model)}
    parts |= {"parameters": {**model.parameters, **changed}, "scenarios": {}}
    with warnings.catch_warnings():  # what deserves a look was said of the model itself
        warnings.simplefilter("ignore", PathwayEconomicsWarning)
        return Model(**parts)


def scenario(model: Model, name: str) -> Model:
    """Return the model under one of its scenarios.

    Parameters
    ----------
    model
        A model with ``scenarios``.
    name
        Which one.

    Raises
    ------
    UnknownName
        If the model has no such scenario.
    """
    if name not in model.scenarios:
        raise UnknownName("scenario", name, model.scenarios)
    return with_parameters(model, model.scenarios[name].values())
