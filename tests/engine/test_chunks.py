"""Blocks, chunks and executors: the same bits, however the work is cut."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from engine.cases import TREE, draws_of, plan_of
from pathway_economics.engine import chunks, simulate
from pathway_economics.engine.run import effort
from pathway_economics.engine.totals import FIELDS
from pathway_economics.errors import InvalidModel
from pathway_economics.parameters import Beta, Draws, Gamma, Parameter
from pathway_economics.parameters.correlation import Correlation
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


def test_workers_give_the_same_bits_and_tell_of_progress(monkeypatch):
    monkeypatch.setattr(chunks, "WORTHWHILE", 0)
    together = (Correlation(("c", "p"), 0.4),)
    draws = Draws((P, C), together, seed=5, n_draws=2 * CHUNK + 100)
    plan, told = plan_of(TREE, (USUAL,)), []
    here = simulate(plan, draws, ())
    spread = simulate(plan, draws, (), workers=2, progress=lambda done, of: told.append((done, of)))
    for name in FIELDS:
        np.testing.assert_array_equal(getattr(here, name), getattr(spread, name))
    assert told == [(n, 2 * CHUNK + 100) for n in (CHUNK, 2 * CHUNK, 2 * CHUNK + 100)]


def test_a_refusal_of_workers_counts_draws_of_all_chunks(monkeypatch):
    monkeypatch.setattr(chunks, "WORTHWHILE", 0)
    plan = plan_of(TREE, (Strategy("Usual", links={"Well": {"Dead": "p * 3"}}),))
    told = []
    for workers in (1, 2):
        with pytest.raises(InvalidModel) as caught:
            simulate(plan, draws_of(P, n_draws=MANY), (), workers=workers)
        told.append(str(caught.value))
    assert told[0] == told[1]


def test_a_small_run_stays_in_this_process(monkeypatch):
    asked = []
    spread = chunks.in_order
    monkeypatch.setattr(
        chunks,
        "in_order",
        lambda *given, workers: asked.append(workers) or spread(*given, workers=1),
    )
    small = effort(plan_of(TREE, (USUAL,))) * MANY
    for limit in (small + 1, small):
        monkeypatch.setattr(chunks, "WORTHWHILE", limit)
        totals(workers=2)
    assert asked == [1, 2]


@pytest.mark.parametrize("workers", [0, -1, 1.5, True, "2"])
def test_workers_are_counted(workers):
    with pytest.raises(InvalidModel, match="workers=.*a whole number, 1 or more"):
        totals(8, workers=workers)


def test_an_executor_brings_its_own_workers():
    with (
        ThreadPoolExecutor(1) as executor,
        pytest.raises(InvalidModel, match="workers or an executor, not both"),
    ):
        totals(8, workers=2, executor=executor)


def test_progress_is_told_after_each_chunk():
    told = []
    totals(progress=lambda done, of: told.append((done, of)))
    assert told == [(CHUNK, MANY), (MANY, MANY)]


def test_a_refusal_counts_draws_of_all_chunks():
    steep = Strategy("Usual", links={"Well": {"Dead": "p * 3"}})
    with pytest.raises(InvalidModel) as caught:
        simulate(plan_of(TREE, (steep,)), draws_of(P, n_draws=MANY), ())
    p = draws_of(P, n_draws=MANY).values("p")["p"]
    assert any(
        f"{(3 * p > 0.5 + 1e-9).sum():,} of {MANY:,} draws" in complaint.message
        for complaint in caught.value.complaints
    )
