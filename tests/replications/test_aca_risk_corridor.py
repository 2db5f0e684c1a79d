"""The risk corridors of the Affordable Care Act: the statutory schedule, and 2014.

Sources: 42 USC 18062; Centers for Medicare & Medicaid Services, summary of 2014.
"""

import numpy as np
import pytest

from builders import outcomes
from pathway_economics.contracts import Activity, Arrangement, RiskCorridor, preset, settle

COSTS = [85, 90, 92, 95, 97, 100, 103, 105, 108, 110, 120]
RECEIVED = [-8.1, -4.1, -2.5, -1.0, 0, 0, 0, 1.0, 2.5, 4.1, 12.1]
"""By an insurer with a target of 100, recalculated from the statute."""


def received(year):
    """Return what an insurer receives for each of the costs: a year for each."""
    happened = outcomes({"Admission": np.reshape(COSTS, (1, -1, 1))}, n_years=len(COSTS), n_draws=1)
    claims = Activity(payer="ICB", payee="Acute trust", services=["Admission"], price=1)
    corridor = RiskCorridor(
        payer="ICB",
        payee="Supplier",
        scope=["Claims"],
        benchmark=100,
        **preset("aca_risk_corridor", year),
    )
    settled = settle(happened, Arrangement("Corridor", {"Claims": claims, "Corridor": corridor}))
    return -settled.position("Supplier")[0, :, 0]


def test_the_schedule_of_the_statute():
    np.testing.assert_allclose(received(2015), RECEIVED, rtol=0, atol=1e-12)


def test_in_2014_an_eighth_of_what_was_due_was_paid():
    due = np.array(RECEIVED)
    paid = np.where(due > 0, 0.126 * due, due)
    np.testing.assert_allclose(received(2014), paid, rtol=0, atol=1e-12)
    collected, requested = 362e6, 2.87e9
    assert preset("aca_risk_corridor", 2014)["proration"] == pytest.approx(
        collected / requested, abs=0.0005
    )
