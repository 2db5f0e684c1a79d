"""The record of a run: all that is needed to run again."""

import platform
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version

import numpy as np

from pathway_economics.engine import Individuals
from pathway_economics.model.model import Model
from pathway_economics.model.text import canonical_text
from pathway_economics.outcomes import Keep, RunRecord
from pathway_economics.parameters import Draws, Frozen


def record(
    model: Model,
    draws: Draws,
    keep: Keep,
    chance: bool = False,
    engine: Individuals | None = None,
) -> RunRecord:
    """Return all that is needed to run again."""
    text = canonical_text(model)
    return RunRecord(
        versions=Frozen(_versions()),
        seed=draws.seed,
        n_draws=draws.n_draws,
        sampler=draws.sampler.describe(),
        keep=keep.describe(),
        model_text=text,
        model_sha256=sha256(text.encode()).hexdigest(),
        chance=chance,
        engine="cohort" if engine is None else engine.describe(),
    )


@cache
def _versions() -> dict[str, str]:
    found = {"python": platform.python_version(), "numpy": np.__version__}
    for package in ("pathway-economics", "scipy"):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed"
    return found
