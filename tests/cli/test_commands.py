import json

import pytest

from pathway_economics.cli import commands, main

MODEL = """\
format: 1
title: A small model
currency: GBP
price_year: 2024/25
horizon: {first_year: 2026/27, years: 2, cycle: year}
parties:
  ICB: {role: commissioner}
  Acute trust: {role: provider}
parameters:
  p_admit: {beta: {mean: 0.3, se: 0.05}, unit: per year, source: A trial}
pathway:
  start: {Stable: 1}
  states: {Stable: {utility: 0.7}, Dead: {}}
  services: {Admission: {provider: Acute trust, unit_cost: 4328, unit: admission}}
  links:
    Stable: {Admission: p_admit, Dead: 0.05}
    Admission: {Stable: rest}
strategies:
  Usual care: {}
  Monitoring:
    links: {Stable: {Admission: p_admit * 0.8}}
    consent: [ICB]
population: {prevalent: {Stable: 1000}}
environments:
  Current: {Usual care: 1}
  Proposed: {Monitoring: 1}
arrangements:
  Payment by results:
    Admissions:
      activity: {payer: ICB, payee: Acute trust, services: [Admission], price: 4100}
  Block:
    Admissions: {block: {payer: ICB, payee: Acute trust, amount: 1200000}}
"""
RESULTS = ["figures", "model.yaml", "report.html", "results.xlsx", "run_record.json", "tables"]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "small.yaml"
    path.write_text(MODEL, encoding="utf-8")
    return path


def names(folder):
    return sorted(item.name for item in folder.iterdir())


def run(file, out, *more):
    return main(["run", str(file), "--draws", "16", "--seed", "3", "--out", str(out), *more])


def test_run_writes_everything_and_says_where(file, tmp_path, capsys):
    out = tmp_path / "deep" / "results"
    assert run(file, out, "--threshold", "20000") == 0
    assert names(out) == RESULTS
    assert names(out.parent) == ["results"]
    assert (out / "model.yaml").read_text(encoding="utf-8") == MODEL
    record = json.loads((out / "run_record.json").read_text(encoding="utf-8"))
    assert (record["seed"], record["n_draws"]) == (3, 16)
    assert "payoffs.csv" in names(out / "tables")
    assert {"who_pays.png", "who_pays.svg", "pathway.png"} <= set(names(out / "figures"))
    shown = capsys.readouterr()
    assert str(out / "report.html") in shown.out
    assert shown.err == ""  # no progress where there is no terminal


def test_earlier_results_are_kept_unless_asked(file, tmp_path, capsys):
    out = tmp_path / "results"
    assert run(file, out) == 0
    before = (out / "report.html").read_bytes()
    assert main(["run", str(file), "--draws", "8", "--out", str(out)]) == 2
    assert "--overwrite" in capsys.readouterr().err
    assert (out / "report.html").read_bytes() == before
    assert main(["run", str(file), "--draws", "8", "--out", str(out), "--overwrite"]) == 0
    assert (out / "report.html").read_bytes() != before


def test_a_folder_of_other_files_is_never_replaced(file, tmp_path, capsys):
    assert run(file, tmp_path, "--overwrite") == 2
    assert "small.yaml" in capsys.readouterr().err
    assert names(tmp_path) == ["small.yaml"]


def test_interrupted_runs_leave_the_old_results(file, tmp_path, capsys, monkeypatch):
    out = tmp_path / "results"
    assert run(file, out) == 0
    before = (out / "report.html").read_bytes()

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "write", interrupted)
    assert run(file, out, "--overwrite") == 130
    assert "interrupted" in capsys.readouterr().err
    assert (out / "report.html").read_bytes() == before
    assert names(tmp_path) == ["results", "small.yaml"]


def test_scenarios_stand_in_the_report(file, tmp_path):
    text = (
        file.read_text(encoding="utf-8")
        + """
scenarios:
  More admissions:
    p_admit: {fixed: 0.2, unit: per year, assumption: twice as many}
"""
    )
    file.write_text(text, encoding="utf-8")
    assert run(file, tmp_path / "out") == 0
    assert "More admissions" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_the_environment_to_show_can_be_chosen(file, tmp_path, capsys):
    text = MODEL.replace(
        "  Proposed: {Monitoring: 1}\n", "  Pilot: {Monitoring: 0.5}\n  Proposed: {Monitoring: 1}\n"
    )
    text = text.replace("Pilot: {Monitoring: 0.5}", "Pilot: {Usual care: 0.5, Monitoring: 0.5}")
    file.write_text(text, encoding="utf-8")
    assert run(file, tmp_path / "last") == 0
    assert "Proposed under" in capsys.readouterr().out
    assert run(file, tmp_path / "chosen", "--environment", "Pilot") == 0
    assert "Pilot under" in capsys.readouterr().out
    assert run(file, tmp_path / "none", "--environment", "Pilott") == 2
    shown = capsys.readouterr().err
    assert "'Pilot'" in shown
    assert "--environment" in shown
    assert "none" not in names(tmp_path)


