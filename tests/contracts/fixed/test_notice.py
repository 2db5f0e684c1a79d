import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from builders import PARTIES, PAY_BY_ACTIVITY, STAGE_ONE, any_outcomes, outcomes
from pathway_economics.contracts import (
    Activity,
    Arrangement,
    Block,
    Capitation,
    Contract,
    GainShare,
    Notice,
    Pool,
    SidePayment,
    settle,
)
from pathway_economics.errors import InvalidModel, PathwayEconomicsWarning
from pathway_economics.io.arrangements import read_arrangements
from pathway_economics.io.findings import Findings
from pathway_economics.io.model_file import loads
from pathway_economics.io.tree import read_tree
from pathway_economics.model import run
from pathway_economics.model.text import canonical_text

OLD = Block(payer="ICB", payee="Acute trust", amount=400_000)
NEW = Activity(**PAY_BY_ACTIVITY, price=4_100)


def income(happened, contract):
    settled = settle(happened, Arrangement("A", {"Admissions": contract}))
    return settled.position("Acute trust") - happened.ledger.position("Acute trust")


def test_half_a_year_of_notice_by_hand():
    # 400,000 a year until then, 90 x 4,100 = 369,000 a year after
    happened = outcomes({"Admission": 90.0})
    paid = income(happened, Notice(years=0.5, before=OLD, after=NEW))
    assert_allclose(paid[0, :, 0], [384_500, 369_000, 369_000])
    paid = income(happened, Notice(years=1.25, before=OLD, after=NEW))
    # a quarter of the second year: 100,000 + 0.75 x 369,000
    assert_allclose(paid[0, :, 0], [400_000, 376_750, 369_000])


@given(any_outcomes(), st.floats(0, 3))
def test_it_pays_between_its_two_contracts(happened, years):
    old, new = income(happened, OLD), income(happened, NEW)
    paid = income(happened, Notice(years=years, before=OLD, after=NEW))
    assert (paid >= np.minimum(old, new) - 1e-6).all()
    assert (paid <= np.maximum(old, new) + 1e-6).all()
    assert_allclose(income(happened, Notice(years=0, before=OLD, after=NEW)), new, atol=1e-6)
    assert_allclose(income(happened, Notice(years=2, before=OLD, after=NEW)), old, atol=1e-6)
    assert_allclose(income(happened, Notice(years=years, before=OLD, after=OLD)), old)


@given(any_outcomes(), st.floats(0, 2))
def test_a_pool_under_notice_keeps_nothing(happened, years):
    members = ["ICB", "Acute trust"]
    pools = {
        "before": Pool(members=members, scope=["Admissions"]),
        "after": Pool(members=members, scope=["Admissions"], rule="equal"),
    }
    contracts = {**STAGE_ONE, "Pool": Notice(years=years, **pools)}
    settled = settle(happened, Arrangement("A", contracts))
    largest = max(np.abs(e.amount).max(initial=1.0) for e in settled.ledger.entries)
    assert np.abs(settled.position("Pool")).max() <= 1e-12 * largest
    assert "Pool" in settled.ledger.accounts
    assert len(PARTIES) + 2 == len(settled.ledger.accounts)


def test_units_and_price_still_explain_the_amount():
    happened = outcomes({"Admission": 90.0})
    arranged = Arrangement("A", {"Admissions": Notice(years=0.5, before=OLD, after=NEW)})
    entries = [e for e in settle(happened, arranged).ledger.entries if e.source == "Admissions"]
    assert [e.label for e in entries] == [
        "Block payment (in notice)",
        "Admission at the contract price (after notice)",
    ]
    assert_allclose(entries[1].activity * entries[1].price, entries[1].amount)
    assert_allclose(entries[1].activity[0, :, 0], [45, 90, 90])


def test_it_says_what_its_contracts_say():
    both = Notice(
        years="x",
        before=GainShare(
            payer="ICB", payee="Acute trust", scope=["A"], sharing_rate="s", benchmark=[1, 2]
        ),
        after=GainShare(payer="ICB", payee="Council", scope=["B"], sharing_rate=0.5),
    )
    assert both.stage == 2
    assert not both.has_account
    assert both.scope_in() == ("A", "B")
    assert both.payers_and_payees() == ("ICB", "Acute trust", "Council")
    assert ("before.sharing_rate", "s") in [(f, str(x)) for f, x in both.numbers()]
    assert ("before.benchmark", 2) in both.lengths()
    assert {"years", "before.sharing_rate", "after.sharing_rate"} <= both.bounded().keys()
    states = Capitation(payer="ICB", payee="Acute trust", bands={"Mild": 1})
    people = Notice(years=1, before=OLD, after=states)
    assert people.counts_states
    assert people.services_in() == ("Mild",)
    only = Block(payer="ICB", payee="Acute trust", amount=1, strategy="Telecare")
    assert Notice(years=1, before=only, after=NEW).strategies_in() == ("Telecare",)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"after": SidePayment(payer="ICB", payee="Acute trust", amount=1)},
            r"its contracts are settled at different stages: block \(1\) and side_payment \(4\)",
        ),
        ({"before": None}, "before=None, but it is a contract, such as Block"),
        ({"after": {"block": {}}}, "but it is a contract, such as Block"),
        ({"years": [1, 2]}, "years holds once; give one number"),
        ({"years": -1}, "years=-1, but it must be zero or more"),
    ],
)
def test_wrong_terms_are_refused(changes, told):
    with pytest.raises(InvalidModel, match=told):
        Notice(**{"years": 0.5, "before": OLD, "after": NEW, **changes})


