import json

import pytest

from cli.small import MODEL, names, run
from pathway_economics.cli import main


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
    monkeypatch.setattr("pathway_economics.engine.chunks.WORTHWHILE", 0)
    for workers in ("1", "2"):
        assert run(file, tmp_path / workers, "--draws", "9000", "--workers", workers) == 0
    one, two = ((tmp_path / n / "tables" / "payoffs.csv").read_text() for n in ("1", "2"))
    assert one == two


def test_schema_is_json(capsys):
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["$schema"].startswith("https://json-schema.org")


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
