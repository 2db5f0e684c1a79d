"""Look-up tables in files: what a good one means, and everything wrong with a bad one."""

from io import StringIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.errors import InvalidModel
from pathway_economics.io import load_model, load_table, loads
from pathway_economics.io.grids import MAX_ROWS, read_grid
from pathway_economics.io.table_files import MAX_BYTES
from pathway_economics.model.run import run
from pathway_economics.model.text import canonical_text

MORTALITY = """\
age,female,male
35,0.00099,0.00151
45,0.0026,0.00393
55,0.0067,0.0109
65,0.0193,0.0316
75,0.0535,0.0801
85,0.1548,0.1879
"""
"""Yearly mortality by age band in the total hip replacement model: A. Briggs, M. Sculpher and
K. Claxton, Decision Modelling for Health Economic Evaluation, Oxford University Press, 2006."""

SOURCE = "Briggs, Sculpher and Claxton 2006"

MODEL = """\
format: 1
title: Survival by a life table
horizon: {first_year: 2026, years: 20, discount_health: 0, correction: end}
tables:
  dies:
    file: life_table.csv
    column: female
    source: "Briggs, Sculpher and Claxton 2006"
pathway:
  start: {Well: 1}
  states: {Well: {utility: 1}, Dead: {}}
  links: {Well: {Dead: dies(age)}}
strategies: {Usual care: {}}
population: {incident: 1, age: 60}
"""


def written(folder, text=MODEL, **files):
    for name, content in {"life_table": MORTALITY, **files}.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / f"{name}.csv").write_bytes(data)
    (folder / "model.yaml").write_text(text)
    return folder / "model.yaml"


def refused(path):
    with pytest.raises(InvalidModel) as found:
        load_model(path)
    return [str(complaint).replace(f"{path.parent}/", "") for complaint in found.value.complaints]


def test_a_life_table_by_hand(tmp_path):
    """From 60: 5 years at 0.0067, 10 at 0.0193 and 5 at 0.0535 a year."""
    outcomes = run(load_model(written(tmp_path)), n_draws=1)
    alive, lived = 1.0, 0.0
    for risk in [0.0067] * 5 + [0.0193] * 10 + [0.0535] * 5:
        alive *= 1 - risk
        lived += alive
    assert outcomes.qaly[0, 0] == pytest.approx(lived)


def test_the_numbers_become_part_of_the_model(tmp_path):
    model = load_model(written(tmp_path))
    table = model.tables["dies"]
    assert (dict(table.axes), table.values[2]) == ({"age": (35, 45, 55, 65, 75, 85)}, 0.0067)
    assert table.source == SOURCE
    again = loads(canonical_text(model))
    assert again.tables == model.tables
    assert canonical_text(again) == canonical_text(model)


def test_a_folder_below_will_do(tmp_path):
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "mortality.csv").write_text(MORTALITY)
    path = written(tmp_path, MODEL.replace("life_table.csv", "tables/mortality.csv"))
    assert load_model(path).tables["dies"].values[0] == 0.00099


LONG = "age,sex,risk\n" + "".join(
    f"{a},{s},{a / 1000 + s / 100}\n" for s in (1, 0) for a in (70, 60)
)


def test_two_axes_in_any_order(tmp_path):
    grid = read_grid(LONG)
    assert dict(grid.axes) == {"age": (60, 70), "sex": (0, 1)}
    assert np.array(grid.values) == pytest.approx(np.array([[0.06, 0.07], [0.07, 0.08]]))
    turned = read_grid(LONG, axes=["sex", "age"], column="risk")
    assert np.array(turned.values) == pytest.approx(np.array(grid.values).T)


@given(
    st.lists(st.integers(-50, 150), min_size=1, max_size=6, unique=True),
    st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=4, unique=True),
    st.randoms(),
)
def test_whatever_order_the_rows_stand_in(xs, ys, random):
    rows = [(x, y, 3 * x - y / 7) for x in xs for y in ys]
    random.shuffle(rows)
    grid = read_grid("x,y,z\n" + "".join(f"{x!r},{y!r},{z!r}\n" for x, y, z in rows))
    assert dict(grid.axes) == {"x": tuple(sorted(xs)), "y": tuple(sorted(ys))}
    assert grid.values == tuple(tuple(3 * x - y / 7 for y in sorted(ys)) for x in sorted(xs))


def test_in_python(tmp_path):
    (tmp_path / "life_table.csv").write_bytes(
        b"\xef\xbb\xbf" + MORTALITY.replace("\n", "\r\n").encode()
    )
    table = load_table(
        tmp_path / "life_table.csv", column="male", interpolation="linear", source=SOURCE
    )
    assert table.name == "life_table"
    # half way from 45 to 55
    assert table(50) == pytest.approx((0.00393 + 0.0109) / 2)
    named = load_table(
        tmp_path / "life_table.csv", "dies", axes=["age"], column="female", source=SOURCE
    )
    assert (named.name, float(named(90))) == ("dies", 0.1548)
    with pytest.raises(FileNotFoundError):
        load_table(tmp_path / "other.csv", source=SOURCE)


