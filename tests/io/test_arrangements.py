"""Arrangements: each contract of one kind, by its keyword."""

from pathway_economics.contracts import CONTRACTS, Block
from pathway_economics.io.arrangements import read_arrangements
from pathway_economics.io.findings import Findings
from pathway_economics.io.tree import read_tree

BLOCK = "{block: {payer: A, payee: B, amount: 1}}"


def read(text):
    findings = Findings()
    arrangements = read_arrangements(read_tree(text)[0], findings)
    return arrangements, [complaint.message for complaint in findings.complaints], findings.broken


def test_a_contract_is_of_the_class_of_its_keyword():
    found, told, _ = read(f"One: {{Care: {BLOCK}}}\nTwo: {{extends: One, Care: null}}\nThree:")
    assert told == []
    assert found["One"].contracts["Care"] == Block(payer="A", payee="B", amount=1)
    assert found["Two"].contracts == {"Care": None}
    assert (found["Two"].extends, found["Three"].contracts) == ("One", {})


def test_two_kinds_or_none_are_told():
    _, told, broken = read("One: {Care: {block: {}, grant: {}}, Other: {}}")
    assert [message.partition(";")[0] for message in told] == [
        "A contract is of one kind: got block and grant",
        "A contract is of one kind: got none",
    ]
    assert broken["contracts"] == {"Care", "Other"}


def test_an_unknown_kind_is_told_with_the_nearest():
    _, (message,), _ = read("One: {Care: {blok: {}}}")
    assert message == "No kind of contract is named 'blok'. Did you mean 'block'?"


def test_every_kind_complains_of_missing_fields_by_name():
    for keyword in CONTRACTS:
        _, told, _ = read(f"One: {{Care: {{{keyword}: {{}}}}}}")
        assert told
        assert all("is missing; give it." in message for message in told)
