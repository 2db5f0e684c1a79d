"""How cash answers to activity or spending: by hand, and for every kind that there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from builders import PAY_BY_ACTIVITY, STAGE_ONE, outcomes
from contracts.samples import SAMPLES
from pathway_economics.contracts import (
    CONTRACTS,
    Activity,
    Arrangement,
    Blended,
    Block,
    Contract,
    GainShare,
    History,
    Measure,
    Pool,
    SupplierPrice,
    response,
    settle,
)
from pathway_economics.contracts.levels.jumps import jumps_in
from pathway_economics.contracts.measure import (
    Measured,
    as_measured,
    measured,
    measured_in_words,
)
from pathway_economics.errors import InvalidModel, UnknownName
from pathway_economics.parameters import Parameter


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored(Contract):
    """What a measure comes to, for each unit of some services if there are any."""

    keyword: ClassVar[str] = "scored"
    names: ClassVar = ()
    spelled: ClassVar = {"achieved": as_measured}

    payer: str
    payee: str
    achieved: Measured
    services: Sequence[str] = ()

    def settle(self, name, book):
        units = book.units(self.services) if self.services else 1.0
        return (self.entry(name, "Score", measured(self.achieved, book) * units),)

    def sentences(self, words):
        yield f"it pays {measured_in_words(self.achieved, words)}"


EACH = [(word, index) for word, terms in SAMPLES.items() for index in range(len(terms))]
SHARE = {"payer": "ICB", "payee": "Acute trust", "scope": ["Admissions"], "sharing_rate": 0.5}
MEMBERS = {"members": ["ICB", "Acute trust"], "scope": ["Admissions"]}


def test_activity_is_a_line_through_nothing():
    answer = response(Activity(**PAY_BY_ACTIVITY, price=4_100), levels=[0, 50, 200])
    assert list(answer.payments["Acute trust"]) == [0, 205_000, 820_000]  # 4,100 x 50, x 200
    assert list(answer.payments["ICB"]) == [0, -205_000, -820_000]
    assert_allclose(answer.marginal["Acute trust"], [4_100, 4_100, np.nan])
    assert (answer.quantity, answer.unit, answer.each) == (
        "Admission",
        "unit per year",
        "GBP per unit",
    )


def test_a_blended_payment_bends_at_plan():
    terms = Blended(
        **PAY_BY_ACTIVITY, price=1_000, variable_rate=0.2, variable_rate_below=0.5, plan=100_000
    )
    answer = response(terms)
    assert answer.plan == 100  # 100,000 at 1,000 each
    # at 80: 100,000 - 0.5 x 20,000; at 120: 100,000 + 0.2 x 20,000
    assert [answer.at(level)["Acute trust"] for level in (80, 100, 120)] == [90_000, 100_000, 104e3]
    slopes = answer.marginal["Acute trust"]
    assert_allclose(slopes[:200], 500)
    assert_allclose(slopes[200:-1], 200)
    assert answer.jumps == ()


def test_a_gate_is_a_jump_and_no_slope():
    terms = GainShare(**SHARE, minimum_rate=0.05, cap=0.1, benchmark=400_000)
    answer = response(terms)
    assert answer.plan == 400_000
    (jump,) = answer.jumps
    assert jump.level == pytest.approx(380_000)  # 95 % of 400,000
    # just past it half of 20,000 is shared; the cap of 10 % is met at a saving of 80,000
    assert answer.at(379_000)["Acute trust"] == pytest.approx(10_500)
    assert answer.at(381_000)["Acute trust"] == 0
    assert answer.at(100_000)["Acute trust"] == pytest.approx(40_000)
    slopes = answer.marginal["Acute trust"]
    assert np.isnan(slopes[jump.step])
    assert_allclose(slopes[(answer.levels > 330_000) & (answer.levels < 376_000)], -0.5)
    assert np.nanmin(slopes) >= -0.5 - 1e-9


def test_members_of_a_pool_bear_their_contribution_and_share_of_the_variance():
    terms = Pool(
        **{**MEMBERS, "members": {"ICB": 0.75, "Acute trust": 0.25}},
        contributions={"ICB": 300_000, "Acute trust": 100_000},
    )
    answer = response(terms, levels=[0, 400_000, 600_000])
    # 600,000 spent: 200,000 above the contributions, of which the ICB bears three quarters
    assert list(answer.payments["ICB"]) == [0, -300_000, -450_000]
    assert list(answer.payments["Acute trust"]) == [0, -100_000, -150_000]
    assert answer.plan == 400_000


def test_a_pool_of_a_settlement_knows_who_pays_today():
    run = outcomes({"Admission": 100.0}, n_years=2)
    pool = Pool(members=["ICB", "Acute trust"], scope=["Admissions"], rule="equal")
    settled = settle(run, Arrangement("Today", STAGE_ONE))
    answer = response(pool, levels=[0, 410_000, 500_000], outcomes=settled)
    assert answer.plan == 410_000  # 100 admissions at 4,100
    # the ICB pays 410,000 in; each bears half of what is over or under
    assert_allclose(answer.payments["ICB"], [-205_000, -410_000, -455_000])
    assert_allclose(answer.payments["Acute trust"], [205_000, 0, -45_000])


def test_an_upfront_price_jumps_where_use_begins():
    terms = SupplierPrice(
        payer="Community trust", payee="Supplier", per="Monitoring", price=58, upfront=9_000
    )
    answer = response(terms)
    assert [jump.level for jump in answer.jumps] == [0]
    assert answer.payments["Supplier"][0] == 0
    assert answer.at(100)["Supplier"] == pytest.approx(9_000 + 58 * 100)


def test_a_block_is_flat_and_a_later_year_has_its_own_terms():
    terms = Block(payer="ICB", payee="Acute trust", amount=[100, 200])
    assert set(response(terms).payments["Acute trust"]) == {100}
    later = response(terms, outcomes=outcomes(n_years=2), year="2027/28")
    assert set(later.payments["Acute trust"]) == {200}
    assert not np.nan_to_num(later.marginal["ICB"]).any()


def test_the_first_year_that_counts_is_read():
    terms = GainShare(**SHARE, benchmark=1_000, from_year=2)
    assert response(terms).year == "year 2"
    assert response(terms).at(0)["Acute trust"] == 500
    told = response(terms, outcomes=outcomes(n_years=2))
    assert (told.year, told.at(0)["Acute trust"]) == ("2027/28", 500)


def test_of_a_ratio_what_is_counted_is_varied_and_scores_stay():
    measure = Measure(services=["Home visit"], per=["Admission"])
    scored = Scored(payer="ICB", payee="Acute trust", achieved=measure)
    run = outcomes({"Admission": 100.0, "Home visit": 300.0}, n_years=2)
    answer = response(scored, [0, 150, 300], outcomes=run)
    assert answer.quantity == "Home visit"
    assert list(answer.payments["Acute trust"]) == [0, 1.5, 3]
    priced = Scored(payer="ICB", payee="Acute trust", achieved=measure, services=["Monitoring"])
    answer = response(priced, [0, 10], outcomes=run)
    assert answer.quantity == "Monitoring"
    assert list(answer.payments["Acute trust"]) == [0, 30]  # 3 visits an admission, as it was


def test_expressions_stand_at_their_means():
    price = Parameter("price", 50, "GBP", assumption="for the test")
    run = outcomes(n_years=2, parameters=(price,))
    terms = Activity(**PAY_BY_ACTIVITY, price="2 * price")
    assert response(terms, [0, 1], outcomes=run).payments["Acute trust"][1] == 100
    with pytest.raises(InvalidModel, match=r"2 \* price.*give outcomes=run\(model\)"):
        response(terms)


def test_a_history_is_without_its_error():
    noisy = GainShare(**SHARE, benchmark=History(cv=0.2, trend=0.1))
    answer = response(noisy, plan=1_000, levels=[0, 1_000])
    assert list(answer.payments["Acute trust"]) == [500, 0]


@pytest.mark.parametrize(
    "levels", [[1], [2, 1], [0, np.nan], [-1, 1], [[0, 1]]], ids=lambda given: str(given)
)
def test_wrong_levels_are_refused(levels):
    with pytest.raises(InvalidModel, match="levels="):
        response(Activity(**PAY_BY_ACTIVITY, price=1), levels)


def test_unknown_names_are_refused():
    terms = Activity(payer="ICB", payee="Acute trust", services=["Admision"], price=1)
    with pytest.raises(UnknownName, match="Admision"):
        response(terms, outcomes=outcomes())
    with pytest.raises(UnknownName, match="2031"):
        response(Activity(**PAY_BY_ACTIVITY, price=1), outcomes=outcomes(), year=2031)


RUN = outcomes(n_years=2)
GIVEN = {"nothing": None, "a run": RUN, "a settlement": settle(RUN, Arrangement("All", STAGE_ONE))}


@pytest.mark.parametrize("given", GIVEN)
@pytest.mark.parametrize(("word", "index"), EACH)
def test_every_kind_answers(word, index, given):
    """Money is moved and never made, whatever is varied; a pool bears what is spent."""
    terms = CONTRACTS[word](**SAMPLES[word][index])
    answer = response(terms, outcomes=GIVEN[given])
    total = sum(answer.payments.values())
    size = 1e-9 * max(np.abs(cash).max() for cash in answer.payments.values()) + 1e-9
    bears = terms.has_account and terms.scope_in()
    wanted = -answer.levels if bears else np.zeros_like(answer.levels)
    assert_allclose(total, wanted, atol=size)
    assert all(np.isfinite(cash).all() for cash in answer.payments.values())
    table = answer.table
    assert len(table) == len(answer.levels) * len(answer.payments)
    assert {"payment_unit", "marginal_unit", "level_unit"} <= set(table.columns)
    assert "Response" in repr(answer)
    assert answer._repr_html_().startswith("<table")


@given(
    rate=st.floats(0, 1),
    gate=st.floats(0.01, 0.5),
    benchmark=st.floats(10, 1e9),
    loss=st.floats(0, 1),
)
def test_marginals_add_up_to_payments_with_the_jumps(rate, gate, benchmark, loss):
    """The sum of all slopes and jumps is the difference between the ends."""
    terms = GainShare(
        **{**SHARE, "sharing_rate": rate},
        loss_sharing_rate=loss,
        minimum_rate=gate,
        benchmark=benchmark,
    )
    answer = response(terms)
    cash, slopes = answer.payments["Acute trust"], answer.marginal["Acute trust"]
    risen = np.nansum(slopes[:-1] * np.diff(answer.levels))
    jumped = sum(cash[jump.step + 1] - cash[jump.step] for jump in answer.jumps)
    assert risen + jumped == pytest.approx(cash[-1] - cash[0], abs=1e-6 * benchmark)
    for jump in answer.jumps:
        assert abs(jump.level / benchmark - 1) == pytest.approx(gate, rel=1e-4)
    wanted = (rate > 0) + (loss > 0)
    assert len(answer.jumps) == wanted or min(x for x in (rate, loss) if x) < 1e-6


@example(at=1.8, size=0.0136, slope=-10.0)  # smaller than the slope makes in a part of a step
@example(at=0.15, size=0.0229, slope=7.37)  # beside the first step
@given(at=st.floats(0.01, 3.99), size=st.floats(0.01, 1e6), slope=st.floats(-10, 10))
def test_jumps_are_found_where_they_are(at, size, slope):
    levels = np.linspace(0, 4, 41)

    def cash(level):
        return {"Trust": slope * level + size * (level >= at), "ICB": np.zeros_like(level)}

    assert [jump.level for jump in jumps_in(cash, levels, cash(levels))] == [
        pytest.approx(at, abs=1e-5)
    ]


@given(bend=st.floats(0.01, 3.99), before=st.floats(-10, 10), after=st.floats(-10, 10))
def test_a_bend_is_no_jump(bend, before, after):
    levels = np.linspace(0, 4, 41)

    def cash(level):
        return {"Trust": np.where(level < bend, before, after) * (level - bend)}

    assert jumps_in(cash, levels, cash(levels)) == ()
