"""What a block adds up to, laid side by side with the others."""

import numpy as np

from engine.cases import plan_of
from pathway_economics.engine.totals import FIELDS, Totals
from pathway_economics.parties import Party
from pathway_economics.pathway import Pathway, Service, State

PATHWAY = Pathway(
    [State("Ill", unit_cost=3)],
    [Service("Visit", "Trust", 5), Service("Call", "ICB", 7)],
    uses={"Ill": {"Visit": 1, "Call": 1}},
    start={"Ill": 1},
)


def test_costs_belong_to_who_bears_them():
    plan = plan_of(PATHWAY)
    totals = Totals(plan, (Party("ICB", "commissioner").name, "Trust"), 2)
    money = [(x, np.full((1, 2), 10.0 * (x + 1))) for x in range(len(plan.lines))]
    totals.add_person(0, (0,), money, np.ones(2), np.ones(2), 0)
    assert [(line.name, line.provider) for line in plan.lines] == [
        ("Visit", "Trust"), ("Call", "ICB"), ("Ill", None)
    ]  # fmt: skip
    assert totals.cost[0].tolist() == [60, 60]
    assert totals.cost_by_provider[0, :, 0].tolist() == [20, 10]


def test_blocks_are_laid_side_by_side_and_cut():
    plan = plan_of(PATHWAY)
    whole, part = Totals(plan, (), 11), Totals(plan, (), 8)
    for name in FIELDS:
        getattr(part, name)[...] = np.arange(8)
    whole.place(part, 0, 8)
    whole.place(part, 8, 3)
    assert whole.cost[0].tolist() == [0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2]
