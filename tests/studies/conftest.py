"""A small model that every check applies to, and engines that are wrong on purpose."""

from dataclasses import replace

import pytest

import pathway_economics as pe
from pathway_economics.contracts import Activity
from pathway_economics.parameters import Beta, Formula, LogNormal
from pathway_economics.pathway import Programme
from pathway_economics.studies.bench import Bench
from pathway_economics.studies.verify import CHECKS, _found

WHY = {"unit": "per year", "assumption": "for a test"}


def small_model():
    """Return two strategies, two environments, one contract and a pool, over three years."""
    return pe.Model(
        title="Small",
        pathway=pe.Pathway(
            states=[
                pe.State("Well", utility=0.8),
                pe.State("Ill", utility="u_ill"),
                pe.State("Dead"),
            ],
            services=[pe.Service("Stay", "Trust", unit_cost=1000, consumes={"days": 5})],
            links={
                "Well": {"Stay": "p_stay", "Dead": 0.05},
                "Stay": {"Ill": "rest", "Dead": 0.1},
                "Ill": {"Dead": 0.2},
            },
            start={"Well": 1},
        ),
        strategies=[
            pe.Strategy("Usual"),
            pe.Strategy(
                "New",
                links={"Well": {"Stay": "p_new"}},
                programme={"Team": Programme("Trust", 50_000)},
            ),
        ],
        horizon=pe.Horizon("2026", years=3),
        parties=[pe.Party("Payer", "commissioner"), pe.Party("Trust", "provider")],
        parameters=[
            pe.Parameter("p_stay", Beta(mean=0.3, se=0.05), **WHY),
            pe.Parameter("rr", LogNormal(median=0.8, ci95=(0.7, 0.95)), **WHY),
            pe.Parameter("p_new", Formula("p_stay * rr"), **WHY),
            pe.Parameter("u_ill", Beta(mean=0.5, se=0.05), **WHY),
        ],
        population=pe.Population(prevalent={"Well": 1000}, incident=100),
        environments=[
            pe.Environment("Current", {"Usual": 1}),
            pe.Environment("Proposed", {"New": [0.2, 0.5, 1], "Usual": "rest"}),
        ],
        capacity=[
            pe.CapacityPool(
                "Beds", "Trust", ["Stay"], measure="days", variable=0.2, stepped=0.5, step=100
            )
        ],
        arrangements=[
            pe.Arrangement(
                "By stay",
                {"Stays": Activity(payer="Payer", payee="Trust", services=["Stay"], price=900)},
            )
        ],
    )


@pytest.fixture(scope="session")
def small():
    return small_model()


@pytest.fixture(scope="session")
def examine():
    """Return a function that makes one check of a model with an engine."""
    checks = {check.name: check for check in CHECKS}

    def of(name, model, runner=pe.run, n_draws=8):
        return _found(checks[name], Bench(model, runner, n_draws, 0))

    return of


def wrong(**changes):
    """Return an engine that changes some figures: ``figure=function(outcomes, model)``."""

    def runner(model, n_draws, seed, **keep):
        right = pe.run(model, n_draws, seed, **keep)
        return replace(right, **{name: change(right, model) for name, change in changes.items()})

    return runner
