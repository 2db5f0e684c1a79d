import pytest
from numpy.testing import assert_allclose

from builders import PAY_BY_ACTIVITY, outcomes
from pathway_economics.contracts import Arrangement, BestPractice, settle
from pathway_economics.errors import InvalidModel


def paid(happened, **terms):
    given = {"supplement": 1_335, "attainment": 0.6, **terms}
    contract = BestPractice(**PAY_BY_ACTIVITY, **given)
    return -settle(happened, Arrangement("A", {"Hip": contract})).position("ICB")


def test_price_and_supplement():
    # 100 x 5,000 + 60 x 1,335 = 580,100; without a price the supplement alone, 80,100
    assert_allclose(paid(outcomes({"Admission": 100.0}), price=5_000), 580_100)
    assert_allclose(paid(outcomes({"Admission": 100.0})), 80_100)


def test_backfilled_units_earn_it_too():
    happened = outcomes({"Admission": 80.0}, backfilled={"Admission": 20.0})
    assert_allclose(paid(happened, price=5_000), 580_100)


def test_attainment_counted_in_the_run():
    # 45 of 60 admissions had a visit: 0.75 x 60 x 1,335 = 60,075
    measure = {"services": ["Home visit"], "per": ["Admission"]}
    happened = outcomes({"Admission": 60.0, "Home visit": 45.0})
    assert_allclose(paid(happened, attainment=measure), 60_075)
    # 90 visits to 60 admissions is no share of them, and nothing is clipped
    happened = outcomes({"Admission": 60.0, "Home visit": 90.0})
    with pytest.raises(InvalidModel, match="attainment: 200 of 200 draws .* give 1.5"):
        paid(happened, attainment=measure)


@pytest.mark.parametrize(("attainment", "due"), [(0.7, 13_350), (0.6, 0), (0.5, -13_350)])
def test_beside_a_fixed_element_only_the_deviation_is_paid(attainment, due):
    # (attainment - 0.6) x 100 x 1,335
    terms = {"attainment": attainment, "planned_attainment": 0.6}
    assert_allclose(paid(outcomes({"Admission": 100.0}), **terms), due, atol=1e-6)


def test_a_plan_and_a_price_exclude_each_other():
    with pytest.raises(InvalidModel, match="price is given with planned_attainment"):
        BestPractice(
            **PAY_BY_ACTIVITY, supplement=1, attainment=0.5, price=2, planned_attainment=0.5
        )


def test_in_words():
    terms = {"supplement": 1_335, "attainment": {"services": ["Home visit"], "per": ["Admission"]}}
    assert BestPractice(**PAY_BY_ACTIVITY, **terms).describe("GBP") == (
        "The ICB pays the Acute trust a supplement of GBP 1,335 for each admission that meets the "
        "criteria (home visit per admission)."
    )
    terms = {"supplement": 1_335, "attainment": 0.7, "planned_attainment": 0.6}
    assert BestPractice(**PAY_BY_ACTIVITY, **terms).describe("GBP") == (
        "The ICB pays the Acute trust GBP 1,335 for each admission that meets the criteria beyond "
        "the planned 60%, and takes back as much for each one short of it (70%)."
    )
