"""Two arrangements of one small change, worked by hand.

Admissions fall from 100 to 80 a year, of 4,328 each, of which a quarter becomes cash;
500 patient-months of monitoring cost 31 each. The price of an admission is 4,100.
"""

import numpy as np
import pytest
from matplotlib.figure import Figure

from builders import PAY_BY_ACTIVITY, outcomes
from pathway_economics.contracts import Activity, Arrangement, Block, settle


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
