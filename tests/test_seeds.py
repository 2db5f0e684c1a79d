from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.seeds import stream

keys = st.lists(st.one_of(st.text(max_size=6), st.integers(0, 99)), max_size=4).map(tuple)


def first(seed, *key):
    return stream(seed, *key).integers(2**62)


@given(st.integers(0, 2**64), keys)
def test_equal_keys_give_equal_streams(seed, key):
    assert first(seed, *key) == first(seed, *key)


def test_parts_cannot_run_into_each_other():
    streams = [first(1, "ab", "c"), first(1, "a", "bc"), first(1, "abc"), first(1, "ab", "c", "")]
    streams += [first(1, "p", 12), first(1, "p1", 2), first(11, "p", 2), first(1, "p", 1, 2)]
    assert len(set(streams)) == len(streams)


def test_two_spellings_of_one_letter_are_one_name():
    assert first(1, "caf\u00e9") == first(1, "cafe\u0301")


def test_the_generator_is_sfc64():
    assert type(stream(1, "p").bit_generator).__name__ == "SFC64"
