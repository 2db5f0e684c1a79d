"""Blocks, chunks and executors: the same bits, however the work is cut."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from engine.cases import TREE, draws_of, plan_of
from pathway_economics.engine import simulate
from pathway_economics.engine.run import block_size
from pathway_economics.engine.totals import FIELDS
from pathway_economics.errors import InvalidModel
from pathway_economics.parameters import Beta, Gamma, Parameter
from pathway_economics.pathway import Strategy
from pathway_economics.seeds import CHUNK

P = Parameter("p", Beta(mean=0.2, se=0.05), "per year", assumption="for a test")
C = Parameter("c", Gamma(mean=90, se=9), "GBP", assumption="for a test")
USUAL = Strategy("Usual", links={"Well": {"Dead": "p"}}, services={"Treat": {"unit_cost": "c"}})
MANY = CHUNK + 100


def totals(n_draws=MANY, **asked):
    plan = plan_of(TREE, (USUAL,))
    return simulate(plan, draws_of(P, C, n_draws=n_draws), (), **asked)


@pytest.mark.parametrize("block", [4, 100, 16_384])
def test_a_block_is_a_power_of_two_that_divides_the_chunk(block):
    with pytest.raises(InvalidModel, match="power of two from 8 to 8,192"):
        totals(8, block=block)


@pytest.mark.parametrize("block", [8, 1024, 8192])
def test_every_cut_gives_the_same_bits(block):
    whole, cut = totals(), totals(block=block)
    for name in FIELDS:
        np.testing.assert_array_equal(getattr(whole, name), getattr(cut, name))


def test_an_executor_gives_the_same_bits():
    with ThreadPoolExecutor(2) as executor:
        spread = totals(executor=executor)
    for name in FIELDS:
        np.testing.assert_array_equal(getattr(totals(), name), getattr(spread, name))


def test_progress_is_told_after_each_chunk():
    told = []
    totals(progress=lambda done, of: told.append((done, of)))
    assert told == [(CHUNK, MANY), (MANY, MANY)]


def test_the_chosen_block_is_one_that_may_be_asked_for():
    size = block_size(plan_of(TREE, (USUAL,)))
    assert 8 <= size <= CHUNK
    assert size & (size - 1) == 0


def test_a_refusal_counts_draws_of_all_chunks():
    steep = Strategy("Usual", links={"Well": {"Dead": "p * 3"}})
    with pytest.raises(InvalidModel) as caught:
        simulate(plan_of(TREE, (steep,)), draws_of(P, n_draws=MANY), ())
    p = draws_of(P, n_draws=MANY).values("p")["p"]
    assert any(
        f"{(3 * p > 0.5 + 1e-9).sum():,} of {MANY:,} draws" in complaint.message
        for complaint in caught.value.complaints
    )
