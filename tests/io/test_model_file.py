"""Model files: the sample loads, and everything wrong with a file is told at once."""

import json
from contextlib import suppress
from io import StringIO
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pathway_economics.contracts import GainShare
from pathway_economics.errors import InvalidModel
from pathway_economics.io.model_file import load_model, loads
from pathway_economics.io.sections import SECTIONS, TEXTS
from pathway_economics.io.tree import read_tree
from pathway_economics.model.text import canonical_text
from pathway_economics.parameters.distributions import Dirichlet, LogNormal
from pathway_economics.parameters.expressions import as_expression
from pathway_economics.pathway.states import REST

PATH = Path(__file__).parent / "sample.yaml"
SAMPLE = PATH.read_text()


def complaints(text):
    with pytest.raises(InvalidModel) as refused:
        loads(text, "model.yaml")
    return refused.value.complaints


def edited(old, new):
    assert SAMPLE.count(old) == 1, f"{old!r} stands {SAMPLE.count(old)} times in the sample"
    return SAMPLE.replace(old, new)


def line_of(text, part):
    return text[: text.index(part)].count("\n") + 1


# What a good file means


def test_the_sample_of_the_design_loads():
    model = load_model(PATH)
    assert model.title == "Remote monitoring in heart failure"
    assert (model.horizon.first_year, model.horizon.budget_years) == ("2026/27", 5)
    assert model.parties["ICB"].yearly_limit == 250_000
    assert model.parameters["rr_admit"].distribution == LogNormal(mean=0.78, ci95=(0.65, 0.93))
    assert isinstance(model.parameters["from_stable"].distribution, Dirichlet)
    assert model.pathway.links["Admission"]["Stable"].probability == REST
    assert model.strategies["Remote monitoring"].consent == ("ICB", "Community trust", "Supplier")
    assert model.environments["Proposed"].shares["Remote monitoring"][0] == as_expression(0.2)
    assert isinstance(model.arrangements["Gain share"].contracts["Savings"], GainShare)


def test_a_path_a_text_and_a_stream_give_the_same_model():
    from_path, from_text = load_model(str(PATH)), loads(SAMPLE)
    with PATH.open() as stream:
        models = [load_model(stream), from_path, from_text, load_model(StringIO(SAMPLE))]
    assert len({canonical_text(model) for model in models}) == 1


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_json_is_a_model_file(indent, ascii_only):
    plain = read_tree(SAMPLE)[0].plain()
    text = json.dumps(plain, indent=indent, ensure_ascii=ascii_only)
    assert canonical_text(loads(text)) == canonical_text(loads(SAMPLE))


def test_the_canonical_text_of_a_model_loads_back():
    text = canonical_text(loads(SAMPLE))
    assert canonical_text(loads(text)) == text


def test_a_mark_before_the_text_and_windows_line_ends_do_no_harm(tmp_path):
    file = tmp_path / "model.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + SAMPLE.replace("\n", "\r\n").encode())
    assert canonical_text(load_model(file)) == canonical_text(loads(SAMPLE))


def test_free_text_is_kept_as_it_was_written():
    text = edited("title: Remote monitoring in heart failure", "title: NO")
    text = text.replace("price_year: 2024/25", "price_year: 2024.10")
    model = loads(text.replace("GBP per admission, assumption: for illustration", "1, source: NO"))
    assert (model.title, model.price_year) == ("NO", "2024.10")
    assert (model.parameters["cost_admit"].unit, model.parameters["cost_admit"].source) == (
        "1",
        "NO",
    )


def test_a_first_year_may_look_like_a_number():
    model = loads(edited("first_year: 2026/27", "first_year: 2026"))
    assert model.horizon.labels[:2] == ("2026", "2027")


def test_null_deletes_in_strategies_and_arrangements():
    text = edited("    uses: {Stable: {Monitoring: 1}}", "    uses: {Stable: {GP contact: null}}")
    text = text.replace("    Savings:", "    Devices: null\n    Savings:")
    model = loads(text)
    assert model.strategies["Remote monitoring"].uses["Stable"] == {"GP contact": None}
    assert "Devices" not in model.arrangements["Gain share"].in_force


