"""NHS payment rules: the marginal-rate emergency tariff, blended payment, aligned payment.

The rules were read: HFMA, "Tariff raises prospect of marginal rate changes" (2013) and "Health
Foundation calls for review" (2017); HSJ 7026392, on blended payment for emergency care; HFMA,
"NHS sets out proposals to replace block contracts" (2021), "API approach proposed for 2022/23"
(5 January 2022), "National tariff signals start of new payment system" (31 March 2022) and
"National prices return for elective activity" (5 January 2023); NHS England, "2025/26 NHS Payment
Scheme: NHS provider payment mechanisms". The amounts are arithmetic on them, none published:
each is written out beside its figure. Every figure is reached twice, by the rule alone and by a
contract with the terms of a preset, settled on what happened.
"""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from builders import PAY_BY_ACTIVITY, outcomes
from pathway_economics import payments
from pathway_economics.contracts import (
    Activity,
    Arrangement,
    BestPractice,
    Blended,
    ElectiveRecovery,
    LowVolumeBlock,
    NonPayment,
    preset,
    settle,
)
from pathway_economics.errors import InvalidModel

UNIT_COST = 4_328  # of an admission, in the outcomes made by hand
AT_PAR = {**PAY_BY_ACTIVITY, "price": 1.0}  # so that units are pounds of activity


def settled(units, *contracts):
    named = {f"Contract {number}": contract for number, contract in enumerate(contracts)}
    return settle(outcomes({"Admission": units}), Arrangement("Under test", named))


def received(units, *contracts):
    """Return what the trust is paid for so many units, the same in every year and draw."""
    position = settled(units, *contracts).position("Acute trust") + UNIT_COST * units
    assert np.ptp(position) <= 1e-4
    return position[0, 0, 0]


MRET = [
    # 10 m + 0.3 x (11 m - 10 m) = 10.3 m; kept: 0.7 x 1 m
    ("2010/11", 10e6, 11e6, 10.3e6, 0.7e6),
    # 10 m + 0.7 x 1 m = 10.7 m; kept: 0.3 x 1 m
    ("2018/19", 10e6, 11e6, 10.7e6, 0.3e6),
    # 50 m + 0.3 x 4 m = 51.2 m; kept: 0.7 x 4 m = 2.8 m
    ("2012/13", 50e6, 54e6, 51.2e6, 2.8e6),
    # 50 m + 0.7 x 4 m = 52.8 m; kept: 0.3 x 4 m = 1.2 m
    ("2017/18", 50e6, 54e6, 52.8e6, 1.2e6),
    # below the baseline each admission is paid in full
    ("2010/11", 50e6, 48e6, 48.0e6, 0.0),
]


@pytest.mark.parametrize(("year", "baseline", "actual", "paid", "kept"), MRET)
def test_the_marginal_rate_emergency_tariff(year, baseline, actual, paid, kept):
    terms = preset("mret", year)
    rate, below = terms["variable_rate"], terms["variable_rate_below"]
    by_rule = payments.blended(actual, baseline, rate=rate, rate_below=below)
    assert by_rule == pytest.approx(paid, rel=1e-12)
    assert payments.retained(actual, baseline, rate=rate) == pytest.approx(kept, rel=1e-12)
    contract = Blended(**AT_PAR, **terms, plan=baseline, reinvested_in="Community trust")
    assert received(actual, contract) == pytest.approx(paid, abs=1e-2)
    done = settled(actual, contract)
    assert_allclose(done.position("Community trust"), kept, atol=1e-2)
    assert_allclose(done.position("ICB"), -(paid + kept), atol=1e-2)


BLENDED = [
    (50e6, 52e6, 50.4e6),  # 50 m + 0.2 x 2 m
    (50e6, 48e6, 49.6e6),  # 50 m - 0.2 x 2 m
    (40e6, 44e6, 40.8e6),  # 40 m + 0.2 x 4 m
    (40e6, 36e6, 39.2e6),  # 40 m - 0.2 x 4 m
]


@pytest.mark.parametrize(("planned", "actual", "paid"), BLENDED)
def test_blended_payment_for_emergency_care_in_2019_20(planned, actual, paid):
    terms = preset("emergency_blended", "2019/20")
    by_rule = payments.blended(actual, planned, rate=terms["variable_rate"])
    assert by_rule == pytest.approx(paid, rel=1e-12)
    contract = Blended(**AT_PAR, **terms, plan=planned)
    assert received(actual, contract) == pytest.approx(paid, abs=1e-2)


API_2022_23 = [
    (43e6, 1.05e6),  # 0.75 x (43 m - 41.6 m)
    (40e6, -1.2e6),  # 0.75 x (40 m - 41.6 m)
]


