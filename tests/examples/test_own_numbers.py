"""The example of one's own numbers: what it prints follows from its table."""

import csv
import importlib.util
from pathlib import Path

import pytest

import pathway_economics as pe

FILE = Path(__file__).parents[2] / "examples" / "own_numbers.py"


@pytest.fixture(scope="module")
def example():
    spec = importlib.util.spec_from_file_location("own_numbers_example", FILE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


LONG = 51_672 * 5_419.95 + 35_328 * 4_328.19 + 20_692 * 3_536.51 + 12_097 * 3_045.50
NURSES = 6_000 * 61


def payoffs(example, name, **how):
    first, *others = example.settled(**how)
    found = next(each for each in (first, *others) if each.name == name)
    return {p: pe.evaluate.payoff(found, first, p)[1, 0] for p in first.outcomes.parties}


def test_a_tenth_of_long_stays_by_hand(example, monkeypatch):
    """A hundredth of England, a tenth of its long stays: LONG / 1,000 = 542,985 a year less.

    A quarter is released. Under payment by activity the commissioner keeps all of the price.
    """
    monkeypatch.setattr(example, "FALL_SE", 0.0)
    assert round(LONG / 1_000) == 542_985
    silo = payoffs(example, "Payment by activity", n_draws=2)
    assert silo["Commissioner"] == pytest.approx(LONG / 1_000)
    assert silo["Acute trust"] == pytest.approx(-0.75 * LONG / 1_000)
    assert silo["Community trust"] == pytest.approx(-NURSES)
    shared = payoffs(example, "Gain share", n_draws=2)
    assert shared["Commissioner"] == pytest.approx(LONG / 1_000 / 2 - NURSES)
    assert shared["Acute trust"] == pytest.approx(LONG / 1_000 * (0.25 - 1 + 0.5))
    blended = payoffs(example, "Blended 20 %", n_draws=2)
    assert blended["Acute trust"] == pytest.approx(LONG / 1_000 * (0.25 - 0.2))


def test_it_says_who_refuses(example, capsys):
    example.main()
    shown = capsys.readouterr().out
    assert "Community trust refuses" in shown.split("\n\n")[0]
    assert "<Consents 'Blended 20 %' in 'Proposed': refused>" in shown


def test_each_row_has_the_cost_of_the_source(example):
    """Cost is activity times unit cost in each non-elective row of EB03, up to rounding."""
    costs = [280_059_473.43, 17_435_354.21, 152_906_359.32, 16_531_033.94, 73_177_418.16,
             13_248_571.88, 36_841_388.27, 10_487_961.47, 2_114_882.93]  # fmt: skip
    typed = csv.DictReader(example.NCC.splitlines())
    for row, cost in zip(typed, costs, strict=True):
        assert float(row["England"]) * float(row["unit_cost"]) == pytest.approx(cost, rel=1e-5)
