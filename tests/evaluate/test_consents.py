import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import any_outcomes, outcomes
from pathway_economics.evaluate import consents
from pathway_economics.parties import Party

FREE = {"Advice": (None, 0.0, "contact")}  # a service without a cost

NEW = "Remote monitoring"
YES = ("ICB", "Acute trust")


def world(by_environment, *, consent=YES, icb=None, trust=None, **terms):
    """Admissions fall from 100 to 80 at no cost but a programme; 3 QALYs are gained.

    Released: 20 x 4,328 x 0.25 = 21,640 cash. Resource value falls by 86,560.
    """
    parties = (
        Party("ICB", role="commissioner", **(icb or {})),
        Party("Acute trust", role="provider", **(trust or {})),
        Party("Supplier", role="supplier"),
        Party("Patients", role="patient"),
    )
    return outcomes(
        {"Admission": by_environment(100, 80)},
        services={"Admission": ("Acute trust", 4_328.0, "admission")},
        released={"Admission": 0.25},
        parties=parties,
        consent={"Usual care": None, NEW: consent},
        qalys=terms.pop("qalys", by_environment(7, 10)),
        n_years=1,
        n_draws=4,
        **terms,
    )


@pytest.fixture
def tariff(settled, by_environment):
    """Return a function that settles 4,100 for every admission: 410,000, then 328,000."""

    def settle(outcomes):
        paid = ("ICB", "Acute trust", "Admissions", by_environment(410_000, 328_000))
        return settled(outcomes, paid, name="Payment by results")

    return settle


@pytest.fixture
def block(settled, by_environment):
    """Return a function that settles 410,000 whatever the activity."""

    def settle(outcomes):
        paid = ("ICB", "Acute trust", "Admissions", by_environment(410_000, 410_000))
        return settled(outcomes, paid, name="Block")

    return settle


def verdicts(found):
    return dict(zip(found.table["party"], found.table["verdict"], strict=True))


def test_all_are_willing(by_environment, block, tariff):
    """With a block the trust keeps its income and saves 21,640; the ICB pays as before."""
    made = world(by_environment)
    found = consents(block(made), tariff(made), threshold=20_000)
    assert found.goes_ahead
    assert verdicts(found) == {
        "ICB": "willing",
        "Acute trust": "willing",
        "Supplier": "unaffected",
        "Patients": "gains",
    }
    assert found.refusers == found.harmed == ()
    assert found.net_benefit == pytest.approx(146_560)  # 86,560 + 3 x 20,000
    assert found.cost_of_silos == 0.0


def test_refused_by_the_provider_that_loses_income(by_environment, tariff, figure):
    """The trust loses 82,000 of income and saves 21,640: -60,360."""
    made = world(by_environment)
    found = consents(tariff(made), tariff(made), threshold=20_000)
    assert found.refusers == ("Acute trust",)
    assert not found.goes_ahead
    row = figure(found.table, party="Acute trust")
    assert row["payoff"] == pytest.approx(-60_360)
    assert row["rule"] == "expected payoff over 1 year of GBP -60,360 is below its hurdle of GBP 0"
    assert (row["worst_year"], row["decision_years"]) == ("2026/27", 1)
    assert found.cost_of_silos == pytest.approx(146_560)


def test_refused_by_the_payer(by_environment, settled, tariff):
    """The ICB saves 82,000 but is asked for 90,000."""
    made = world(by_environment, consent=("ICB",))
    usual = tariff(made)
    deal = settled(
        made,
        ("ICB", "Acute trust", "Admissions", by_environment(410_000, 328_000)),
        ("ICB", "Supplier", "Devices", by_environment(0, 90_000)),
    )
    found = consents(deal, usual)
    assert found.refusers == ("ICB",)
    assert verdicts(found)["Supplier"] == "gains"
    assert found.harmed == ("Acute trust",)
    assert found.cost_of_silos == pytest.approx(86_560)  # no threshold: the saving forgone


def test_harmed_without_consent_and_it_goes_ahead_anyway(by_environment, tariff):
    made = world(by_environment, consent=("ICB",))
    found = consents(tariff(made), tariff(made), threshold=20_000)
    assert found.goes_ahead
    assert found.harmed == ("Acute trust",)
    assert found.cost_of_silos == 0.0
    assert "goes ahead, with parties harmed without consent" in repr(found)


def test_the_cost_of_silos_is_told_once_however_many_refuse(by_environment, tariff):
    one = world(by_environment)
    two = world(by_environment, icb={"hurdle": 1e6})
    first, second = (consents(tariff(each), tariff(each), threshold=20_000) for each in (one, two))
    assert len(first.refusers) == 1
    assert len(second.refusers) == 2
    assert first.cost_of_silos == second.cost_of_silos == pytest.approx(146_560)


