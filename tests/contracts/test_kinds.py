"""Values of the wrong kind are refused in words, in every field of every kind of contract."""

from dataclasses import fields

import pytest

from contracts.samples import SAMPLES
from pathway_economics.contracts import CONTRACTS, GainShare, Measure, NetworkShare, Pool
from pathway_economics.errors import PathwayEconomicsError

SHARE = {"payer": "ICB", "payee": "Acute trust", "scope": ["Admissions"], "sharing_rate": 0.5}
ODD = (None, 5, "no", [], {}, (None, None), ["a", None], {1: 2}, True, b"x", object())


@pytest.mark.parametrize("word", CONTRACTS)
def test_odd_values_are_taken_or_refused_in_words(word):
    kind, terms = CONTRACTS[word], SAMPLES[word][0]
    for field in fields(kind):
        for odd in ODD:
            if field.name == "bands" and isinstance(odd, dict) and odd:
                continue  # bands by name are the services of a capitation
            try:
                contract = kind(**{**terms, field.name: odd})
            except PathwayEconomicsError as refused:
                told = str(refused)
            else:
                told = contract.describe("GBP")
            assert told.endswith(".")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"payee": None}, "payee=None, but it is text"),
        ({"stranded_first": "no"}, "stranded_first='no', but it is true or false"),
        ({"scope": ["Admissions", 5]}, "scope holds 5, which is no name"),
        ({"sharing_rate": None}, "sharing_rate is missing"),
        ({"sharing_rate": []}, "sharing_rate is empty"),
        ({"benchmark": []}, "benchmark is empty"),
    ],
)
def test_what_is_wrong_is_told(changes, told):
    with pytest.raises(PathwayEconomicsError, match=told):
        GainShare(**{**SHARE, **changes})


@pytest.mark.parametrize("kind", [Pool, NetworkShare])
@pytest.mark.parametrize("members", [None, 5, [1, 2], ["ICB", None], {1: 0.5, "ICB": 0.5}])
def test_members_are_names(kind, members):
    with pytest.raises(PathwayEconomicsError, match="name at least two parties"):
        kind(members=members, scope=["Admissions"])


def test_a_measure_with_unknown_keys_is_refused_in_words():
    with pytest.raises(PathwayEconomicsError, match="A measure has no 1"):
        GainShare(**SHARE, quality={1: 2})
    with pytest.raises(PathwayEconomicsError, match="services holds 5"):
        Measure(services=[5])
