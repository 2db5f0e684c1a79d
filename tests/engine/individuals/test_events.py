"""People who move when it happens."""

from math import exp, gamma

import numpy as np
import pytest
from scipy.integrate import quad

from engine.individuals.test_cycles import HERE, PLAIN, UNSURE, model
from pathway_economics.engine import Individuals
from pathway_economics.errors import InvalidModel
from pathway_economics.horizon import Horizon
from pathway_economics.model import run
from pathway_economics.outcomes import Keep
from pathway_economics.parameters import Normal, Parameter, Uniform
from pathway_economics.pathway import Link, Pathway, Service, State, Strategy
from pathway_economics.population import Environment, Population

LONG = Horizon("2026", years=200, **PLAIN)
N, DRAWS = 2_000, 25


def mortal(link, **well):
    return Pathway(
        [State("Well", **{"utility": 1.0, **well}), State("Dead")],
        links={"Well": {"Dead": link}},
        start={"Well": 1},
    )


def people_of(pathway, horizon=LONG, n=N, draws=DRAWS, **parts):
    return run(model(pathway, horizon=horizon, **parts), draws, engine=Individuals(n, "continuous"))


def assert_near(found, exact):
    """Compare the mean over draws, whose only noise is people, with what it must be."""
    error = found.std(axis=-1, ddof=1) / np.sqrt(found.shape[-1])
    assert abs(found.mean(axis=-1) - exact) < 4 * error


@pytest.mark.parametrize(
    ("link", "mean"),
    [
        (Link(rate=0.1), 10.0),
        (Link(time_to="weibull(1.5, 8)"), 8 * gamma(1 + 1 / 1.5)),
        (Link(time_to="weibull(1.5, 8)", clock="reset"), 8 * gamma(1 + 1 / 1.5)),
        (Link(time_to="lognormal(1.2, 0.5)"), exp(1.2 + 0.5**2 / 2)),
        # 0.1 for two years, then 0.5: (1 - e^-0.2) / 0.1 + e^-0.2 / 0.5
        (Link(time_to="piecewise(0.1, 2, 0.5)"), (1 - exp(-0.2)) / 0.1 + exp(-0.2) / 0.5),
        (Link(rate="where(time < 2, 0.1, 0.5)"), (1 - exp(-0.2)) / 0.1 + exp(-0.2) / 0.5),
        # a number that changes, though never here, is drawn again each cycle
        (Link(time_to="weibull(1.5, where(cycle > 0, 8, 9))"), 8 * gamma(1 + 1 / 1.5)),
        (
            Link(time_to="weibull(1.5, where(time_in_state < 0, 9, 8))", clock="reset"),
            8 * gamma(1 + 1 / 1.5),
        ),
    ],
)
def test_lives_have_the_mean_of_their_curve(link, mean):
    assert_near(people_of(mortal(link)).life_year[0], mean)


@pytest.mark.parametrize(
    ("horizon", "force"),
    [
        (Horizon("2026", years=200, discount_costs=0.05, discount_health=0.05), np.log(1.05)),
        (
            Horizon(
                "2026", years=200, discount_costs=0.05, discount_health=0.05,
                discount_by="continuous",
            ),
            0.05,
        ),
    ],
)  # fmt: skip
def test_exponential_lives_discounted(horizon, force):
    """The integral of exp(-(rate + force) t) is 1 / (rate + force); so is cost per year.

    The cost of the move falls at death: rate / (rate + force).
    """
    link = Link(rate=0.1, unit_cost=500, health_effect=-2)
    outcomes = people_of(mortal(link, unit_cost=12), horizon)
    years = 1 / (0.1 + force)
    assert_near(outcomes.life_year[0], years)
    assert_near(outcomes.qaly[0], years - 2 * 0.1 * years)
    assert_near(outcomes.cost[0], 12 * years + 500 * 0.1 * years)


def test_costs_per_cycle_accrue():
    """12 a month and 2 uses of 5 a month, for 10 years of 12 months."""
    pathway = Pathway(
        [State("Well", unit_cost=12), State("Dead")],
        [Service("Drug", unit_cost=5)],
        links={"Well": {"Dead": Link(rate=0.1)}},
        uses={"Well": {"Drug": 2}},
        start={"Well": 1},
    )
    horizon = Horizon("2026", years=200, cycle="month", **PLAIN)
    assert_near(people_of(pathway, horizon).cost[0], 22 * 12 * 10)


COMPETING = Pathway(
    [State("Well"), State("Ill"), State("Dead")],
    [Service("Clinic", unit_cost=10)],
    links={
        "Well": {"Clinic": Link(rate=0.3), "Dead": Link(rate=0.1, unit_cost=100)},
        "Clinic": {"Ill": 0.75, "Well": "rest"},
        "Ill": {"Dead": Link(rate=0.5)},
    },
    start={"Well": 1},
)


def test_competing_events_and_services():
    """Well: 0.3 visits a year, of which 0.225 end it, and 0.1 deaths: 1 / 0.325 years.

    Visits 0.3 / 0.325 at 10, deaths from there 0.1 / 0.325 at 100; ill 0.225 / 0.325, 2 years.
    """
    outcomes = people_of(COMPETING)
    assert_near(outcomes.cost[0], (0.3 * 10 + 0.1 * 100) / 0.325)
    assert_near(outcomes.life_year[0], 1 / 0.325 + 0.225 / 0.325 * 2)