def test_a_strategy_changes_only_the_fields_it_names():
    text = edited("    uses: {Stable: {Monitoring: 1}}", "    states: {Stable: {utility: 0.8}}")
    changed = loads(text).strategies["Remote monitoring"].states
    assert changed == {"Stable": {"utility": as_expression(0.8)}}


# What a bad file is told: one thing wrong at a time

WRONG = [
    ("format: 1", "format: 2", "install a newer version"),
    ("format: 1\n", "", "'format' is missing"),
    ("format: 1", "format: one", "write 'format: 1'"),
    ("currency:", "curency:", "Did you mean 'currency'?"),
    ("role: commissioner", "role: comissioner", "Did you mean 'commissioner'?"),
    ("role: commissioner, ", "", "'role' is missing"),
    ("yearly_limit: 250000", "yearly_limit: 250,000", "write 250000, without commas"),
    ("yearly_limit: 250000", "yearly_limit: '250000'", "without quotes"),
    ("yearly_limit: 250000", "yearly_limit: p_admit", "expressions cannot stand here"),
    ("yearly_limit: 250000", "yearly_limit:250000", "write 'yearly_limit: 250000'"),
    ("yearly_limit: 250000", "country: NO", "No field is named 'country'"),
    ("yearly_limit: 250000", "yearly_limit: .inf", "must be finite: got .inf"),
    ("yearly_limit: 250000", "yearly_limit: .nan", "must be finite: got .nan"),
    ("decision_years: 1", "decision_years: 1.5", "A whole number"),
    ("decision_years: 1", "decision_years: 9", "budget_years=5"),
    ("decision_years: 1", "rate: 3.5%", "write 0.035."),
    ("yearly_limit: 250000", "yearly_limit: 250k", "write 250000."),
    ("unit_cost: 31", "unit_cost: £4,328", "'£4,328' is not a number: write 4328."),
    ("unit_cost: 31", "unit_cost: 1,234,567", "write 1234567, without commas"),
    ("unit_cost: 31", "unit_cost: 1 000", "write 1000."),
    ("unit_cost: 31", "unit_cost: -31", "a cost is zero or more"),
    ("utility: 0.72", "utility: 72", "write 0.72?"),
    ("beta: {mean: 0.10, se: 0.01}", "uniform: [0.2, 0.4]", "uniform: {low: 0.2, high: 0.4}"),
    ("beta: {mean: 0.10, se: 0.01}", "beta: {events: 8, total: 10}", "Did you mean 'n'?"),
    ("cycle: month", "cycle: fortnight", "'month'"),
    ("beta: {mean: 0.10, se: 0.01}", "beta: {mean: 0.10, se: 0.6}", "impossible"),
    ("beta: {mean: 0.10, se: 0.01}", "beta: {mean: 0.10, ci95: [0.2, 0.3]}", "outside"),
    ("beta: {mean: 0.10, se: 0.01}", "bta: {mean: 0.10, se: 0.01}", "Did you mean 'beta'?"),
    ("beta: {mean: 0.10, se: 0.01}", "beta: {mean: 0.10, ci95: [0.05]}", "too short"),
    ("beta: {mean: 0.10, se: 0.01}", "beta: ", "fields of beta are missing"),
    ("beta: {mean: 0.10, se: 0.01}, ", "", "needs one distribution"),
    ("{fixed: 3100,", "{fixed: '3,100',", "write 3100, without commas"),
    ("{fixed: 3100,", "{formula: a.b,", "'.' has no meaning"),
    ("{fixed: 3100,", "{formula: open('x'),", "has no meaning"),
    ("{fixed: 3100,", "{formula: p_admitt * 2,", "Did you mean 'p_admit'?"),
    ("{p_stay: 900, p_worse: 80, p_die: 20}", "{p_stay: 900}", "at least two"),
    ("p_die: 20}", "p_die: -20}", "-20"),
    ("unit: GBP per admission, assumption: for illustration", "unit: x", "neither of source"),
    (
        "unit: GBP per admission, assumption: for illustration",
        "unit: x, source: a, assumption: b",
        "both of source and assumption",
    ),
    ("rho: 0.3", "rho: 3", "between -1 and 1"),
    ("of: [p_admit, rr_admit]", "of: [p_admit, rr_admitt]", "Did you mean 'rr_admit'?"),
    ("utility: 0.72", "utility: 0,72", "write 0.72"),
    ("utility: 0.72", "utilty: 0.72", "Did you mean 'utility'?"),
    ("    Stable: {utility: 0.72}", "    Stable:\n      utility:0.72", "'utility: 0.72'"),
    ("unit_cost: cost_admit", "unit_cost: cost_admitt", "Did you mean 'cost_admit'?"),
    ("unit_cost: 31", "unit_cost: 4,328", "write 4328, without commas"),
    ("unit_cost: 48", "unit_cost: '4,328'", "write 4328, without commas"),
    ("provider: GP practices", "provider: GP practises", "Did you mean 'GP practices'?"),
    ("Dead: 0.09, Stable: rest", "Dead: rest, Stable: rest", "at most one"),
    ("Dead: 0.09, Stable: rest", "Dead: 0.9, Stable: 0.3", "above 1"),
    ("Dead: 0.09, Stable: rest", "Dead: 0.09", "must sum to 1"),
    ("Dead: 0.09, Stable: rest", "Dead: 1.09, Stable: rest", "[0, 1]"),
    ("Dead: 0.09, Stable: rest", "Ded: 0.09, Stable: rest", "Did you mean 'Dead'?"),
    ("Dead: 0.09, Stable: rest", "Dead: 0.09, Admission: rest", "leads to where it starts"),
    ("{probability: 2 * p_die}", "{unit_cost: 3}", "exactly one of probability, rate"),
    ("{probability: 2 * p_die}", "{rate: 2, time_to: 'weibull(1, 2)'}", "rate and time_to; give"),
    ("{probability: 2 * p_die}", "{time_to: weibull(1)}", "write weibull(shape, scale)."),
    ("GP contact: 0.25", "GP contact: -1", "zero or more"),
    ("amount: [180000, 40000, 0, 0, 0]", "amount: [180000, 40000]", "2 values are given"),
    ("amount: [180000, 40000, 0, 0, 0]", "amount: []", "0 values are given"),
    ("recurrent: false", "recurrent: no", "write false"),
    ("incident: 300", "incident: [300, 400]", "2 values are given"),
    ("incident: 300", "incident: -300", "zero or more"),
    ("incident: 300", "incident: 300, subgroup: {}", "No field is named 'subgroup'"),
    ("incident: 300", "incident: 300, subgroups: {Old: {}}", "'share' is missing"),
    ("incident: 300", "incident: 300, subgroups: {Old: {share: 0.4}}", "shares sum to 0.4"),
    ("incident: 300", "incident: 300, attributes: {bmi: 27}", "has one distribution"),
    ("[0.2, 0.5, 0.8, 0.8, 0.8]", "[0.2, 0.5, 0.8]", "3 values are given"),
    ("[0.2, 0.5, 0.8, 0.8, 0.8]", "rest", "more than one 'rest'"),
    ("[0.2, 0.5, 0.8, 0.8, 0.8]", "{a: 1}", "A number or an expression"),
    ("services: [Admission], measure", "services: Admission, measure", "write [Admission]"),
    ("measure: bed_days", "measure: beds", "Did you mean 'bed_days'?"),
    ("activity: {payer", "activty: {payer", "Did you mean 'activity'?"),
    ("activity: {payer: ICB,", "activity: {payer: IBC,", "Did you mean 'ICB'?"),
    ("amount: 2400000", "amount: [2400000, 1]", "2 values are given"),
    ("amount: 2400000", "amount: x y", "'x y' is not an expression"),
    ("extends: Payment by results", "extends: Payment by result", "Did you mean"),
    ("scope: [Admissions]", "scope: [Admission]", "Did you mean 'Admissions'?"),
    ("benchmark: fixed", "benchmark: {histry: {}}", "history"),
    ("sharing_rate: 0.5, min", "sharing_rate: 1.5, min", "a share lies in [0, 1]"),
]


