import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pathway_economics.plot.arrows import Arrow, arcs, draw_arrows, routes
from pathway_economics.plot.lanes import BOX, HIGH, WIDE, Place


@st.composite
def pictures(draw):
    """Return boxes in whole columns and rows, and arrows between any two of them."""
    cells = draw(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4)), min_size=2, unique=True))
    spots = {f"{x}-{y}": Place(x * WIDE, -(y + 0.5), y) for x, y in cells}
    names = st.sampled_from(sorted(spots))
    kinds = st.sampled_from(["link", "use"])
    return spots, draw(st.lists(st.builds(Arrow, kinds, names, names), max_size=20, unique=True))


def inside(points, place):
    """Return whether a way along the points passes through a box."""
    middle = place.x + WIDE / 2
    for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False):
        for t in np.linspace(0, 1, 60):
            x, y = x0 + t * (x1 - x0), y0 + t * (y1 - y0)
            if abs(x - middle) < BOX / 2 - 1e-6 and abs(y - place.y) < HIGH / 2 - 1e-6:
                return True
    return False


@given(pictures())
@settings(max_examples=80)
def test_no_arrow_runs_behind_a_box(picture):
    # fails when an arrow goes straight from the gap below its row to its target
    spots, arrows = picture
    for _, points in routes(spots, arrows):
        assert not any(inside(points, place) for place in spots.values())


@given(pictures())
@settings(max_examples=40)
def test_arrows_leave_and_meet_the_edges_of_boxes(picture):
    spots, arrows = picture
    for arrow, points in routes(spots, arrows):
        for (x, y), name in ((points[0], arrow.source), (points[-1], arrow.target)):
            assert abs(abs(y - spots[name].y) - HIGH / 2) < 1e-9
            assert abs(x - spots[name].x - WIDE / 2) <= BOX / 2


def test_arrows_of_two_boxes_run_apart():
    spots = {"A": Place(0, -0.5, 0), "B": Place(WIDE, -0.5, 0), "C": Place(0, -2.5, 1)}
    (_, first), (_, second) = routes(spots, [Arrow("use", "A", "C"), Arrow("use", "B", "C")])
    assert first[-1] != second[-1]
    assert abs(first[1][1] - second[1][1]) > 0.1


def test_patients_who_stay_have_no_arrow():
    assert routes({"A": Place(0, -0.5, 0)}, [Arrow("link", "A", "A")]) == []


def test_journeys_onwards_between_states_are_arcs(ax):
    left, right = Place(0, -0.5, 0), Place(WIDE, -0.5, 0)
    assert arcs(left, right)
    assert not arcs(right, left)
    draw_arrows(ax, {"A": left, "B": right}, [Arrow("link", "A", "B"), Arrow("link", "B", "A")])
    assert len(ax.patches) == 2
