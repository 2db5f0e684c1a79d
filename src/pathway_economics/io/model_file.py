"""A model file, read into a model with every complaint at once."""

from collections.abc import Iterable
from dataclasses import replace
from os import PathLike, fspath, fstat
from pathlib import Path
from typing import TextIO

from pathway_economics.errors import Complaint, InvalidModel
from pathway_economics.io.decoding import decoded
from pathway_economics.io.findings import Findings
from pathway_economics.io.nodes import Node, line_at
from pathway_economics.io.sections import read_parts
from pathway_economics.io.tree import MAX_BYTES, read_tree, refuse_size
from pathway_economics.model.check import check
from pathway_economics.model.model import Model


def load_model(file: str | PathLike[str] | TextIO) -> Model:
    """Return the model that a file holds.

    Parameters
    ----------
    file
        Path of a YAML or JSON file, or an open text file.

    Returns
    -------
    Model

    Raises
    ------
    InvalidModel
        If anything is wrong with the model; it carries every complaint, with its line.
    OSError
        If the file cannot be read.

    Examples
    --------
    >>> load_model("model.yaml")  # doctest: +SKIP
    """
    if not isinstance(file, str | PathLike):
        return loads(file.read(MAX_BYTES + 1), str(getattr(file, "name", "<text>")))
    name = fspath(file)
    with open(name, "rb") as stream:
        data = stream.read(MAX_BYTES + 1)
        size = max(len(data), fstat(stream.fileno()).st_size)
    try:
        refuse_size(size)
        return _loaded(decoded(data), name, Path(name).parent)
    except InvalidModel as error:
        raise InvalidModel(_placed(error.complaints, None, name)) from None


def loads(text: str, name: str = "<text>") -> Model:
    """Return the model that a text holds.

    Parameters
    ----------
    text
        A model file's text, YAML or JSON.
    name
        What complaints call the file.

    Returns
    -------
    Model

    Raises
    ------
    InvalidModel
        If anything is wrong with the model; it carries every complaint, with its line.

    Examples
    --------
    >>> loads("format: 2")
    Traceback (most recent call last):
    ...
    pathway_economics.errors.InvalidModel: <text>:1: format: The file has format 2, but this \
version of pathway-economics reads format 1; install a newer version.
    """
    return _loaded(text, name, None)


def _loaded(text: str, name: str, folder: Path | None) -> Model:
    try:
        root, complaints = read_tree(text)
    except InvalidModel as error:
        raise InvalidModel(_placed(error.complaints, None, name)) from None
    findings = Findings(complaints=complaints, folder=folder)
    try:
        return _model(root, findings)
    except InvalidModel as error:
        raise InvalidModel(_placed(error.complaints, root, name)) from None


def _model(root: Node, findings: Findings) -> Model:
    """Return the model of a tree; a model that is in order is checked as it is made."""
    parts = read_parts(root, findings)
    if parts is not None and not findings.complaints:
        return Model(**parts)
    if parts is not None:
        findings.complaints += check(parts, findings.broken)
    raise InvalidModel(findings.complaints)


def _placed(complaints: Iterable[Complaint], root: Node | None, name: str) -> list[Complaint]:
    """Return complaints once each, with file and line, in the order of the lines."""
    placed = []
    for complaint in complaints:
        path, line = complaint.path, complaint.line
        if root is not None and complaint.file is None:
            path = _as_written(path, root)
            line = line or line_at(root, path)
        placed.append(replace(complaint, path=path, file=complaint.file or name, line=line))
    return sorted(dict.fromkeys(placed), key=lambda c: (c.file != name, c.file or "", c.line or 0))


def _as_written(path: tuple[str, ...], root: Node) -> tuple[str, ...]:
    """Return the path in the file: links that a test made stand where the test does."""
    if "links" not in path[:-1]:
        return path
    at = path.index("links")
    node: Node | None = root
    for key in (*path[:at], "tests"):
        node = node.value.get(key) if node and isinstance(node.value, dict) else None
    made = node is not None and isinstance(node.value, dict) and path[at + 1] in node.value
    return (*path[:at], "tests", path[at + 1]) if made else path
