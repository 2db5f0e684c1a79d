"""The whole model."""

import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from pathway_economics.contracts import Arrangement, resolve
from pathway_economics.errors import InvalidModel, PathwayEconomicsWarning
from pathway_economics.horizon import Horizon
from pathway_economics.model.check import check, notices
from pathway_economics.parameters import Correlation, Frozen, Parameter, Table
from pathway_economics.parameters.numbers import by_name
from pathway_economics.parties import Party
from pathway_economics.pathway import CapacityPool, Pathway, Strategy
from pathway_economics.population import Environment, Population
from pathway_economics.tables import card

COLLECTIONS = {
    "parties": "party",
    "parameters": "parameter",
    "tables": "table",
    "strategies": "strategy",
    "environments": "environment",
    "capacity": "capacity pool",
    "arrangements": "arrangement",
}
"""Fields that hold named objects, and what one of them is called."""


@dataclass(frozen=True, eq=False)
class Model:
    """A pathway, the parties in it, and the ways of paying for it.

    It is checked as a whole when it is made: a wrong model is refused with every
    complaint at once. Collections may be given as mappings by name or as any iterable of
    named objects.

    Attributes
    ----------
    title
        What the model is about.
    pathway
        States, services, links and uses.
    strategies
        Variants of the pathway; the first is the comparator.
    horizon
        Years, cycles and discounting.
    parties
        Who holds a budget. A model without parties can still be run for
        cost-effectiveness.
    parameters, correlations, tables
        Uncertain inputs, how they vary together, and look-up tables.
    population, environments
        Who enters, and which mixes of strategies are compared; the first environment is
        the reference.
    capacity
        What becomes cash when a provider does less.
    arrangements
        Ways of paying; the first is the status quo. Those that extend another are
        resolved.
    scenarios
        Changed parameters by name of the scenario, such as half the effect of a
        technology; a report shows the verdict under each.
    currency, price_year, description
        Labels for tables and reports.

    Examples
    --------
    >>> from pathway_economics.pathway import State
    >>> model = Model(
    ...     title="Survival",
    ...     pathway=Pathway([State("Well", utility=0.9), State("Dead")],
    ...                     links={"Well": {"Dead": 0.1}}, start={"Well": 1}),
    ...     strategies=[Strategy("Usual care"),
    ...                 Strategy("Treat", links={"Well": {"Dead": 0.05}})],
    ...     horizon=Horizon("2026", years=20),
    ... )
    >>> model
    <Model 'Survival': 2 strategies, 2 states, 0 services, 0 parties, 0 arrangements>
    """

    title: str
    pathway: Pathway
    strategies: Mapping[str, Strategy]
    horizon: Horizon
    parties: Mapping[str, Party] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    correlations: tuple[Correlation, ...] = ()
    tables: Mapping[str, Table] = field(default_factory=dict)
    population: Population = field(default_factory=Population)
    environments: Mapping[str, Environment] = field(default_factory=dict)
    capacity: Mapping[str, CapacityPool] = field(default_factory=dict)
    arrangements: Mapping[str, Arrangement] = field(default_factory=dict)
    scenarios: Mapping[str, Mapping[str, Parameter]] = field(default_factory=dict)
    currency: str = "GBP"
    price_year: str = ""
    description: str = ""
    _notices: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        title: str,
        pathway: Pathway,
        strategies: Mapping[str, Strategy] | Iterable[Strategy],
        horizon: Horizon,
        *,
        parties: Mapping[str, Party] | Iterable[Party] = (),
        parameters: Mapping[str, Parameter] | Iterable[Parameter] = (),
        correlations: Iterable[Correlation] = (),
        tables: Mapping[str, Table] | Iterable[Table] = (),
        population: Population | None = None,
        environments: Mapping[str, Environment] | Iterable[Environment] = (),
        capacity: Mapping[str, CapacityPool] | Iterable[CapacityPool] = (),
        arrangements: Mapping[str, Arrangement] | Iterable[Arrangement] = (),
        scenarios: Mapping[str, Mapping[str, Parameter] | Iterable[Parameter]] | None = None,
        currency: str = "GBP",
        price_year: str = "",
        description: str = "",
    ) -> None:
        parts: dict[str, Any] = {
            "title": title,
            "pathway": pathway,
            "strategies": strategies,
            "horizon": horizon,
            "parties": parties,
            "parameters": parameters,
            "correlations": tuple(correlations),
            "tables": tables,
            "population": population or Population(),
            "environments": environments,
            "capacity": capacity,
            "arrangements": arrangements,
            "scenarios": Frozen(
                {
                    name: Frozen(by_name("parameter", changed), "parameter")
                    for name, changed in (scenarios or {}).items()
                },
                "scenario",
            ),
            "currency": currency,
            "price_year": str(price_year),
            "description": description,
        }
        for name, kind in COLLECTIONS.items():
            parts[name] = Frozen(by_name(name, parts[name]), kind)
        complaints = check(parts)
        if complaints:
            raise InvalidModel(complaints)
        object.__setattr__(self, "_notices", tuple(notices(parts)))
        for notice in self._notices:
            warnings.warn(notice, PathwayEconomicsWarning, stacklevel=2)
        parts["arrangements"] = Frozen(resolve(parts["arrangements"]), "arrangement")
        for name, value in parts.items():
            object.__setattr__(self, name, value)

    @property
    def notices(self) -> tuple[str, ...]:
        """What deserves a look, though nothing is wrong; each was warned of."""
        return self._notices

    def __repr__(self) -> str:
        counts = ", ".join(
            f"{len(things)} {name}"
            for name, things in (
                ("strategies", self.strategies),
                ("states", self.pathway.states),
                ("services", self.pathway.services),
                ("parties", self.parties),
                ("arrangements", self.arrangements),
            )
        )
        return f"<Model {self.title!r}: {counts}>"

    def _repr_html_(self) -> str:
        horizon = self.horizon
        assumed = sum(1 for p in self.parameters.values() if p.assumption)
        rows = [
            ("parties", ", ".join(f"{p.name} ({p.role})" for p in self.parties.values())),
            ("states", ", ".join(self.pathway.states)),
            ("services", ", ".join(self.pathway.services)),
            ("strategies", ", ".join(self.strategies)),
            ("environments", ", ".join(self.environments)),
            ("arrangements", ", ".join(self.arrangements)),
            ("parameters", f"{len(self.parameters)}, of which {assumed} assumptions"),
            (
                "horizon",
                f"{horizon.years} years from {horizon.first_year} in cycles of a {horizon.cycle}, "
                f"budget window {horizon.budget_years} years",
            ),
        ]
        return card(f"Model: {self.title}", rows)
