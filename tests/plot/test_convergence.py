import numpy as np
import pytest
from matplotlib.figure import Figure

from pathway_economics import plot
from pathway_economics.errors import InvalidModel

VALUES = np.array([1.0, 3.0] * 50)


def lines(ax, panel=0):
    """Return what is drawn in a panel: lower edge, upper edge, mean, mean of all."""
    return [line.get_ydata() for line in ax.child_axes[panel].lines]


def test_the_mean_of_the_first_draws_and_its_interval(ax):
    """Of 10 draws, five 1 and five 3: mean 2, variance 10 / 9, standard error a third."""
    plot.convergence(VALUES, ax=ax)
    low, high, mean, everything = lines(ax)
    assert mean[0] == pytest.approx(2.0)
    assert mean[1] == pytest.approx((10 * 2 + 1) / 11)
    assert high[0] - mean[0] == pytest.approx(1.959964 / 3)
    assert mean[0] - low[0] == pytest.approx(1.959964 / 3)
    assert list(everything) == [2.0, 2.0]


def test_draws_are_counted_on_a_log_scale_from_the_tenth(ax):
    plot.convergence(VALUES, "GBP", ax=ax)
    (panel,) = ax.child_axes
    assert panel.get_xscale() == "log"
    assert panel.get_xlim() == (10, 100)
    assert panel.get_title(loc="left") == "Mean\nGBP"
    assert panel.get_xlabel() == "Number of draws (log scale)"


def test_outcomes_give_cost_and_qalys_against_the_first_strategy(traced, ax):
    plot.convergence(traced, ax=ax)
    titles = [panel.get_title(loc="left").split("\n") for panel in ax.child_axes]
    against = "Remote monitoring against Usual care"
    assert titles == [
        [against, "Incremental cost (GBP per person)"],
        [against, "Incremental QALYs per person"],
    ]
    cost = traced.cost[1] - traced.cost[0]
    assert lines(ax)[3][0] == pytest.approx(cost.mean())


def test_several_numbers_have_a_panel_each(ax):
    plot.convergence({"Cost (GBP)": VALUES, "QALYs": VALUES / 10, "Years": VALUES}, ax=ax)
    titles = [panel.get_title(loc="left") for panel in ax.child_axes]
    assert titles == ["Cost (GBP)", "QALYs", "Years"]


def test_few_draws_are_drawn_from_the_first_that_has_an_interval(ax):
    plot.convergence(VALUES[:3], ax=ax)
    assert len(lines(ax)[2]) == 2


def test_one_draw_is_refused(ax):
    with pytest.raises(InvalidModel, match="two or more"):
        plot.convergence([1.0], ax=ax)


def test_titles_can_be_read_and_none_meets_a_neighbour():
    import matplotlib.pyplot as plt

    long = "Remote monitoring by telephone, weekly, against usual care by the nurse at home"
    axes = plot.convergence({f"{long}: cost (GBP)": VALUES, f"{long}: QALYs": VALUES})
    axes.figure.draw_without_rendering()
    left, right = axes.child_axes
    assert left._left_title.get_fontsize() >= 9
    assert left._left_title.get_window_extent().x1 < right._left_title.get_window_extent().x0
    plt.close(axes.figure)


def test_two_quantities_stand_below_each_other_in_narrow_axes(traced):
    axes = Figure(figsize=(4, 3)).subplots()
    plot.convergence(traced, ax=axes)
    first, second = (panel.get_position() for panel in axes.child_axes)
    assert first.x0 == second.x0
    assert first.y0 > second.y1
