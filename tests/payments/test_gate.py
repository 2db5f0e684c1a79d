import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.payments import gate


def test_all_is_counted_from_the_first_pound_once_the_gate_is_passed():
    # a gate of 2 % of 100 is 2: 1.99 does not count, 2 counts whole, and so does a loss of 5
    assert gate([1.99, 2.0, 2.01, -1.99, -5.0], 100.0, 0.02).tolist() == [0, 2.0, 2.01, 0, -5.0]


@given(st.floats(-1e9, 1e9), st.floats(0, 1e9), st.floats(0, 1))
def test_what_does_not_pass_is_nothing_and_what_passes_is_whole(savings, benchmark, rate):
    counted = gate(savings, benchmark, rate)
    assert counted in (0.0, savings)
    assert (counted == savings) == (abs(savings) >= rate * benchmark or savings == 0)


def test_without_a_minimum_everything_passes():
    savings = np.array([-1.0, 0.0, 1.0])
    assert (gate(savings, 100.0, 0.0) == savings).all()
