import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose

from builders import PARTIES, any_outcomes, outcomes
from pathway_economics.evaluate import payoff, payoffs
from pathway_economics.evaluate.payoffs import DECISION, WINDOW, effects
from pathway_economics.parties import EXTERNAL, Party

FREE = {"Advice": (None, 0.0, "contact")}  # a service without a cost

ACCOUNTS = (*(party.name for party in PARTIES), EXTERNAL)
PENNY = 0.01  # below any payment that matters, above rounding on 1e9

amounts = arrays(np.float64, (2, 2, 8), elements=st.floats(-1e7, 1e7))
accounts = st.sampled_from((*ACCOUNTS, "Pool"))
contracts = st.lists(st.tuples(accounts, accounts, st.sampled_from("abc"), amounts), max_size=4)


@pytest.fixture
def admission():
    """One admission in the reference, none as proposed; a quarter of its cost is released."""
    return outcomes(
        {"Admission": np.array([1.0, 0.0])[:, None, None]},
        released={"Admission": 0.25},
        n_years=1,
        n_draws=4,
    )


@pytest.mark.parametrize(
    ("party", "measure", "amount"),
    [
        ("Acute trust", "payoff", -3_018),  # 1,082 - 4,100
        ("Acute trust", "technology effect", -3_018),  # the arrangement does not change
        ("Acute trust", "rebasing effect", 0),
        ("Acute trust", "cash_releasing", 1_082),  # 0.25 x 4,328
        ("Acute trust", "non_cash_releasing", 3_246),  # 4,328 - 1,082
        ("Acute trust", "cost_avoidance", 0),  # one year cannot grow
        ("ICB", "payoff", 4_100),
        ("ICB", "cash_releasing", 0),
        ("Supplier", "payoff", 0),
    ],
)
def test_an_admission_avoided(admission, settled, by_environment, figure, party, measure, amount):
    usual = settled(admission, ("ICB", "Acute trust", "Admissions", by_environment(4_100, 0)))
    table = payoffs(usual, status_quo=usual)
    for period in ("2026/27", DECISION, WINDOW):
        row = figure(table, party=party, measure=measure, period=period)
        assert row["mean"] == pytest.approx(amount)
        assert (row["low"], row["high"]) == pytest.approx((amount, amount))
        assert row["p_worse_off"] == (amount < 0)
        assert row["unit"] == "GBP"


def test_technology_and_rebasing_by_hand(admission, settled, by_environment):
    """A block of 5,000 replaces 4,100 for each of one, then none admissions.

    The trust spends 4,328, then 3,246. Its position is -228 in the reference today
    (4,100 - 4,328), 672 there with the block (5,000 - 4,328) and 1,754 as proposed.
    """
    usual = settled(admission, ("ICB", "Acute trust", "Admissions", by_environment(4_100, 0)))
    block = settled(admission, ("ICB", "Acute trust", "Block", by_environment(5_000, 5_000)))
    found = effects(block, usual, "Acute trust")
    assert found["payoff"][1] == pytest.approx(1_982)  # 1,754 + 228
    assert found["technology effect"][1] == pytest.approx(1_082)  # 1,754 - 672
    assert found["rebasing effect"][1] == pytest.approx(900)  # 672 + 228


@pytest.mark.parametrize(
    ("terms", "decision"),
    [
        ({}, 30.0),  # -100 + 50 + 80, the whole window
        ({"decision_years": 2}, -50.0),  # -100 + 50
        ({"decision_years": 2, "rate": 0.25}, -60.0),  # -100 + 50 / 1.25
        ({"decision_years": 9}, 30.0),  # the window is all there is
    ],
)
def test_a_party_looks_ahead_its_own_years(settled, by_year, figure, terms, decision):
    parties = (Party("ICB", role="commissioner", **terms), Party("Supplier", role="supplier"))
    world = outcomes({}, parties=parties, services=FREE, n_draws=8)
    usual = settled(world)
    licence = settled(world, ("Supplier", "ICB", "Rebate", by_year(-100, 50, 80)))
    table = payoffs(licence, status_quo=usual)
    where = {"party": "ICB", "measure": "payoff"}
    assert figure(table, period=DECISION, **where)["mean"] == pytest.approx(decision)
    assert figure(table, period=DECISION, **where)["break_even_year"] == (
        "2028/29" if decision > 0 else ""
    )
    window = figure(table, period=WINDOW, **where)
    assert window["mean"] == pytest.approx(30)
    assert window["break_even_year"] == "2028/29"  # -100, -50, 30
    assert (window["worst_year"], window["worst_year_cash"]) == ("2026/27", -100)
    year = figure(table, period="2027/28", **where)
    assert year["mean"] == 50
    assert year["break_even_year"] == ""


