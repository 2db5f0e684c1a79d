"""Small pathways that the tests of the engine share."""

from pathway_economics.engine import make_plan
from pathway_economics.engine.network import network
from pathway_economics.horizon import Horizon
from pathway_economics.parameters import Draws
from pathway_economics.pathway import Link, Pathway, Service, State, Strategy
from pathway_economics.population import Population

TREE = Pathway(
    states=[State("Well", utility=1.0), State("Ill", utility=0.5), State("Dead")],
    services=[Service("Test", unit_cost=10), Service("Treat", unit_cost=100)],
    links={
        "Well": {"Test": 0.5, "Dead": Link(0.1, unit_cost=7, health_effect=-0.5)},
        "Test": {"Treat": 0.4, "Well": "rest"},
        "Treat": {"Ill": 1},
    },
    uses={"Ill": {"Test": 2}},
    start={"Well": 1},
)
"""Of 1 who is well: 0.1 die, 0.5 are tested, 0.2 treated and ill, 0.7 stay well."""

USUAL = Strategy("Usual")


def plan_of(pathway=TREE, strategies=(USUAL,), horizon=None, **parts):
    """Return the plan of a pathway, with nobody in it unless said."""
    return make_plan(
        horizon=horizon or Horizon("2026", years=2, correction="start"),
        pathway=pathway,
        strategies=strategies,
        population=parts.pop("population", Population()),
        environments=parts.pop("environments", ()),
        pools=(),
        meanings=parts.pop("meanings", {}),
        tables=parts.pop("tables", {}),
    )


def network_of(pathway, states):
    """Return the network of a pathway without tunnels or fallback."""
    return network((pathway,), [(state, 0) for state in states], (), (), lambda given, age: given)


def draws_of(*parameters, n_draws=8):
    return Draws(parameters, (), 1, n_draws)
