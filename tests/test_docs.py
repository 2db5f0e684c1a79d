"""The documentation does what it says: its blocks run and its tables name every field."""

import doctest
import os
import re
import shlex
from dataclasses import MISSING, fields
from pathlib import Path

import matplotlib.pyplot as plt
import pytest

from pathway_economics import cli
from pathway_economics.contracts import CONTRACTS, FAMILIES, Arrangement, History, Indicator
from pathway_economics.contracts.sharing.benchmark import BENCHMARKS
from pathway_economics.horizon import Horizon
from pathway_economics.io.model_file import loads
from pathway_economics.io.sections import SECTIONS, TEXTS
from pathway_economics.io.tree import read_tree
from pathway_economics.model import Model
from pathway_economics.parameters import Correlation, Parameter, Table
from pathway_economics.parameters.distributions import DISTRIBUTIONS
from pathway_economics.parameters.expressions import Expression
from pathway_economics.parameters.functions import FUNCTIONS, VARIABLES
from pathway_economics.parties import Party
from pathway_economics.pathway import (
    CapacityPool,
    Link,
    Pathway,
    Programme,
    Service,
    State,
    Strategy,
    Test,
)
from pathway_economics.population import Population, Subgroup

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.md"))
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
PAGES = [page for page in PAGES if "_build" not in page.parts and not page.is_symlink()]
FENCE = re.compile(r"^```(python|yaml|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


def blocks(page):
    """Return the language, text and first line of each block of code on a page, in order."""
    text = page.read_text(encoding="utf-8")
    return [
        (match[1], match[2], text.count("\n", 0, match.start()) + 2)
        for match in FENCE.finditer(text)
    ]


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    plt.switch_backend("Agg")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    yield tmp_path
    plt.close("all")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_blocks_of_a_page_run_in_order(page, elsewhere, capsys):
    shared = {"__name__": "__main__"}
    for language, text, line in blocks(page):
        if language == "python":
            run_python(text, f"{page.name}:{line}", shared)
        elif language == "yaml":
            load_whole_model(text)
        else:
            run_commands(text, f"{page.name}:{line}", capsys)


def run_python(text, place, shared):
    if not text.startswith(">>>"):
        exec(compile(text, place, "exec"), shared)
        return
    test = doctest.DocTestParser().get_doctest(text, shared, place, None, 0)
    report = []
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    runner.run(test, out=report.append, clear_globs=False)
    shared.update(test.globs)
    assert not runner.failures, f"{place}\n" + "".join(report)


def load_whole_model(text):
    """Load a block that is a whole model; save it where its first line names a file."""
    if not re.search(r"^format: 1$", text, re.MULTILINE):
        _, complaints = read_tree(text)
        assert not complaints
        return
    loads(text)
    if named := re.match(r"# (\w+\.yaml)\n", text):
        Path(named[1]).write_text(text, encoding="utf-8")


def run_commands(text, place, capsys):
    """Run each ``$ pathway-economics ...`` and compare what it prints; leave other commands."""
    for command, wanted in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE):
        program, *arguments = shlex.split(command, comments=True)
        if program != "pathway-economics":
            continue
        capsys.readouterr()
        cli.main(arguments)
        told = capsys.readouterr()
        found = "\n".join(part.rstrip("\n") for part in told if part) + "\n"
        if wanted.strip():
            alike = doctest.OutputChecker().check_output(wanted, found, FLAGS)
            assert alike, f"{place}: {command}\n{found}"


def test_pages_with_figures_have_blocks_that_run():
    told = {page.name for page in PAGES if blocks(page)}
    assert {"README.md", "first_model.md", "definitions.md", "conventions.md"} <= told
    assert {"errors.md", "model_file.md", "write_a_model_file.md"} <= told


def section(text, heading):
    """Return the text under a heading, up to the next heading."""
    found = re.search(rf"^#+ {re.escape(heading)}$", text, re.MULTILINE)
    assert found, f"there is no heading {heading!r}"
    return re.split(r"^#", text[found.end() :], maxsplit=1, flags=re.MULTILINE)[0]


CLASSES = {
    "`horizon`": Horizon,
    "`parties`": Party,
    "`parameters`": Parameter,
    "`correlations`": Correlation,
    "`tables`": Table,
    "`pathway`": Pathway,
    "`states`": State,
    "`services`": Service,
    "`links`": Link,
    "`tests`": Test,
    "`strategies`": Strategy,
    "`programme`": Programme,
    "`population`": Population,
    "`subgroups`": Subgroup,
    "`capacity`": CapacityPool,
    "`history`": History,
    "`indicator`": Indicator,
} | {f"`{word}`": kind for word, kind in {**DISTRIBUTIONS, **CONTRACTS}.items()}
CLASSES |= {f"`{kind.keyword}`": kind for kind in BENCHMARKS}


