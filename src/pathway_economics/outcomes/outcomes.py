"""What a run returns: the table at which engine, contracts and evaluation meet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from pathway_economics.errors import InvalidModel, UnknownName
from pathway_economics.horizon import Horizon
from pathway_economics.horizon.rates import DiscountRate
from pathway_economics.ledger import Ledger
from pathway_economics.outcomes.amounts import yearly_amounts
from pathway_economics.outcomes.parts import Line, Release, RunRecord
from pathway_economics.outcomes.precision import standard_error
from pathway_economics.outcomes.traces import Traces
from pathway_economics.parameters import Draws, Table
from pathway_economics.parties import Party, Role
from pathway_economics.tables import card

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """What a run returns.

    E environments (the first is the reference), L lines, Y budget years, K strategies
    and D draws. Budget tables are undiscounted and per financial year of the open
    population; totals are discounted over the whole horizon.

    Attributes
    ----------
    title, currency, price_year
        Labels of the model.
    horizon, parties
        Of the model.
    draws
        Regenerates the parameter draws from the seed.
    tables
        Declared look-up tables.
    environments, strategies
        Names, in the order of the model.
    shares : shape (E, K, Y)
        Share of people on each strategy by year, mean over draws.
    consent
        Parties that can stop each strategy, by strategy; ``None`` where not stated.
    lines
        What is counted, in the order of the second axis.
    not_kept
        Names of what was counted too, but not kept: see ``Keep.lines``.
    activity : shape (E, L, Y, D)
        Units delivered to the modelled patients. [units per year]
    backfilled : shape (E, L, Y, D)
        Units delivered to other patients in capacity that was freed. [units per year]
    resource_value : shape (E, L, Y, D)
        Activity times unit cost. [currency per year]
    qalys, life_years : shape (E, Y, D)
        Health of the open population. [QALY per year], [years per year]
    ledger
        Spending alone: entries from parties to the external account.
    releases
        What became of each change in resource value.
    cost, qaly, life_year : shape (K, D)
        Discounted totals of one person who starts on each strategy.
        [currency], [QALY], [years]
    cost_by_provider : shape (K, P, D)
        ``cost`` by the party that bears it, in the order of ``parties``; costs without a
        provider are in ``cost`` alone.
    value_cost, value_qaly : shape (E, D)
        Discounted totals of everyone who starts in the budget window, followed to the
        end of the horizon; programme costs included. [currency], [QALY]
    record
        All that is needed to run again.
    subgroups
        Names of the subgroups, if there are any.
    subgroup_shares : shape (G, D)
        Share of each subgroup.
    subgroup_cost, subgroup_qaly, subgroup_life_year : shape (K, G, D)
        ``cost``, ``qaly`` and ``life_year`` of one person of each subgroup.
    traces
        Where people are through time, if they were kept.
    """

    title: str
    currency: str
    price_year: str
    horizon: Horizon
    parties: Mapping[str, Party]
    draws: Draws
    tables: Mapping[str, Table]
    environments: tuple[str, ...]
    strategies: tuple[str, ...]
    shares: Array
    consent: Mapping[str, tuple[str, ...] | None]
    lines: tuple[Line, ...]
    activity: Array
    backfilled: Array
    resource_value: Array
    qalys: Array
    life_years: Array
    ledger: Ledger
    releases: tuple[Release, ...]
    cost: Array
    qaly: Array
    life_year: Array
    cost_by_provider: Array
    value_cost: Array
    value_qaly: Array
    record: RunRecord
    subgroups: tuple[str, ...] = ()
    subgroup_shares: Array = field(default_factory=lambda: np.zeros((0, 0)))
    subgroup_cost: Array = field(default_factory=lambda: np.zeros((0, 0, 0)))
    subgroup_qaly: Array = field(default_factory=lambda: np.zeros((0, 0, 0)))
    subgroup_life_year: Array = field(default_factory=lambda: np.zeros((0, 0, 0)))
    traces: Traces | None = None
    not_kept: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, np.ndarray):
                value.setflags(write=False)  # a frozen dataclass does not freeze its arrays

    @classmethod
    def from_tables(
        cls,
        activity: "pd.DataFrame",
        spending: "pd.DataFrame | None" = None,
        *,
        parties: "Iterable[Party] | Mapping[str, Party | Role] | pd.DataFrame",
        programme: "pd.DataFrame | None" = None,
        health: "pd.DataFrame | None" = None,
        shares: "pd.DataFrame | None" = None,
        consent: Mapping[str, Sequence[str]] | None = None,
        reference: str | None = None,
        first_year: str | None = None,
        missing: Literal["refuse", "zero"] = "refuse",
        discount_costs: DiscountRate = 0.035,
        discount_health: DiscountRate = 0.035,
        currency: str = "GBP",
        price_year: str = "",
        title: str = "Your own numbers",
    ) -> "Outcomes":
        """Return outcomes from tables of your own, which no model of ours made.

        Every table is tidy: one row per environment, year and whatever it counts, and per
        ``draw`` where it has that column. The order of rows and columns never matters, save
        that names are shown in the order in which they first appear.

        Parameters
        ----------
        activity
            ``environment``, ``year``, ``service``, ``units``; it may have ``draw``,
            ``provider``, ``unit``, ``unit_cost``, ``cash_share`` and ``backfilled``.
        spending
            Cash to the outside: ``environment``, ``year``, ``party``, ``label``, ``amount``; it
            may have ``draw`` and ``recurrent``. If omitted, it follows from activity: units
            times unit cost in the reference; in another environment what is done less releases
            its ``cash_share`` (all of it if omitted), what is done more costs in full.
        parties
            ``Party`` objects, a mapping of names to roles, or a table with ``name``, ``role``
            and other fields of ``Party``.
        programme
            Cash on top, such as set-up; columns as for ``spending``.
        health
            ``environment``, ``year``, ``qalys``; it may have ``life_years`` and ``draw``.
        shares
            ``environment``, ``year``, ``strategy``, ``share``. If omitted, each environment is
            a strategy of its own.
        consent
            Parties that can stop each strategy, by strategy. For one that is not named, whoever
            pays, is paid for or delivers something new.
        reference
            The reference environment; the first in ``activity`` if omitted.
        first_year
            Label of the first year, needed where years are numbered from 0 or 1.
        missing
            ``"refuse"``: every combination must have a row; ``"zero"``: missing rows of activity
            and cash are zero.
        discount_costs, discount_health
            Annual discount rates of perimeters and of the value to the system. [per year]
        currency, price_year, title
            Labels.

        Returns
        -------
        Outcomes
            Without totals per person, so that cost-effectiveness is refused. The value to the
            system is that within the years of the tables.

        Raises
        ------
        InvalidModel
            With every complaint about every table, each naming the column and the rows.

        Examples
        --------
        An admission of 4,328 is avoided; a quarter of that becomes cash.

        >>> import pandas as pd
        >>> activity = pd.DataFrame({
        ...     "environment": ["Current", "Proposed"], "year": "2026/27", "service": "Admission",
        ...     "units": [1, 0], "provider": "Trust", "unit_cost": 4328, "cash_share": 0.25,
        ... })
        >>> outcomes = Outcomes.from_tables(activity, parties={"Trust": "provider"})
        >>> print(outcomes.ledger.position("Trust").ravel())
        [-4328. -3246.]
        """
        from pathway_economics.outcomes.from_tables import from_tables

        return from_tables(
            activity,
            spending,
            parties=parties,
            programme=programme,
            health=health,
            shares=shares,
            consent=consent,
            reference=reference,
            first_year=first_year,
            missing=missing,
            discount_costs=discount_costs,
            discount_health=discount_health,
            currency=currency,
            price_year=price_year,
            title=title,
        )

    @property
    def shape(self) -> tuple[int, int, int]:
        """Numbers of environments, budget years and draws."""
        return self.ledger.shape

    @property
    def n_draws(self) -> int:
        """Number of draws."""
        return self.draws.n_draws

    @property
    def years(self) -> tuple[str, ...]:
        """Labels of the budget years."""
        return self.horizon.budget_labels

    def environment(self, name: str) -> int:
        """Return the index of an environment on the first axis."""
        return _index("environment", name, self.environments)

    def line(self, name: str) -> int:
        """Return the index of a line on the second axis of the activity.

        The first of them, where strategies have a service delivered by different parties.

        Raises
        ------
        InvalidModel
            If the run counted the line but did not keep it.
        UnknownName
            If there is no such line.
        """
        if name in self.not_kept:
            kept = ", ".join(repr(line.name) for line in self.lines)
            raise InvalidModel(
                f"The line {name!r} was not kept in this run, which keeps {kept or 'none'}; run "
                f"again with keep=Keep(lines=[..., {name!r}]), or without lines, which keeps all."
            )
        return _index("line", name, tuple(line.name for line in self.lines))

    def billed(self, name: str) -> Array:
        """Return what an activity contract counts, shape (E, Y, D): backfill included."""
        self.line(name)  # refuses an unknown name
        first, *others = [row for row, line in enumerate(self.lines) if line.name == name]
        total: Array = self.activity[:, first] + self.backfilled[:, first]
        for row in others:
            total += self.activity[:, row] + self.backfilled[:, row]
        return total

    def amounts(self, given: Any) -> Array:
        """Return yearly terms of a contract as an array of shape (1, Y, D) or (1, Y, 1).

        Parameters
        ----------
        given
            A number or expression for every year, or a sequence with one per budget year.
            Expressions may use parameters and ``year``.
        """
        return yearly_amounts(given, self.draws, self.horizon, self.tables)

    def activity_table(self) -> "pd.DataFrame":
        """Return activity and resource value, tidy: means, their errors and 95 % intervals."""
        import pandas as pd

        rows = []
        for e, environment in enumerate(self.environments):
            for x, line in enumerate(self.lines):
                for y, year in enumerate(self.years):
                    for measure, unit, array in (
                        ("activity", line.unit, self.activity),
                        ("resource value", self.currency, self.resource_value),
                    ):
                        low, high = np.quantile(array[e, x, y], [0.025, 0.975])
                        rows.append(
                            (
                                environment,
                                line.name,
                                line.kind,
                                line.provider,
                                year,
                                measure,
                                f"{unit} per year",
                                array[e, x, y].mean(),
                                float(standard_error(array[e, x, y])),
                                low,
                                high,
                            )
                        )
        columns = [
            "environment",
            "line",
            "kind",
            "provider",
            "year",
            "measure",
            "unit",
            "mean",
            "se",
            "low",
            "high",
        ]
        return pd.DataFrame(rows, columns=columns)

    def __repr__(self) -> str:
        e, y, d = self.shape
        return (
            f"<Outcomes {self.title!r}: {e} environments x {y} budget years x {d:,} draws, "
            f"{len(self.strategies)} strategies, {len(self.lines)} lines>"
        )

    def _repr_html_(self) -> str:
        given = bool(np.isnan(self.cost).all())  # tables have no totals per person
        rows = [
            ("environments", ", ".join(self.environments)),
            ("strategies", ", ".join(self.strategies)),
            ("budget years", ", ".join(self.years)),
            (
                "draws",
                f"{self.n_draws:,} ({'given' if given else f'seed {self.draws.seed}'})",
            ),
        ]
        rows += [
            (f"{name}, per person", f"{self.currency} {cost:,.0f}, {qaly:.3f} QALY (discounted)")
            for name, cost, qaly in zip(
                self.strategies, self.cost.mean(axis=1), self.qaly.mean(axis=1), strict=True
            )
            if not given
        ]
        return card(f"Outcomes: {self.title}", rows)


def _index(kind: str, name: str, known: tuple[str, ...]) -> int:
    if name not in known:
        raise UnknownName(kind, name, known)
    return known.index(name)
