import numpy as np

from builders import outcomes
from pathway_economics.evaluate.needed import needed_consents, strategies_spread

NEW = "Remote monitoring"


def test_parties_named_by_the_strategy_alone(settled, by_environment):
    world = outcomes(consent={"Usual care": None, NEW: ("ICB", "Supplier")}, n_draws=8)
    deal = settled(world, ("ICB", "Acute trust", "New money", by_environment(0, 5)))
    assert needed_consents(deal, settled(world), 1) == {
        "ICB": "named in the consent of 'Remote monitoring'",
        "Supplier": "named in the consent of 'Remote monitoring'",
    }


def test_an_empty_list_asks_nobody(settled):
    world = outcomes(consent={"Usual care": None, NEW: ()}, n_draws=8)
    assert needed_consents(settled(world), settled(world), 1) == {}


def test_whoever_pays_delivers_or_sells_something_new(settled, by_environment):
    world = outcomes(n_draws=8, programme={"Community trust": by_environment(0, 7)})
    deal = settled(
        world,
        ("ICB", "Acute trust", "Admissions", by_environment(100, 80)),
        ("Community trust", "Supplier", "Devices", by_environment(0, 9)),
    )
    assert needed_consents(deal, deal, 1) == {
        "Community trust": (
            "pays something new (Programme); pays something new (Devices); "
            "delivers something new (Monitoring)"
        ),
        "Supplier": "is paid something new (Devices)",
    }


def test_a_contract_that_is_new_under_the_proposal_needs_both_its_parties(settled, by_environment):
    world = outcomes(n_draws=8)
    usual = settled(world)
    deal = settled(world, ("ICB", "Acute trust", "Gain share", by_environment(3, 5)))
    assert set(needed_consents(deal, usual, 1)) == {"ICB", "Acute trust", "Community trust"}
    assert set(needed_consents(deal, deal, 1)) == {"Community trust"}


def test_only_strategies_that_spread_are_asked_about():
    shares = np.array([[[0.9], [0.1], [0.0]], [[0.6], [0.1], [0.3]]])
    world = outcomes(strategies=("Usual care", "Old", "New"), shares=shares, n_years=1, n_draws=8)
    assert strategies_spread(world, 1) == ("New",)
    assert strategies_spread(world, 0) == ()
