"""Who pays, who saves, when and how surely, when a care pathway changes.

The engine says what happened, contracts say who owes whom, evaluation says what it is
worth; they meet at one table, ``Outcomes``.

>>> import pathway_economics as pe
>>> pe.Party("ICB", role="commissioner").role
'commissioner'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pathway_economics.contracts as contracts
    import pathway_economics.datasets as datasets
    import pathway_economics.evaluate as evaluate
    import pathway_economics.payments as payments
    import pathway_economics.plot as plot
    import pathway_economics.studies as studies
    from pathway_economics.contracts import Arrangement
    from pathway_economics.contracts.settle import settle
    from pathway_economics.engine import Individuals
    from pathway_economics.errors import (
        InvalidModel,
        PathwayEconomicsError,
        PathwayEconomicsWarning,
        UnknownName,
    )
    from pathway_economics.horizon import Horizon
    from pathway_economics.io import load_model
    from pathway_economics.model import Model
    from pathway_economics.model.run import run
    from pathway_economics.outcomes import Keep, Outcomes
    from pathway_economics.parameters import Parameter, distributions, samplers
    from pathway_economics.parties import EXTERNAL, Party
    from pathway_economics.pathway import (
        CapacityPool,
        Link,
        Pathway,
        Programme,
        Service,
        State,
        Strategy,
    )
    from pathway_economics.population import Environment, Population, Subgroup
    from pathway_economics.reporting import report
    from pathway_economics.studies.verify import verify

__version__ = "0.1.0"

_ROOMS = {
    "contracts": ("Arrangement", "settle"),
    "engine": ("Individuals",),
    "errors": ("InvalidModel", "PathwayEconomicsError", "PathwayEconomicsWarning", "UnknownName"),
    "horizon": ("Horizon",),
    "io": ("load_model",),
    "model": ("Model", "run"),
    "outcomes": ("Keep", "Outcomes"),
    "parameters": ("Parameter", "distributions", "samplers"),
    "parties": ("EXTERNAL", "Party"),
    "pathway": (
        "CapacityPool",
        "Link",
        "Pathway",
        "Programme",
        "Service",
        "State",
        "Strategy",
    ),
    "population": ("Environment", "Population", "Subgroup"),
    "reporting": ("report",),
    "studies": ("verify",),
}
_SUBMODULES = ("contracts", "datasets", "evaluate", "payments", "plot", "studies")
_HOME = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = [
    "CapacityPool",
    "EXTERNAL",
    "Arrangement",
    "Environment",
    "Horizon",
    "Individuals",
    "InvalidModel",
    "Keep",
    "Link",
    "Model",
    "Outcomes",
    "Parameter",
    "Party",
    "PathwayEconomicsError",
    "PathwayEconomicsWarning",
    "Pathway",
    "Population",
    "Programme",
    "Service",
    "State",
    "Strategy",
    "Subgroup",
    "UnknownName",
    "contracts",
    "datasets",
    "distributions",
    "evaluate",
    "load_model",
    "payments",
    "plot",
    "report",
    "run",
    "samplers",
    "settle",
    "studies",
    "verify",
]


def __getattr__(name: str) -> Any:
    """Load a room when something of it is first asked for, so that importing stays light."""
    if name in _SUBMODULES:
        return import_module(f"{__name__}.{name}")
    if name in ("distributions", "samplers"):
        return import_module(f"{__name__}.parameters.{name}")
    if name in _HOME:
        return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
