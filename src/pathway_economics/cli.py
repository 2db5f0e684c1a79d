"""The command line: run, validate or verify a model file, print the schema, write an example.

Exit codes: 0 done; 1 the model is wrong, every complaint or failed check printed; 2 the
command line is wrong, or a path in it cannot be used; 130 interrupted.
"""

import json
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pathway_economics.errors import (
    InvalidModel,
    PathwayEconomicsError,
    PathwayEconomicsWarning,
    UnknownName,
)

if TYPE_CHECKING:
    from pathway_economics.model.model import Model
    from pathway_economics.outcomes import Outcomes, Settlement

OURS = ("report.html", "figures", "tables", "results.xlsx", "model.yaml", "run_record.json")
"""What a folder of results holds; a folder with anything else is never replaced."""

SCENARIO_DRAWS = 2_000
"""Most draws of each scenario of a model: they give verdicts, not tails."""

MODEL = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


@dataclass(frozen=True, slots=True)
class Runs:
    """A run with its settlements, and those of the model's scenarios."""

    outcomes: "Outcomes"
    settlements: "list[Settlement]"
    scenarios: "dict[str, list[Settlement]]"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    try:
        with _warnings_in_a_line():
            done = commands.main(
                args=None if arguments is None else list(arguments),
                prog_name="pathway-economics",
                standalone_mode=False,
            )
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted", err=True)
        return 130
    except PathwayEconomicsError as error:
        click.echo(str(error), err=True)
        return 1
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        click.echo(f"Error: {place}{error.strerror or error}", err=True)
        return 2
    return done if isinstance(done, int) else 0


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pathway-economics")
def commands() -> None:
    """Say who pays and who saves when a care pathway changes, and who would refuse."""


