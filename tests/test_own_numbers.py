"""Everything after a run works on tables of one's own, or refuses in plain words."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

import pathway_economics as pe
from pathway_economics.contracts import Activity, Arrangement, Block
from pathway_economics.io import loads
from pathway_economics.io.results import save_tables, tables
from pathway_economics.reporting.pictures import pictures

WHY = "Load a model and run it for these"


@pytest.fixture(scope="module")
def settled():
    index = pd.MultiIndex.from_product(
        [["Current", "Proposed"], ["2026/27", "2027/28"], ["Admission", "Visit"], range(20)],
        names=["environment", "year", "service", "draw"],
    )
    activity = index.to_frame(index=False)
    activity["units"] = np.random.default_rng(1).uniform(50, 100, len(activity))
    activity["provider"], activity["unit_cost"] = "Trust", 100
    outcomes = pe.Outcomes.from_tables(
        activity, parties={"ICB": "commissioner", "Trust": "provider", "Supplier": "supplier"}
    )
    usual = Activity(payer="ICB", payee="Trust", services=["Admission"], price=90)
    block = Block(payer="ICB", payee="Trust", amount=7_000)
    return [
        pe.settle(outcomes, Arrangement("Usual", {"Care": usual})),
        pe.settle(outcomes, Arrangement("Block", {"Care": block})),
    ]


def test_tables_hold_no_nan_where_something_is_told(settled, tmp_path):
    found = tables(settled, threshold=20_000)
    assert "cost_effectiveness" not in found
    for name in ("payoffs", "consents", "perimeters", "positions", "activity"):
        table = (
            found[name]
            .select_dtypes("number")
            .drop(columns=["yearly_limit", "worst_year_cash"], errors="ignore")
        )
        assert table.notna().all(axis=None), name
    save_tables(tmp_path, found, "Own numbers")
    for each in (*settled, settled[0].outcomes, pe.evaluate.consents(settled[1], settled[0])):
        assert "nan" not in repr(each).lower() + each._repr_html_().lower()


def test_the_plots_of_money_and_activity_are_drawn(settled):
    plt.switch_backend("Agg")
    first, second = settled
    pe.plot.payoffs(second, status_quo=first)
    pe.plot.cumulative_cash(second, status_quo=first)
    pe.plot.transfers(second, status_quo=first)
    pe.plot.arrangements(settled, status_quo=first)
    pe.plot.activity(first.outcomes, "Admission")
    plt.close("all")


@pytest.mark.parametrize(
    ("what", "asked"),
    [
        ("Cost-effectiveness", lambda s, m: pe.evaluate.cost_effectiveness(s[0].outcomes)),
        (
            "Cost-effectiveness by subgroup",
            lambda s, m: pe.evaluate.cost_effectiveness_by_subgroup(s[0].outcomes),
        ),
        ("The convergence of costs", lambda s, m: pe.plot.convergence(s[0].outcomes)),
        ("A figure of people", lambda s, m: pe.plot.occupancy(s[0].outcomes)),
        ("A figure of people", lambda s, m: pe.plot.survival(s[0].outcomes)),
        ("A figure of people", lambda s, m: pe.plot.queue(s[0].outcomes, "Admission")),
        ("A report", lambda s, m: pe.report(m, s)),
        ("A report", lambda s, m: pictures(m, s)),
    ],
)
def test_what_needs_people_followed_refuses_in_plain_words(settled, what, asked):
    model = loads(pe.datasets.text("tegaderm_chg"))
    with pytest.raises(pe.InvalidModel) as caught:
        asked(settled, model)
    (complaint,) = caught.value.complaints
    assert complaint.message.startswith(what)
    assert "'Your own numbers' has none" in complaint.message
    assert WHY in complaint.message