@pytest.mark.parametrize(("old", "new", "words"), WRONG)
def test_one_thing_wrong_is_told_on_its_line(old, new, words):
    text = edited(old, new)
    found = complaints(text)
    assert any(words in complaint.message for complaint in found), found
    lines = {complaint.line for complaint in found if words in complaint.message}
    assert lines <= {line_of(SAMPLE, old), line_of(SAMPLE, old) + new.count("\n")}, found
    assert {complaint.file for complaint in found} == {"model.yaml"}


def test_the_sample_without_an_edit_has_no_complaint():
    loads(SAMPLE)


def test_loops_among_services_are_told():
    text = edited("Dead: 0.09, Stable: rest", "Dead: 0.09, Ward: rest").replace(
        "    GP contact: {provider",
        "    Ward: {provider: Acute trust}\n    GP contact: {provider",
    )
    found = complaints(text.replace("  uses:   ", "    Ward: {Admission: 1}\n  uses:   "))
    assert any("loop" in complaint.message for complaint in found)


def test_correlations_that_contradict_one_another_are_told():
    more = "  - {of: [p_admit, cost_admit], rho: 0.99}\n  - {of: [rr_admit, cost_admit], rho: -0.9}"
    text = edited("rho: 0.3}", "rho: 0.99}\n" + more)
    assert any("cannot vary together" in complaint.message for complaint in complaints(text))


