"""Tables of one's own: read whole, whatever the order of their rows, and settled like any run."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

import pathway_economics as pe
from pathway_economics.contracts import Activity, Arrangement, Block, GainShare, Grant
from pathway_economics.io import loads
from pathway_economics.outcomes import Outcomes, has_totals

ROLES = {"ICB": "commissioner", "Trust": "provider"}
ADMISSIONS = Activity(payer="ICB", payee="Trust", services=["Admission"], price=4_100)
USUAL = Arrangement("Usual", {"Admissions": ADMISSIONS})


def admissions(**columns):
    """Return a table of one admission now and none as proposed."""
    told = {
        "environment": ["Current", "Proposed"],
        "year": "2026/27",
        "service": "Admission",
        "units": [1, 0],
        "provider": "Trust",
        "unit_cost": 4_328,
        "cash_share": 0.25,
    }
    return pd.DataFrame(told | columns)


def made(activity=None, **how):
    activity = admissions() if activity is None else activity
    return Outcomes.from_tables(activity, **{"parties": ROLES} | how)


def window(settled, measure="payoff"):
    table = pe.evaluate.payoffs(settled, settled)
    rows = table[(table["period"] == "budget window") & (table["measure"] == measure)]
    return dict(zip(rows["party"], rows["mean"], strict=True))


def test_an_admission_avoided_by_hand():
    """Unit cost 4,328, a quarter of it variable, price 4,100.

    Cash 0.25 x 4,328 = 1,082; the trust 1,082 - 4,100 = -3,018; the commissioner 4,100.
    """
    settled = pe.settle(made(), USUAL)
    assert window(settled) == {"ICB": 4_100.0, "Trust": -3_018.0}
    assert window(settled, "cash_releasing")["Trust"] == 1_082
    assert window(settled, "non_cash_releasing")["Trust"] == 4_328 - 1_082
    released = pe.evaluate.released(settled.outcomes)
    assert list(released["cash_releasing"]) == [1_082, 1_082]  # the year, and the window


def test_the_same_admission_with_cash_as_it_was_counted():
    """Spending of 4,328 now and 3,246 as proposed: 1,082 became cash."""
    spending = pd.DataFrame(
        {
            "environment": ["Current", "Proposed"],
            "year": "2026/27",
            "party": "Trust",
            "label": "Admission",
            "amount": [4_328, 3_246],
        }
    )
    settled = pe.settle(made(spending=spending), USUAL)
    assert window(settled) == {"ICB": 4_100.0, "Trust": -3_018.0}
    assert window(settled, "non_cash_releasing")["Trust"] == 3_246
    without = made(admissions().drop(columns=["unit_cost", "cash_share"]), spending=spending)
    assert window(pe.settle(without, USUAL)) == {"ICB": 4_100.0, "Trust": -3_018.0}


def test_what_is_done_more_costs_in_full_and_dearer_units_are_cash():
    """From 10 at 100 to 12 at 110: 12 x 110 = 1,320 is spent, whatever the cash share.

    To 8 at 110: inputs (110 - 100) x 8 = 80 dearer, and of 2 x 100 a quarter is released:
    1,000 + 80 - 50 = 1,030.
    """
    more = made(admissions(units=[10, 12], unit_cost=[100, 110]))
    less = made(admissions(units=[10, 8], unit_cost=[100, 110]))
    assert -more.ledger.position("Trust")[1].item() == pytest.approx(1_320)
    assert -less.ledger.position("Trust")[1].item() == pytest.approx(1_030)


def test_all_becomes_cash_where_nothing_is_said():
    assert made(admissions().drop(columns="cash_share")).ledger.position("Trust")[1].item() == 0


def test_programmes_are_new_and_their_payer_is_asked():
    setup = pd.DataFrame(
        {
            "environment": ["Current", "Proposed"],
            "year": "2026/27",
            "party": "Trust",
            "label": "Set-up",
            "amount": [0, 500],
            "recurrent": ["no", "no"],
        }
    )
    settled = pe.settle(made(programme=setup), USUAL)
    assert window(settled)["Trust"] == -3_518
    consents = pe.evaluate.consents(settled, settled)
    assert consents.refusers == ("Trust",)
    assert "pays something new (Set-up)" in set(consents.table["why_needed"])
    (entry,) = (e for e in settled.ledger.entries if e.category == "programme")
    assert entry.label == "Set-up (non-recurrent, revenue)"


def test_health_counts_over_the_years_of_the_tables():
    """Two QALYs gained in the middle of the only year: 2 / 1.1 ** 0.5 discounted."""
    health = pd.DataFrame(
        {"environment": ["Current", "Proposed"], "year": "2026/27", "qalys": [10, 12]}
    )
    outcomes = made(
        health=health,
        discount_health=0.1,
        discount_costs=0.0,
        parties=ROLES | {"Patients": "patient"},
    )
    settled = pe.settle(outcomes, USUAL)
    found = pe.evaluate.consents(settled, settled, threshold=20_000)
    assert found.value.qaly_change == pytest.approx(2 / 1.1**0.5)
    assert found.value.cost_change == pytest.approx(-4_328)
    (patients,) = found.table.loc[found.table["party"] == "Patients", "verdict"]
    assert patients == "gains"


def test_nobody_speaks_of_health_without_a_table_of_it():
    settled = pe.settle(made(parties=ROLES | {"Patients": "patient"}), USUAL)
    table = pe.evaluate.consents(settled, settled).table
    assert list(table.loc[table["party"] == "Patients", "verdict"]) == ["not counted"]


def test_each_environment_is_a_strategy_unless_shares_are_given():
    outcomes = made(consent={"Proposed": ["Trust"]})
    assert outcomes.strategies == ("Current", "Proposed")
    settled = pe.settle(outcomes, USUAL)
    assert pe.evaluate.consents(settled, settled).refusers == ("Trust",)
    shares = pd.DataFrame(
        {
            "environment": ["Current", "Current", "Proposed", "Proposed"],
            "year": "2026/27",
            "strategy": ["Usual care", "Monitoring"] * 2,
            "share": [1, 0, 0.4, 0.6],
        }
    )
    outcomes = made(shares=shares, consent={"Monitoring": ["ICB"]})
    assert_allclose(outcomes.shares[:, :, 0], [[1, 0], [0.4, 0.6]])
    settled = pe.settle(outcomes, USUAL)
    assert pe.evaluate.consents(settled, settled).goes_ahead
    grant = Grant(payee="Trust", amount=100, strategy="Monitoring")
    assert pe.settle(outcomes, Arrangement("Paid", {"Grant": grant})).position("Trust")[1] == (
        pytest.approx(100 - 3_246)
    )


def test_years_may_be_numbered_and_draws_named_in_any_way():
    activity = pd.DataFrame(
        {
            "environment": ["Now"] * 4,
            "year": [1, 0, 1, 0],
            "service": "Visit",
            "draw": ["b", "b", "a", "a"],
            "units": [1.0, 2.0, 3.0, 4.0],
            "provider": "Trust",
            "unit_cost": 1,
        }
    )
    outcomes = made(activity, first_year="2026/27")
    assert outcomes.years == ("2026/27", "2027/28")
    assert_allclose(outcomes.activity[0, 0], [[4, 2], [3, 1]])  # draws a and b


def test_numbers_as_labels_are_text():
    """A draw is the same as 7, 7.0 and "7"; a year of 2026 is the label "2026"."""
    health = pd.DataFrame({"environment": "Now", "year": ["2026"] * 2, "qalys": [1, 2]})
    activity = admissions(environment="Now", year=2026, draw=[7.0, 8.0], units=[1, 2])
    outcomes = made(activity, health=health.assign(draw=["8", "7"]))
    assert outcomes.years == ("2026",)
    assert_allclose(outcomes.qalys, [[[2, 1]]])


def test_a_table_without_draws_holds_in_every_draw():
    activity = pd.concat([admissions(draw=d, units=[d, 0]) for d in (1, 2, 3)])
    spending = admissions()[["environment", "year"]].assign(party="Trust", label="All", amount=7)
    outcomes = made(activity, spending=spending)
    assert outcomes.n_draws == 3
    assert_allclose(outcomes.ledger.position("Trust")[0], [[-7, -7, -7]])


def test_missing_rows_are_zero_only_if_asked_for():
    activity = admissions().iloc[:1]
    activity = pd.concat([activity, activity.assign(environment="Proposed", service="Visit")])
    outcomes = made(activity, missing="zero")
    assert_allclose(outcomes.activity[:, :, 0, 0], [[1, 0], [0, 1]])
    # A quarter of the admission is released, and the visit costs 4,328: 3,246 + 4,328.
    assert -outcomes.ledger.position("Trust")[1].item() == 3_246 + 4_328
    with pytest.raises(pe.InvalidModel, match='2 rows are missing.*say missing="zero"'):
        made(activity)


def test_parties_as_objects_mapping_or_table():
    table = pd.DataFrame(
        {
            "name": ["ICB", "Trust"],
            "role": ["commissioner", "provider"],
            "decision_years": [1, None],
        }
    )
    objects = [
        pe.Party("ICB", role="commissioner", decision_years=1),
        pe.Party("Trust", "provider"),
    ]
    mapping = {"ICB": objects[0], "Trust": "provider"}
    for given_as in (table, objects, mapping):
        assert list(made(parties=given_as).parties.values()) == objects


def test_two_tables_are_never_compared():
    one, other = made(), made(admissions(units=[2, 0]))
    with pytest.raises(pe.InvalidModel, match="different runs"):
        pe.evaluate.payoffs(pe.settle(one, USUAL), pe.settle(other, USUAL))
    pe.evaluate.payoffs(pe.settle(one, USUAL), pe.settle(made(), USUAL))  # the same tables


def two_services(draws=(1, 2)):
    index = pd.MultiIndex.from_product(
        [["Current", "Proposed"], ["2026/27", "2027/28"], ["Admission", "Visit"], draws],
        names=["environment", "year", "service", "draw"],
    )
    table = index.to_frame(index=False)
    rng = np.random.default_rng(1)
    table["units"] = rng.uniform(0, 100, len(table))
    table["provider"] = table["service"].map({"Admission": "Trust", "Visit": "Community"})
    table["unit_cost"] = rng.uniform(1, 100, len(table))
    table["cash_share"] = rng.uniform(0, 1, len(table))
    table["backfilled"] = rng.uniform(0, 1, len(table))
    return table


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_the_order_of_rows_and_columns_changes_nothing(data):
    table = two_services()
    spending = table[["environment", "year", "draw"]].assign(
        party=table["provider"], label=table["service"], amount=table["units"] * 3
    )
    by_cash = data.draw(st.booleans())

    def positions(activity, cash):
        outcomes = Outcomes.from_tables(
            activity,
            cash if by_cash else None,
            parties=ROLES | {"Community": "provider"},
            reference="Current",
        )
        share = GainShare(payer="ICB", payee="Trust", scope=["Admissions"], benchmark="fixed",
                          sharing_rate=0.5)  # fmt: skip
        settled = pe.settle(outcomes, Arrangement("A", {"Admissions": ADMISSIONS, "S": share}))
        assert outcomes.environments == ("Current", "Proposed")
        return np.stack([settled.position(party) for party in outcomes.parties])

    def shuffled(frame):
        rows = data.draw(st.permutations(range(len(frame))))
        return frame.iloc[list(rows)][list(data.draw(st.permutations(list(frame.columns))))]

    assert_allclose(
        positions(shuffled(table), shuffled(spending)), positions(table, spending), rtol=1e-12
    )


def exported(outcomes):
    """Return the activity and the spending of a run as tables, a row for each draw."""
    keys = ["environment", "year", "draw"]

    def tidy(array, **more):
        index = pd.MultiIndex.from_product(
            [outcomes.environments, outcomes.years, range(outcomes.n_draws)], names=keys
        )
        return index.to_frame(index=False).assign(**more, value=array.ravel())

    delivered = []
    for row, line in enumerate(outcomes.lines):
        if not outcomes.activity[:, row].any():
            continue
        table = tidy(outcomes.activity[:, row], service=line.name, provider=line.provider)
        table = table.rename(columns={"value": "units"})
        table["unit"], table["backfilled"] = line.unit, outcomes.backfilled[:, row].ravel()
        delivered.append(table)
    cash = [
        tidy(np.broadcast_to(e.amount, outcomes.shape), party=e.payer, label=e.label)
        for e in outcomes.ledger.entries
    ]
    spent = pd.concat(cash).groupby([*keys, "party", "label"], as_index=False)["value"].sum()
    return pd.concat(delivered, ignore_index=True), spent.rename(columns={"value": "amount"})


def test_a_run_read_back_from_its_tables_has_the_same_positions():
    model = loads(pe.datasets.text("heart_failure"))
    ran = pe.run(model, n_draws=20, seed=3)
    activity, spending = exported(ran)
    back = Outcomes.from_tables(activity, spending, parties=list(ran.parties.values()))
    assert back.shape == ran.shape
    assert not has_totals(back)
    hf = Activity(payer="ICB", payee="Acute trust", services=["HF admission"], price=3_000)
    block = Block(payer="ICB", payee="Community trust", amount=500_000)
    share = GainShare(payer="ICB", payee="Acute trust", scope=["HF admissions"],
                      benchmark="fixed", sharing_rate=0.5, minimum_rate=0.01)  # fmt: skip
    usual = Arrangement("Usual", {"HF admissions": hf, "Community": block})
    shared = Arrangement("Shared", {"Savings": share}, extends=usual)
    for way in (usual, shared):
        one, other = pe.settle(ran, way), pe.settle(back, way)
        for account in one.ledger.accounts:
            assert np.abs(one.position(account)).max() > 0 or account == "Patients"
            assert_allclose(other.position(account), one.position(account), rtol=1e-9, atol=1e-6)
