"""Nodes know their lines."""

from pathway_economics.io.nodes import line_at
from pathway_economics.io.tree import read_tree


def test_every_value_and_key_has_its_line():
    tree, _ = read_tree("# first\na:\n  b: 1\n  c:\n    - x\n    - y\n")
    paths = [("a",), ("a", "b"), ("a", "c"), ("a", "c", "1")]
    assert [line_at(tree, path) for path in paths] == [2, 3, 4, 6]


def test_a_path_that_is_not_in_the_file_has_the_line_of_its_nearest_ancestor():
    tree, _ = read_tree("x: 1\ncontracts:\n  Block:\n    block:\n      payer: ICB\n")
    assert line_at(tree, ("contracts", "Block", "payer")) == 5  # looks through the keyword
    assert line_at(tree, ("contracts", "Block", "amount")) == 3
    assert line_at(tree, ("nothing",)) == 1


def test_a_fault_anywhere_inside_is_known_outside():
    tree, _ = read_tree("a: {b: [1, .nan]}\nc: 1")
    assert tree.value["a"].any_fault
    assert not tree.value["c"].any_fault
