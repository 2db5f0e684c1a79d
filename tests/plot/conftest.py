"""Two arrangements of one small change, worked by hand.

Admissions fall from 100 to 80 a year, of 4,328 each, of which a quarter becomes cash;
500 patient-months of monitoring cost 31 each. The price of an admission is 4,100.
"""

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.figure import Figure

from builders import PAY_BY_ACTIVITY, outcomes
from pathway_economics.contracts import Activity, Arrangement, Block, settle
from pathway_economics.horizon import Horizon
from pathway_economics.outcomes import Traces


@pytest.fixture
def run():
    proposed = np.array([0.0, 1.0])[:, np.newaxis, np.newaxis]
    return outcomes(
        {"Admission": 100 - 20 * proposed, "Monitoring": 500 * proposed},
        released={"Admission": 0.25},
        n_years=2,
        n_draws=8,
    )


@pytest.fixture
def silo(run):
    terms = {"Admissions": Activity(**PAY_BY_ACTIVITY, price=4_100)}
    return settle(run, Arrangement("Silo", terms))


@pytest.fixture
def block(run):
    terms = {"Admissions": Block(payer="ICB", payee="Acute trust", amount=410_000)}
    return settle(run, Arrangement("Block", terms))


@pytest.fixture
def ax():
    return Figure(figsize=(9, 5)).subplots()


def texts(ax):
    """Return every text that a picture shows."""
    from matplotlib.text import Text

    return [item.get_text() for item in ax.findobj(Text) if item.get_text()]


@pytest.fixture
def shown():
    return texts


DEATHS = np.array([[0.10, 0.20, 0.30], [0.05, 0.10, 0.15]])
"""Probability of death in a cycle, by strategy and draw."""


@pytest.fixture
def traced(run):
    """Return outcomes of two states in closed form: (1 - p) ** t are alive after t cycles.

    Of a clinic that sees 6 a month, 10 and 8 a month wait: 4 and 2 more each month.
    """
    cycles = np.arange(25)
    alive = (1 - DEATHS[:, np.newaxis]) ** cycles[:, np.newaxis]
    nobody = np.zeros_like(alive)
    months = np.arange(24)
    longer = np.array([4.0, 2.0])[:, np.newaxis] * months
    waiting = longer[:, np.newaxis, :, np.newaxis] * np.array([0.5, 1.0, 1.5])
    traces = Traces(
        states=("Dead", "Well", "Elsewhere"),
        alive=(False, True, True),
        occupancy=np.stack([1 - alive, alive, nobody], axis=1),
        services=("Clinic",),
        waiting=waiting,
    )
    horizon = Horizon("2026/27", years=2, cycle="month")
    return replace(run, traces=traces, horizon=horizon)