# What a bad file is told: everything at once


def test_every_complaint_of_a_file_comes_at_once_in_the_order_of_the_lines():
    text = SAMPLE
    chosen = [
        ("cycle: month", "cycle: fortnight"),
        ("role: commissioner", "role: payer"),
        ("se: 0.01", "se: .inf"),
        ("p_die: 20}", "p_die: -20}"),
        ("utility: 0.72", "utilty: 0.72"),
        ("provider: GP practices", "provider: GP practises"),
        ("Admission: p_admit * rr_admit", "Admission: p_admit *"),
        ("recurrent: false", "recurrent: no"),
        ("measure: bed_days", "measure: beds"),
        ("activity: {payer", "activty: {payer"),
    ]
    for old, new in chosen:
        assert text.count(old) == 1
        text = text.replace(old, new)
    found = complaints(text)
    lines = [complaint.line for complaint in found]
    assert lines == sorted(lines)
    assert set(lines) == {line_of(SAMPLE, old) for old, _ in chosen}
    assert len(found) == len(chosen)  # and nothing for want of what could not be read


def test_a_mistake_hides_no_other():
    text = SAMPLE
    chosen = [
        ("{fixed: 3100, ", "{formula: cost_admitt, source: both, "),
        ("prevalent: {Stable: 1200}", "prevalent: {Stabel: 12%}"),
        ("measure: bed_days, variable: 0.25", "measure: beds, variable: 25%"),
        ("amount: 2400000", "amount: 2.4m"),
        ("extends: Payment by results", "extends: Payment by result"),
        ("scope: [Admissions], benchmark: fixed, sharing_rate: 0.5", "scope: [A], sharing_rate: 5"),
    ]
    for old, new in chosen:
        assert text.count(old) == 1
        text = text.replace(old, new)
    places = [" > ".join(complaint.path) for complaint in complaints(text)]
    assert sorted(places) == sorted(
        [
            "parameters > price_admit",  # source and assumption
            "parameters > price_admit",  # an unknown name
            "population > prevalent > Stabel",  # no number
            "population > prevalent > Stabel",  # no state
            "capacity > Acute beds > variable",
            "capacity > Acute beds > services",
            "arrangements > Payment by results > Community > block > amount",
            "arrangements > Gain share > extends",
            "arrangements > Gain share > Savings > gain_share",
            "arrangements > Gain share > Savings > scope",
        ]
    )


