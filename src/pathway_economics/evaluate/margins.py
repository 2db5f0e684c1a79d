"""What a party earns: its income, its spending, and the margin between them."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pathway_economics.errors import UnknownName
from pathway_economics.evaluate.comparison import tolerance
from pathway_economics.evaluate.payoffs import WINDOW
from pathway_economics.evaluate.statistics import summary
from pathway_economics.ledger import Entry
from pathway_economics.outcomes import Settlement
from pathway_economics.parties import EXTERNAL

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[np.float64]

MEASURES = ("income", "payments", "cost of supply", "spending", "margin")


def margins(settlement: Settlement, party: str) -> "pd.DataFrame":
    """Return what a party earns in each environment and year, and how surely.

    Made for suppliers, whose contracts state what it costs them to supply
    (``cost_of_supply``), and told of any party.

    Parameters
    ----------
    settlement
        What happened under one arrangement.
    party
        Name of the party.

    Returns
    -------
    DataFrame
        One row per environment, period and measure, undiscounted. ``period`` is a budget
        year or the ``"budget window"``. ``measure`` is

        - ``"income"``: what contracts pay it, rebates and other take-backs off;
        - ``"payments"``: what it pays others under contracts, those off alike;
        - ``"cost of supply"``: what its contracts say that supplying costs it;
        - ``"spending"``: what it spends on its own services and programmes;
        - ``"margin"``: income less the other three, which is its position.

        ``se`` is the standard error of the mean; ``low`` and ``high`` hold 95 % of the
        draws; ``p_below_zero`` is the share of draws below zero: of a margin, the chance
        of a loss.

    Raises
    ------
    UnknownName
        If there is no such party.

    Examples
    --------
    A supplier is paid 58 for each of 100 patient-months, which cost it 40.

    >>> import pathway_economics as pe
    >>> from pathway_economics.contracts import Arrangement, SupplierPrice
    >>> model = pe.Model(
    ...     "Monitoring",
    ...     pe.Pathway([pe.State("Home")], [pe.Service("Monitoring", "Trust", unit_cost=31)],
    ...                uses={"Home": {"Monitoring": 1}}, start={"Home": 1}),
    ...     [pe.Strategy("Monitoring")],
    ...     pe.Horizon("2026/27", correction="start"),
    ...     parties=[pe.Party("Trust", role="provider"), pe.Party("Supplier", role="supplier")],
    ...     population=pe.Population(prevalent={"Home": 100}),
    ...     environments=[pe.Environment("Now", {"Monitoring": 1})],
    ... )
    >>> terms = SupplierPrice(payer="Trust", payee="Supplier", per="Monitoring", price=58,
    ...                       cost_of_supply=40)
    >>> settled = pe.settle(pe.run(model, n_draws=1), Arrangement("Price", {"Devices": terms}))
    >>> table = margins(settled, "Supplier")
    >>> table[table["period"] == "budget window"].set_index("measure")["mean"].to_dict()
    {'income': 5800.0, 'payments': 0.0, 'cost of supply': 4000.0, 'spending': 0.0, 'margin': 1800.0}
    """
    import pandas as pd

    outcomes = settlement.outcomes
    if party not in outcomes.parties:
        raise UnknownName("party", party, outcomes.parties)
    periods = (*outcomes.years, WINDOW)
    zero = tolerance((settlement,), (party,))
    told = {
        measure: _figures(yearly, zero) for measure, yearly in _parts(settlement, party).items()
    }
    return pd.DataFrame(
        {
            "arrangement": settlement.name,
            "environment": environment,
            "party": party,
            "period": period,
            "measure": measure,
            "unit": outcomes.currency,
        }
        | {name: float(values[e, y]) for name, values in told[measure].items()}
        for e, environment in enumerate(outcomes.environments)
        for y, period in enumerate(periods)
        for measure in MEASURES
    )


def _figures(yearly: Array, zero: float) -> dict[str, Array]:
    """Return what is told of the years and their sum, each shape (E, Y + 1)."""
    window = yearly.sum(axis=1, keepdims=True)
    told = summary(np.concatenate([yearly, window], axis=1), zero)
    names = ("mean", "se", "low", "high")
    return {name: told[name] for name in names} | {"p_below_zero": told["p_worse_off"]}


def _parts(settlement: Settlement, party: str) -> dict[str, Array]:
    """Return each measure in each environment, year and draw, shape (E, Y, D)."""
    spent = len(settlement.outcomes.ledger.entries)
    parts = {measure: np.zeros(settlement.ledger.shape) for measure in MEASURES}
    for index, entry in enumerate(settlement.ledger.entries):
        if entry.payee == party:
            parts["income"] += entry.amount
            parts["margin"] += entry.amount
        if entry.payer == party:
            parts[_cost(entry, by_contract=index >= spent)] += entry.amount
            parts["margin"] -= entry.amount
    return parts


def _cost(entry: Entry, by_contract: bool) -> str:
    if not by_contract:
        return "spending"
    own = entry.category == "resource" and entry.payee == EXTERNAL
    return "cost of supply" if own else "payments"
