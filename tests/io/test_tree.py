"""The tree: what YAML means here, lines, limits, and no surprise of YAML left."""

import json
from contextlib import suppress
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.errors import InvalidModel
from pathway_economics.io.tree import MAX_BYTES, MAX_DEPTH, read_tree

keys = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=5)
finite = st.floats(allow_nan=False, allow_infinity=False)
scalars = st.none() | st.booleans() | st.integers() | finite | st.text(max_size=20)
documents = st.dictionaries(
    keys,
    st.recursive(
        scalars, lambda inner: st.lists(inner) | st.dictionaries(keys, inner), max_leaves=10
    ),
    min_size=1,
    max_size=5,
)


def _messages(text):
    return [complaint.message for complaint in read_tree(text)[1]]


@given(documents, st.sampled_from([None, 2]))
def test_json_is_read_as_json_reads_it(document, indent):
    tree, complaints = read_tree(json.dumps(document, indent=indent))
    assert tree.plain() == document
    assert complaints == []


@given(st.text())
def test_any_text_is_a_tree_or_refused(text):
    with suppress(InvalidModel):
        read_tree(text)


def test_norway_stays_norway_and_dates_stay_text():
    tree, _ = read_tree("{country: NO, day: 2026-04-01, year: 2026/27, size: 1e5, on: off}")
    expected = {"country": "NO", "day": "2026-04-01", "year": "2026/27", "size": 1e5, "on": "off"}
    assert tree.plain() == expected


def test_all_keys_are_text_and_scalars_keep_their_spelling():
    tree, complaints = read_tree("2024: 1.10\nnull: 'x'\ntrue: ~")
    assert complaints == []
    assert {key: node.text for key, node in tree.value.items()} == {
        "2024": "1.10",
        "null": "x",
        "true": "~",
    }


def test_duplicate_keys_are_complained_of_on_their_line():
    tree, (complaint,) = read_tree("a: {b: 1,\n  b: 2}")
    assert tree.plain() == {"a": {"b": 1}}
    assert (complaint.path, complaint.line) == (("a", "b"), 2)
    assert "stands here twice, first on line 1" in complaint.message


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a: &x 1", "no anchors: got &x"),
        ("a: *x", "no aliases: got *x"),
        ("a: !!str 1", "no tags: got !!str"),
        ("a: !!python/object:os.system {b: 1}", "no tags: got !!python/object:os.system"),
        ("<<: {a: 1}", "no merges"),
        ("? [1, 2]\n: 1", "A key must be text"),
        ("? {a: 1}\n: 1", "A key must be text"),
        ("'': 1", "A key must be readable text"),
        ("a: 1\n---\nb: 1", "one model"),
        ("a: .inf", "must be finite: got .inf"),
        ("a: .nan", "must be finite: got .nan"),
        ('a: "\\ud83d"', "Half a character"),
        ("{utility:0.72}", "write 'utility: 0.72'"),
        ("{mean: 4,328, se: 1}", "write 4328, without commas"),
    ],
)
def test_what_a_model_file_does_not_have(text, word):
    (message,) = _messages(text)
    assert word in message


def test_complaints_before_a_syntax_error_are_kept():
    with pytest.raises(InvalidModel) as refused:
        read_tree("a: 1\na: 2\nb: c: d")
    assert [complaint.line for complaint in refused.value.complaints] == [2, 3]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment"])
def test_an_empty_file_is_refused(text):
    with pytest.raises(InvalidModel, match="empty"):
        read_tree(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a: 1\n" * (MAX_BYTES // 5 + 1), "too large"),
        ("a: 1\n" * 10_000_000, "50,000,000 bytes"),
        ("[" * 10_000, "too deep"),
        ("[\n" * 10_000, "too deep"),
        ("{a: " * 10_000, "too deep"),
        ("- " * 10_000, "too deep"),
        ("? " * 10_000, "too deep"),
        ("".join(" " * i + "a:\n" for i in range(3_000)), "too deep"),
    ],
)
def test_what_is_too_large_or_too_deep_is_refused_within_a_second(text, word):
    start = process_time()
    with pytest.raises(InvalidModel, match=word):
        read_tree(text)
    assert process_time() - start < 1


def test_too_many_values_are_refused(monkeypatch):
    monkeypatch.setattr("pathway_economics.io.tree.MAX_NODES", 1_000)
    read_tree("[" + "1," * 999 + "]")  # the list is a value too
    with pytest.raises(InvalidModel, match="at most 1,000"):
        read_tree("[" + "1," * 1_000 + "]")


def test_the_deepest_nesting_that_is_allowed():
    tree, complaints = read_tree("[" * MAX_DEPTH + "1" + "]" * MAX_DEPTH)
    assert complaints == []
    with pytest.raises(InvalidModel, match="too deep"):
        read_tree("[" * (MAX_DEPTH + 1) + "1" + "]" * (MAX_DEPTH + 1))
