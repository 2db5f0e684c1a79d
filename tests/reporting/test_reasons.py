import numpy as np
import pytest

from builders import PARTIES, outcomes
from pathway_economics.contracts import Arrangement, Block, settle
from pathway_economics.parties import Party
from pathway_economics.reporting.answer import who_refuses
from pathway_economics.reporting.findings import judge
from pathway_economics.reporting.reasons import why_against, with_reasons


def finding(payoffs, **terms):
    """Return a finding in which ICB gains these amounts in the three years."""
    icb = Party("ICB", role="commissioner", **terms)
    run = outcomes(
        {"Admission": 0.0},
        parties=(icb, *PARTIES[1:]),
        consent={"Usual care": (), "Remote monitoring": ("ICB",)},
        qalys=1.0,
        n_draws=8,
    )
    nothing = settle(run, Arrangement("Nothing", {}))
    gains, losses = [max(0, each) for each in payoffs], [max(0, -each) for each in payoffs]
    paid = {
        "Gains": Block(payer="Supplier", payee="ICB", amount=gains),
        "Losses": Block(payer="ICB", payee="Supplier", amount=losses),
    }
    return judge(settle(run, Arrangement("Paid", paid)), nothing)


@pytest.mark.parametrize(
    ("payoffs", "terms", "words"),
    [
        ((-5_000, 10_000, 10_000), {"decision_years": 1}, "which looks one year ahead"),
        ((-5_000, 1_000, 10_000), {"decision_years": 2}, "which looks two years ahead"),
        (
            (-5_000, 10_000, 0),
            {"yearly_limit": 1_000},
            "whose loss of GBP 5,000 in 2026/27 breaks its yearly limit",
        ),
        ((1_000, 0, 0), {"hurdle": 2_000}, "which asks for at least GBP 2,000"),
        ((-10_000, 0, 10_100), {"rate": 0.035}, "which discounts later years at 3.5 % a year"),
        ((-1_000, 0, 0), {}, ""),
    ],
)
def test_a_party_that_gains_and_refuses_has_a_reason(payoffs, terms, words):
    found = finding(payoffs, **terms)
    assert found.consents.refusers == ("ICB",)
    assert why_against(found, "ICB") == words


def test_the_reason_stands_behind_the_name():
    found = finding((-5_000, 10_000, 10_000), decision_years=1)
    assert who_refuses([found]) == (
        "Under “Paid”, ICB, which looks one year ahead, would refuse, and Supplier would be "
        "harmed without a say."
    )
    assert with_reasons(found, ["ICB", "Supplier"]) == (
        "ICB, which looks one year ahead, and Supplier"
    )
    assert np.isclose(found.payoff("ICB", "budget window")["mean"], 15_000)
