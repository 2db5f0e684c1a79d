"""Fields of one class, with complaints in words of the file."""

import pytest

from pathway_economics.contracts import GainShare, History, Pool
from pathway_economics.horizon import Horizon
from pathway_economics.io.fields import read_fields
from pathway_economics.io.findings import Findings
from pathway_economics.io.tree import read_tree
from pathway_economics.parameters.expressions import as_expression
from pathway_economics.parties import Party

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
        assert thing is None
        assert told[0][0] == ("here", "rate")
        assert told[0][1].startswith("A plain number is needed here: got ")


def test_every_wrong_field_is_told():
    _, told = read(Party, "{rol: provider, decision_years: x, rate: [1]}", name="Trust")
    assert {path[1:] for path, _ in told} == {(), ("rol",), ("decision_years",), ("rate",)}


def test_a_field_that_the_key_gives_is_not_given_again():
    thing, told = read(Party, "{name: Other, role: provider}", name="Trust")
    assert thing is None
    assert "No field is named 'name' here" in told[0][1]


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("fixed", "fixed"),
        ("per_draw", "per_draw"),
        ("{history: {trend: 0.02, cv: 0.03}}", History(trend=0.02, cv=0.03)),
        ("base * 2", as_expression("base * 2")),
        ("[1, base]", (as_expression(1), as_expression("base"))),
    ],
)
def test_a_benchmark_is_one_of_several_things(given, meant):
    contract, told = read(GainShare, f"{{{GAIN_SHARE}, benchmark: {given}}}")
    assert told == []
    assert contract.benchmark == meant


@pytest.mark.parametrize(
    ("members", "path"),
    [("{ICB: 0.5, Trust: x y}", ("members", "Trust")), ("[ICB, {a: 1}]", ("members", "1"))],
)
def test_of_a_field_with_several_spellings_the_one_meant_is_complained_of(members, path):
    thing, told = read(Pool, f"{{members: {members}, scope: [Admissions]}}")
    assert thing is None
    assert [place for place, _ in told] == [("here", *path)]


def test_a_lone_name_is_told_to_be_a_list():
    _, told = read(Pool, "{members: ICB, scope: [Admissions]}")
    assert told == [(("here", "members"), "A list is needed here: got 'ICB'; write [ICB].")]
