from hypothesis import given, settings
from hypothesis import strategies as st

from pathway_economics.pathway import Pathway, Service, State
from pathway_economics.plot.lanes import ACROSS, HIGH, WIDE, lanes, places


@st.composite
def pathways(draw):
    states = [f"State {index}" for index in range(draw(st.integers(1, 9)))]
    services = [f"Service {index}" for index in range(draw(st.integers(0, 20)))]
    owners = st.sampled_from(["Trust", "Council", "GP", None])
    used = st.lists(st.sampled_from(services), unique=True) if services else st.just([])
    return Pathway(
        [State(name) for name in states],
        [Service(name, draw(owners)) for name in services],
        links={states[0]: dict.fromkeys(states[1:], 0.01)},
        uses={name: dict.fromkeys(draw(used), 1) for name in states},
        start={states[0]: 1},
    )


@given(pathways())
@settings(max_examples=60)
def test_no_two_boxes_overlap_and_all_stand_in_the_picture(pathway):
    # fails when columns are not pushed a whole column apart
    spots = places(pathway, lanes(pathway))
    assert set(spots) == {*pathway.states, *pathway.services}
    boxes = list(spots.values())
    for index, box in enumerate(boxes):
        assert -1e-9 <= box.x <= (ACROSS - 1) * WIDE + 1e-9
        for other in boxes[index + 1 :]:
            apart = abs(box.x - other.x) >= WIDE - 1e-9 or abs(box.y - other.y) >= HIGH
            assert apart


def test_a_lane_for_each_owner_in_order():
    pathway = Pathway([State("Well")], [Service("A", "Trust"), Service("B"), Service("C", "Trust")])
    found = [(lane.title, lane.names) for lane in lanes(pathway)]
    assert found == [
        ("States of patients", ("Well",)),
        ("Trust", ("A", "C")),
        ("No owner", ("B",)),
    ]
