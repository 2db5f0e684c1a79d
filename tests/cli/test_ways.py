"""How a run is asked for in the shell: individuals, clocks, samplers, chance, traces."""

import json

import pytest

from cli.small import MODEL, names, run
from pathway_economics.cli import main
from pathway_economics.cli.ways import ROOM, SAMPLERS, TRACED, kept
from pathway_economics.io import load_model
from pathway_economics.parameters import samplers
from reporting.waiting_room import clinic

RATES = MODEL.replace(
    "{Admission: p_admit, Dead: 0.05}\n    Admission: {Stable: rest}",
    "{Admission: {rate: p_admit}, Dead: {rate: 0.05}}\n    Admission: {Stable: rest}",
).replace("{Admission: p_admit * 0.8}", "{Admission: {rate: p_admit * 0.8}}")
ATTRIBUTES = MODEL.replace("Dead: 0.05", "Dead: 0.05 * frail").replace(
    "population: {prevalent: {Stable: 1000}}",
    "population: {prevalent: {Stable: 1000}, attributes: {frail: {beta: {mean: 0.5, se: 0.2}}}}",
)


def record(out):
    return json.loads((out / "run_record.json").read_text(encoding="utf-8"))


def page(out):
    return (out / "report.html").read_text(encoding="utf-8")


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def test_a_cohort_on_independent_draws_unless_said(file, out):
    assert run(file, out) == 0
    found = record(out)
    assert (found["engine"], found["chance"]) == ("cohort", False)
    assert found["sampler"] == samplers.MonteCarlo().describe()
    assert "first-order" not in page(out)


def test_individuals_are_followed(file, out):
    assert run(file, out, "--people", "50") == 0
    assert record(out)["engine"] == "50 individuals, by cycle"
    assert "50 individuals, by cycle" in page(out)


def test_individuals_are_followed_in_scenarios_too(file, out):
    """A scenario without its attributes' engine would be refused."""
    scenario = "scenarios:\n  More:\n    p_admit: {fixed: 0.4, unit: per year, assumption: more}\n"
    file.write_text(ATTRIBUTES + scenario, encoding="utf-8")
    assert run(file, out, "--people", "50") == 0
    assert "More" in page(out)


def test_individuals_move_when_it_happens(file, out):
    file.write_text(RATES, encoding="utf-8")
    assert run(file, out, "--people", "50", "--clock", "continuous") == 0
    assert record(out)["engine"] == "50 individuals, in continuous time"


def test_what_no_clock_can_follow_is_told(file, out, capsys):
    assert run(file, out, "--people", "50", "--clock", "continuous") == 1
    shown = capsys.readouterr().err
    assert "In continuous time" in shown
    assert "Traceback" not in shown
    assert names(file.parent) == ["small.yaml"]


def test_a_clock_is_of_individuals(file, out, capsys):
    for command in (["run", str(file), "--out", str(out)], ["verify", str(file)]):
        assert main([*command, "--clock", "continuous"]) == 2
        assert "--people 5000" in capsys.readouterr().err


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_draws_are_spread_as_asked(file, out, sampler):
    assert run(file, out, "--sampler", sampler) == 0
    assert record(out)["sampler"] == getattr(samplers, SAMPLERS[sampler])().describe()


def test_every_sampler_has_a_name():
    assert set(SAMPLERS.values()) == set(samplers.__all__) - {"Sampler"}


def test_advice_on_draws_is_one_line(file, out, capsys):
    assert main(["run", str(file), "--draws", "9", "--sampler", "sobol", "--out", str(out)]) == 0
    assert capsys.readouterr().err.splitlines() == [
        "warning: 9 draws of Sobol points are spread less evenly than a power of two; take 8 or 16."
    ]


def test_scenarios_of_sobol_points_ask_for_no_other_number(file, out, capsys):
    scenario = "scenarios:\n  More:\n    p_admit: {fixed: 0.4, unit: per year, assumption: more}\n"
    file.write_text(MODEL + scenario, encoding="utf-8")
    assert main(["run", str(file), "--draws", "4096", "--sampler", "sobol", "--out", str(out)]) == 0
    assert capsys.readouterr().err == ""


def test_chance_adds_the_luck_of_a_finite_population(file, out):
    assert run(file, out, "--chance") == 0
    assert record(out)["chance"] is True
    assert "finite population" in page(out)


def test_individuals_have_luck_of_their_own(file, out, capsys):
    assert run(file, out, "--chance", "--people", "50") == 2
    shown = capsys.readouterr().err
    assert "individuals (--people 50) have luck of their own; leave out one of the two" in shown
    assert names(file.parent) == ["small.yaml"]


def test_attributes_need_individuals(file, out, capsys):
    file.write_text(ATTRIBUTES, encoding="utf-8")
    for command in (["run", str(file), "--out", str(out)], ["verify", str(file)]):
        assert main(command) == 2
        shown = capsys.readouterr().err
        assert "(frail)" in shown
        assert "--people 5000" in shown
    assert names(file.parent) == ["small.yaml"]
    assert run(file, out, "--people", "50") == 0
    assert "frail (beta, mean 0.5, se 0.2)" in page(out)


def test_individuals_are_verified(file, capsys):
    file.write_text(ATTRIBUTES, encoding="utf-8")
    assert main(["verify", str(file), "--draws", "4", "--people", "40"]) == 0
    assert "0 FAILED" in capsys.readouterr().out


@pytest.mark.parametrize("option", [("--people", "0"), ("--traces", "-1"), ("--clock", "daily")])
def test_impossible_ways(file, out, option, capsys):
    assert run(file, out, *option) == 2
    assert option[0] in capsys.readouterr().err


def test_traces_are_kept_of_few_draws_or_as_asked(file):
    model = load_model(file)
    assert kept(model, None).draws == TRACED
    assert (kept(model, 7).traces, kept(model, 7).draws) == (True, 7)
    assert not kept(model, 0).traces


def test_traces_of_a_large_model_stay_within_bounds(file, monkeypatch):
    """2 strategies, 2 states, 3 moments: 12 numbers a draw."""
    monkeypatch.setattr("pathway_economics.cli.ways.ROOM", 12 * 7 + 1)
    assert ROOM > 12 * TRACED
    assert kept(load_model(file), None).draws == 7
    monkeypatch.setattr("pathway_economics.cli.ways.ROOM", 11)
    assert not kept(load_model(file), None).traces


def test_figures_through_time_need_traces(file, tmp_path):
    assert run(file, tmp_path / "with") == 0
    assert run(file, tmp_path / "without", "--traces", "0") == 0
    more = set(names(tmp_path / "with" / "figures")) - set(names(tmp_path / "without" / "figures"))
    assert more == {
        f"{name}.{form}" for name in ("occupancy", "survival") for form in ("png", "svg")
    }


def test_queues_take_up_room_of_traces_too(monkeypatch):
    """One queue in each environment and cycle, beside people by state, strategy and moment."""
    model = clinic()
    n_cycles, n_states = model.horizon.n_cycles, len(model.pathway.states)
    people = n_states * len(model.strategies) * (n_cycles + 1)
    with_queues = people + len(model.environments) * n_cycles
    monkeypatch.setattr("pathway_economics.cli.ways.ROOM", 3 * with_queues - 1)
    assert kept(model, None).draws == 2
