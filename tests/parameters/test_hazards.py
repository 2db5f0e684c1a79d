"""Functions of expressions on hazards: rates, ratios, curves and competing risks."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parameters.test_survival import curves
from pathway_economics.errors import InvalidModel
from pathway_economics.horizon import Horizon
from pathway_economics.model import Model
from pathway_economics.parameters import as_expression, evaluate, name_problem, specialise
from pathway_economics.parameters.families import FAMILIES
from pathway_economics.parameters.functions import FUNCTIONS
from pathway_economics.parameters.hazards import functions_of
from pathway_economics.pathway import Link, Pathway, State, Strategy
from reference import ARITHMETIC

probabilities = st.floats(0.0, 1.0)
insides = st.floats(0.001, 0.999)
ratios = st.floats(0.05, 20.0)
years = st.floats(0.01, 40.0)
hazards = st.floats(0.0, 30.0)


def value(text, **values):
    return evaluate(as_expression(text), values)


@given(curves, st.tuples(st.floats(0, 40), st.floats(0, 40), st.floats(0, 40)))
def test_probabilities_in_turn_are_the_probability_over_all(curve, moments):
    """1 - P(a, c) = (1 - P(a, b)) (1 - P(b, c)): whoever is left was left at each step."""
    name, parameters = curve
    a, b, c = sorted(moments)
    prob = FUNCTIONS[f"{name}_prob"][0]
    whole, first, then = (prob(x, y, *parameters) for x, y in ((a, c), (a, b), (b, c)))
    assert 0.0 <= first <= 1.0
    assert 1.0 - whole == pytest.approx((1.0 - first) * (1.0 - then), abs=1e-9)


@given(curves, st.floats(0, 40))
def test_from_the_start_it_is_what_survival_lacks(curve, time):
    name, parameters = curve
    survival, cumulative, prob = (FUNCTIONS[function][0] for function in functions_of(name))
    assert prob(0.0, time, *parameters) == pytest.approx(1.0 - survival(time, *parameters))
    assert survival(time, *parameters) == np.exp(-cumulative(time, *parameters))


def test_curves_by_hand():
    # of those without the event at year 2 with H(t) = (t / 4) ** 2: 1 - exp(0.25 - 1)
    assert value("weibull_prob(2, 4, 2, 4)") == pytest.approx(1 - np.exp(-0.75))
    assert value("weibull_cumulative(2, 2, 4)") == pytest.approx(0.25)
    assert value("weibull_survival(4, 2, 4)") == pytest.approx(np.exp(-1))
    # without memory, any year is like the first
    assert value("exponential_prob(7, 8, 0.1)") == pytest.approx(1 - np.exp(-0.1))
    # 0.1 until year 1, 0.3 after: half a year of each
    assert value("piecewise_prob(0.5, 1.5, 0.1, 1, 0.3)") == pytest.approx(1 - np.exp(-0.2))
    found = value("weibull_prob(t, t + 1, p, 4)", t=2.0, p=np.array([1.0, 2.0]))
    np.testing.assert_allclose(found, [1 - np.exp(-0.25), 1 - np.exp(-5 / 16)])


def test_small_probabilities_keep_their_digits():
    assert value("exponential_prob(0, 1, 1e-15)") == pytest.approx(1e-15, rel=1e-9)
    assert value("hr_prob(1e-15, 2)") == pytest.approx(2e-15, rel=1e-9)
    assert value("competing_prob(1e-17, 2e-17)") == pytest.approx(1e-17, rel=1e-9)


@given(st.floats(0.0, 20.0), years)
def test_rates_and_probabilities_are_each_others_inverse(rate, span):
    there = value("rate_to_prob(r, y)", r=rate, y=span)
    if there < 1 - 1e-6:
        assert value("prob_to_rate(p, y)", p=there, y=span) == pytest.approx(rate, abs=1e-8)
    assert value("rate_to_prob(r)", r=rate) == value("rate_to_prob(r, 1)", r=rate)


@given(st.floats(0.0, 0.999), st.floats(1.0, 40.0))
def test_a_probability_over_many_years_is_that_of_each_in_turn(p, span):
    yearly = value("rate_to_prob(prob_to_rate(p, y))", p=p, y=span)
    assert 1 - (1 - yearly) ** span == pytest.approx(p, abs=1e-9)


@given(probabilities, ratios)
def test_a_hazard_ratio_multiplies_the_rate(p, ratio):
    found = value("hr_prob(p, r)", p=p, r=ratio)
    assert 0.0 <= found <= 1.0
    assert found == pytest.approx(1.0 - (1.0 - p) ** ratio, abs=1e-12)
    assert (found >= p) if ratio >= 1.0 else (found <= p)


@given(insides, ratios, ratios)
def test_ratios_in_turn_multiply(p, one, other):
    for function in ("hr_prob", "or_prob"):
        twice = value(f"{function}({function}(p, a), b)", p=p, a=one, b=other)
        assert twice == pytest.approx(value(f"{function}(p, a * b)", p=p, a=one, b=other))


@given(insides, ratios)
def test_an_odds_ratio_multiplies_the_odds(p, ratio):
    found = value("or_prob(p, r)", p=p, r=ratio)
    assert value("prob_to_odds(p)", p=found) == pytest.approx(ratio * p / (1 - p), rel=1e-6)
    assert value("odds_to_prob(prob_to_odds(p))", p=p) == pytest.approx(p)


def test_ratios_by_hand():
    assert value("hr_prob(0.36, 0.5)") == pytest.approx(0.2)  # 1 - 0.64 ** 0.5
    assert value("or_prob(0.5, 3)") == 0.75
    assert value("or_prob(0.2, 0.5)") == pytest.approx(1 / 9)  # odds 1/4 become 1/8
    assert value("prob_to_odds(0.2)") == pytest.approx(0.25)
    assert value("rate_to_prob(log(2), 2)") == pytest.approx(0.75)
    assert value("prob_to_rate(0.75, 2)") == pytest.approx(np.log(2))
    assert [value(f"hr_prob(1, {ratio})") for ratio in (0, 0.5)] == [0, 1]
    assert [value(f"{f}(p, 2)", p=p) for f in ("hr_prob", "or_prob") for p in (0, 1)] == [
        0, 1, 0, 1
    ]  # fmt: skip


@given(st.lists(hazards, min_size=1, max_size=6))
def test_the_ways_that_compete_sum_to_all_who_leave(ways):
    total = sum(ways)
    parts = [value("competing_prob(h, s)", h=h, s=total) for h in ways]
    assert all(0.0 <= part <= 1.0 for part in parts)
    assert sum(parts) == pytest.approx(-np.expm1(-total), abs=1e-12)


@given(hazards)
def test_one_way_alone_is_a_rate(hazard):
    alone = value("competing_prob(h, h)", h=hazard)
    assert alone == pytest.approx(value("rate_to_prob(h)", h=hazard), rel=1e-14)


def test_competing_by_hand():
    """Rates of 0.3 and 0.1 for a year: a share of 1 - exp(-0.4) leaves, three of four one way."""
    assert value("competing_prob(0.3, 0.4)") == pytest.approx(0.75 * (1 - np.exp(-0.4)))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        competing, _, _ = FUNCTIONS["competing_prob"]
        np.testing.assert_array_equal(competing(np.zeros(2), np.array([0.0, 2.0])), [0.0, 0.0])


def test_competing_constant_hazards_are_exact():
    """Many small steps, each with p = rate x step, come to the closed form."""
    steps, alive, gone = 20_000, 1.0, 0.0
    for _ in range(steps):
        gone, alive = gone + alive * 0.3 / steps, alive * (1 - 0.4 / steps)
    assert gone == pytest.approx(value("competing_prob(0.3, 0.4)"), abs=1e-5)


def test_what_is_impossible_is_kept_for_the_engine_to_count():
    assert np.isnan(value("hr_prob(1.2, 2)"))
    assert value("competing_prob(-0.1, 0.2)") < 0
    assert value("weibull_prob(2, 1, 1, 4)") < 0  # an end before the start


@pytest.mark.parametrize("name", [*FAMILIES, "weibull_prob", "hr_prob", "npv"])
def test_their_names_are_taken(name):
    assert "choose another" in name_problem(name)


def complaints(probability):
    pathway = Pathway(
        [State("Well"), State("Dead")],
        links={"Well": {"Dead": Link(probability)}},
        start={"Well": 1},
    )
    with pytest.raises(InvalidModel) as refused:
        Model("Test", pathway, [Strategy("Usual care")], Horizon("2026"))
    return str(refused.value)


@pytest.mark.parametrize("name", FAMILIES)
def test_a_family_where_it_does_not_belong_is_told_where_it_does(name):
    told = complaints(f"{name}(1, 2)")
    assert "belongs in the time_to of a link" in told
    assert all(function in told for function in functions_of(name))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("weibull_prob(1, 2, 3)", "weibull_prob takes 4 arguments, not 3"),
        ("weibull_survival(1, 2)", "weibull_survival takes 3 arguments, not 2"),
        ("rate_to_prob(1, 2, 3)", "rate_to_prob takes 1 to 2 arguments, not 3"),
        ("piecewise_survival(1, 0.1)", "piecewise_survival takes 4 to 20 arguments, not 2"),
        ("piecewise_prob(0, 1, 0.1, 2, 0.3, 4)", "piecewise_prob ends with a rate"),
        ("piecewise_cumulative(1, 0.1, 2, 0.3, 4)", "piecewise_cumulative ends with a rate"),
    ],
)
def test_arguments_are_counted(text, expected):
    assert expected in complaints(text)


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if name not in ("log", "where")])
def test_each_function_may_be_specialised(name):
    _, least, _ = FUNCTIONS[name]
    names = [f"x{i}" for i in range(least)]
    known = dict(zip(names, (0.2, 0.4, 0.6, 0.8, 0.9), strict=False))
    call = as_expression(f"{name}({', '.join(names)})")
    folded = specialise(call, known)
    assert folded.value == float(evaluate(call, known))
    half = specialise(call, {"x0": 0.2})
    draws = {name: np.full(3, number) for name, number in known.items() if name != "x0"}
    np.testing.assert_allclose(evaluate(half, draws), folded.value, rtol=1e-15)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_function_means_what_the_reference_says(name):
    _, least, _ = FUNCTIONS[name]
    for numbers in ((0.2, 0.4, 0.6, 0.7, 0.9), (0.5, 0.9, 0.95, 1.5, 0.3)):
        given_numbers = numbers[:least]
        call = f"{name}({', '.join(map(repr, given_numbers))})"
        assert value(call) == pytest.approx(ARITHMETIC[name](*given_numbers), rel=1e-12)
