"""People wait in order, and no more are served than can be."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.errors import InvalidModel
from pathway_economics.horizon import Horizon
from pathway_economics.model import Model, run
from pathway_economics.outcomes import Keep
from pathway_economics.parameters import Formula, Parameter, Uniform
from pathway_economics.parties import Party
from pathway_economics.pathway import Pathway, Service, State, Strategy
from pathway_economics.population import Environment, Population

TRACED = Keep(traces=True)


def clinic(capacity=10, *, freed="queue", share=0.5, prevalent=20, incident=48, links=None):
    """Return a clinic with 12 referrals a quarter, and a strategy that halves them."""
    return Model(
        title="A clinic",
        pathway=Pathway(
            [
                State("Waiting", utility=0.6, unit_cost=1, provider="Trust"),
                State("Treated", utility=0.9, dead=False),
                State("Home", utility=1, dead=False),
                State("Dead"),
            ],
            [Service("Clinic", "Trust", 100, capacity=capacity, freed=freed)],
            links={"Waiting": {"Clinic": "rest", **(links or {})}, "Clinic": {"Treated": 1}},
            start={"Waiting": 1},
        ),
        strategies=[
            Strategy("Usual"),
            Strategy("New", start={"Waiting": share, "Home": 1 - share}),
        ],
        horizon=Horizon("2026", years=2, cycle="quarter", correction="start"),
        parties=[Party("Trust", role="provider")],
        population=Population(
            incident=incident, entry="even", prevalent={"Waiting": prevalent} if prevalent else {}
        ),
        environments=[Environment("Now", {"Usual": 1}), Environment("Then", {"New": 1})],
    )


def test_ten_a_quarter_are_served_and_the_others_wait_on():
    """20 wait and 12 come: 32, of whom 10 are served; 22 and 12 come: 34; and so on."""
    outcomes = run(clinic(), n_draws=1, keep=TRACED)
    assert outcomes.traces.services == ("Clinic",)
    assert outcomes.traces.waiting[0, 0, :, 0] == pytest.approx(range(32, 48, 2))
    assert outcomes.activity[0, 0, :, 0] == pytest.approx([40, 40])


def test_freed_capacity_serves_the_queue():
    """20 wait and 6 come: 26, 22, 18, 14, 10, then as many as come: 6. Year 2: 10 + 3 x 6."""
    outcomes = run(clinic(), n_draws=1, keep=TRACED)
    assert outcomes.traces.waiting[1, 0, :, 0] == pytest.approx([26, 22, 18, 14, 10, 6, 6, 6])
    assert outcomes.activity[1, 0, :, 0] == pytest.approx([40, 28])


def test_freed_capacity_is_closed_in_proportion_to_who_came():
    """So far 26 came instead of 32, then 32 instead of 44: 8.125 and 7.2727 are served."""
    outcomes = run(clinic(freed="closed"), n_draws=1, keep=TRACED)
    first = 10 * 26 / 32
    second = 10 * 32 / 44
    waiting = outcomes.traces.waiting[1, 0, :, 0]
    assert waiting[:3] == pytest.approx([26, 26 - first + 6, 26 - first + 6 - second + 6])
    assert outcomes.traces.waiting[0, 0, :, 0] == pytest.approx(range(32, 48, 2))


def test_the_one_person_waits_as_the_first_environment_that_offers_the_strategy():
    """10 of 32 who came at once are served, then 10 of the 22 who are left, and so on."""
    outcomes = run(clinic(), n_draws=1, keep=TRACED)
    assert outcomes.traces.occupancy[0, 0, :, 0] == pytest.approx(
        [1, 22 / 32, 12 / 32, 2 / 32, 0, 0, 0, 0, 0]
    )


def test_waiting_costs_and_counts():
    """A day of waiting is a day of life at 0.6: 32 + 34 + 36 + 38 quarters in year 1."""
    outcomes = run(clinic(), n_draws=1)
    line = outcomes.line("Waiting")
    assert outcomes.resource_value[0, line, 0, 0] == pytest.approx(32 + 34 + 36 + 38)
    treated = 10 + 20 + 30  # at the start of the second, third and fourth quarter
    assert outcomes.qalys[0, 0, 0] == pytest.approx((140 * 0.6 + treated * 0.9) / 4)


def test_who_dies_waiting_is_served_no_more():
    """Of 40 a quarter die: 30 wait, 10 of them are served, 7.5 die, 12.5 wait on."""
    model = clinic(prevalent=28, incident=8, links={"Dead": 0.25})
    outcomes = run(model, n_draws=1, keep=TRACED)
    assert outcomes.traces.waiting[0, 0, :2, 0] == pytest.approx([30, 12.5 + 2])


def test_capacity_is_that_of_the_strategies_by_their_shares():
    """Half of the people are on a strategy with a second clinic: 10 / 2 + 20 / 2."""
    both = Strategy("Both", services={"Clinic": {"capacity": 20}})
    base = clinic()
    model = Model(
        "Shares",
        base.pathway,
        [Strategy("Usual"), both],
        base.horizon,
        parties=base.parties,
        population=base.population,
        environments=[
            Environment("Now", {"Usual": 1}),
            Environment("Then", {"Usual": 0.5, "Both": 0.5}),
        ],
    )
    outcomes = run(model, n_draws=1, keep=TRACED)
    assert outcomes.traces.waiting[1, 0, :3, 0] == pytest.approx([32, 29, 26])


def in_turn(arrivals, capacity):
    """Return who waits, and how long each has waited on average when served, batch by batch."""
    batches, waiting, served = [], [], []
    for cycle, came in enumerate(arrivals):
        batches.append([cycle, came])
        waiting.append(sum(people for _, people in batches))
        left = capacity
        for batch in batches:
            now = min(left, batch[1])
            served.append((cycle - batch[0], now))
            batch[1] -= now
            left -= now
    return waiting, served


@given(
    st.lists(st.integers(0, 30).map(lambda n: 4.0 * n), min_size=2, max_size=2),
    st.integers(0, 40),
    st.integers(0, 25),
)
def test_a_queue_is_served_batch_by_batch(incident, prevalent, capacity):
    """Whoever came first is served first, as in a loop over batches of people."""
    arrivals = [incident[0] / 4] * 4 + [incident[1] / 4] * 4
    arrivals[0] += prevalent
    waiting, served = in_turn(arrivals, capacity)
    if not sum(arrivals):
        return
    outcomes = run(clinic(capacity, prevalent=prevalent, incident=incident), n_draws=1, keep=TRACED)
    assert outcomes.traces.waiting[0, 0, :, 0] == pytest.approx(waiting)
    total = sum(people for _, people in served)
    assert outcomes.activity[0, 0].sum() == pytest.approx(total)


def test_those_who_came_first_are_served_first():
    """A cost by waiting time shows the order: 32 at once, 10 of them a quarter."""
    base = clinic()
    pathway = Pathway(
        base.pathway.states,
        base.pathway.services,
        links={"Waiting": {"Clinic": 1}, "Clinic": {"Treated": 1}},
        uses={"Waiting": {"Call": "where(time_in_state >= 0.5, 1, 0)"}},
        start={"Waiting": 1},
    )
    services = {**base.pathway.services, "Call": Service("Call", "Trust", 1)}
    pathway = Pathway(pathway.states, services, pathway.links, pathway.uses, pathway.start)
    model = Model(
        "Calls to those who wait for half a year",
        pathway,
        [Strategy("Usual")],
        base.horizon,
        parties=base.parties,
        population=base.population,
        environments=[Environment("Now", {"Usual": 1})],
    )
    outcomes = run(model, n_draws=1)
    # Third quarter: 32 - 20 = 12 of the first batch have waited two quarters. Fourth: 2 of
    # the first and all 12 of the second, who came a quarter later.
    assert outcomes.activity[0, outcomes.line("Call"), 0, 0] == pytest.approx(12 + 2 + 12)


def test_a_capacity_in_draws_is_met_in_each():
    assert np.all(run(clinic("10"), n_draws=8).activity[0, 0, :, :] <= 40 + 1e-9)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (
            {"links": {"Waiting": {"Clinic": 0.5, "Home": "rest"}, "Clinic": {"Treated": 1}}},
            "wanting",
        ),
        (
            {
                "links": {
                    "Waiting": {"Clinic": 1},
                    "Home": {"Clinic": 1},
                    "Clinic": {"Treated": 1},
                }
            },
            "wait for it in one state",
        ),
        ({"services": [Service("Clinic", "Trust", 1, capacity=-1)]}, "zero or more"),
    ],
)
def test_a_wrong_queue_is_refused(changed, told):
    base = clinic()
    parts = {
        "states": base.pathway.states,
        "services": base.pathway.services,
        "links": base.pathway.links,
        "start": base.pathway.start,
    }
    with pytest.raises(InvalidModel, match=told):
        Model(
            "Wrong",
            Pathway(**{**parts, **changed}),
            [Strategy("Usual")],
            base.horizon,
            parties=base.parties,
            population=base.population,
            environments=[Environment("Now", {"Usual": 1})],
        )


def test_a_capacity_without_people_is_refused():
    base = clinic()
    with pytest.raises(InvalidModel, match="for all who come"):
        Model("Nobody", base.pathway, [Strategy("Usual")], base.horizon, parties=base.parties)


def clinic_of(strategies, shares, **changed):
    base = clinic()
    return Model(
        "Clinics",
        base.pathway,
        strategies,
        base.horizon,
        parties=base.parties,
        population=base.population,
        environments=[Environment(f"E{i}", share) for i, share in enumerate(shares)],
        **changed,
    )


def test_whom_the_one_person_waits_with_does_not_depend_on_the_block():
    """The strategy is offered in hardly any draw of the first environment, and yet there."""
    second = Strategy("New", services={"Clinic": {"capacity": 40}})
    rare = Parameter("s", Formula("max(u - 0.97, 0)"), "share", assumption="for a test")
    u = Parameter("u", Uniform(low=0, high=1), "share", assumption="for a test")
    model = clinic_of(
        [Strategy("Usual"), second],
        [{"Usual": "rest", "New": "s"}, {"Usual": 0.5, "New": 0.5}],
        parameters=[u, rare],
    )
    small, large = (run(model, n_draws=256, seed=2, block=b) for b in (8, 256))
    np.testing.assert_array_equal(small.qaly, large.qaly)
    np.testing.assert_array_equal(run(model, n_draws=8, seed=2).qaly, large.qaly[:, :8])


def test_shares_of_some_years_may_be_drawn():
    u = Parameter("u", Uniform(low=0, high=1), "share", assumption="for a test")
    shares = [{"Usual": 1}, {"Usual": "rest", "New": (0.0, "u")}]
    model = clinic_of([Strategy("Usual"), Strategy("New")], shares, parameters=[u])
    assert run(model, n_draws=8).activity[1, 0].max() <= 40 + 1e-9  # of the clinic


def test_a_capacity_may_be_a_parameter_of_its_own():
    u = Parameter("units", Uniform(low=5, high=15), "visits", assumption="for a test")
    limited = Strategy("Usual", services={"Clinic": {"capacity": "units"}})
    model = clinic_of([limited], [{"Usual": 1}], parameters=[u])
    outcomes = run(model, n_draws=8)
    assert outcomes.activity[0, 0, 0] == pytest.approx(4 * outcomes.draws.values("units")["units"])


def test_a_strategy_without_the_service_adds_no_capacity():
    """Half of the people can be served by 10 / 2 a quarter; the others wait for nothing."""
    none = Strategy("None", services={"Clinic": None})
    model = clinic_of([Strategy("Usual"), none], [{"Usual": 1}, {"Usual": 0.5, "None": 0.5}])
    assert run(model, n_draws=1).activity[1, 0, 0, 0] == pytest.approx(4 * 5)


def test_all_wait_in_one_state():
    other = Strategy(
        "Other",
        states={"Elsewhere": {"utility": 0.5}},
        links={"Waiting": {"Clinic": None, "Home": 0.1}, "Elsewhere": {"Clinic": 1}},
    )
    with pytest.raises(InvalidModel, match="all must wait in one"):
        clinic_of([Strategy("Usual"), other], [{"Usual": 1}])