def test_in_python_every_complaint_names_the_file(tmp_path):
    path = tmp_path / "bad.csv"
    path.write_text("age,risk\n60,x\n60\n")
    with pytest.raises(InvalidModel) as found:
        load_table(path, source=SOURCE)
    assert [(c.file, c.line) for c in found.value.complaints] == [(str(path), 2), (str(path), 3)]


BAD = [
    ("age,risk\n60,0.1\n61,1.2%\n", 3, "column 'risk': got '1.2%'; write 0.012"),
    ("age,risk\n60,nan\n", 2, "got 'nan'"),
    ("age,risk\n60,1e999\n", 2, "got '1e999'"),
    ("age,risk\n60,1_0\n", 2, "got '1_0'"),
    ("age,risk\n60,\n", 2, "got ''"),
    ("age,risk\n60,0.1,0.2\n", 2, "3 cells in this row, but 2 headers"),
    ("age,risk\n60,0.1\n\n60,0.2\n", 4, "age 60 stands here and on line 2"),
    ("age;risk\n60;0.1\n", 1, "save it with commas instead of ';'"),
    ("age,risk\n", 1, "no rows of numbers"),
    ("", 1, "0 columns found"),
    ("age,age\n60,0.1\n", 1, "'age' is no name of its own"),
    ("60,0.1\n61,0.2\n", 1, "'60' is no name of its own"),
    ("age,sex,year,risk\n1,1,1,1\n", 1, "3 axes (age, sex, year); a table has one or two"),
    ('age,risk\n60,"0.1\n', 2, "This is no CSV"),
    (b"age,risk\n60,\xff\n", 2, "not UTF-8"),
]


@pytest.mark.parametrize(("content", "line", "expected"), BAD)
def test_a_bad_file_is_told_where(tmp_path, content, line, expected):
    path = written(tmp_path, MODEL.replace("    column: female\n", ""), life_table=content)
    told = refused(path)
    assert len(told) == 1 or "age,age" in str(content) or "60,0.1\n61" in str(content)
    assert told[0].startswith(f"life_table.csv:{line}: tables > dies: ")
    assert expected in told[0]


def test_a_grid_with_holes_is_told(tmp_path):
    holes = LONG.replace("60,0,", "50,0,")
    (told,) = refused(
        written(tmp_path, MODEL.replace("column: female", "axes: [age, sex]"), life_table=holes)
    )
    assert "The grid lacks age 50, sex 1; age 60, sex 0; give a row" in told


def test_everything_wrong_is_told_at_once(tmp_path):
    text = MODEL.replace("Dead: dies(age)", "Dead: dies(agee)").replace("utility: 1", "utility: 2")
    path = written(tmp_path, text, life_table="age,female\n60,x\n61,y\n62,0.1,3\n")
    told = refused(path)
    places = [text.split(": ")[0] for text in told]
    assert places == ["model.yaml:11", "model.yaml:12", *(f"life_table.csv:{n}" for n in (2, 3, 4))]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("life_table.csv", "/etc/hostname", "must lie beside the model file"),
        ("life_table.csv", "../life_table.csv", "must lie beside the model file"),
        ("life_table.csv", "a/../../life_table.csv", "must lie beside the model file"),
        ("life_table.csv", "'C:\\life_table.csv'", "must lie beside the model file"),
        ("life_table.csv", "life_tabel.csv", "There is no file 'life_tabel.csv'"),
        ("life_table.csv", ".", "must lie beside the model file"),
        ("life_table.csv", "null", "must lie beside the model file"),
        ("column: female", "column: femal", "Did you mean 'female'?"),
        ("column: female", "axes: [agee]", "Did you mean 'age'?"),
        ("column: female", "axes: {age: [1]}", "axes is a list of headers: got a mapping"),
        ("column: female", "values: [1]", "The values come from the file"),
        ("column: female", "interpolation: spline", "is needed here: got 'spline'"),
        ("column: female", "colour: red", "No field is named 'colour' here"),
        ("    source:", "    assumption: none\n    source:", "both of source and assumption"),
    ],
)
def test_a_bad_entry_is_told(tmp_path, old, new, expected):
    told = refused(written(tmp_path, MODEL.replace(old, new)))
    assert any(expected in text for text in told), told


def test_a_link_that_leads_out_is_refused(tmp_path):
    (tmp_path / "secret.csv").write_text(MORTALITY)
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "link.csv").symlink_to(tmp_path / "secret.csv")
    path = written(tmp_path / "models", MODEL.replace("life_table.csv", "link.csv"))
    (told,) = refused(path)
    assert "leads out of the folder" in told


def test_a_text_and_a_stream_have_no_folder():
    for load in (loads, lambda text: load_model(StringIO(text))):
        with pytest.raises(
            InvalidModel, match="this model was read from a text, which has no folder"
        ):
            load(MODEL)


def test_files_have_a_limit(tmp_path):
    rows = "age,risk\n" + "".join(f"{n},0\n" for n in range(MAX_ROWS + 2))
    text = MODEL.replace("    column: female\n", "")
    assert any(
        "at most 20,000 rows" in told for told in refused(written(tmp_path, text, life_table=rows))
    )
    padded = "age,risk\n" + " " * MAX_BYTES
    (told,) = refused(written(tmp_path, text, life_table=padded))
    assert "at most 1,000,000 bytes" in told
