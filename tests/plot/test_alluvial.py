from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from builders import PAY_BY_ACTIVITY, any_outcomes
from pathway_economics import plot
from pathway_economics.contracts import Activity, Arrangement, Pool, settle
from pathway_economics.ledger import Entry
from pathway_economics.parties import EXTERNAL
from pathway_economics.plot.alluvial import money_between


def test_money_between_by_hand(silo):
    flows = money_between(silo, 1, "2026/27")
    assert flows["ICB", "Acute trust"] == pytest.approx(80 * 4_100)
    # 100 x 4,328 less the quarter of 20 x 4,328 that is released
    assert flows["Acute trust", EXTERNAL] == pytest.approx(432_800 - 21_640)
    assert flows["Community trust", EXTERNAL] == pytest.approx(500 * 31)


@given(any_outcomes(), st.floats(-1e5, 1e5))
@settings(max_examples=40)
def test_bands_of_an_account_net_to_its_position(run, side_payment):
    # fails when a negative amount is drawn in the direction of its payer
    terms = {"Admissions": Activity(**PAY_BY_ACTIVITY, price=4_100)}
    silo = settle(run, Arrangement("Any", terms))
    side = Entry("ICB", "Community trust", "transfer", "Side", np.full((1, 1, 1), side_payment))
    settlement = replace(silo, ledger=silo.ledger.with_entries([side]))
    flows = money_between(settlement, 1)
    assert all(amount > 0 for amount in flows.values())
    assert not any((payee, payer) in flows for payer, payee in flows)
    scale = max([1.0, *(float(np.abs(entry.amount).sum()) for entry in settlement.ledger.entries)])
    for party in run.parties:
        received = sum(amount for (_, payee), amount in flows.items() if payee == party)
        paid = sum(amount for (payer, _), amount in flows.items() if payer == party)
        position = settlement.position(party)[1].mean(axis=-1).sum()
        assert received - paid == pytest.approx(position, abs=1e-9 * scale)


def test_two_panels_on_one_scale(silo, block):
    pair = Figure().subplots(1, 2)
    left, right = plot.transfers(block, silo, ax=pair)
    assert (left, right) == tuple(pair)
    heights = [
        max(patch.get_path().get_extents().height for patch in panel.patches)
        for panel in (left, right)
    ]
    assert np.isfinite(heights).all()


def test_labels_do_not_overlap(silo, block):
    figure = Figure(figsize=(11, 5.6), layout="constrained")
    panels = plot.transfers(block, silo, ax=figure.subplots(1, 2))
    figure.draw_without_rendering()
    for panel in panels:
        boxes = [text.get_window_extent() for text in panel.texts]
        for index, box in enumerate(boxes):
            assert not any(box.overlaps(other) for other in boxes[index + 1 :])


def test_nothing_moves_is_drawn_too(run):
    empty = settle(run, Arrangement("Nothing", {}))
    plot.transfers(empty, empty, environment="Current", ax=Figure().subplots(1, 2))


def test_changes_are_shown_in_the_proposal(silo, block, shown):
    left, right = plot.transfers(silo, silo, ax=Figure(figsize=(11, 5)).subplots(1, 2))
    assert not any("−" in text for text in shown(left))
    assert any("656 (−164)" in text for text in shown(right))  # 160 x 4,100, of 200 x 4,100


def test_the_status_quo_is_drawn_on_the_left(silo, block):
    left, right = plot.transfers(block, silo, ax=Figure().subplots(1, 2))
    assert "Current under" in left.get_title()
    assert "Block" in right.get_title()


def test_a_pool_does_not_double_what_its_members_pay(run):
    # The ICB contributes 2 x 410,000, the pool pays back 2 x 80 x 4,100 = 656,000, and the
    # shared variance of -164,000 closes it: the ICB pays the trust 656,000 and nobody twice.
    terms = {
        "Admissions": Activity(**PAY_BY_ACTIVITY, price=4_100),
        "Pool": Pool(members=("ICB", "Acute trust"), rule="equal", scope=("Admissions",)),
    }
    flows = money_between(settle(run, Arrangement("Pooled", terms)), 1)
    assert flows["ICB", "Acute trust"] == pytest.approx(656_000)
    paid = sum(amount for (payer, _), amount in flows.items() if payer == "ICB")
    assert paid == pytest.approx(656_000 + 82_000)  # its share of 164,000 goes to the trust
    assert flows["ICB", "Pool"] == pytest.approx(82_000)
    assert flows["Pool", "Acute trust"] == pytest.approx(82_000)


def test_small_panels_cut_their_labels(silo, block, shown):
    figure = Figure(figsize=(4, 3))
    for panel in plot.transfers(block, silo, ax=figure.subplots(1, 2)):
        assert any("…" in text for text in shown(panel))
        assert not any("(" in text for text in shown(panel))
