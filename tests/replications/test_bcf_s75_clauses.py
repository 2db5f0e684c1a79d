"""Who covers the overspend of a Better Care Fund pool, in which order.

Clauses read in published section 75 agreements (lawinsider.com, markettransfer.info): Rotherham
covers an overspend from underspends elsewhere in the pool, then a risk pool of GBP 0.5 million,
then uncommitted funds, then outside the pool, pro rata to contributions; Luton states a fixed or
variable share of each line. The amounts are an independent worked example: an overspend of
900,000 with contributions of 60 % and 40 %, an underspend of 100,000, a risk pool of 500,000 and
nothing uncommitted leave 300,000, split 180,000 and 120,000.
"""

import pytest
from numpy.testing import assert_allclose

from builders import by_environment, outcomes
from pathway_economics.contracts import Activity, Arrangement, Pool, settle
from pathway_economics.payments import in_order

FREE = {"Bed-day": ("Acute trust", 0.0, "bed-day"), "Visit": ("Acute trust", 0.0, "visit")}
LINES = {
    "Beds": Activity(payer="ICB", payee="Acute trust", services=["Bed-day"], price=1),
    "Care": Activity(payer="Community trust", payee="Acute trust", services=["Visit"], price=1),
}


def test_the_order_of_cover():
    # 900,000 - 100,000 - 500,000 - 0 = 300,000
    *drawn, left = in_order(900_000.0, 100_000.0, 500_000.0, 0.0)
    assert drawn == [100_000, 500_000, 0]
    assert left == 300_000
    assert_allclose([0.6 * left, 0.4 * left], [180_000, 120_000])


def test_a_settled_pool():
    # 6 million and 4 million in; beds overspend by 900,000 and care underspends by 100,000
    happened = outcomes(
        {"Bed-day": by_environment(6e6, 6.9e6), "Visit": by_environment(4e6, 3.9e6)},
        services=FREE,
        n_draws=2,
    )
    pool = Pool(members=("ICB", "Community trust"), scope=tuple(LINES), risk_pool=500_000)
    found = settle(happened, Arrangement("Section 75", {**LINES, "Fund": pool}))
    moved = {
        (entry.label, entry.payer): entry.amount[1, 0, 0]
        for entry in found.ledger.entries
        if entry.source == "Fund" and entry.payee == "Fund" and len(entry.amount) == 2
    }
    assert moved == pytest.approx(
        {
            ("Drawn from the risk pool", "ICB"): 300_000,  # 60 % of 500,000
            ("Drawn from the risk pool", "Community trust"): 200_000,
            ("Share of the variance", "ICB"): 180_000,
            ("Share of the variance", "Community trust"): 120_000,
        }
    )
    assert_allclose(found.position("Fund"), 0, atol=1e-6)


def test_on_fixed_lines_the_host_alone_bears_the_variance():
    # Luton: beds are a fixed line, so 900,000 fall on the host; 60:40 of the -100,000
    happened = outcomes(
        {"Bed-day": by_environment(6e6, 6.9e6), "Visit": by_environment(4e6, 3.9e6)},
        services=FREE,
        n_draws=2,
    )
    pool = Pool(
        members=("ICB", "Community trust"), scope=tuple(LINES), fixed_lines=["Beds"], host="ICB"
    )
    found = settle(happened, Arrangement("Section 75", {**LINES, "Fund": pool}))
    assert_allclose(found.position("ICB")[1], -(6e6 + 900_000 - 60_000))
    assert_allclose(found.position("Community trust")[1], -(4e6 - 40_000))
