"""What a run leaves: a folder with the report, the figures, the tables and the record."""

import json
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pathway_economics.errors import InvalidModel, PathwayEconomicsWarning

if TYPE_CHECKING:
    from pathway_economics.model.model import Model
    from pathway_economics.outcomes import Outcomes, Settlement

OURS = ("report.html", "figures", "tables", "results.xlsx", "model.yaml", "run_record.json")
"""What a folder of results holds; a folder with anything else is never replaced."""


@dataclass(frozen=True, slots=True)
class Runs:
    """A run with its settlements, and those of the model's scenarios."""

    outcomes: "Outcomes"
    settlements: "list[Settlement]"
    scenarios: "dict[str, list[Settlement]]"


@contextmanager
def free(out: Path, overwrite: bool) -> Iterator[Path]:
    """Give the folder to fill; refuse at once one that must not be replaced."""
    from pathway_economics.io.whole import whole_folder

    try:
        with whole_folder(out, overwrite=overwrite, ours=OURS) as folder:
            yield folder
    except FileExistsError as error:
        raise click.UsageError(str(error)) from None


def write(
    folder: Path,
    source: bytes,
    model: "Model",
    runs: Runs,
    threshold: float | None,
    environment: str | None,
) -> tuple[str, ...]:
    """Write everything into the folder; return the answer in sentences."""
    from pathway_economics.io.results import save_tables, tables
    from pathway_economics.reporting import pictures, report

    outcomes, settlements = runs.outcomes, runs.settlements
    drawn = pictures(model, settlements, environment=environment, outcomes=outcomes)
    page = report(
        model,
        settlements,
        outcomes=outcomes,
        environment=environment,
        threshold=threshold,
        drawn=drawn,
        scenarios={label: settled for label, settled in runs.scenarios.items() if settled},
    )
    page.save(folder / "report.html")
    (folder / "figures").mkdir()
    for picture in drawn:
        for form in ("png", "svg"):
            (folder / "figures" / f"{picture.name}.{form}").write_bytes(picture.drawn(form))
    save_tables(folder, tables(settlements, threshold=threshold, outcomes=outcomes), model.title)
    (folder / "model.yaml").write_bytes(_whole(source, model))
    record = json.dumps(asdict(outcomes.record), indent=2, ensure_ascii=False)
    (folder / "run_record.json").write_text(record + "\n", encoding="utf-8")
    return page.answer


def _whole(source: bytes, model: "Model") -> bytes:
    """Return the model file that was run; if it reads other files, with what it read in it."""
    from pathway_economics.io import loads
    from pathway_economics.model import canonical_text

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", PathwayEconomicsWarning)
            loads(source.decode("utf-8-sig"))
    except (InvalidModel, UnicodeDecodeError):
        return canonical_text(model).encode()
    return source
