from dataclasses import replace

import numpy as np

from pathway_economics.reporting.findings import judge
from pathway_economics.reporting.scenarios import scenario_rows, why_less_effect_costs_less


def test_scenarios_stand_beside_the_base_case(silo, block):
    base = [judge(silo, silo), judge(block, silo)]
    rows = scenario_rows(base, {"Half effect": base[:1]})
    assert [(row["scenario"], row["span"]) for row in rows] == [
        ("Base case", 2),
        ("", 2),
        ("Half effect", 1),
    ]
    assert rows[0]["refusers"] == "Community trust"
    assert rows[1]["harmed"] == "nobody"


def without_survivors(silo, spared):
    """Return the settlement with no gain in life, and so much less spent by the trusts."""
    run = silo.outcomes
    entries = [
        replace(entry, amount=entry.amount - spared * (np.arange(2) == 1)[:, None, None])
        if entry.payer == "Community trust"
        else entry
        for entry in silo.ledger.entries
    ]
    ledger = replace(silo.ledger, entries=tuple(entries))
    level = np.zeros_like(run.life_years)
    return replace(silo, ledger=ledger, outcomes=replace(run, life_years=level))


def test_no_effect_that_loses_less_is_explained_by_survivors(silo):
    base, none = judge(silo, silo), without_survivors(silo, 5_000)
    words = why_less_effect_costs_less(base, {"No effect": [judge(none, none)]})
    assert words.endswith("fewer years of life are gained: people who live longer use care.")
    assert "loses less cash in “No effect”" in words
    assert "(−GBP 22,900)" in words


def test_no_effect_that_loses_as_much_needs_no_words(silo):
    base, none = judge(silo, silo), without_survivors(silo, 0)
    assert why_less_effect_costs_less(base, {"No effect": [judge(none, none)]}) == ""
    assert why_less_effect_costs_less(base, {}) == ""
