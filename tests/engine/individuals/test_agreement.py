"""Individuals agree with the cohort on every model in the repository."""

from importlib.resources import files
from pathlib import Path

import pytest

from engine.individuals.agreement import assert_agree
from pathway_economics.io import load_model

BUNDLED = Path(str(files("pathway_economics") / "datasets"))
REPLICATIONS = Path(__file__).parents[2] / "replications"
MODELS = {
    path.stem: path for folder in (BUNDLED, REPLICATIONS) for path in sorted(folder.glob("*.yaml"))
}


@pytest.mark.parametrize("name", MODELS)
def test_individuals_agree_with_the_cohort(name):
    assert_agree(load_model(MODELS[name]))