def test_numbers_without_their_names_are_one_complaint():
    (complaint,) = complaints(edited("beta: {mean: 0.10, se: 0.01}", "pert: [0.2, 0.3]"))
    assert "pert: {low: ..., mode: ..., high: ...}" in complaint.message


def test_a_price_with_a_comma_is_one_complaint():
    found = complaints(edited("gamma: {mean: 2959,", "gamma: {mean: £2,959,"))
    assert [complaint.message for complaint in found] == ["'£2,959' is not a number: write 2959."]


def test_a_complaint_prints_file_line_path_and_message():
    text = edited("utility: 0.72", "utilty: 0.72")
    (complaint,) = complaints(text)
    line = line_of(text, "utilty")
    assert str(complaint) == (
        f"model.yaml:{line}: pathway > states > Stable > utilty: "
        "No field is named 'utilty' here. Did you mean 'utility'?"
    )


@pytest.mark.parametrize("section", ["title", "horizon", "pathway", "strategies"])
def test_a_section_without_which_there_is_no_model(section):
    plain = read_tree(SAMPLE)[0].plain()
    del plain[section]
    messages = [complaint.message for complaint in complaints(json.dumps(plain))]
    assert f"The section {section!r} is missing; give it." in messages


def test_a_file_that_is_not_text(tmp_path):
    file = tmp_path / "model.yaml"
    file.write_bytes(b"format: 1\ntitle: \xff")
    with pytest.raises(InvalidModel, match="model.yaml:2: .*UTF-8"):
        load_model(file)


def test_a_file_of_50_megabytes_is_refused_within_a_second(tmp_path):
    file = tmp_path / "model.yaml"
    with file.open("wb") as stream:
        stream.truncate(50_000_000)
    start = process_time()
    with pytest.raises(InvalidModel, match="50,000,000 bytes"):
        load_model(file)
    assert process_time() - start < 1


def test_a_file_that_is_not_there_is_an_ordinary_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        load_model(tmp_path / "none.yaml")


# Whatever a file holds, it is a model or an InvalidModel

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(-1e9, 1e9) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@given(st.text())
def test_junk_is_refused(text):
    with pytest.raises(InvalidModel):
        loads(text)


@given(st.sampled_from([*SECTIONS, *TEXTS, "format", "junk"]), anything)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_junk_in_any_section_is_refused_or_read(section, junk):
    plain = read_tree(SAMPLE)[0].plain()
    plain[section] = junk
    with suppress(InvalidModel):
        loads(json.dumps(plain))


def _places(value, path=()):
    yield path
    inside = value.items() if isinstance(value, dict) else ()
    for key, item in inside:
        yield from _places(item, (*path, key))


PLACES = [path for path in _places(read_tree(SAMPLE)[0].plain()) if path]


@given(st.sampled_from(PLACES), anything | st.sampled_from(["rest", "EXTERNAL", "p_admit + 1"]))
@settings(max_examples=300, deadline=None)
def test_junk_in_any_place_is_refused_or_read(path, junk):
    plain = read_tree(SAMPLE)[0].plain()
    inside = plain
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = junk
    with suppress(InvalidModel):
        loads(json.dumps(plain))


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_a_slip_of_the_pen_is_refused_or_read(data):
    start = data.draw(st.integers(0, len(SAMPLE) - 1))
    length = data.draw(st.integers(0, 5))
    slip = data.draw(st.text(" \n:,-{}[]'\"&*!|>#%@0aé\t", max_size=3))
    with suppress(InvalidModel):
        loads(SAMPLE[:start] + slip + SAMPLE[start + length :])
