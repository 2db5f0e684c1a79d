import pytest

from cli.small import MODEL


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "small.yaml"
    path.write_text(MODEL, encoding="utf-8")
    return path
