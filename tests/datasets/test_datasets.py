"""Bundled examples."""

import pytest

from pathway_economics import datasets
from pathway_economics.errors import UnknownName
from pathway_economics.io.model_file import loads


@pytest.mark.parametrize("name", datasets.names())
def test_every_bundled_example_loads(name):
    assert loads(datasets.text(name), name).title


def test_an_unknown_example_is_told():
    with pytest.raises(UnknownName, match="No example is named 'none'"):
        datasets.text("none")


def test_a_name_cannot_lead_out_of_the_folder():
    with pytest.raises(UnknownName):
        datasets.text("../datasets/__init__")
