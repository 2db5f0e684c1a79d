"""The commands of the shell: run, settle, validate, verify, schema, example."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pathway_economics.cli.results import Runs, free, write
from pathway_economics.cli.ways import Way, asked, check_chance, kept
from pathway_economics.errors import UnknownName

if TYPE_CHECKING:
    from pathway_economics.model.model import Model
    from pathway_economics.outcomes import Outcomes, Settlement

SCENARIO_DRAWS = 2_048
"""Most draws of each scenario of a model: they give verdicts, not tails; a power of two, as
Sobol points would have it."""

MODEL = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pathway-economics")
def commands() -> None:
    """Say who pays and who saves when a care pathway changes, and who would refuse."""


@commands.command()
@click.argument("model_file", metavar="MODEL.yaml", type=MODEL)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder to make.")
@click.option("--draws", default=1_000, show_default=True, type=click.IntRange(1), help="Draws.")
@click.option("--seed", default=0, show_default=True, type=click.IntRange(0), help="Seed.")
@asked
@click.option("--chance", is_flag=True, help="Add the chance of a finite population to a cohort.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1), help="Processes.")
@click.option(
    "--traces",
    type=click.IntRange(0),
    metavar="N",
    help="Draws behind the figures of states and queues; 0 for none.  [default: at most 500]",
)
@click.option("--threshold", type=click.FloatRange(0), help="Value of a QALY to the system.")
@click.option("--environment", help="What the report shows in full; the last one if omitted.")
@click.option("--overwrite", is_flag=True, help="Replace earlier results in the folder.")
def run(
    model_file: Path,
    out: Path,
    draws: int,
    seed: int,
    way: Way,
    chance: bool,
    workers: int,
    traces: int | None,
    threshold: float | None,
    environment: str | None,
    overwrite: bool,
) -> None:
    """Run a model: report, figures, tables and a workbook, in a new folder."""
    from pathway_economics.model import scenario

    if threshold is not None and not threshold < float("inf"):
        raise click.BadParameter("it must be a finite amount.", param_hint="--threshold")
    check_chance(chance, way)
    with free(out, overwrite) as folder:
        source = model_file.read_bytes()  # what is stored is what was run
        model = _load(model_file)
        way.suits(model)
        _check_environment(model, environment)
        how = way.arguments() | {"chance": chance}
        keep = kept(model, traces)
        outcomes, settlements = _settled(model, draws, seed, workers=workers, keep=keep, **how)
        fewer = min(draws, SCENARIO_DRAWS)
        others = {
            label: _settled(scenario(model, label), fewer, seed, label, **how)[1]
            for label in model.scenarios
        }
        runs = Runs(outcomes, settlements, others)
        answer = write(folder, source, model, runs, threshold, environment)
    click.echo("\n\n".join(answer))
    click.echo(f"\nReport:   {out / 'report.html'}\nFigures:  {out / 'figures'}")
    click.echo(f"Tables:   {out / 'tables'}\nWorkbook: {out / 'results.xlsx'}")


@commands.command()
@click.option("--activity", required=True, type=MODEL, help="Table of what is delivered.")
@click.option("--parties", required=True, type=MODEL, help="Table of names and roles.")
@click.option("--arrangements", required=True, type=MODEL, help="YAML file of arrangements.")
@click.option("--spending", type=MODEL, help="Table of cash; follows from activity if omitted.")
@click.option("--programme", type=MODEL, help="Table of cash on top, such as set-up.")
@click.option("--health", type=MODEL, help="Table of QALYs.")
@click.option("--shares", type=MODEL, help="Table of the share of people on each strategy.")
@click.option("--reference", help="Reference environment; the first in the table if omitted.")
@click.option("--first-year", help="Label of the first year, for years that are numbered.")
@click.option("--missing-is-zero", is_flag=True, help="Take missing rows of units and cash as 0.")
@click.option("--threshold", type=click.FloatRange(0), help="Value of a QALY to the system.")
@click.option("--currency", default="GBP", show_default=True, help="Label of the currency.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder to make.")
@click.option("--overwrite", is_flag=True, help="Replace earlier results in the folder.")
def settle(
    arrangements: Path,
    reference: str | None,
    first_year: str | None,
    missing_is_zero: bool,
    threshold: float | None,
    currency: str,
    out: Path,
    overwrite: bool,
    **tables: Path | None,
) -> None:
    """Settle tables of your own under arrangements: who pays, and tables in a new folder."""
    from pathway_economics.cli.settling import settle_tables

    if threshold is not None and not threshold < float("inf"):
        raise click.BadParameter("it must be a finite amount.", param_hint="--threshold")
    how = {
        "reference": reference,
        "first_year": first_year,
        "missing": "zero" if missing_is_zero else "refuse",
        "currency": currency,
    }
    with free(out, overwrite) as folder:
        answer = settle_tables(folder, tables, arrangements, how, threshold)
    click.echo("\n\n".join(answer))
    click.echo(f"\nTables:   {out / 'tables'}\nWorkbook: {out / 'results.xlsx'}")


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
@asked
def verify(model_file: Path, draws: int, seed: int, way: Way) -> int:
    """Make the black-box checks that reviewers run, and print what they found."""
    from pathway_economics.model import run as run_model
    from pathway_economics.studies import verify as verify_model

    model = _load(model_file)
    way.suits(model)
    runner = partial(run_model, **way.arguments())
    with _progress("", unit=" checks") as progress:
        found = verify_model(model, n_draws=draws, seed=seed, progress=progress, runner=runner)
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


def _settled(
    model: "Model", draws: int, seed: int, label: str = "", **how: Any
) -> "tuple[Outcomes, list[Settlement]]":
    """Run a model in a way and settle all of its arrangements."""
    from pathway_economics.contracts import settle
    from pathway_economics.model import run as run_model

    with _progress(label) as progress:
        outcomes = run_model(model, n_draws=draws, seed=seed, progress=progress, **how)
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