@commands.command()
@click.argument("model_file", metavar="MODEL.yaml", type=MODEL)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder to make.")
@click.option("--draws", default=1_000, show_default=True, type=click.IntRange(1), help="Draws.")
@click.option("--seed", default=0, show_default=True, type=click.IntRange(0), help="Seed.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1), help="Processes.")
@click.option("--threshold", type=click.FloatRange(0), help="Value of a QALY to the system.")
@click.option("--environment", help="What the report shows in full; the last one if omitted.")
@click.option("--overwrite", is_flag=True, help="Replace earlier results in the folder.")
def run(
    model_file: Path,
    out: Path,
    draws: int,
    seed: int,
    workers: int,
    threshold: float | None,
    environment: str | None,
    overwrite: bool,
) -> None:
    """Run a model: report, figures, tables and a workbook, in a new folder."""
    from pathway_economics.model import scenario

    if threshold is not None and not threshold < float("inf"):
        raise click.BadParameter("it must be a finite amount.", param_hint="--threshold")
    with _free(out, overwrite) as folder:
        source = model_file.read_bytes()  # what is stored is what was run
        model = _load(model_file)
        _check_environment(model, environment)
        outcomes, settlements = _settled(model, draws, seed, "", workers)
        others = {
            label: _settled(scenario(model, label), min(draws, SCENARIO_DRAWS), seed, label)[1]
            for label in model.scenarios
        }
        runs = Runs(outcomes, settlements, others)
        answer = _write(folder, source, model, runs, threshold, environment)
    click.echo("\n\n".join(answer))
    click.echo(f"\nReport:   {out / 'report.html'}\nFigures:  {out / 'figures'}")
    click.echo(f"Tables:   {out / 'tables'}\nWorkbook: {out / 'results.xlsx'}")


@commands.command()
@click.argument("model_file", metavar="MODEL.yaml", type=MODEL)
def validate(model_file: Path) -> None:
    """Check a model file and print every complaint."""
    model = _load(model_file)
    click.echo(
        f"{model_file}: nothing to complain of ({len(model.parties)} parties, "
        f"{len(model.parameters)} parameters, {len(model.strategies)} strategies, "
        f"{len(model.arrangements)} arrangements)."
    )


@commands.command()
@click.argument("model_file", metavar="MODEL.yaml", type=MODEL)
@click.option("--draws", default=256, show_default=True, type=click.IntRange(1), help="Draws.")
@click.option("--seed", default=0, show_default=True, type=click.IntRange(0), help="Seed.")
def verify(model_file: Path, draws: int, seed: int) -> int:
    """Make the black-box checks that reviewers run, and print what they found."""
    from pathway_economics.studies import verify as verify_model

    model = _load(model_file)
    with _progress("", unit=" checks") as progress:
        found = verify_model(model, n_draws=draws, seed=seed, progress=progress)
    click.echo(repr(found))
    return 0 if found.passed else 1


@commands.command()
def schema() -> None:
    """Print the JSON Schema of the model file."""
    from pathway_economics.io.schema import schema as json_schema

    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


@commands.command()
@click.argument("name", required=False)
@click.option(
    "--out",
    type=click.Path(path_type=Path, allow_dash=True),
    help="File to write, NAME.yaml if omitted; - prints it.",
)
def example(name: str | None, out: Path | None) -> None:
    """Write a bundled example to start from; without a name, list them."""
    from pathway_economics import datasets

    if name is None:
        click.echo("\n".join(datasets.names()))
        return
    try:
        text = datasets.text(name)
    except UnknownName as error:
        raise click.BadParameter(str(error), param_hint="NAME") from None
    if out == Path("-"):
        click.echo(text, nl=False)
        return
    target = out or Path(f"{name}.yaml")
    try:
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise click.UsageError(f"{target} is there already; name another with --out.") from None
    click.echo(f"Wrote {target}.")


def _check_environment(model: "Model", environment: str | None) -> None:
    """Refuse a name that the model does not have, with the nearest that it has."""
    if environment is not None and environment not in model.environments:
        error = UnknownName("environment", environment, model.environments)
        raise click.BadParameter(str(error), param_hint="--environment")


def _load(file: Path) -> "Model":
    from pathway_economics.io.model_file import load_model

    return load_model(file)


@contextmanager
def _free(out: Path, overwrite: bool) -> Iterator[Path]:
    """Give the folder to fill; refuse at once one that must not be replaced."""
    from pathway_economics.io.whole import whole_folder

    try:
        with whole_folder(out, overwrite=overwrite, ours=OURS) as folder:
            yield folder
    except FileExistsError as error:
        raise click.UsageError(str(error)) from None


def _settled(
    model: "Model", draws: int, seed: int, label: str, workers: int = 1
) -> "tuple[Outcomes, list[Settlement]]":
    """Run a model and settle all of its arrangements."""
    from pathway_economics.contracts import settle
    from pathway_economics.model import run as run_model

    with _progress(label) as progress:
        outcomes = run_model(model, n_draws=draws, seed=seed, progress=progress, workers=workers)
    if not outcomes.environments:
        return outcomes, []
    return outcomes, [settle(outcomes, each) for each in model.arrangements.values()]


@contextmanager
def _progress(label: str, unit: str = " draws") -> Iterator[Any]:
    """Give a callback that moves a progress bar, on a terminal only."""
    from tqdm import tqdm

    with tqdm(unit=unit, desc=label or None, disable=None, leave=False) as bar:

        def move(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield move


def _write(
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


@contextmanager
def _warnings_in_a_line() -> Iterator[None]:
    """Show warnings about the model as one line each."""
    with warnings.catch_warnings():
        warnings.simplefilter("always", PathwayEconomicsWarning)
        shown = warnings.showwarning

        def show(message: Warning | str, category: type[Warning], *rest: Any) -> None:
            if issubclass(category, PathwayEconomicsWarning):
                click.echo(f"warning: {message}", err=True)
            else:
                shown(message, category, *rest)

        warnings.showwarning = show  # type: ignore[assignment]
        yield
