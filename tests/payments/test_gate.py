import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.payments import corridor, gate


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


amounts = st.floats(-1e9, 1e9)


def test_a_corridor_counts_the_excess_alone():
    # within 3 % of 100 nothing counts; of a saving of 5 only 2 do, and of a loss of 8 only 5
    assert corridor([3.0, 5.0, -3.0, -8.0], 100.0, 0.03).tolist() == [0, 2.0, 0, -5.0]


@given(amounts, st.floats(0, 1e9), st.floats(0, 1))
def test_gate_and_corridor_differ_by_the_corridor_once_passed(savings, benchmark, width):
    least = width * benchmark
    apart = gate(savings, benchmark, width) - corridor(savings, benchmark, width)
    wanted = np.sign(savings) * least if abs(savings) >= least else 0.0
    assert abs(apart - wanted) <= 1e-6


@given(st.floats(1, 1e9), st.floats(0.001, 1))
def test_the_jump_at_a_gate_is_the_whole_minimum_and_a_corridor_has_none(benchmark, rate):
    least = rate * benchmark
    below, at = np.nextafter(least, 0), least
    assert gate(at, benchmark, rate) - gate(below, benchmark, rate) == least
    assert corridor(at, benchmark, rate) - corridor(below, benchmark, rate) <= 1e-6 * least


@given(amounts, amounts, st.floats(0, 1e9), st.floats(0, 1))
def test_a_corridor_rises_with_the_savings_and_never_faster(one, other, benchmark, width):
    low, high = sorted((one, other))
    rise = corridor(high, benchmark, width) - corridor(low, benchmark, width)
    assert -1e-6 <= rise <= high - low + 1e-6
