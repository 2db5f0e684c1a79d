import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.contracts import preset
from pathway_economics.payments import reinsurance

POUNDS = st.floats(0, 1e7)


@pytest.mark.parametrize(
    ("claims", "share", "paid"),
    [
        (120e3, 0.8, 60e3),  # 0.8 x (120,000 - 45,000)
        (120e3, 1.0, 75e3),
        (300e3, 1.0, 205e3),  # 250,000 - 45,000
        (45e3, 1.0, 0.0),
    ],
)
def test_the_affordable_care_act_of_2014(claims, share, paid):
    assert reinsurance(claims, attachment=45e3, cap=250e3, share=share) == pytest.approx(paid)


@pytest.mark.parametrize(
    ("year", "paid"),
    [
        (2014, 75_000),
        (2015, 0.551 * 75_000),
        (2016, 0.529 * 30_000),  # attached at 90,000
    ],
)
def test_presets_by_year(year, paid):
    assert reinsurance(120e3, **preset("aca_reinsurance", year)) == pytest.approx(paid)


@given(POUNDS, POUNDS, POUNDS, st.floats(0, 1), st.floats(0, 1e5))
def test_it_rises_continuously_and_keeps_its_bounds(claims, attachment, cap, share, more):
    low, high = reinsurance([claims, claims + more], attachment=attachment, cap=cap, share=share)
    assert 0 <= low <= high <= share * max(cap - attachment, 0.0)
    assert high - low <= share * more + 1e-6
    assert high <= claims + more
