import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pathway_economics.evaluate.decisions import certainty_equivalent, decide, money
from pathway_economics.parties import Party

YEARS = ("2026/27", "2027/28")
FLAT = np.zeros((2, 4))


def judged(payoff, qaly=FLAT, **terms):
    party = Party("ICB", role="commissioner", **terms)
    yearly = np.broadcast_to(np.array(payoff, float)[:, None], (2, 4))
    return decide(party, yearly, qaly, years=YEARS, currency="GBP")


@pytest.mark.parametrize(
    ("payoff", "terms", "refuses"),
    [
        ((-10, 10), {}, False),  # 0 meets a hurdle of 0
        ((-10, 9), {}, True),
        ((-10, 40), {"decision_years": 1}, True),
        ((-10, 40), {"hurdle": 31}, True),  # 30 < 31
        ((-10, 40), {"hurdle": 30}, False),
        ((-10, 5), {"hurdle": -5}, False),
        ((-10, 40), {"rate": 3.0}, False),  # -10 + 40 / 4 = 0
        ((-10, 40), {"yearly_limit": 9}, True),
        ((-10, 40), {"yearly_limit": 10}, False),
        ((40, -10), {"decision_years": 1, "yearly_limit": 9}, True),  # any budget year
    ],
)
def test_rules_by_hand(payoff, terms, refuses):
    assert bool(judged(payoff, **terms).failures) == refuses


def test_every_rule_that_fails_is_told():
    assert judged((-300_000, 0), yearly_limit=250_000).failures == (
        "expected payoff over 2 years of GBP -300,000 is below its hurdle of GBP 0",
        "expected payoff in 2026/27 of GBP -300,000 breaches its yearly limit of GBP 250,000",
    )


def test_health_counts_in_the_same_years_and_at_the_same_rate():
    """-100 now, 0.01 then 0.02 QALY: 0.01 x 5,000 + 0.02 x 5,000 / 1.25 = 130."""
    qaly = np.broadcast_to(np.array([[0.01], [0.02]]), (2, 4))
    found = judged((-100, 0), qaly, value_of_health=5_000, rate=0.25)
    assert found.value == pytest.approx(30)
    assert found.cash == -100
    assert found.words == (
        "expected payoff over 2 years at 25 % a year with health at GBP 5,000 per QALY "
        "of GBP 30 meets its hurdle of GBP 0"
    )


def test_certainty_equivalent_by_hand():
    """Draws of 0 and 100 at a = 0.01: E exp(-aX) = (1 + e^-1) / 2 = 0.683940, -ln = 0.379886."""
    assert certainty_equivalent(np.array([0.0, 100.0]), 0.01) == pytest.approx(37.9886, abs=1e-3)


def test_certainty_equivalent_of_a_normal_payoff():
    """A normal X is worth its mean less a sigma^2 / 2: 100 - 0.02 x 50^2 / 2 = 75."""
    share = (np.arange(200_000) + 0.5) / 200_000
    draws = 100 + 50 * np.sqrt(2) * _erfinv(2 * share - 1)
    assert certainty_equivalent(draws, 0.02) == pytest.approx(75, abs=0.1)


def _erfinv(values):
    from scipy.special import erfinv

    return erfinv(values)


def test_certainty_equivalent_does_not_overflow():
    assert certainty_equivalent(np.array([-1e9, 1e9]), 1.0) == pytest.approx(-1e9 + np.log(2))


@given(
    arrays(np.float64, 8, elements=st.floats(-1e6, 1e6)),
    st.floats(1e-9, 1e-2),
    st.floats(-1e6, 1e6),
)
def test_certainty_equivalent_is_averse_to_risk_and_moves_with_cash(draws, aversion, cash):
    sure = certainty_equivalent(draws, aversion)
    slack = 1e-5 + 1e-9 / aversion
    assert draws.min() - slack <= sure <= draws.mean() + slack
    assert certainty_equivalent(draws + cash, aversion) == pytest.approx(sure + cash, abs=slack)


def test_risk_aversion_turns_a_gain_into_a_refusal():
    """Half a chance each of +100 and -80: worth 10 on average, -13.7 at a = 0.003."""
    payoff = np.array([[100.0, -80.0]])
    terms = {"years": ("2026/27",), "currency": "GBP"}
    neutral = Party("Trust", role="provider")
    averse = Party("Trust", role="provider", risk_aversion=0.003)
    assert decide(neutral, payoff, 0 * payoff, **terms).failures == ()
    # E exp(-aX) = (e^-0.3 + e^0.24) / 2 = (0.740818 + 1.271249) / 2 = 1.006034
    found = decide(averse, payoff, 0 * payoff, **terms)
    assert found.value == pytest.approx(-np.log(1.006034) / 0.003, abs=1e-3)
    assert found.failures[0].startswith("certainty equivalent over 1 year of GBP -2") or (
        "certainty equivalent over 1 year of GBP -2.01 is below" in found.failures[0]
    )


@pytest.mark.parametrize(
    ("amount", "words"),
    [(99.5, "GBP 99.50"), (100.4, "GBP 100"), (-0.001, "GBP 0"), (5.0, "GBP 5")],
)
def test_money_in_words(amount, words):
    assert money(amount, "GBP") == words
