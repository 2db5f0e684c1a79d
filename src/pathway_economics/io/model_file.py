"""A model file, read into a model with every complaint at once."""

from collections.abc import Iterable
from dataclasses import replace
from os import PathLike, fspath, fstat
from typing import TextIO

from pathway_economics.errors import Complaint, InvalidModel
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
        return loads(_decoded(data), name)
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
    try:
        root, complaints = read_tree(text)
    except InvalidModel as error:
        raise InvalidModel(_placed(error.complaints, None, name)) from None
    findings = Findings(complaints=complaints)
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


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        told = f"The file is not UTF-8 text: got byte {data[error.start]:#04x}; save it as UTF-8."
        raise InvalidModel([Complaint(told, line=line)]) from None


def _placed(complaints: Iterable[Complaint], root: Node | None, name: str) -> list[Complaint]:
    """Return complaints once each, with file and line, in the order of the lines."""
    placed = [
        replace(
            complaint,
            file=complaint.file or name,
            line=complaint.line or (None if root is None else line_at(root, complaint.path)),
        )
        for complaint in complaints
    ]
    return sorted(dict.fromkeys(placed), key=lambda complaint: complaint.line or 0)
