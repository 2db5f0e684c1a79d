import importlib.util
import io
from pathlib import Path

import pytest

import pathway_economics as pe
from pathway_economics.model import canonical_text

FILE = Path(__file__).parents[2] / "examples" / "faecal_calprotectin.py"


@pytest.fixture(scope="module")
def example():
    spec = importlib.util.spec_from_file_location("faecal_calprotectin_example", FILE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_is_the_bundled_model_letter_by_letter(example):
    bundled = pe.load_model(io.StringIO(pe.datasets.text("faecal_calprotectin")))
    assert canonical_text(example.model()) == canonical_text(bundled)


def test_a_dearer_price_is_the_cost_times_more(example):
    # 161,198 / 350 patients x 1.15 x 350 patients = 185,377.70
    changed = example.with_parameters(example.model(), [example.dearer(0.15)])
    outcomes = pe.run(changed, n_draws=2)
    usual = pe.settle(outcomes, changed.arrangements["Payment by results"])
    paid = next(
        e for e in usual.ledger.entries if e.source == "Secondary care" and e.price is not None
    )
    assert paid.amount[0, 0, 0] == pytest.approx(185_377.70)


def test_main_tells_the_published_saving_and_what_the_commissioner_keeps_of_it(example, capsys):
    # present care 161,198 less the new pathway 10,850 + 48,003 = 58,853 is 102,345
    # half of the clinics are filled and billed again: 161,198 / 2 - 58,853 = 21,746
    example.main()
    told = capsys.readouterr().out
    assert "Resource value saved in a year: 102,345 GBP" in told
    assert "Commissioner  21,746" in told
