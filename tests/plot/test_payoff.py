import numpy as np
import pytest
from matplotlib.figure import Figure

from builders import PAY_BY_ACTIVITY
from contracts.samples import SAMPLES
from pathway_economics.contracts import CONTRACTS, Activity, Blended, GainShare, response
from pathway_economics.plot import payoff

GATED = GainShare(
    payer="ICB",
    payee="Acute trust",
    scope=["Admissions"],
    sharing_rate=0.5,
    minimum_rate=0.05,
    benchmark=400_000,
)


def lines(panel):
    """Return the long lines of a panel, one a party, without breaks, ends and guides."""
    return [line for line in panel.lines if len(line.get_xdata()) > 100]


def test_the_lines_are_the_payments_and_the_marginals(ax, shown):
    assert payoff(Activity(**PAY_BY_ACTIVITY, price=4_100), ax=ax) is ax
    above, below = ax.child_axes
    trust = lines(above)[1]
    assert trust.get_xdata()[-1] == 200
    assert trust.get_ydata()[-1] == pytest.approx(820)  # GBP thousand
    assert lines(below)[1].get_ydata() == pytest.approx(4_100)
    written = " ".join(shown(ax))
    assert "Admission [unit per year]" in written
    assert "[GBP thousand per year]" in written
    assert "[GBP per unit]" in written
    assert "plan: 100" in written
    assert "The ICB pays the Acute trust GBP 4,100 for each admission." in written
    assert "Acute trust\n+820" in written


def test_a_gate_is_a_break_and_no_slope(ax):
    payoff(GATED, ax=ax)
    above, below = ax.child_axes
    cash = lines(above)[1]
    place = np.flatnonzero(np.isnan(cash.get_ydata()))
    assert cash.get_xdata()[place] == pytest.approx([380])  # GBP thousand
    assert cash.get_ydata()[place[0] - 1] == pytest.approx(10)  # half of 20,000
    assert cash.get_ydata()[place[0] + 1] == 0
    slopes = lines(below)[1].get_ydata()
    assert np.isnan(slopes).sum() == 1
    assert np.nanmin(slopes) == pytest.approx(-0.5)


def test_the_plan_is_marked(ax):
    terms = Blended(**PAY_BY_ACTIVITY, price=10, variable_rate=0.2, plan=500)
    payoff(terms, ax=ax)
    for panel in ax.child_axes:
        marks = [line.get_xdata() for line in panel.lines if len(set(line.get_xdata())) == 1]
        assert [50, 50] in [list(mark) for mark in marks]


@pytest.mark.parametrize("word", SAMPLES)
def test_every_kind_is_drawn_with_names_apart(word):
    terms = CONTRACTS[word](**SAMPLES[word][-1])
    figure = Figure(figsize=(7, 5))
    ax = payoff(response(terms), ax=figure.subplots())
    figure.draw_without_rendering()
    for panel in ax.child_axes:
        names = [text for text in panel.texts if "\n" in text.get_text()]
        boxes = [text.get_window_extent() for text in names]
        assert len(names) >= 2
        for index, one in enumerate(boxes):
            for other in boxes[index + 1 :]:
                assert one.y1 <= other.y0 + 1 or other.y1 <= one.y0 + 1


def test_small_axes_have_a_key_and_no_names_at_the_side():
    figure = Figure(figsize=(2.2, 2.2))
    ax = payoff(GATED, ax=figure.subplots())
    figure.draw_without_rendering()
    above, _ = ax.child_axes
    assert [text.get_text() for text in above.get_legend().get_texts()] == ["ICB", "Acute trust"]


def test_a_large_plan_is_written_out(ax, shown):
    terms = Blended(**PAY_BY_ACTIVITY, price=10, variable_rate=0.2, plan=120_000)
    payoff(terms, ax=ax)
    written = shown(ax)
    assert any("plan: 12,000" in text for text in written)
    assert ax.child_axes[-1].xaxis.get_major_formatter()(24_000, 0) == "24,000"
