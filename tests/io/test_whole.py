import pytest

from pathway_economics.io.whole import check_free, whole_folder, write_whole

OURS = ("report.html", "tables")


def names(folder):
    return sorted(item.name for item in folder.iterdir())


def fill(folder, text):
    (folder / "report.html").write_text(text)


def test_a_folder_appears_when_it_is_whole(tmp_path):
    with whole_folder(tmp_path / "a" / "out") as folder:
        fill(folder, "new")
        assert not (tmp_path / "a" / "out").exists()
    assert (tmp_path / "a" / "out" / "report.html").read_text() == "new"
    assert names(tmp_path / "a") == ["out"]


def break_off(out, error):
    with whole_folder(out, overwrite=True, ours=OURS) as folder:
        fill(folder, "half")
        raise error


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError, ValueError])
def test_an_interrupted_run_leaves_the_old_folder_and_nothing_else(tmp_path, error):
    # fails when the old folder is removed before the new one is whole
    out = tmp_path / "out"
    out.mkdir()
    fill(out, "old")
    with pytest.raises(error):
        break_off(out, error)
    assert (out / "report.html").read_text() == "old"
    assert names(tmp_path) == ["out"]


def test_overwriting_replaces_the_whole_folder(tmp_path):
    out = tmp_path / "out"
    (out / "tables").mkdir(parents=True)
    fill(out, "old")
    with whole_folder(out, overwrite=True, ours=OURS) as folder:
        fill(folder, "new")
    assert names(out) == ["report.html"]
    assert names(tmp_path) == ["out"]


def test_results_are_not_overwritten_unasked(tmp_path):
    fill(tmp_path, "old")
    with pytest.raises(FileExistsError, match="--overwrite"):
        check_free(tmp_path, ours=OURS)


def test_a_folder_with_other_files_is_never_replaced(tmp_path):
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(FileExistsError, match=r"thesis\.docx"):
        check_free(tmp_path, overwrite=True, ours=OURS)


def test_a_file_in_the_way_is_refused(tmp_path):
    fill(tmp_path, "mine")
    with pytest.raises(FileExistsError, match="not a folder"):
        check_free(tmp_path / "report.html", overwrite=True, ours=OURS)


def test_an_empty_folder_may_be_filled(tmp_path):
    check_free(tmp_path, ours=OURS)


def test_a_file_is_written_whole(tmp_path, monkeypatch):
    path = write_whole(tmp_path / "deep" / "page.html", "old\n")
    assert path.read_bytes() == b"old\n"
    monkeypatch.setattr("os.replace", _interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, "new\n")
    assert path.read_bytes() == b"old\n"
    assert names(path.parent) == ["page.html"]


def _interrupted(*_):
    raise KeyboardInterrupt
