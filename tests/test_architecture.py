"""The floors of the design: a module imports from below, and each room keeps its tools."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import pathway_economics

FLOORS = [  # ground first; rooms on one floor are strangers
    {"errors", "seeds", "workers", "resources", "tables"},
    {"parameters", "parties", "bargaining"},
    {"pathway", "payments", "ledger", "population", "horizon"},
    {"outcomes"},
    {"engine", "contracts", "evaluate"},
    {"model"},
    {"arbitration", "studies", "plot", "io", "datasets"},
    {"reporting", "report", "sweep"},
    {"__init__", "cli"},
    {"__main__"},
]
FLOOR = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}
ROOT = Path(pathway_economics.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))

OWN = "pathway_economics"
READS_FILES = {"resources", "io", "report", "reporting", "sweep", "cli"}
FILE_CALLS = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink",
              "savefig", "to_csv", "to_excel"}  # fmt: skip
FILE_LIBRARIES = {"shutil", "tempfile", "openpyxl"}
PROCESSES = {"multiprocessing", "subprocess"}
AT_IMPORT = {OWN, "numpy", *sys.stdlib_module_names}


def room_of(path):
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(path):
    """Return every module that a file imports, wherever in it, type checking included."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides where it leads"
            if node.module == OWN:
                found |= {f"{OWN}.{alias.name}" for alias in node.names}
            else:
                found.add(str(node.module))
    return found


def rooms_imported(path):
    own = [name.split(".") for name in imports(path) if name.split(".")[0] == OWN]
    return {parts[1] if len(parts) > 1 else "__init__" for parts in own}


def libraries(path):
    return {name.split(".")[0] for name in imports(path)} - {OWN}


def test_every_room_has_a_floor():
    assert {room_of(path) for path in MODULES} <= FLOOR.keys()


def test_every_import_goes_down():
    climbing = [
        f"{path.relative_to(ROOT)} imports {other}"
        for path in MODULES
        for other in rooms_imported(path) - {room_of(path)}
        if FLOOR.get(other, 99) >= FLOOR[room_of(path)]
    ]
    assert not climbing, "\n".join(climbing)


@pytest.mark.parametrize(
    ("library", "rooms"), [("matplotlib", {"plot"}), ("networkx", {"pathway"})]
)
def test_a_library_stays_in_its_room(library, rooms):
    assert {room_of(path) for path in MODULES if library in libraries(path)} <= rooms


def test_only_workers_starts_processes():
    """Others may name the type of an executor, which they are given."""
    starting = {room_of(path) for path in MODULES if libraries(path) & PROCESSES}
    for path in MODULES:
        names = {n.id for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Name)}
        if names & {"ProcessPoolExecutor", "ThreadPoolExecutor"}:
            starting.add(room_of(path))
    assert starting <= {"workers"}


def test_few_rooms_touch_files():
    touching = set()
    for path in MODULES:
        calls = [n.func for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Call)]
        called = {getattr(call, "attr", getattr(call, "id", "")) for call in calls}
        if called & FILE_CALLS or libraries(path) & FILE_LIBRARIES:
            touching.add(room_of(path))
    assert touching <= READS_FILES


def loaded_by(statement):
    """Return the modules that a fresh Python loads for a statement."""
    code = (
        f"import sys; before = set(sys.modules); {statement}; print(*(set(sys.modules) - before))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    names = {name.split(".")[0] for name in run.stdout.split()}
    return {name for name in names if "cython" not in name}  # which numpy.random leaves behind


def test_importing_the_package_loads_numpy_and_our_own_code():
    assert loaded_by(f"import {OWN}") <= AT_IMPORT


def test_the_parts_of_a_model_load_numpy_and_our_own_code():
    names = "Party, Parameter, State, Service, Pathway, Strategy, Horizon, Population, Model"
    assert loaded_by(f"from {OWN} import {names}") <= AT_IMPORT


def test_every_root_name_is_there():
    for name in pathway_economics.__all__:
        assert getattr(pathway_economics, name) is not None


def test_the_function_report_is_not_shadowed_by_a_room():
    """Whatever was imported before, ``pe.report`` is the function."""
    code = f"import {OWN}.cli, {OWN} as pe; pe.load_model; assert callable(pe.report)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'reprot'"):
        pathway_economics.reprot  # noqa: B018
    assert "run" in dir(pathway_economics)
