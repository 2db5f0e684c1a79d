"""Data files that ship with the package."""

from pathway_economics.resources import resource_names, resource_text


def test_names_are_those_of_one_suffix_in_order():
    names = resource_names("io", ".py")
    assert "tree" in names
    assert list(names) == sorted(names)


def test_a_text_is_read_whole():
    assert resource_text("io", "__init__.py").startswith('"""')
