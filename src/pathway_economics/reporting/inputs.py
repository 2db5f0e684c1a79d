"""Inputs and provenance: parameters with their sources, strategies' value, the run record."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pathway_economics.evaluate import cost_effectiveness
from pathway_economics.outcomes import Outcomes, RunRecord
from pathway_economics.reporting.words import NOTHING, money, number, share, short

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
    table = cost_effectiveness(outcomes, threshold)
    return [
        _strategy_row({str(name): value for name, value in row.items()}, outcomes.currency)
        for _, row in table.iterrows()
    ]


def _strategy_row(row: Row, currency: str) -> Row:
    def cash(value: float) -> str:
        return money(value, currency)

    return {
        "strategy": row["strategy"],
        "cost": _with_ends(row, "cost", cash),
        "qaly": _with_ends(row, "qaly", lambda value: number(value, 3)),
        "status": row["status"] or "on the frontier",
        "against": row["against"] or NOTHING,
        "inc_cost": _or_nothing(row["inc_cost"], lambda value: money(value, currency, sign=True)),
        "inc_qaly": _or_nothing(row["inc_qaly"], lambda value: number(value, 4)),
        "icer": _or_nothing(row["icer"], lambda value: f"{cash(value)} per QALY"),
        "p_best": share(row["p_best"]) if "p_best" in row else "",
    }


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


def _with_ends(row: Row, name: str, words: Callable[[float], str]) -> Row:
    ends = f"{words(row[f'{name}_low'])} to {words(row[f'{name}_high'])}"
    return {"mean": words(row[name]), "interval": ends}


def _or_nothing(value: float, words: Callable[[float], str]) -> str:
    return NOTHING if value != value else words(value)


def _items(things: Mapping[str, Any] | Sequence[Any]) -> list[Any]:
    return list(things.values()) if isinstance(things, Mapping) else list(things)
