"""Syntax errors, told in plain words on the right line."""

import pytest

from pathway_economics.errors import InvalidModel
from pathway_economics.io.syntax import tight_colon
from pathway_economics.io.tree import read_tree

CASES = [
    ("a: 1\nb: c: d", 2, "put text that holds ': ' in quotes"),
    ("a:\n\tb: 1", 2, "a tab character"),
    ("a: 'x\nb: 1", 2, "the text in quotes never ends"),
    ("a: [1, 2\nb: 3", 2, "close it with ]"),
    ("a: {b: 1\nc: 3", 2, "close it with }"),
    ("a: 1\nb: @x", 2, "a sign that YAML reserves"),
    ('a: "\\q"', 1, "a backslash in double quotes"),
    ("a:\n  b: 1\n c: 2", 3, "the indentation"),
    ("a: 1\nb: \x01", 2, "a control character"),
    ("a: 1\nutility:0.72\nb: 2", 2, "write 'utility: 0.72'"),
    ("utility:0.72\nb: 2", 1, "write 'utility: 0.72'"),
]


@pytest.mark.parametrize(("text", "line", "words"), CASES)
def test_the_complaint_says_what_and_where(text, line, words):
    with pytest.raises(InvalidModel) as refused:
        read_tree(text)
    (complaint,) = refused.value.complaints
    assert words in complaint.message
    assert complaint.line == line


@pytest.mark.parametrize("text", ["https://x.org", "a: 1", "just text", "12:30", ":x", "a:"])
def test_what_only_looks_like_a_missing_space_is_left_alone(text):
    assert tight_colon(text) is None
