"""Fields of one class, with complaints in words of the file."""

import pytest

from pathway_economics.contracts import Comparison, GainShare, History, Pool, Ratchet, Rebased
from pathway_economics.horizon import Horizon
from pathway_economics.io.fields import read_fields
from pathway_economics.io.findings import Findings
from pathway_economics.io.tree import read_tree
from pathway_economics.parameters.expressions import as_expression
from pathway_economics.parties import Party
from pathway_economics.pathway import CapacityPool

GAIN_SHARE = "payer: ICB, payee: Trust, scope: [Admissions], sharing_rate: 0.5"


def read(kind, text, **given):
    findings = Findings()
    thing = read_fields(kind, read_tree(text)[0], ("here",), findings, **given)
    return thing, [(complaint.path, complaint.message) for complaint in findings.complaints]


def test_what_is_left_out_has_its_default_and_numbers_are_exact():
    party, told = read(Party, "{role: provider, rate: 0.1}", name="Trust")
    assert (party, told) == (Party("Trust", "provider", rate=0.1), [])


def test_text_may_look_like_a_number_and_keeps_its_spelling():
    horizon, told = read(Horizon, "{first_year: 2026, years: 2}")
    assert (horizon.first_year, told) == ("2026", [])


def test_a_number_may_not_be_text_nor_a_switch():
    for given in ("'0.1'", "true", "[0.1]", "x"):
        thing, told = read(Party, f"{{role: provider, rate: {given}}}", name="Trust")
        assert thing.rate == 0  # the rest of it can still be checked
        assert told[0][0] == ("here", "rate")
        assert told[0][1].startswith("A plain number is needed here: got ")


def test_every_wrong_field_is_told():
    _, told = read(Party, "{rol: provider, decision_years: x, rate: [1]}", name="Trust")
    assert {path[1:] for path, _ in told} == {(), ("rol",), ("decision_years",), ("rate",)}


def test_a_field_that_the_key_gives_is_not_given_again():
    thing, told = read(Party, "{name: Other, role: provider}", name="Trust")
    assert thing.name == "Trust"
    assert "No field is named 'name' here" in told[0][1]


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("fixed", "fixed"),
        ("per_draw", "per_draw"),
        ("{history: {trend: 0.02, cv: 0.03}}", History(trend=0.02, cv=0.03)),
        ("{comparison: {cv: base, size: 500}}", Comparison(cv="base", size=500)),
        ("{rebased: {every: 2, start: [1, base]}}", Rebased(every=2, start=[1, "base"])),
        (
            "{ratchet: {rate: 0.5, downward_only: true, start: {history: {cv: 0.1}}}}",
            Ratchet(rate=0.5, downward_only=True, start=History(cv=0.1)),
        ),
        ("base * 2", as_expression("base * 2")),
        ("[1, base]", (as_expression(1), as_expression("base"))),
    ],
)
def test_a_benchmark_is_one_of_several_things(given, meant):
    contract, told = read(GainShare, f"{{{GAIN_SHARE}, benchmark: {given}}}")
    assert told == []
    assert contract.benchmark == meant


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ("{ratchet: {}}", "ratchet: missing"),
        ("{ratchett: {rate: 1}}", "{ratchet: {...}}"),
        ("{ratchet: {rate: 1}, history: {}}", "write fixed"),
        ("{rebased: {every: two}}", "every='two', but it must be a whole number"),
        ("{comparison: {cv: 1, size: 5, sizes: 6}}", "comparison has no sizes"),
    ],
)
def test_a_benchmark_that_is_none_is_complained_of_where_it_stands(given, complaint):
    _, told = read(GainShare, f"{{{GAIN_SHARE}, benchmark: {given}}}")
    ((place, text),) = told
    assert place == ("here", "benchmark")
    assert complaint in text


@pytest.mark.parametrize(
    ("members", "path"),
    [("{ICB: 0.5, Trust: x y}", ("members", "Trust")), ("[ICB, {a: 1}]", ("members", "1"))],
)
def test_of_a_field_with_several_spellings_the_one_meant_is_complained_of(members, path):
    _, told = read(Pool, f"{{members: {members}, scope: [Admissions]}}")
    assert [place for place, _ in told] == [("here", *path)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("5%", "0.05"), ("3.5 %", "0.035"), ("10k", "10000"), ("'£4,800'", "4800"), ("£250", "250")],
)
def test_numbers_as_people_write_them(written, meant):
    _, told = read(Party, f"{{role: provider, hurdle: {written}}}", name="Trust")
    assert [message.split("; ")[1] for _, message in told] == [f"write {meant}."]


def test_what_is_right_beside_a_mistake_is_read_and_checked():
    wrong = "party: Trust, services: [Admission], measure: beds, backfill: 50%, step: -6"
    pool, told = read(CapacityPool, f"{{{wrong}}}", name="Beds")
    assert (pool.services, pool.measure) == (("Admission",), "beds")
    assert [path[1:] for path, _ in told] == [("backfill",), ()]
    assert "step=-6" in told[1][1]


def test_a_field_that_is_left_out_brings_no_complaint_about_another():
    _, told = read(CapacityPool, "{party: T, services: [A], stepped: 0.5, setp: 9}", name="Beds")
    assert [path[1:] for path, _ in told] == [("setp",)]


def test_a_contract_whose_terms_contradict_one_another_still_has_its_names():
    terms = GAIN_SHARE.replace("0.5", "50")
    contract, told = read(GainShare, f"{{{terms}}}")
    assert contract.scope == ("Admissions",)
    assert len(told) == 1


def test_a_lone_name_is_told_to_be_a_list():
    _, told = read(Pool, "{members: ICB, scope: [Admissions]}")
    assert told == [(("here", "members"), "A list is needed here: got 'ICB'; write [ICB].")]
