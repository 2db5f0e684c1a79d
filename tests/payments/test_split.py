import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pathway_economics.payments import in_proportion, split


def test_gains_and_losses_have_weights_of_their_own():
    assert split([10.0, 0.0, -10.0], gain=0.75, loss=0.4).tolist() == [7.5, 0.0, -4.0]


def test_in_proportion_by_hand():
    # 60 and 20 of 80; where nobody contributes, equal shares
    assert in_proportion([[60.0, 0.0], [20.0, 0.0]]).tolist() == [[0.75, 0.5], [0.25, 0.5]]


@given(arrays(np.float64, (3, 4), elements=st.floats(0, 1e9)))
def test_shares_in_proportion_sum_to_one(amounts):
    assert in_proportion(amounts).sum(axis=0) == pytest.approx(np.ones(4), abs=1e-12)
