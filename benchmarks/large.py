"""What large runs take, measured in processes of their own or by the clock on the wall."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

PEAK = """
def peak():  # of this program alone: ru_maxrss would start from its parent's
    lines = open("/proc/self/status").read().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1000
import numpy, pathway_economics as pe
from models import item_a
baseline = peak()
outcomes = pe.run(item_a(), {n_draws}, 1)
assert outcomes.cost.shape == (2, {n_draws})
print(round(peak() - baseline))
"""


def peak_of_a(n_draws: int) -> int:
    """Return the peak memory of item A above importing the package, on Linux. [MB]"""
    done = subprocess.run(
        [sys.executable, "-c", PEAK.format(n_draws=n_draws)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent,
    )
    return int(done.stdout)


def wall(work: Callable[[], object]) -> float:
    """Return the time that some work takes by the clock. [seconds]"""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
