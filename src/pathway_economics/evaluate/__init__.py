"""What a settlement is worth, and to whom: from tables, never running anything.

Examples
--------
Clinic A sends its one patient to hospital, clinic B does not. An admission costs 4,328, of
which a quarter is released when it does not happen; its price is 4,100.

>>> from pathway_economics.contracts import Activity, Arrangement, settle
>>> from pathway_economics.horizon import Horizon
>>> from pathway_economics.model import Model, run
>>> from pathway_economics.parties import Party
>>> from pathway_economics.pathway import CapacityPool, Pathway, Service, State, Strategy
>>> from pathway_economics.population import Environment, Population
>>> pathway = Pathway(
...     [State("Ill"), State("Well")],
...     [Service("Admission", "Trust", 4_328)],
...     links={"Ill": {"Admission": 1}, "Admission": {"Well": 1}},
...     start={"Ill": 1},
... )
>>> model = Model(
...     "One admission",
...     pathway,
...     [Strategy("Clinic A"), Strategy("Clinic B", links={"Ill": {"Admission": 0}})],
...     Horizon("2026/27", discount_costs=0, discount_health=0),
...     parties=[Party("ICB", role="commissioner"), Party("Trust", role="provider")],
...     population=Population(incident=1),
...     environments=[
...         Environment("Current", {"Clinic A": 1}),
...         Environment("Proposed", {"Clinic B": 1}),
...     ],
...     capacity=[CapacityPool("Beds", "Trust", ["Admission"], variable=0.25)],
... )
>>> outcomes = run(model, n_draws=1)
>>> terms = Activity(payer="ICB", payee="Trust", services=["Admission"], price=4_100)
>>> usual = settle(outcomes, Arrangement("Usual", {"Admissions": terms}))

What each party gains:

>>> table = payoffs(usual, status_quo=usual, environment="Proposed")
>>> window = table[(table["period"] == "budget window") & (table["mean"] != 0)]
>>> print(window[["party", "measure", "mean"]].to_string(index=False))
party            measure    mean
  ICB             payoff  4100.0
  ICB  technology effect  4100.0
Trust             payoff -3018.0
Trust  technology effect -3018.0
Trust     cash_releasing  1082.0
Trust non_cash_releasing  3246.0

Why, entry by entry:

>>> entries = explain(usual, "Trust", status_quo=usual)
>>> print(entries[["label", "reference_amount", "amount", "change"]].to_string(index=False))
                          label  reference_amount  amount  change
                      Admission           -4328.0     0.0  4328.0
            Beds: not released               0.0 -3246.0 -3246.0
Admission at the contract price            4100.0     0.0 -4100.0

Who can stop it:

>>> consents(usual, status_quo=usual)  # doctest: +ELLIPSIS
<Consents 'Usual' in 'Proposed': goes ahead, with parties harmed without consent>
  Trust is harmed without consent: expected payoff over 1 year of GBP -3,018 is below ...
  system: costs change by GBP -4,328, health by 0.00 QALY
  cost of silos: GBP 0

What each strategy costs and does:

>>> table = cost_effectiveness(outcomes)
>>> print(table[["status", "strategy", "cost"]].to_string(index=False))
   status strategy   cost
dominated Clinic A 4328.0
          Clinic B    0.0
"""

from pathway_economics.evaluate.consents import Consents, consents
from pathway_economics.evaluate.convergence import draws_needed, running_mean
from pathway_economics.evaluate.cost_effectiveness import (
    cost_effectiveness,
    cost_effectiveness_by_subgroup,
)
from pathway_economics.evaluate.cost_improvement import cost_improvement
from pathway_economics.evaluate.explain import explain
from pathway_economics.evaluate.frontier import Frontier, frontier
from pathway_economics.evaluate.margins import margins
from pathway_economics.evaluate.payoffs import payoff, payoffs
from pathway_economics.evaluate.perimeters import perimeters
from pathway_economics.evaluate.recurrent import recurrent
from pathway_economics.evaluate.released import released
from pathway_economics.evaluate.walk import Walk, walk
from pathway_economics.outcomes import standard_error

__all__ = [
    "Consents",
    "Frontier",
    "Walk",
    "consents",
    "cost_effectiveness",
    "cost_effectiveness_by_subgroup",
    "cost_improvement",
    "draws_needed",
    "explain",
    "frontier",
    "margins",
    "payoff",
    "payoffs",
    "perimeters",
    "recurrent",
    "released",
    "running_mean",
    "standard_error",
    "walk",
]


def __dir__() -> list[str]:
    return sorted(__all__)