def test_the_clock_resets_or_goes_on():
    """A clock from entry has hazard behind it; one that was reset has not.

    Into Ill with 0.5 a year. From there, cumulative hazard t ** 2 / 16: with the clock reset
    the mean is 4 gamma(1.5); forward, integrate over the moment of entry.
    """

    def left(entered):
        return quad(lambda t: exp((entered**2 - t**2) / 16), entered, entered + 40)[0]

    forward = quad(lambda t: 0.5 * exp(-0.5 * t) * left(t), 0, 60)[0]
    for clock, mean in (("reset", 4 * gamma(1.5)), ("forward", forward)):
        pathway = Pathway(
            [State("Well", dead=True), State("Ill"), State("Dead")],
            links={
                "Well": {"Ill": Link(rate=0.5)},
                "Ill": {"Dead": Link(time_to="weibull(2, 4)", clock=clock)},
            },
            start={"Well": 1},
        )
        assert_near(people_of(pathway).life_year[0], mean)


OPEN = {
    "population": Population(incident=100, prevalent={"Well": 40}),
    "environments": [Environment("Now", {"Usual": 1})],
}


def test_budgets_by_year():
    """Of those who enter with 0.2 a year, (1 - e^-0.2) / 0.2 years in their first, and so on."""
    first = (1 - exp(-0.2)) / 0.2
    horizon = Horizon("2026", years=3, **PLAIN)
    outcomes = people_of(mortal(Link(rate=0.2), unit_cost=7), horizon, **OPEN)
    lived = [140 * first]
    lived.append(100 * first + lived[0] * exp(-0.2))
    lived.append(100 * first + lived[1] * exp(-0.2))
    for year, years in enumerate(lived):
        assert_near(outcomes.life_years[0, year], years)
        assert_near(outcomes.resource_value[0, 0, year], 7 * years)
    assert_near(outcomes.value_cost[0], 7 * sum(lived))


def test_stopping_changes_the_hazard():
    """On the new strategy nobody dies; half stop after each year, and die at once from then."""
    new = Strategy("New", links={"Well": {"Dead": Link(rate=0)}}, stopping=0.5)
    horizon = Horizon("2026", years=50, **PLAIN)
    made = model(mortal(Link(rate=50)), ("Usual", new), horizon)
    found = run(made, DRAWS, engine=Individuals(N, "continuous")).life_year[1]
    assert_near(found, 2 + 1 / 50)


def test_identical_strategies_differ_in_nothing():
    outcomes = run(
        model(COMPETING, ("One", "Two"), LONG), 20, engine=Individuals(200, "continuous")
    )
    np.testing.assert_array_equal(outcomes.cost[0], outcomes.cost[1])
    np.testing.assert_array_equal(outcomes.life_year[0], outcomes.life_year[1])


def test_common_luck_makes_small_effects_visible():
    """A rate that is a hundredth lower makes every life a hundredth longer: 1 / 0.99."""
    better = Strategy("Better", links={"Well": {"Dead": Link(rate=0.099)}})
    made = model(mortal(Link(rate=0.1)), ("Usual", better), Horizon("2026", years=500, **PLAIN))
    life = run(made, 20, engine=Individuals(200, "continuous")).life_year
    np.testing.assert_allclose(life[1] / life[0], 1 / 0.99)


@pytest.mark.parametrize("block", [8, 32])
def test_the_block_does_not_matter(block):
    horizon = Horizon("2026", years=9)
    made = model(mortal(Link(rate="p")), horizon=horizon, parameters=UNSURE, **OPEN)
    engine = Individuals(50, "continuous")
    once, again = (run(made, 40, engine=engine, block=b) for b in (None, block))
    for name in ("qaly", "life_years", "value_qaly"):
        np.testing.assert_array_equal(getattr(once, name), getattr(again, name))


def test_traces_are_of_everybody():
    keep = Keep(traces=True)
    made = model(COMPETING, horizon=Horizon("2026", years=9))
    traces = run(made, 10, engine=Individuals(500, "continuous"), keep=keep).traces
    np.testing.assert_allclose(traces.occupancy.sum(axis=1), 1.0)
    well = traces.occupancy[0, 0].mean(axis=-1)
    error = 0.5 / np.sqrt(500 * 10)
    np.testing.assert_allclose(well, np.exp(-0.325 * np.arange(10)), atol=4 * error)


def test_attributes_in_a_hazard():
    """Rates uniform between 0.1 and 0.3: the mean life is log(3) / 0.2."""
    people = Population(attributes={"r": Uniform(low=0.1, high=0.3)})
    n = 20_000
    found = people_of(mortal(Link(rate="r")), n=n, draws=8, population=people).life_year[0]
    assert abs(found.mean() - np.log(3) / 0.2) < 4 * 6 / np.sqrt(n)


def test_probabilities_have_no_time():
    pathway = Pathway(
        [State("Well", utility=1), State("Ill", utility=1), State("Dead")],
        links={
            "Well": {"Ill": 0.1},
            "Ill": {"Dead": Link(rate=0.1)},
        },
        start={"Well": 1},
    )
    with pytest.raises(InvalidModel, match="'Usual' those out of 'Well' have probabilities"):
        people_of(pathway)


def test_impossible_hazards_are_refused():
    doubtful = [Parameter("r", Normal(mean=0.1, se=0.1), **HERE)]
    with pytest.raises(InvalidModel, match="a number of at least 0"):
        people_of(mortal(Link(rate="r")), parameters=doubtful)
    with pytest.raises(InvalidModel, match=r"link Well → Dead.*above 0"):
        people_of(mortal(Link(time_to="weibull(r, 5)")), parameters=doubtful)
