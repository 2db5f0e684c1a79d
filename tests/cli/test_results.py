import json

from cli.small import MODEL, RESULTS, names, run
from pathway_economics.cli import commands, main


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


def test_the_model_in_the_results_needs_no_other_file(file, tmp_path):
    """A look-up table from a CSV beside the model is written into the model that is kept."""
    table = "tables:\n  deaths: {file: deaths.csv, source: A life table}\n"
    text = file.read_text(encoding="utf-8").replace("Dead: 0.05", "Dead: deaths(time)")
    file.write_text(text.replace("pathway:\n", f"{table}pathway:\n", 1), encoding="utf-8")
    (tmp_path / "deaths.csv").write_text("time,deaths\n0,0.05\n1,0.06\n", encoding="utf-8")
    out = tmp_path / "away" / "results"
    assert run(file, out) == 0
    assert main(["validate", str(out / "model.yaml")]) == 0
