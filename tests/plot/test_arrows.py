import numpy as np

from pathway_economics.plot.arrows import _crossed, _sides, _way, ports
from pathway_economics.plot.lanes import HIGH, WIDE, Place

ABOVE, BELOW = Place(WIDE, -0.5, 0), Place(WIDE, -2.5, 2)
BETWEEN = Place(WIDE, -1.5, 1)


def test_an_arrow_goes_round_a_box_in_its_way():
    start, end = ports(ABOVE, BELOW)
    assert _crossed(start, end, 0.0, [BETWEEN], 10.0) == 1
    chosen, bow = _way(start, [end], [BETWEEN])
    assert _crossed(start, chosen, bow, [BETWEEN], 10.0) == 0


def test_a_side_is_reached_from_outside():
    # fails when the left side of a box may be reached from its right
    start, top = ports(ABOVE, BELOW)
    left, right = _sides(BELOW)
    near = [Place(x, -1.5, 1) for x in np.linspace(0, 2 * WIDE, 9)]
    for box in near:
        chosen, bow = _way(start, [top, left, right], [box])
        control = (start + chosen) / 2 + bow * np.array([1, -1]) * (chosen - start)[::-1]
        assert chosen is not left or control[0] < left[0]
        assert chosen is not right or control[0] > right[0]


def test_a_return_journey_shows_beside_its_outward_one():
    down, up = ports(ABOVE, BELOW)[0], ports(BELOW, ABOVE)[1]
    assert down[0] > up[0]


def test_arrows_leave_and_meet_the_edges_of_boxes():
    start, end = ports(ABOVE, BELOW)
    assert start[1] == ABOVE.y - HIGH / 2
    assert end[1] == BELOW.y + HIGH / 2