def read(text):
    findings = Findings()
    found = read_arrangements(read_tree(text)[0], findings)
    return found, [(".".join(c.path), c.message) for c in findings.complaints]


SPELLED = """
New:
  Admissions:
    notice:
      years: 0.5
      before: {block: {payer: ICB, payee: Acute trust, amount: 400000}}
      after: {activity: {payer: ICB, payee: Acute trust, services: [Admission], price: 4100}}
"""


def test_as_the_model_file_spells_it():
    found, told = read(SPELLED)
    assert told == []
    assert found["New"].contracts["Admissions"] == Notice(years=0.5, before=OLD, after=NEW)


@pytest.mark.parametrize(
    ("old", "new", "where", "message"),
    [
        ("block:", "blok:", "before.blok", "No kind of contract is named 'blok'. Did you mean"),
        ("amount", "amont", "before.block.amont", "No field is named 'amont' here. Did you mean"),
        ("price: 4100", "price: -1", "after.activity", "price=-1; for money the other way"),
        ("price: 4100", 'price: "4,100"', "after.activity.price", "4,100"),
        ("[Admission]", "Admission", "after.activity.services", "write [Admission]"),
        ("years: 0.5", "years: -1", "notice", "years=-1, but it must be zero or more"),
        ("years: 0.5", "weeks: 26", "notice.weeks", "No field is named 'weeks' here."),
        ("years: 0.5", "", "notice.years", "The field 'years' is missing; give it."),
        ("{block:", "{grant: {}, block:", "before", "A contract is of one kind: got grant and"),
    ],
)
def test_mistakes_within_are_told_where_they_stand(old, new, where, message):
    _, told = read(SPELLED.replace(old, new))
    place = [path for path, text in told if message in text]
    assert place, told
    assert place[0].endswith(where)


def test_a_preset_may_stand_within():
    text = SPELLED.replace("block: {", "capital_charge: {preset: pdc_dividend 2025/26, ")
    text = text.replace("payee: Acute trust, amount: 400000", "opening: 1, closing: 2")
    found, told = read(text)
    assert told == []
    assert str(found["New"].contracts["Admissions"].before.rate) == "0.035"


MODEL = """
format: 1
title: Notice
horizon: {first_year: 2026/27, years: 2, cycle: year, discount_costs: 0, discount_health: 0}
parties: {ICB: {role: commissioner}, Acute trust: {role: provider}}
pathway:
  start: {Ill: 1}
  states: {Ill: {}}
  services: {Admission: {provider: Acute trust, unit_cost: 4000}}
  uses: {Ill: {Admission: 1}}
strategies: {Usual care: {}}
population: {prevalent: {Ill: 90}}
environments: {Current: {Usual care: 1}}
arrangements:""" + SPELLED.replace("\n", "\n  ")


def test_a_model_with_notice_loads_runs_and_is_written_back():
    model = loads(MODEL)
    again = loads(canonical_text(model))
    assert again.arrangements["New"].contracts == model.arrangements["New"].contracts
    settled = settle(run(model, n_draws=8), model.arrangements["New"])
    # year 1: half of 400,000 and half of 90 x 4,100; year 2: 369,000; care costs 360,000
    assert_allclose(settled.position("ICB")[0, :, 0], [-384_500, -369_000])
    assert_allclose(settled.position("Acute trust")[0, :, 0], [24_500, 9_000])
    assert settled.terms["Admissions"].startswith("The terms change after a notice of 0.5 years")


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("payee: Acute trust, amount", "payee: Acute, amount", "before:", "'Acute'"),
        ("services: [Admission], price", "services: [Admision], price", "after:", "'Admision'"),
        ("price: 4100", "price: p_admit", "after:", "'p_admit'"),
    ],
)
def test_names_within_are_checked_and_told_with_their_line(old, new, line, told):
    text = MODEL.replace(old, new)
    with pytest.raises(InvalidModel) as refused:
        loads(text)
    (complaint,) = refused.value.complaints
    assert told in complaint.message
    lines = text.splitlines()
    assert lines[complaint.line - 1].strip().startswith(line)


def test_the_sample_is_valid_under_the_schema():
    import jsonschema

    from pathway_economics.io.schema import schema

    validator = jsonschema.Draft202012Validator(schema())
    validator.validate(read_tree(MODEL)[0].plain())
    wrong = MODEL.replace("amount: 400000", "amont: 400000")
    assert not validator.is_valid(read_tree(wrong)[0].plain())
    assert isinstance(OLD, Contract)


def test_one_year_of_notice_is_one_year():
    block = Block(payer="ICB", payee="Trust", amount=1)
    told = Notice(years=1, before=block, after=block).describe()
    assert told.startswith("The terms change after a notice of 1 year, pro rata")


def test_notice_that_outlasts_the_window_is_told():
    """Six, meant as months, is six years."""
    happened = outcomes({"Admission": 90.0})
    with pytest.warns(PathwayEconomicsWarning, match="new terms never start.* write 0.5"):
        paid = income(happened, Notice(years=6, before=OLD, after=NEW))
    assert_allclose(paid, income(happened, OLD))
