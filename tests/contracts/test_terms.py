"""Terms with bounds, parts and lists of names, on a contract made for it."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from pathway_economics.contracts import Band, Contract, GainShare
from pathway_economics.contracts.terms import FACTOR, SHARE, Terms
from pathway_economics.errors import InvalidModel


@dataclass(frozen=True, slots=True, kw_only=True)
class Made(Contract):
    keyword = "made_up"
    shares = ("rate",)
    growth = ("uplift",)
    parts = {"bands": Band}

    payer: str = "A"
    payee: str = "B"
    services: Sequence[str] | None = None
    rate: float = 0.5
    uplift: float = 0.0
    bands: Sequence[Band] = ()

    def settle(self, name, book):
        return ()

    def sentences(self, words):
        return ["nothing is paid"]


def test_parts_are_read_from_mappings_and_give_their_numbers_bounds_and_lengths():
    made = Made(bands=[{"upto": [1, 2], "rate": "p"}, Band(rate=3)])
    assert isinstance(made.bands[0], Terms)
    numbers = [(place, str(number)) for place, number in made.numbers()]
    assert numbers[2:] == [
        ("bands[0].upto[0]", "1"),
        ("bands[0].upto[1]", "2"),
        ("bands[0].rate", "p"),
        ("bands[1].rate", "3"),
    ]
    assert made.lengths() == (("bands[0].upto", 2),)
    bounds = {place: bounded.bounds for place, bounded in made.bounded().items()}
    assert bounds["rate"] == SHARE
    assert bounds["bands[1].rate"] == FACTOR


def test_a_list_of_names_may_be_left_out_where_that_is_its_default():
    assert Made().services is None
    assert Made(services=["X"]).services_in() == ("X",)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"bands": [{"up": 1}]}, "bands: Band has no up; it has upto, rate"),
        ({"bands": [{"upto": 1}]}, "bands: Band: missing 1 required"),
        ({"bands": [3]}, r"bands: got 3; write Band\(...\)"),
        ({"bands": "all"}, r"bands='all', but it is a list of Band"),
        ({"uplift": -2}, "uplift=-2, but growth lies in"),
        ({"services": []}, "services is empty"),
        ({"services": ["X", "X"]}, "names X more than once"),
    ],
)
def test_all_is_told_with_the_contract_it_stands_in(given, told):
    with pytest.raises(InvalidModel, match=told) as refused:
        Made(**given)
    assert str(refused.value).startswith("Made up from 'A' to 'B': ")


def test_every_problem_is_told_at_once():
    with pytest.raises(InvalidModel, match=r"pay itself.*rate=2.*uplift=-3"):
        Made(payee="A", rate=2, uplift=-3)


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        (50, "; for 50% write 0.5."),
        (1.25, "; for 1.25% write 0.0125."),
        (101, "[0, 1]."),
        (-1, "[0, 1]."),
    ],
)
def test_a_percentage_is_told_its_share(given, hint):
    with pytest.raises(InvalidModel) as refused:
        GainShare(payer="ICB", payee="Trust", scope=["Care"], sharing_rate=given)
    assert str(refused.value).endswith(hint)
