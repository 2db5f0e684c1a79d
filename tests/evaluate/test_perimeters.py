import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose

from builders import PARTIES, any_outcomes, outcomes
from pathway_economics.errors import InvalidModel
from pathway_economics.evaluate import payoffs, perimeters
from pathway_economics.horizon import Horizon
from pathway_economics.parties import PUBLIC_ROLES, Party

FREE = {"Advice": (None, 0.0, "contact")}  # a service without a cost

NAMES = tuple(party.name for party in PARTIES)
PENNY = 0.01

amounts = arrays(np.float64, (2, 2, 8), elements=st.floats(-1e7, 1e7))
contracts = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.just("deal"), amounts), max_size=4
)


def test_three_perimeters_by_hand(settled, by_environment, figure):
    """The trust saves 20 x 4,328 = 86,560 and pays the supplier 100,000; 3 QALYs are gained."""
    world = outcomes(
        {"Admission": by_environment(100, 80)}, qalys=by_environment(7, 10), n_years=1, n_draws=4
    )
    deal = settled(world, ("Acute trust", "Supplier", "Devices", by_environment(0, 100_000)))
    table = perimeters(deal, settled(world), threshold=20_000)

    def told(perimeter, measure):
        row = figure(table, perimeter=perimeter, measure=measure, period="budget window")
        return row["mean"], row["unit"]

    assert told("public purse", "cash") == (pytest.approx(-13_440), "GBP")  # 86,560 - 100,000
    assert told("plus supplier", "cash") == (pytest.approx(86_560), "GBP")
    assert told("societal", "cash") == (pytest.approx(86_560), "GBP")
    assert told("societal", "QALY") == (pytest.approx(3), "QALY")
    assert told("societal", "net benefit") == (pytest.approx(146_560), "GBP")  # + 3 x 20,000


def test_society_holds_parties_of_every_role(settled, by_environment, figure):
    parties = (
        Party("Council", role="local_authority"),
        Party("Carers", role="other"),
        Party("Patients", role="patient"),
    )
    world = outcomes({}, services=FREE, parties=parties, n_years=1, n_draws=4)
    deal = settled(world, ("Carers", "Council", "Charge", by_environment(0, 10)))
    table = perimeters(deal, settled(world))
    cash = table[(table["measure"] == "cash") & (table["period"] == "budget window")]
    assert list(cash["mean"]) == [10, 10, 0]
    assert "net benefit" not in set(table["measure"])


def test_the_system_discounts_at_the_rates_of_the_model(settled, by_year, figure):
    import dataclasses

    qalys = np.array([[0.0, 0.0], [1.0, 1.0]])[..., None]
    world = outcomes({}, services=FREE, qalys=qalys, n_years=2, n_draws=4)
    horizon = Horizon("2026/27", years=2, discount_costs=0.25, discount_health=0.0)
    world = dataclasses.replace(world, horizon=horizon)
    deal = settled(world, ("Supplier", "ICB", "Rebate", by_year(-100, 250)))
    table = perimeters(deal, settled(world))
    where = {"perimeter": "societal", "period": "budget window, discounted"}
    assert figure(table, measure="QALY", **where)["mean"] == 2
    purse = {"perimeter": "public purse", "period": "budget window, discounted"}
    assert figure(table, measure="cash", **purse)["mean"] == pytest.approx(100)  # 250 / 1.25 - 100


def test_a_wrong_threshold_is_refused(settled):
    usual = settled(outcomes(n_draws=8))
    with pytest.raises(InvalidModel, match="threshold=nan"):
        perimeters(usual, usual, threshold=float("nan"))


@given(any_outcomes(), contracts)
def test_a_perimeter_is_the_sum_of_its_parties(settled, world, proposal):
    deal, usual = settled(world, *proposal), settled(world)
    by_party = payoffs(deal, usual)
    by_party = by_party[(by_party["measure"] == "payoff") & (by_party["period"] == "budget window")]
    whole = perimeters(deal, usual)
    whole = whole[(whole["measure"] == "cash") & (whole["period"] == "budget window")]
    found = whole.set_index("perimeter")["mean"]
    roles = {"public purse": PUBLIC_ROLES, "plus supplier": (*PUBLIC_ROLES, "supplier")}
    for perimeter, inside in roles.items():
        total = by_party.loc[by_party["role"].isin(inside), "mean"].sum()
        assert_allclose(found[perimeter], total, atol=PENNY)
    assert_allclose(found["societal"], by_party["mean"].sum(), atol=PENNY)


@given(any_outcomes(), contracts)
def test_a_contract_within_a_perimeter_does_not_change_it(settled, world, proposal):
    """Every contract here is between parties, so society's cash is that of spending alone."""
    usual = settled(world)
    with_deal, without = perimeters(settled(world, *proposal), usual), perimeters(usual, usual)
    inside = with_deal["perimeter"] == "societal"
    assert_allclose(with_deal.loc[inside, "mean"], without.loc[inside, "mean"], atol=PENNY)
