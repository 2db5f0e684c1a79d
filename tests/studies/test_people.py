from dataclasses import replace

import numpy as np
import pytest

import pathway_economics as pe
from pathway_economics.studies.people import _two_horizons, _years_of_all


def years(population, **horizon):
    model = pe.Model(
        "Counting",
        pe.Pathway([pe.State("Well", dead=False)], start={"Well": 1}),
        [pe.Strategy("Usual")],
        pe.Horizon("2026", **horizon),
        population=population,
        environments=[pe.Environment("Current", {"Usual": 1})],
    )
    return _years_of_all(pe.run(model, n_draws=1), model)[:, 0]


def test_those_who_enter_at_the_start_of_a_year_are_there_all_year():
    """100 are there; 10 come in the first year and 20 in the second."""
    population = pe.Population(prevalent={"Well": 100}, incident=[10, 20])
    assert years(population, years=2) == pytest.approx([110, 130])


def test_those_who_enter_evenly_are_there_for_part_of_it():
    """3 a quarter: (3 + 6 + 9 + 12) / 4 = 7.5, then (15 + 18 + 21 + 24) / 4 = 19.5."""
    population = pe.Population(incident=12, entry="even")
    assert years(population, years=2, cycle="quarter") == pytest.approx([7.5, 19.5])


def test_a_tenth_more_come_each_year():
    """10, then 10 + 11, then 10 + 11 + 12.1."""
    population = pe.Population(incident=10, growth=0.1)
    assert years(population, years=3) == pytest.approx([10, 21, 33.1])


def test_the_evidence_is_in_figures(small, examine):
    told = examine("everyone is somewhere", small).evidence
    assert "Usual 3.000, New 3.000 of 3.000 years per person" in told
    # 1,000 there for three years, and 100 for three, two and one: 3,000 + 300 + 200 + 100
    assert "Current 3,600.0, Proposed 3,600.0 of 3,600.0 person-years" in told


@pytest.mark.parametrize(
    ("years", "cycles", "cycle", "correction", "found"),
    [
        (3, None, "year", "half-cycle", (2, 3)),
        (1, None, "year", "half-cycle", (1, 2)),
        (1, 1, "day", "start", (1, 366)),
        (4, None, "year", "simpson", (2, 4)),
    ],
)
def test_one_of_two_horizons_is_longer(small, years, cycles, cycle, correction, found):
    horizon = pe.Horizon(
        "2026", years=years, cycles=cycles, cycle=cycle, correction=correction, budget_years=1
    )
    alone = replace(small, environments=(), arrangements=(), capacity=(), horizon=horizon)
    models = _two_horizons(alone)
    assert tuple(model.horizon.n_cycles for model in models) == found


def test_nobody_is_followed_for_longer_than_allowed(small, examine):
    horizon = pe.Horizon("2026", years=500, budget_years=3)
    found = examine("a longer horizon gives no fewer life years", replace(small, horizon=horizon))
    assert "499" in found.evidence
    assert found.passed


def test_losing_one_person_of_a_thousand_in_one_year_is_seen(small, examine):
    def loses(model, n_draws, seed):
        right = pe.run(model, n_draws, seed)
        lost = right.life_years.copy()
        lost[1, 2] -= np.where(np.arange(n_draws) == 3, 1.0, 0.0)
        return replace(right, life_years=lost)

    assert examine("everyone is somewhere", small, loses).passed is False
