from types import SimpleNamespace

from pathway_economics.horizon import Horizon
from pathway_economics.pathway import Pathway, Service, State, Strategy
from pathway_economics.plot.labels import followed, service_label, state_label, waiting_states


def model(strategy):
    return SimpleNamespace(
        strategies={"Usual care": Strategy("Usual care"), strategy.name: strategy},
        horizon=Horizon("2026", cycle="week"),
    )


def test_a_state_with_a_cost_of_its_own_says_what_and_whose():
    state = State("Ward", unit_cost=1_250, provider="Trust")
    assert state_label(state, "GBP") == "Ward\nGBP 1,250, Trust"
    assert state_label(State("Well"), "GBP") == "Well"


def test_a_long_name_leaves_room_for_what_is_below_it():
    state = State("Positive and waiting for a colonoscopy", unit_cost=20, provider="Trust")
    *name, cost, waits = state_label(state, "GBP", waits=True).split("\n")
    assert len(name) == 1
    assert (cost, waits) == ("GBP 20, Trust", "people wait")


def test_a_capacity_that_is_not_a_number_is_said_as_it_is_written():
    assert service_label(Service("Clinic", capacity="places"), "week") == (
        "Clinic\n≤ places per week"
    )
    assert service_label(Service("Clinic", capacity=2.5), "day") == "Clinic\n≤ 2.5 per day"
    assert service_label(Service("Clinic"), "week") == "Clinic"


def test_people_wait_only_where_a_state_links_to_a_service_with_a_limit():
    pathway = Pathway(
        [State("Referred"), State("Seen"), State("Well")],
        [Service("Clinic", capacity=1), Service("Visit")],
        links={"Referred": {"Clinic": 1}, "Seen": {"Visit": 1}, "Clinic": {"Well": 1}},
    )
    assert waiting_states(pathway) == {"Referred"}


def test_only_what_differs_is_said_of_who_follows_a_strategy():
    drug = Strategy("Drug", adherence="p_adhere", fallback="Diet")
    assert followed(model(drug), "Drug") == "adherence p_adhere, then as on Diet"
    stop = Strategy("Drug", stopping=0.125)
    assert followed(model(stop), "Drug") == "stopping 12.5 % per week, then as on Usual care"
    assert followed(model(Strategy("Drug")), "Drug") == ""
