import pytest

from builders import outcomes
from pathway_economics.evaluate.value import SystemValue, cost_of_silos, system_value


def test_system_value_by_hand(by_environment):
    """80 of 100 admissions: costs fall by 20 x 4,328 = 86,560; health rises by 3."""
    world = outcomes(
        {"Admission": by_environment(100, 80)}, qalys=by_environment(7, 10), n_years=1, n_draws=4
    )
    value = system_value(world, 1)
    assert value.cost_change == pytest.approx(-86_560)
    assert value.qaly_change == pytest.approx(3)
    assert value.gain(None) == pytest.approx(86_560)
    assert value.gain(20_000) == pytest.approx(146_560)  # 86,560 + 3 x 20,000


@pytest.mark.parametrize(
    ("cost", "threshold", "refused", "forgone"),
    [
        (-100.0, None, True, 100.0),
        (-100.0, None, False, 0.0),
        (100.0, None, True, 0.0),  # dear, and health is not valued
        (100.0, 60.0, True, 20.0),  # 2 x 60 - 100
        (100.0, 40.0, True, 0.0),  # 2 x 40 - 100 < 0: nothing of worth is forgone
    ],
)
def test_cost_of_silos_by_hand(cost, threshold, refused, forgone):
    assert cost_of_silos(SystemValue(cost, 2.0), threshold, refused) == forgone
