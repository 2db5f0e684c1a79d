import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.engine.individuals.luck import Luck, places

EVERYONE = places(np.arange(300), np.arange(200))


@given(st.integers(0, 2**40), st.integers(0, 500), st.lists(st.integers(0, len(EVERYONE) - 1)))
def test_some_people_have_the_numbers_that_they_have_among_all(seed, number, some):
    """Fails if a number depends on where in its array a person stands."""
    luck = Luck(seed)
    alone = luck.uniform("move", number, EVERYONE[some])
    np.testing.assert_array_equal(alone, luck.uniform("move", number, EVERYONE)[some])


@given(st.lists(st.integers(0, 40), min_size=1, max_size=50))
def test_each_may_have_a_number_of_its_own(numbers):
    where = EVERYONE[: len(numbers)]
    together = Luck(1).uniform("move", np.array(numbers), where)
    apart = [Luck(1).uniform("move", n, where[[i]])[0] for i, n in enumerate(numbers)]
    np.testing.assert_array_equal(together, apart)


def test_numbers_are_uniform():
    """Mean 1/2, variance 1/12 and every tenth as full as the next, of 60,000 numbers."""
    u = Luck(7).uniform("move", 0, EVERYONE)
    n = len(u)
    assert u.min() > 0
    assert u.max() < 1
    assert abs(u.mean() - 1 / 2) < 4 * np.sqrt(1 / 12 / n)
    assert abs(u.var() - 1 / 12) < 4 * np.sqrt(1 / 180 / n)
    counts = np.histogram(u, 10, (0, 1))[0]
    assert ((counts - n / 10) ** 2 / (n / 10)).sum() < 27.9  # chi-squared of 9 at 0.999


def test_people_draws_purposes_and_times_are_strangers():
    luck = Luck(7)
    u = luck.uniform("move", 0, EVERYONE).reshape(300, 200)
    others = [
        (u[1:], u[:-1]),
        (u[:, 1:], u[:, :-1]),
        (u, luck.uniform("visit", 0, EVERYONE).reshape(u.shape)),
        (u, luck.uniform("move", 1, EVERYONE).reshape(u.shape)),
        (u, Luck(8).uniform("move", 0, EVERYONE).reshape(u.shape)),
    ]
    for a, b in others:
        assert abs(np.corrcoef(a.ravel(), b.ravel())[0, 1]) < 4 / np.sqrt(a.size)
