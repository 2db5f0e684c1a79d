"""Inputs and provenance: parameters with their sources, the run record."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from pathway_economics.errors import PathwayEconomicsError
from pathway_economics.evaluate.statistics import interval
from pathway_economics.outcomes import RunRecord
from pathway_economics.parameters import Draws
from pathway_economics.reporting.words import NOTHING, short

if TYPE_CHECKING:
    from pathway_economics.model.model import Model

Row = dict[str, Any]


NEGLIGIBLE = 1e-6
"""Share of the upper end below which a lower end is written as zero."""

VARIES = "varies by cycle or age"
"""What is said of a formula that has no one value per draw."""


def parameter_rows(model: "Model", draws: Draws | None = None) -> list[Row]:
    """Return every parameter and look-up table with its unit and where it comes from.

    Parameters
    ----------
    model
        The model.
    draws
        Draws of its run, which give means and intervals of derived parameters too.
    """
    rows = [
        {
            "name": ", ".join(parameter.names),
            "distribution": parameter.distribution.describe(),
            **_values(parameter, draws),
            "unit": parameter.unit,
            "source": parameter.source or "",
            "assumption": parameter.assumption or "",
        }
        for parameter in _items(model.parameters)
    ]
    rows += [
        {
            "name": table.name,
            "distribution": f"look-up table by {', '.join(map(str, table.axes))}",
            "mean": NOTHING,
            "interval": VARIES,
            "unit": "",
            "source": table.source or "",
            "assumption": table.assumption or "",
        }
        for table in _items(model.tables)
    ]
    return rows


def _values(parameter: Any, draws: Draws | None) -> dict[str, str]:
    """Return mean and 95 % interval in words, one after the other for several names."""
    means = "; ".join(short(mean) for mean in parameter.means.values())
    try:
        drawn = {} if draws is None else draws.values(*parameter.names)
    except PathwayEconomicsError:  # a formula of variables has no one value per draw
        return {"mean": means or NOTHING, "interval": NOTHING if means else VARIES}
    shown = [np.atleast_1d(np.asarray(array, dtype=float)) for array in drawn.values()]
    if not means:
        means = "; ".join(short(float(array.mean())) for array in shown)
    return {"mean": means or NOTHING, "interval": "; ".join(map(_ends, shown))}


def _ends(array: Any) -> str:
    low, high = (float(end) for end in interval(array))
    if 0 < low < NEGLIGIBLE * high:
        low = 0.0
    return f"{short(low)} to {short(high)}" if high > low else "fixed"


def record_rows(record: RunRecord) -> list[tuple[str, str]]:
    """Return the run record but for the model's text."""
    return [
        *((f"Version of {name}", version) for name, version in record.versions.items()),
        ("Seed", str(record.seed)),
        ("Draws", f"{record.n_draws:,}"),
        ("Sampler", record.sampler),
        ("Engine", record.engine),
        *([("Chance", "realised counts and costs")] if record.chance else []),
        ("Kept", ", ".join(record.keep) or "nothing beyond the tables"),
        ("SHA-256 of the model", record.model_sha256),
    ]


def _items(things: Mapping[str, Any] | Sequence[Any]) -> list[Any]:
    return list(things.values()) if isinstance(things, Mapping) else list(things)
