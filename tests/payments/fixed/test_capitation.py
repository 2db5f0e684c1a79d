import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.payments import capitation

PEOPLE = st.floats(0, 1e6)
MONEY = st.floats(0, 1e4)


def test_by_hand():
    # 20,000 x 180 = 3.6 m; 5 % more for a population that is expected to use 5 % more
    assert capitation(20_000, 180) == 3.6e6
    assert capitation(20_000, 180, 1.05) == pytest.approx(3.78e6)


@given(PEOPLE, PEOPLE, MONEY, st.floats(0, 3))
def test_two_populations_are_paid_for_as_one(some, others, each, score):
    together = capitation(some + others, each, score)
    apart = capitation(some, each, score) + capitation(others, each, score)
    assert together == pytest.approx(apart, rel=1e-9, abs=1e-6)
    assert together >= capitation(some, each, score)
