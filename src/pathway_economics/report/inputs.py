"""Inputs and provenance: parameters with their sources, strategies' value, the run record."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pathway_economics.evaluate import cost_effectiveness
from pathway_economics.outcomes import Outcomes, RunRecord
from pathway_economics.report.words import NOTHING, capital, money, number, share, short

if TYPE_CHECKING:
    from pathway_economics.model.model import Model

Row = dict[str, Any]


def parameter_rows(model: "Model") -> list[Row]:
    """Return every parameter and look-up table with its unit and where it comes from."""
    rows = [
        {
            "name": ", ".join(parameter.names),
            "distribution": parameter.distribution.describe(),
            "mean": "; ".join(short(mean) for mean in parameter.means.values()) or NOTHING,
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
            "unit": "",
            "source": table.source or "",
            "assumption": table.assumption or "",
        }
        for table in _items(model.tables)
    ]
    return rows


def strategy_rows(outcomes: Outcomes, threshold: float | None) -> list[Row]:
    """Return cost-effectiveness per person of each strategy."""
    rows = []
    for row in cost_effectiveness(outcomes, threshold).to_dict("records"):
        currency = outcomes.currency
        rows.append(
            {
                "strategy": row["strategy"],
                "cost": _with_ends(row, "cost", lambda v: money(v, currency)),
                "qaly": _with_ends(row, "qaly", lambda v: number(v, 3)),
                "status": capital(row["status"]) or "on the frontier",
                "against": row["against"] or NOTHING,
                "inc_cost": _or_nothing(row["inc_cost"], lambda v: money(v, currency, sign=True)),
                "inc_qaly": _or_nothing(row["inc_qaly"], lambda v: number(v, 4)),
                "icer": _or_nothing(row["icer"], lambda v: f"{money(v, currency)} per QALY"),
                "p_best": share(row["p_best"]) if threshold is not None else "",
            }
        )
    return rows


def record_rows(record: RunRecord) -> list[tuple[str, str]]:
    """Return the run record but for the model's text."""
    return [
        *((f"Version of {name}", version) for name, version in record.versions.items()),
        ("Seed", str(record.seed)),
        ("Draws", f"{record.n_draws:,}"),
        ("Sampler", record.sampler),
        ("Kept", ", ".join(record.keep) or "nothing beyond the tables"),
        ("SHA-256 of the model", record.model_sha256),
    ]


def _with_ends(row: Mapping[str, Any], name: str, words: Any) -> Row:
    ends = f"{words(row[f'{name}_low'])} to {words(row[f'{name}_high'])}"
    return {"mean": words(row[name]), "interval": ends}


def _or_nothing(value: Any, words: Any) -> str:
    return NOTHING if value is None or value != value else str(words(value))


def _items(things: Mapping[str, Any] | Sequence[Any]) -> list[Any]:
    return list(things.values()) if isinstance(things, Mapping) else list(things)