def cells(heading):
    """Return the rows of the table under a heading, by field."""
    text = section((DOCS / "reference" / "model_file.md").read_text(encoding="utf-8"), heading)
    rows = [row.strip("| ").split("|") for row in re.findall(r"^\| `.*$", text, re.MULTILINE)]
    return {
        name.strip(" `"): [cell.strip() for cell in row[1:]]
        for row in rows
        for name in row[0].split(",")
    }


@pytest.mark.parametrize(("heading", "kind"), CLASSES.items(), ids=CLASSES)
def test_the_reference_names_every_field_and_its_default(heading, kind):
    rows = cells(heading)
    for field in fields(kind):
        if field.name == "name" or field.name == "distribution":
            continue
        assert field.name in rows, f"{heading} says nothing of {field.name!r}"
        if field.default is not MISSING and field.default is not None:
            assert rows[field.name][1] == as_written(field.default), field.name
        if field.default is MISSING and field.default_factory is MISSING:
            assert rows[field.name][1].startswith("required"), field.name


def as_written(default):
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    if isinstance(default, Expression):
        return f"`{default}`"
    return f"`{default:g}`" if isinstance(default, int | float) else f"`{default}`"


def test_the_reference_names_nothing_that_is_not_there():
    for heading, kind in CLASSES.items():
        known = {field.name for field in fields(kind)}
        assert set(cells(heading)) <= known, heading


def test_the_reference_names_every_section_variable_and_function():
    text = (DOCS / "reference" / "model_file.md").read_text(encoding="utf-8")
    words = {*SECTIONS, *TEXTS, *VARIABLES, *FUNCTIONS, "format", "extends"}
    words |= {field.name for field in fields(Model)}
    words |= {field.name for field in fields(Arrangement)} - {"name", "contracts"}
    assert not {word for word in words if f"`{word}`" not in text}


def test_the_words_of_the_ledger_are_told():
    text = (DOCS / "reference" / "nomenclature.md").read_text(encoding="utf-8")
    words = "cash_releasing non_cash_releasing cost_avoidance position payoff refuse threshold"
    assert not {word for word in words.split() if f"`{word}`" not in text}


LEFT = {"heart_failure": ["report.html"]}
"""Files that a notebook leaves beside it, by its name."""


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_shows_pictures(path, tmp_path, monkeypatch):
    jupytext = pytest.importorskip("jupytext")
    nbclient = pytest.importorskip("nbclient")
    monkeypatch.setenv("N_DRAWS", "64")
    monkeypatch.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    notebook = jupytext.read(path)
    client = nbclient.NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": tmp_path}}
    )
    client.execute()
    shown = [out for cell in notebook.cells for out in cell.get("outputs", [])]
    assert sum("image/png" in out.get("data", {}) for out in shown) >= 3
    assert os.listdir(tmp_path) == LEFT.get(path.stem, [])


GALLERY = sorted(path for path in (DOCS / "gallery").glob("*.md") if path.stem != "index")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", GALLERY, ids=lambda path: path.stem)
def test_a_page_of_the_gallery_shows_what_its_contracts_pay(path, tmp_path, monkeypatch):
    jupytext = pytest.importorskip("jupytext")
    nbclient = pytest.importorskip("nbclient")
    monkeypatch.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    notebook = jupytext.read(path)
    notebook.cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    nbclient.NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": tmp_path}}
    ).execute()
    shown = [out for cell in notebook.cells for out in cell.get("outputs", [])]
    assert any("image/png" in out.get("data", {}) for out in shown)
    assert any("text/html" in out.get("data", {}) for out in shown)  # the presets


def test_the_gallery_names_every_contract_on_the_page_of_its_family():
    rows = (DOCS / "gallery" / "index.md").read_text(encoding="utf-8").splitlines()
    for family, kinds in FAMILIES.items():
        for kind in kinds:
            (row,) = [row for row in rows if f"`{kind.keyword}`" in row.partition(" | ")[0]]
            assert f"[{family}]({family}.md)" in row, kind.keyword


def test_the_page_on_validation_names_every_replication_and_no_other():
    text = (DOCS / "explanation" / "validation.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+\.yaml)`", text))
    assert named == {path.name for path in (ROOT / "tests" / "replications").glob("*.yaml")}