def test_every_complaint_is_printed_with_its_line(file, capsys):
    text = MODEL.replace("Admission: p_admit, ", "Admision: p_admit, ").replace("A trial", "''")
    file.write_text(text, encoding="utf-8")
    for command in (["validate", str(file)], ["run", str(file), "--out", str(file.parent / "o")]):
        assert main(command) == 1
        shown = capsys.readouterr()
        assert f"{file}:10" in shown.err
        assert f"{file}:16" in shown.err
        assert "Traceback" not in shown.err
        assert shown.out == ""
    assert names(file.parent) == ["small.yaml"]


def test_what_only_draws_can_show_is_a_wrong_model(file, capsys):
    file.write_text(MODEL.replace("p_admit * 0.8", "p_admit * 20"), encoding="utf-8")
    assert main(["validate", str(file)]) == 0
    assert run(file, file.parent / "out") == 1
    assert "Stable" in capsys.readouterr().err
    assert names(file.parent) == ["small.yaml"]


def test_validate_is_content_with_a_good_model(file, capsys):
    assert main(["validate", str(file)]) == 0
    assert "nothing to complain of" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["run"],
        ["run", "nowhere.yaml", "--out", "x"],
        ["validate", "."],
        ["walk"],
        ["example", "no such example"],
    ],
)
def test_a_wrong_command_line(arguments, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    assert "Error" in capsys.readouterr().err
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    "option",
    [
        ("--draws", "0"),
        ("--seed", "-1"),
        ("--workers", "0"),
        ("--threshold", "nan"),
        ("--threshold", "inf"),
    ],
)
def test_impossible_numbers(file, option, capsys):
    assert run(file, file.parent / "out", *option) == 2
    assert option[0] in capsys.readouterr().err
    assert names(file.parent) == ["small.yaml"]


def test_a_model_without_arrangements_can_be_run(file, tmp_path, capsys):
    text = MODEL[: MODEL.index("arrangements:")]
    file.write_text(text, encoding="utf-8")
    assert run(file, tmp_path / "out") == 0
    assert "not who pays" in capsys.readouterr().out


def test_workers_change_no_figure(file, tmp_path, monkeypatch):
    monkeypatch.setattr("pathway_economics.engine.run.WORTHWHILE", 0)
    for workers in ("1", "2"):
        assert run(file, tmp_path / workers, "--draws", "9000", "--workers", workers) == 0
    one, two = ((tmp_path / n / "tables" / "payoffs.csv").read_text() for n in ("1", "2"))
    assert one == two


def test_schema_is_json(capsys):
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["$schema"].startswith("https://json-schema.org")


def test_help(capsys):
    assert main(["--help"]) == 0
    assert "validate" in capsys.readouterr().out


def test_examples_are_listed_and_written_but_not_over_a_file(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("pathway_economics.datasets.names", lambda: ("small",))
    monkeypatch.setattr("pathway_economics.datasets.text", lambda name: MODEL)
    assert main(["example"]) == 0
    assert capsys.readouterr().out == "small\n"
    assert main(["example", "small"]) == 0
    assert (tmp_path / "small.yaml").read_text(encoding="utf-8") == MODEL
    assert main(["example", "small"]) == 2
    assert main(["example", "small", "--out", "other.yaml"]) == 0
    capsys.readouterr()
    assert main(["example", "small", "--out", "-"]) == 0
    assert capsys.readouterr().out == MODEL


def test_verify_prints_the_evidence(file, capsys):
    assert main(["verify", str(file), "--draws", "8"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("A small model: 16 passed, 0 FAILED, 1 not applicable (8 draws")
    assert "Without deaths: Usual care 2.000, Monitoring 2.000 of 2.000 years per person" in shown


def test_verify_ends_with_1_when_a_check_fails(file, capsys, monkeypatch):
    from pathway_economics.studies import Verification, verification

    failed = verification.Result("adds up", "TECH-VER", False, "2 of 1")
    monkeypatch.setattr(
        "pathway_economics.studies.verify",
        lambda model, **_: Verification(model.title, 8, 0, (failed,)),
    )
    assert main(["verify", str(file)]) == 1
    assert "FAILED         adds up" in capsys.readouterr().out


def test_the_model_in_the_results_needs_no_other_file(file, tmp_path):
    """A look-up table from a CSV beside the model is written into the model that is kept."""
    table = "tables:\n  deaths: {file: deaths.csv, source: A life table}\n"
    text = file.read_text(encoding="utf-8").replace("Dead: 0.05", "Dead: deaths(time)")
    file.write_text(text.replace("pathway:\n", f"{table}pathway:\n", 1), encoding="utf-8")
    (tmp_path / "deaths.csv").write_text("time,deaths\n0,0.05\n1,0.06\n", encoding="utf-8")
    out = tmp_path / "away" / "results"
    assert run(file, out) == 0
    assert main(["validate", str(out / "model.yaml")]) == 0
