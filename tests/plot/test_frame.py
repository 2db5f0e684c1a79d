import numpy as np
import pytest
from matplotlib.figure import Figure

from pathway_economics.errors import InvalidModel, UnknownName
from pathway_economics.plot.frame import in_per_cent, named, opened, through


def test_an_unknown_name_is_refused_with_the_one_that_was_meant():
    with pytest.raises(UnknownName, match="No environment is named 'Curent'.*Current"):
        named("environment", ["Proposed", "Curent"], ["Current", "Proposed"])


def test_an_empty_list_is_refused():
    with pytest.raises(InvalidModel, match=r"empty; name one strategy.*all of Usual, New\."):
        named("strategy", [], ["Usual", "New"])


def test_only_axes_that_are_not_given_are_our_own(ax):
    assert opened(ax) == (ax, False)
    made, own = opened(None)
    assert own
    import matplotlib.pyplot as plt

    plt.close(made.figure)


def test_ticks_stand_at_whole_years():
    """Of 20 years in broad axes every second one at most, never 2.5 apart."""
    for years in (3, 20, 61):
        axes = Figure(figsize=(8, 4)).subplots()
        through(axes, np.arange(12.0 * years + 1) / 12)
        ticks = [tick for tick in axes.get_xticks() if 0 <= tick <= years]
        assert axes.get_xlim() == (0, years)
        assert all(tick == int(tick) for tick in ticks)
        assert ticks[1] - ticks[0] in (1, 2, 5, 10)


def test_shares_are_in_per_cent_with_a_true_minus(ax):
    in_per_cent(ax, -0.05, 0.1)
    written = ax.yaxis.get_major_formatter()
    assert [written(share) for share in (-0.05, -1e-18, 0.025)] == ["−5", "0", "2.5"]
