"""The flagship example: run, settle and evaluate, from a loaded model."""

import resource
import subprocess
import sys

import pathway_economics as pe
from pathway_economics.io import loads

MEGABYTES = """
import resource, pathway_economics as pe
from pathway_economics.io import loads
{work}
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000)
"""
WORK = """
from test_flagship import answer
answer(loads(pe.datasets.text("heart_failure")))
"""


def answer(model):
    outcomes = pe.run(model, n_draws=10_000, seed=1)
    settled = [pe.settle(outcomes, a) for a in model.arrangements.values()]
    tables = [
        evaluated
        for settlement in settled
        for evaluated in (
            pe.evaluate.payoffs(settlement, status_quo=settled[0]),
            pe.evaluate.consents(settlement, status_quo=settled[0], threshold=25_000).table,
        )
    ]
    return [*tables, pe.evaluate.cost_effectiveness(outcomes, threshold=25_000)]


def test_flagship(benchmark):
    model = loads(pe.datasets.text("heart_failure"))
    tables = benchmark.pedantic(answer, args=(model,), rounds=3, warmup_rounds=1)
    assert len(tables) == 2 * len(model.arrangements) + 1
    peak = subprocess.run(
        [sys.executable, "-c", MEGABYTES.format(work=WORK)],
        capture_output=True,
        text=True,
        check=True,
        cwd=__file__.rsplit("/", 1)[0],
    )
    benchmark.extra_info["peak_mb"] = int(peak.stdout)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > 0


def test_settle_ten_contracts(benchmark):
    """One more arrangement of ten contracts, 10,000 draws x 10 years x 2 environments."""
    text = pe.datasets.text("heart_failure").replace("budget_years: 5", "budget_years: 10")
    text = text.replace("[117000, 28000, 0, 0, 0]", "[117000, 28000, 0, 0, 0, 0, 0, 0, 0, 0]")
    text = text.replace("[60000, 0, 0, 0, 0]", "[60000, 0, 0, 0, 0, 0, 0, 0, 0, 0]")
    text = text.replace(
        "[0.3, 0.5, 0.6, 0.6, 0.6]", "[0.3, 0.5, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6]"
    )
    model = loads(text)
    outcomes = pe.run(model, n_draws=10_000, seed=1)
    pooled = model.arrangements["Pooled budget"]
    extra = {
        f"Block {i}": pe.contracts.Block(payer="ICB", payee="Acute trust", amount=1_000 * i)
        for i in range(1, 3)
    }
    arrangement = pe.Arrangement("Ten", {**pooled.contracts, **extra})
    assert len(arrangement.contracts) == 10
    settled = benchmark(pe.settle, outcomes, arrangement)
    assert settled.position("ICB").shape == (2, 10, 10_000)


def test_import(benchmark):
    """CPU time of importing the package over that of importing NumPy alone."""
    program = (
        "import time, numpy; t = time.process_time(); import pathway_economics; "
        "print(time.process_time() - t)"
    )

    def run_once() -> float:
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
        return float(done.stdout)

    benchmark.extra_info["import_ms"] = round(1e3 * sorted(run_once() for _ in range(5))[2], 2)
    benchmark.pedantic(run_once, rounds=1)
