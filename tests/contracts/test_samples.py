"""What holds for every kind of contract: refusals, words, reading from a file."""

from math import inf, nan

import pytest

from contracts.samples import SAMPLES
from pathway_economics.contracts import CONTRACTS
from pathway_economics.errors import InvalidModel

EACH = [(word, index) for word, terms in SAMPLES.items() for index in range(len(terms))]
WRONG = {
    "money": (-1, inf, nan, "a b", "1,000"),
    "shares": (-0.1, 1.5, nan, "50%"),
    "factors": (-0.5, inf, "so many"),
    "growth": (-1.5, 4.83, nan, "2%"),
}


def made(word, index, **changes):
    return CONTRACTS[word](**{**SAMPLES[word][index], **changes})


def fields(kind):
    return [
        (field, wrong)
        for group, values in WRONG.items()
        for field in getattr(kind, group)
        if field not in kind.parts
        for wrong in values
    ]


def test_every_kind_has_samples():
    assert SAMPLES.keys() == CONTRACTS.keys()


@pytest.mark.parametrize(("word", "index"), EACH)
def test_terms_are_told_with_every_number_in(word, index):
    contract = made(word, index)
    told = contract.describe("GBP")
    assert told[0].isupper()
    assert told.endswith(".")
    assert contract.describe().replace("GBP ", "") == told.replace("GBP ", "")


@pytest.mark.parametrize(
    ("word", "field", "wrong"),
    [(word, field, wrong) for word, kind in CONTRACTS.items() for field, wrong in fields(kind)],
)
def test_terms_out_of_range_are_refused_by_name(word, field, wrong):
    """Every bounded field of every kind, with several wrong values each."""
    given = SAMPLES[word][0].get(field)
    value = dict.fromkeys(given, wrong) if isinstance(given, dict) else wrong
    with pytest.raises(InvalidModel, match=field) as refused:
        made(word, 0, **{field: value})
    text = str(refused.value)
    assert text.startswith(word.replace("_", " ").capitalize())
    assert text.endswith(".")


@pytest.mark.parametrize("word", CONTRACTS)
def test_a_party_does_not_pay_itself(word):
    terms = SAMPLES[word][0]
    if "payer" in terms and "payee" in terms:
        with pytest.raises(InvalidModel, match="would pay itself"):
            made(word, 0, payee=terms["payer"])


@pytest.mark.parametrize("word", CONTRACTS)
def test_bounded_terms_are_refused_within_lists_of_years_too(word):
    for field in (*CONTRACTS[word].money, *CONTRACTS[word].shares):
        if field in CONTRACTS[word].parts or isinstance(SAMPLES[word][0].get(field), dict):
            continue
        with pytest.raises(InvalidModel, match=rf"{field}\[1\]=-1"):
            made(word, 0, **{field: [0.5, -1]})
