"""What becomes cash: definitions 1 and 2, by hand."""

import numpy as np
import pytest

from pathway_economics.engine.release import Terms, released


def by_year(*amounts):
    return np.array(amounts, dtype=float)[None, :, None]


def change(reduction, freed, *, volume=None, reference=1_000, lag=0, step=None, **terms):
    """Return cash and steps by year of a pool whose unit of capacity is worth 100."""
    given = {"variable": 0.0, "stepped": 0.0, "backfill": 0.0, "slack": 0.0, **terms}
    read = {name: by_year(value) for name, value in given.items()}
    moved, gone = by_year(*(reduction if volume is None else volume)), by_year(*freed)
    before = np.full(gone.shape, float(reference))
    cash, steps = released(
        np.concatenate([0 * gone, by_year(*reduction)]),
        np.concatenate([0 * gone, moved]),
        np.concatenate([before, before - gone]),
        100 * before[0],
        Terms(step=None if step is None else by_year(step), lag_years=lag, **read),
    )
    return cash[1, :, 0].tolist(), steps[1, :, 0].tolist()


def test_an_admission_of_which_a_quarter_is_variable():
    """4,328 x 0.25 = 1,082 becomes cash; 3,246 does not."""
    cash, _ = change([4328], [1], variable=0.25)
    assert cash == [1082]


def test_a_step_is_filled_by_one_year_not_by_their_sum():
    """Six of ten beds freed, year after year: no ward closes, ever."""
    cash, steps = change([600, 600, 600], [6, 6, 6], stepped=0.5, step=10)
    assert (cash, steps) == ([0, 0, 0], [0, 0, 0])


def test_whole_steps_release_their_stepped_share():
    """25 freed is two steps of ten: 2 x 10 x 100 x 0.5; and 0.2 of 2,500 at once."""
    cash, steps = change([2500], [25], variable=0.2, stepped=0.5, step=10)
    assert (cash, steps) == ([500 + 1000], [2])


def test_a_step_waits_until_the_reduction_has_lasted():
    """Lag of one year: the step closes in the second year of it, and opens with the first gap."""
    _, steps = change([1000, 1000, 0, 1000], [10, 10, 0, 10], lag=1, stepped=0.5, step=10)
    assert steps == [0, 1, 0, 0]


def test_slack_counts_towards_the_first_step_down():
    """Seven idle and three freed are ten; but whole steps idle before are no news."""
    assert change([300], [3], stepped=0.5, step=10, slack=7)[1] == [1]
    assert change([300], [3], stepped=0.5, step=10, slack=17)[1] == [1]
    assert change([0], [0], stepped=0.5, step=10, slack=27)[1] == [0]


def test_what_others_fill_releases_nothing():
    """Of 20 freed a half is filled: 10 left is one step; 0.2 x 0.5 x 2,000 = 200 at once."""
    cash, steps = change([2000], [20], variable=0.2, stepped=0.5, step=10, backfill=0.5)
    assert (cash, steps) == ([200 + 500], [1])


def test_added_activity_costs_in_full_its_staff_in_steps():
    """11 added: two steps of ten opened, 2 x 10 x 100 x 0.5; the rest of 1,100 in full."""
    cash, steps = change([-1100], [-11], variable=0.2, stepped=0.5, step=10)
    assert (cash, steps) == ([-(1000 + 550)], [-2])


def test_added_activity_without_steps_costs_in_full():
    assert change([-1100], [-11], variable=0.2)[0] == [-1100]


def test_slack_delays_the_first_step_up():
    assert change([-700], [-7], stepped=0.5, step=10, slack=7)[1] == [0]
    assert change([-800], [-8], stepped=0.5, step=10, slack=7)[1] == [-1]


@pytest.mark.parametrize("share", [0.1, 0.7, 1 / 3])
def test_rounding_does_not_keep_a_step_open(share):
    """Three parts of ten that only rounding keeps from being ten."""
    freed = share * 10 + (1 - share) * 10 - 1e-13
    assert change([1000], [freed], stepped=0.5, step=10)[1] == [1]


def test_no_more_is_closed_than_there_was():
    """100 beds, all freed, and 25 idle besides: four steps of 30 would be 120 beds."""
    cash, steps = change(
        [10_000], [100], reference=100, variable=0.2, stepped=0.8, step=30, slack=25
    )
    assert steps == [3]
    assert cash == [2_000 + 0.8 * 100 * 30 * 3]


def test_dearer_inputs_are_cash_whatever_is_freed():
    """Unit cost from 1,000 to 1,500 for 100 units: 50,000 more, and nothing freed."""
    cash, steps = change([-50_000], [0], volume=[0], variable=0.2, stepped=0.5, step=10)
    assert (cash, steps) == ([-50_000], [0])


def test_cheaper_inputs_are_cash_whatever_is_freed():
    cash, _ = change([20_000], [0], volume=[0], variable=0.2, stepped=0.5, step=10, backfill=1)
    assert cash == [20_000]


def test_a_shorter_but_dearer_stay_is_both():
    """400 bed-days freed, worth 40,000; inputs dearer by 60,000: value up by 20,000.

    0.25 x 40,000 and four steps of 100 at 0.5 x 100 each are released, 60,000 is spent.
    """
    cash, steps = change([-20_000], [400], volume=[40_000], variable=0.25, stepped=0.5, step=100)
    assert (cash, steps) == ([10_000 + 20_000 - 60_000], [4])