@pytest.mark.parametrize(
    ("trust", "verdict"),
    [
        ({}, "refuses"),  # -60,360
        ({"hurdle": -60_361}, "willing"),
        ({"hurdle": -60_361, "yearly_limit": 50_000}, "refuses"),
        ({"hurdle": -60_361, "yearly_limit": 60_361}, "willing"),
        ({"value_of_health": 20_000}, "refuses"),  # -60,360 + 3 x 20,000 = -360
        ({"value_of_health": 20_121}, "willing"),  # -60,360 + 3 x 20,121 = 3
    ],
)
def test_the_rules_of_the_trust(by_environment, tariff, trust, verdict):
    made = world(by_environment, trust=trust)
    assert verdicts(consents(tariff(made), tariff(made)))["Acute trust"] == verdict


def test_a_yearly_limit_protects_but_does_not_stop_a_party_without_a_say(settled, by_year, figure):
    """The ICB pays 100 and then gets 150 back."""
    parties = (Party("ICB", role="commissioner", yearly_limit=99), Party("Trust", role="provider"))
    made = outcomes(
        {},
        services=FREE,
        parties=parties,
        consent={"Usual care": None, NEW: ()},
        n_years=2,
        n_draws=4,
    )
    deal = settled(made, ("Trust", "ICB", "Loan", by_year(-100, 150)))
    found = consents(deal, settled(made))
    row = figure(found.table, party="ICB")
    assert row["payoff"] == 50
    assert row["verdict"] == "harmed without consent"
    assert row["rule"] == (
        "expected payoff in 2026/27 of GBP -100 breaches its yearly limit of GBP 99"
    )
    assert found.goes_ahead


def test_a_party_averse_to_risk_refuses_what_others_accept(settled):
    """Draws of +100 and -80 in turn: 10 on average, -2.01 as a certainty equivalent."""
    rebate = np.array([[[0.0] * 4], [[100.0, -80.0, 100.0, -80.0]]])
    found = {}
    for aversion in (0.0, 0.003):
        parties = (
            Party("ICB", role="commissioner", risk_aversion=aversion),
            Party("Supplier", role="supplier"),
        )
        made = outcomes({}, services=FREE, parties=parties, n_years=1, n_draws=4)
        deal = settled(made, ("Supplier", "ICB", "Rebate", rebate))
        found[aversion] = consents(deal, settled(made))
    assert verdicts(found[0.0])["ICB"] == "willing"
    assert verdicts(found[0.003])["ICB"] == "refuses"
    assert "certainty equivalent" in repr(found[0.003])


def test_patients_are_judged_by_health_never_by_cash(by_environment, settled, tariff, figure):
    made = world(by_environment, consent=("ICB", "Patients"), qalys=by_environment(7, 6.5))
    deal = settled(made, ("ICB", "Patients", "Voucher", by_environment(0, 1e6)))
    found = consents(deal, settled(made))
    row = figure(found.table, party="Patients")
    assert (row["verdict"], row["unit"]) == ("refuses", "QALY")
    assert row["payoff"] == pytest.approx(-0.5)
    unasked = consents(tariff(world(by_environment, qalys=by_environment(7, 6.5))), tariff(made))
    assert "Patients" in unasked.harmed


def test_rounding_is_no_refusal(settled, by_environment):
    """A billion paid and paid back leaves rounding, not a loss."""
    made = outcomes({}, services=FREE, n_years=1, n_draws=4)
    there, back = by_environment(0, 1e9 / 3), by_environment(0, -1e9 / 3 + 1e-7)
    deal = settled(made, ("ICB", "Supplier", "There", there), ("ICB", "Supplier", "Back", back))
    assert verdicts(consents(deal, settled(made)))["ICB"] == "willing"


def test_reprs_are_short_and_escaped(by_environment, tariff):
    made = world(by_environment)
    deal = dataclasses.replace(tariff(made), name="<b>")
    found = consents(deal, tariff(made), threshold=20_000)
    assert repr(found).splitlines() == [
        "<Consents '<b>' in 'Proposed': refused>",
        "  ICB is willing: expected payoff over 1 year of GBP 82,000 meets its hurdle of GBP 0",
        "  Acute trust refuses: expected payoff over 1 year of GBP -60,360 is below its hurdle "
        "of GBP 0",
        "  system: costs change by GBP -86,560, health by 3.00 QALY, net benefit GBP 146,560 "
        "at GBP 20,000 per QALY",
        "  cost of silos: GBP 146,560",
    ]
    assert "&lt;b&gt;, Proposed: refused" in found._repr_html_()


NAMES = ("ICB", "Acute trust", "Community trust", "Supplier")


@given(any_outcomes(), st.floats(-1e6, 1e6), st.floats(0, 1e5), st.sets(st.sampled_from(NAMES)))
def test_only_needed_consents_stop_a_proposal(settled, world, amount, threshold, asked):
    world = dataclasses.replace(world, consent={"Usual care": None, NEW: tuple(sorted(asked))})
    paid = ("ICB", "Acute trust", "Deal", np.array([0.0, amount])[:, None, None])
    found = consents(settled(world, paid), settled(world), threshold=threshold)
    assert set(found.refusers) <= asked
    assert not set(found.harmed) & asked
    assert found.cost_of_silos == (0.0 if found.goes_ahead else max(0.0, found.net_benefit))
    assert set(found.table.loc[found.table["needed"], "party"]) == asked
