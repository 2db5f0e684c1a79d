"""Tables of one's own, settled from the shell."""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any


def settle_tables(
    folder: Path,
    tables: Mapping[str, Path | None],
    arrangements: Path,
    how: Mapping[str, Any],
    threshold: float | None,
) -> tuple[str, ...]:
    """Write the tables of every arrangement into a folder; return the answer in sentences.

    Parameters
    ----------
    folder
        Where to write.
    tables
        Files by the argument of ``load_tables`` that they are.
    arrangements
        File of arrangements; the first is the status quo.
    how
        What else ``load_tables`` takes.
    threshold
        Value of a QALY to the system. [currency per QALY]
    """
    from pathway_economics.contracts import settle
    from pathway_economics.io import load_arrangements, load_tables, results
    from pathway_economics.reporting.answer import answer
    from pathway_economics.reporting.findings import judge

    given: dict[str, Any] = {**tables, **how}
    outcomes = load_tables(**given)
    ways = load_arrangements(arrangements, outcomes)
    settled = [settle(outcomes, way) for way in ways.values()]
    results.save_tables(folder, results.tables(settled, threshold=threshold), outcomes.title)
    (folder / "run_record.json").write_text(_record(tables, arrangements, how), encoding="utf-8")
    proposed = outcomes.environments[-1]
    return answer([judge(each, settled[0], proposed, threshold) for each in settled])


def _record(tables: Mapping[str, Path | None], arrangements: Path, how: Mapping[str, Any]) -> str:
    """Return what was settled: each file with its hash, and how."""
    files = {name: file for name, file in tables.items() if file} | {"arrangements": arrangements}
    hashes = {
        name: {"file": file.name, "sha256": sha256(file.read_bytes()).hexdigest()}
        for name, file in files.items()
    }
    return json.dumps({"files": hashes, "how": dict(how)}, indent=2, ensure_ascii=False) + "\n"
