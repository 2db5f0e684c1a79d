import numpy as np

from pathway_economics.plot.arrows import _crossed, _way, ports
from pathway_economics.plot.lanes import HIGH, WIDE, Place

ABOVE, BELOW = Place(WIDE, -0.5, 0), Place(WIDE, -2.5, 2)
BETWEEN = Place(WIDE, -1.5, 1)


def test_an_arrow_goes_round_a_box_in_its_way():
    start, end = ports(ABOVE, BELOW)
    assert _crossed(start, end, 0.0, [BETWEEN], 10.0) == 1
    chosen, bow = _way(start, [end, np.array([WIDE, -2.5])], [BETWEEN])
    assert _crossed(start, chosen, bow, [BETWEEN], 10.0) == 0


def test_a_return_journey_shows_beside_its_outward_one():
    down, up = ports(ABOVE, BELOW)[0], ports(BELOW, ABOVE)[1]
    assert down[0] > up[0]


def test_arrows_leave_and_meet_the_edges_of_boxes():
    start, end = ports(ABOVE, BELOW)
    assert start[1] == ABOVE.y - HIGH / 2
    assert end[1] == BELOW.y + HIGH / 2
