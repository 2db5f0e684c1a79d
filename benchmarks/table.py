"""Print the table of ratios as Markdown: everything measured in one run, on this machine.

    python benchmarks/table.py [--peer PYTHON]

PYTHON is one that has heormodel installed, in an environment of its own.
"""

import argparse
import json
import platform
import subprocess
from datetime import date
from importlib.metadata import version
from os import cpu_count, environ, getloadavg
from pathlib import Path
from statistics import median

import pathway_economics as pe
from items import ITEMS, beside
from large import peak_of_a, wall
from models import item_c
from models_individuals import item_d, script_d
from pathway_economics.engine import Individuals

N_DRAWS = 10_000
HESIM = {"A": 1.0 / 3.5e-3, "B1": 7.5 / 11e-3}
"""hesim's CPU time over that of the script, measured once with R 4.2: no R on this machine."""

HESIM_D = 4.2 / 0.283
"""The same of item D."""


def peer(python: str, name: str, n_draws: int) -> float:
    """Return the CPU time of heormodel on an item, for 10,000 draws. [seconds]"""
    script = Path(__file__).with_name("peer_heormodel.py")
    found = []
    for _ in range(3):
        done = subprocess.run(
            [python, str(script), name, str(n_draws)],
            capture_output=True,
            text=True,
            check=True,
            env={**environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        )
        found.append(json.loads(done.stdout)["cpu"])
    return median(found) * N_DRAWS / n_draws


def row(name: str, python: str | None) -> str:
    """Return one line of the table."""
    item = ITEMS[name]
    model = item.build()
    pe.run(model, N_DRAWS, 1)
    ours, theirs, ratio = beside(lambda: pe.run(model, N_DRAWS, 1), lambda: item.script(N_DRAWS))
    wanted = item.target + 0.005 / theirs
    other = "-"
    if python and name in ("A", "B1"):
        other = f"{peer(python, name, N_DRAWS) / ours:.0f}"
    hesim = f"{HESIM[name] * theirs / ours:.0f}" if name in HESIM else "-"
    return (
        f"| {name}: {item.what} | {ours * 1e3:.0f} ms | {theirs * 1e3:.0f} ms | {ratio:.2f} "
        f"| {wanted:.2f} | {other} | {hesim} |"
    )


def individuals() -> str:
    """Return the line of item D: 1,000 draws of 1,000 people in continuous time."""
    model, engine = item_d(), Individuals(1_000, clock="continuous")
    ours, theirs, ratio = beside(
        lambda: pe.run(model, 1_000, 1, engine=engine), lambda: script_d(1_000, 1_000), 3
    )
    return (
        f"| D: 1,000 draws x 1,000 people followed in continuous time | {ours * 1e3:.0f} ms "
        f"| {theirs * 1e3:.0f} ms | {ratio:.2f} | 2.00 | - | {HESIM_D * theirs / ours:.0f} |"
    )


def money() -> str:
    plain, by_payer = item_c(), item_c(by_payer=True)
    ratio = beside(lambda: pe.run(by_payer, N_DRAWS, 1), lambda: pe.run(plain, N_DRAWS, 1))[2]
    return f"| C+: the money of three budget holders by year, beside C | {ratio:.2f} | 1.25 |"


def two_processes() -> str:
    model = item_c()
    pairs = [
        (
            wall(lambda: pe.run(model, 100_000, 1)),
            wall(lambda: pe.run(model, 100_000, 1, workers=2)),
        )
        for _ in range(3)
    ]
    ratio = median(one / two for one, two in pairs)
    return f"| C with 100,000 draws: one process over two, by the clock | {ratio:.2f} | 1.6 |"


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--peer", help="a Python with heormodel installed")
    asked.add_argument("--items", default=",".join(ITEMS), help="names, by commas")
    given = asked.parse_args()
    load = getloadavg()[0]
    print("| item, 10,000 draws | library | script | ratio | target | heormodel | hesim |")
    print("|---|---|---|---|---|---|---|")
    for name in given.items.split(","):
        print(row(name, given.peer), flush=True)
    print(individuals(), flush=True)
    print("\n| item | measured | target |\n|---|---|---|")
    print(money(), flush=True)
    print(two_processes(), flush=True)
    print(f"| A with 1,000,000 draws: peak above importing | {peak_of_a(1_000_000)} MB | 250 MB |")
    print(
        f"\n{platform.machine()}, {cpu_count()} cores, Python {platform.python_version()}, "
        f"NumPy {version('numpy')}, SciPy {version('scipy')}, {date.today():%d %B %Y}; load before "
        f"{load:.1f}, after {getloadavg()[0]:.1f}. Each pair in turn, CPU time, "
        "medians of five (D and processes: three)."
    )


if __name__ == "__main__":
    main()
