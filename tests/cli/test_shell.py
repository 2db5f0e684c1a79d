import pytest

from cli.small import MODEL, names
from pathway_economics.cli import main


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


def test_help(capsys):
    assert main(["--help"]) == 0
    assert "validate" in capsys.readouterr().out
