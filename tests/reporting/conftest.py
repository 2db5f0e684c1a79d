"""One small change under two arrangements, worked by hand, and its model.

Admissions fall from 100 to 80 in the year, of 4,328 each, of which a quarter becomes cash;
500 patient-months of monitoring cost 31 each, and 58 each to the supplier. An admission is
paid at 4,100. Two QALY are gained.
"""

from types import SimpleNamespace

import numpy as np
import pytest

from builders import PARTIES, PAY_BY_ACTIVITY, outcomes
from pathway_economics.contracts import Activity, Arrangement, Block, SupplierPrice, settle
from pathway_economics.horizon import Horizon
from pathway_economics.parameters import Parameter
from pathway_economics.parties import Party
from pathway_economics.pathway import Pathway, Service, State, Strategy
from pathway_economics.population import Population

PROPOSED = np.array([0.0, 1.0])[:, np.newaxis, np.newaxis]
DEVICES = SupplierPrice(payer="Community trust", payee="Supplier", per="Monitoring", price=58)


@pytest.fixture
def run():
    return outcomes(
        {"Admission": 100 - 20 * PROPOSED, "Monitoring": 500 * PROPOSED},
        released={"Admission": 0.25},
        qalys=80 + 2 * PROPOSED,
        parties=(*PARTIES, Party("Patients", role="patient")),
        n_years=1,
        n_draws=8,
    )


@pytest.fixture
def silo(run):
    terms = {"Admissions": Activity(**PAY_BY_ACTIVITY, price=4_100), "Devices": DEVICES}
    return settle(run, Arrangement("Silo", terms))


@pytest.fixture
def block(run):
    terms = {
        "Admissions": Block(payer="ICB", payee="Acute trust", amount=410_000),
        "Devices": DEVICES,
    }
    return settle(run, Arrangement("Block", terms))


@pytest.fixture
def model():
    parameters = [
        Parameter("p_admit", 0.1, "per month", source="A trial, 2020, https://example.org/a"),
        Parameter("rr_admit", 0.8, "ratio", assumption="<b>nobody</b> has measured it"),
    ]
    pathway = Pathway(
        [State("Stable"), State("Dead")],
        [Service("Admission", "Acute trust"), Service("Monitoring", "Community trust")],
        links={"Stable": {"Admission": "p_admit", "Dead": 0.01}, "Admission": {"Stable": 1}},
        start={"Stable": 1},
    )
    return SimpleNamespace(
        title="Monitoring & <script>alert(1)</script>",
        description="",
        currency="GBP",
        horizon=Horizon("2026/27"),
        parties={party.name: party for party in PARTIES},
        pathway=pathway,
        strategies={
            "Usual care": Strategy("Usual care"),
            "Remote monitoring": Strategy("Remote monitoring", uses={"Stable": {"Monitoring": 1}}),
        },
        parameters={parameter.name: parameter for parameter in parameters},
        tables={},
        population=Population(),
    )