def test_how_surely(settled, figure):
    """Twenty draws: -40, -20, then eighteen of +10."""
    world = outcomes({}, services=FREE, n_years=1, n_draws=20)
    gains = np.array([-40.0, -20.0, *[10.0] * 18])
    deal = settled(world, ("Supplier", "ICB", "Rebate", np.stack([0 * gains, gains])[:, None]))
    row = figure(
        payoffs(deal, status_quo=settled(world)), party="ICB", measure="payoff", period=WINDOW
    )
    assert row["mean"] == pytest.approx(6.0)  # (-60 + 180) / 20
    assert row["p_worse_off"] == 0.1
    assert row["cvar_90"] == -30.0  # the worst two


def test_cost_avoidance_is_told_apart(settled, figure):
    """Admissions grow from 10 to 12; the proposal stays at 10: two of growth are avoided."""
    admissions = np.array([[10.0, 12.0], [10.0, 10.0]])[..., None]
    world = outcomes({"Admission": admissions}, n_years=2, n_draws=4)
    usual = settled(world)
    table = payoffs(usual, status_quo=usual)
    row = figure(table, party="Acute trust", measure="cost_avoidance", period=WINDOW)
    assert row["mean"] == pytest.approx(2 * 4_328)


def test_environments_come_in_order_and_one_may_be_named(settled):
    world = outcomes(environments=("Current", "Half", "Full"), n_draws=8)
    usual = settled(world)
    table = payoffs(usual, status_quo=usual)
    assert list(dict.fromkeys(table["environment"])) == ["Half", "Full"]
    alone = payoffs(usual, status_quo=usual, environment="Full")
    rows = table[table["environment"] == "Full"].reset_index(drop=True)
    assert alone.equals(rows)
    assert not alone.duplicated(["environment", "party", "measure", "period"]).any()


@given(any_outcomes(), contracts, contracts)
def test_payoffs_of_all_accounts_sum_to_zero(settled, world, proposal, today):
    deal, usual = settled(world, *proposal), settled(world, *today, name="Usual")
    known = dict.fromkeys((*deal.ledger.accounts, *usual.ledger.accounts))
    total = sum(payoff(deal, usual, account) for account in known)
    assert_allclose(total, 0, atol=PENNY)


@given(any_outcomes(), contracts, contracts)
def test_technology_and_rebasing_add_up_to_the_payoff(settled, world, proposal, today):
    table = payoffs(settled(world, *proposal), settled(world, *today, name="Usual"))
    wide = table.pivot(index=["party", "period"], columns="measure", values="mean")
    both = wide["technology effect"] + wide["rebasing effect"]
    assert_allclose(both, wide["payoff"], atol=PENNY)


@given(any_outcomes(), contracts, contracts)
def test_new_names_and_another_order_of_parties_permute_the_rows(settled, world, proposal, today):
    names = {party: f"{9 - n} {party}" for n, party in enumerate(world.parties)}

    def called(entries):
        return [(names.get(a, a), names.get(b, b), s, x) for a, b, s, x in entries]

    ledger = dataclasses.replace(
        world.ledger,
        accounts=tuple(names.get(account, account) for account in world.ledger.accounts),
        entries=tuple(
            dataclasses.replace(e, payer=names.get(e.payer, e.payer)) for e in world.ledger.entries
        ),
    )
    other = dataclasses.replace(
        world,
        ledger=ledger,
        parties={
            names[name]: dataclasses.replace(party, name=names[name])
            for name, party in reversed(world.parties.items())
        },
        releases=tuple(dataclasses.replace(r, party=names[r.party]) for r in world.releases),
    )
    keys = ["party", "measure", "period"]
    first = payoffs(settled(world, *proposal), settled(world, *today))
    second = payoffs(settled(other, *called(proposal)), settled(other, *called(today)))
    first = first.assign(party=first["party"].map(names)).sort_values(keys, ignore_index=True)
    assert first.equals(second.sort_values(keys, ignore_index=True))