@pytest.mark.parametrize(("delivered", "adjustment"), API_2022_23)
def test_the_elective_variable_element_of_2022_23(delivered, adjustment):
    baseline, target = 40e6, 41.6e6  # 1.04 x 40 m
    terms = preset("api", "2022/23")
    assert terms["plan_factor"] * baseline == pytest.approx(target)
    by_rule = payments.variable_element(delivered, target, rate=terms["variable_rate"])
    assert by_rule == pytest.approx(adjustment, rel=1e-12)
    contract = Blended(**AT_PAR, **terms, plan=baseline)
    assert received(delivered, contract) == pytest.approx(target + adjustment, abs=1e-2)
    entry = settled(delivered, contract).ledger.entries[-1]
    assert entry.label == "Variable element"
    assert_allclose(entry.amount, adjustment, atol=1e-2)


API = [
    ("api", "2021/22", 106.0, 103.0),  # 100 + 0.5 x 6
    ("api", "2021/22", 95.0, 97.5),  # 100 - 0.5 x 5
    ("api", "2022/23", 106.0, 104.5),  # 100 + 0.75 x 6
    ("api", "2022/23", 95.0, 96.25),  # 100 - 0.75 x 5, as the rule stood: it was not enforced
    ("api_first_consultation", "2022/23", 106.0, 104.5),
    ("api_first_consultation", "2022/23", 95.0, 97.5),  # 100 - 0.5 x 5
    ("api", "2023/24", 106.0, 106.0),  # each unit at its price
    ("api", "2024/25", 95.0, 95.0),
    ("api", "2025/26", 106.0, 106.0),
]


@pytest.mark.parametrize(("name", "year", "delivered", "paid"), API)
def test_the_aligned_payment_and_incentive_by_vintage(name, year, delivered, paid):
    """A plan of 100 in the money of the year, so that its share of 2019/20 is 100 already."""
    terms = {**preset(name, year), "plan": 100.0, "plan_factor": 1.0}
    by_rule = payments.blended(
        delivered, 100.0, rate=terms["variable_rate"], rate_below=terms["variable_rate_below"]
    )
    assert by_rule == pytest.approx(paid)
    assert received(delivered, Blended(**AT_PAR, **terms)) == pytest.approx(paid, abs=1e-8)


@pytest.mark.parametrize(
    ("name", "price"),
    [
        ("nhs_price_update_first_published", 4_082.68),  # 4,000 x 1.0415 x 0.98
        ("nhs_price_update", 4_109.336),  # 4,000 x 1.0483 x 0.98
    ],
)
def test_the_price_update_of_2025_26(name, price):
    terms = preset(name, "2025/26")
    index = payments.price_index(
        np.full((2, 1), terms["cost_uplift"]), np.full((2, 1), terms["efficiency"])
    )
    assert payments.unit_price(4_000, index=index)[:, 0] == pytest.approx([4_000, price])
    contract = Activity(**PAY_BY_ACTIVITY, price=4_000, **terms)
    paid = -settled(10.0, contract).position("ICB")[0, :2, 0]
    assert paid == pytest.approx([40_000, 10 * price])


def test_readmissions_after_elective_care_in_2011_12_are_not_paid():
    # 200 readmissions at 2,000: 400,000 paid, all of it withheld
    terms = preset("readmission_after_elective", "2011/12")
    assert payments.withheld(400_000, share=terms["share"]) == 400_000
    paid = Activity(**PAY_BY_ACTIVITY, price=2_000)
    unpaid = NonPayment(**PAY_BY_ACTIVITY, price=2_000, **terms)
    assert received(200.0, paid, unpaid) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(
    ("year", "supplement"),
    [
        ("2010/11", 44_500),  # 100 hip fractures, all criteria met: 100 x 445
        ("2012/13", 133_500),  # 100 x 1,335
    ],
)
def test_best_practice_in_hip_fracture(year, supplement):
    terms = preset("hip_fracture_best_practice", year)
    by_rule = payments.best_practice(100, price=0, supplement=terms["supplement"], attainment=1)
    assert by_rule == supplement
    contract = BestPractice(**PAY_BY_ACTIVITY, **terms, attainment=1)
    assert received(100.0, contract) == pytest.approx(supplement)


def test_elective_recovery_at_the_average_target_of_2023_24():
    # 44 m against 1.07 x 40 m = 42.8 m: 1.2 m
    terms = preset("elective_recovery", "2023/24")
    assert payments.elective_recovery(44e6, 40e6, [(1.07, 0), (np.inf, 1)]) == pytest.approx(1.2e6)
    contract = ElectiveRecovery(
        payee="ICB", services=["Admission"], price=1, baseline=40e6, **terms
    )
    assert_allclose(settled(44e6, contract).position("ICB"), 1.2e6, atol=1e-2)


def test_low_volume_activity_in_2025_26():
    # 500 units at 3,000 are 1.5 million, which is admitted; 501 are not
    contract = LowVolumeBlock(
        **PAY_BY_ACTIVITY, price=3_000, **preset("low_volume_block", "2025/26")
    )
    assert received(500.0, contract) == pytest.approx(1_500_000)
    with pytest.raises(InvalidModel, match="GBP 1,503,000 is expected"):
        settled(501.0, contract)
