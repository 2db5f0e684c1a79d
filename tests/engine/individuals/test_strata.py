import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.engine.individuals.strata import allotted

masses = st.lists(st.floats(0, 1e6), min_size=1, max_size=12)


@given(masses, st.integers(0, 1_000))
def test_everybody_is_allotted_and_no_stratum_is_empty(people, more):
    """Fails if what rounding leaves is forgotten."""
    n = len(people) + more
    sizes = allotted(n, np.array(people), len(people))
    assert sum(sizes) == n
    assert min(sizes) >= 1


def test_allotted_by_hand():
    """Each has one; 6 more in proportion 1:2:0 are 2, 4 and 0."""
    assert allotted(9, np.array([10.0, 20.0, 0.0]), 3) == (3, 5, 1)
