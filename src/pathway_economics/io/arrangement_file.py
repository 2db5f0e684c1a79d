"""Arrangements in a file of their own, for outcomes that no model file made."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from os import PathLike, fspath

from pathway_economics.contracts import Arrangement, Contract, scope_complaints
from pathway_economics.contracts.arrangement import merge
from pathway_economics.errors import Complaint, InvalidModel, suggestion
from pathway_economics.io.arrangements import read_arrangements
from pathway_economics.io.decoding import decoded
from pathway_economics.io.findings import Findings
from pathway_economics.io.nodes import Node, line_at
from pathway_economics.io.tree import MAX_BYTES, read_tree, refuse_size
from pathway_economics.outcomes import Outcomes
from pathway_economics.parameters import Frozen
from pathway_economics.parameters.expressions import FUNCTIONS, calls_in, names_in
from pathway_economics.parties import EXTERNAL

SECTION = "arrangements"

Path = tuple[str, ...]


def load_arrangements(
    path: str | PathLike[str], outcomes: Outcomes | None = None
) -> Mapping[str, Arrangement]:
    """Return the arrangements of a file that holds nothing else.

    Parameters
    ----------
    path
        A YAML or JSON file with the section ``arrangements`` of a model file.
    outcomes
        What will be settled; with it, names of parties, services and strategies and the
        number of years are checked at once, with their lines.

    Returns
    -------
    Mapping of str to Arrangement
        By name, in the order of the file, each with the contracts of what it extends.

    Raises
    ------
    InvalidModel
        With every complaint and its line.
    OSError
        If the file cannot be read.

    Examples
    --------
    >>> load_arrangements("arrangements.yaml")["Block"]  # doctest: +SKIP
    """
    name = fspath(path)
    with open(name, "rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    root = None
    try:
        refuse_size(len(data))
        root, complaints = read_tree(decoded(data))
        return _arrangements(root, Findings(complaints=complaints), outcomes)
    except InvalidModel as error:
        placed = [_placed(complaint, root, name) for complaint in error.complaints]
        once = dict.fromkeys(placed)
        raise InvalidModel(sorted(once, key=lambda c: c.line or 0)) from None


def _arrangements(
    root: Node, findings: Findings, outcomes: Outcomes | None
) -> Mapping[str, Arrangement]:
    sections = findings.mapping(root, (), "the section arrangements")
    for key in sections:
        if key not in (SECTION, "format"):
            findings.add(
                (key,),
                f"The section {key!r} has no place here: a file of arrangements holds only "
                f"{SECTION!r}, as the rest comes from tables. Load a whole model with load_model.",
            )
    if SECTION not in sections and not root.faulty:
        findings.add((), f"There is no section {SECTION!r}; write 'arrangements:' and indent them.")
    read = read_arrangements(sections.get(SECTION), findings)
    merged = merge(read, findings.broken["arrangements"], findings.broken["contracts"])
    findings.complaints += merged.complaints
    for arrangement in merged.arrangements.values():
        findings.complaints += scope_complaints(arrangement, findings.broken["contracts"])
    for label, arrangement in read.items():
        for name, contract in arrangement.in_force.items():
            place = (SECTION, label, name)
            findings.complaints += _complaints(contract, place, outcomes)
    if not read and not findings.complaints:
        findings.add((SECTION,), "No arrangement is given; give at least one.")
    if findings.complaints:
        raise InvalidModel(findings.complaints)
    return Frozen(merged.arrangements, "arrangement")


def _complaints(contract: Contract, path: Path, outcomes: Outcomes | None) -> Iterator[Complaint]:
    """Yield what is wrong with the names that a contract uses."""
    parameters = () if outcomes is None else outcomes.draws.parameters
    known = {"year", *(name for parameter in parameters for name in parameter.names)}
    for field, number in contract.numbers():
        place = (*path, field.split("[")[0])
        for name in sorted(names_in(number) - known):
            told = f"{name!r} is no number, and there are no parameters here; write the amount."
            yield Complaint(told, place)
        for name, _ in sorted(calls_in(number)):
            if name not in FUNCTIONS:
                yield Complaint(f"No function is named {name!r} here.", place)
    if outcomes is None:
        return
    services = (*(line.name for line in outcomes.lines), *outcomes.not_kept)
    used = {
        "party": (contract.payers_and_payees(), (*outcomes.parties, EXTERNAL)),
        "service": (contract.services_in(), services),
        "strategy": (contract.strategies_in(), outcomes.strategies),
    }
    for kind, (names, declared) in used.items():
        for name in names:
            if name not in declared:
                told = f"No {kind} is named {name!r}. {suggestion(name, declared)}"
                yield Complaint(told, path)
    years = len(outcomes.years)
    for field, length in contract.lengths():
        if length != years:
            told = f"{length} values are given for {years} years; give one for each, or one number."
            yield Complaint(told, (*path, field))


def _placed(complaint: Complaint, root: Node | None, name: str) -> Complaint:
    line = complaint.line
    if root is not None and line is None:
        line = line_at(root, complaint.path)
    return replace(complaint, file=name, line=line)
