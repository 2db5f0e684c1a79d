"""Chance: realised counts and costs of a finite population around the expected ones.

A draw says what to expect. Chance says what a population of this size then happens to
use: a count of cases around the expected number, and a cost of each case around the unit
cost. Every service has its own luck in every year and draw, one normal score for each
step below, and the environments share it. All quantiles rise with the expected number, so
that the luck which brings few admissions today brings few tomorrow, and a small change of
the expected number is a small change of the realised one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pathway_economics.outcomes import Line
from pathway_economics.seeds import CHUNK, stream

Array = NDArray[np.float64]

NEARLY_NORMAL = 20.0
"""Mean from which the expansion gives Poisson quantiles; below it they are counted out."""

NEARLY_CUBIC = 10.0
"""Shape from which the cube of a normal gives gamma quantiles; below it they are exact."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Chance of one service: arrays that broadcast to (E, Y, D); see ``Service``."""

    overdispersion: Array
    cost_cv: Array


@dataclass(frozen=True, slots=True)
class Realised:
    """What happened: arrays as in ``Totals``, for activity, resource value and capacity."""

    activity: Array
    resource_value: Array
    capacity: Array


def realise(
    lines: Sequence[Line],
    expected: Realised,
    terms: Mapping[str, Terms],
    years: Sequence[str],
    seed: int,
) -> Realised:
    """Return what happened to a population of which ``expected`` is the expectation.

    Parameters
    ----------
    lines
        What is counted. States and one-off costs of links stay as expected.
    expected
        Arrays of shape (E, L, Y, D); ``capacity`` may be without lines.
    terms
        Chance of each service.
    years
        Labels of the years, which key the luck with the names of the services.
    seed
        Seed of the run.

    Returns
    -------
    Realised
        Where parties share a service, its count and cost are realised as a whole and
        divided as expected.
    """
    activity, value = expected.activity.copy(), expected.resource_value.copy()
    capacity = expected.capacity.copy()
    for name, chance in terms.items():
        rows = [x for x, line in enumerate(lines) if line.kind == "service" and line.name == name]
        mean = expected.activity[:, rows].sum(axis=1)
        luck = Luck(seed, name, years, mean.shape[-1])
        count = realised_count(mean, chance.overdispersion, luck)
        cost = realised_cost(count, chance.cost_cv, luck)
        some = mean > 0.0
        for row in rows:
            share = np.divide(expected.activity[:, row], mean, out=np.zeros_like(mean), where=some)
            activity[:, row] = share * count
            per_case = np.divide(cost, mean, out=np.zeros_like(mean), where=some)
            value[:, row] = expected.resource_value[:, row] * per_case
            if capacity.shape[1]:
                times = np.divide(count, mean, out=np.zeros_like(mean), where=some)
                capacity[:, row] = expected.capacity[:, row] * times
    return Realised(activity, value, capacity)


@dataclass(frozen=True, slots=True)
class Luck:
    """Normal scores of one service, shape (Y, D), keyed by its name, the year and the chunk."""

    seed: int
    service: str
    years: Sequence[str]
    n_draws: int

    def scores(self, step: str) -> Array:
        """Return the scores of one step: ``"rate"``, ``"count"`` or ``"cost"``."""
        chunks = range(-(-self.n_draws // CHUNK))
        rows = [
            np.concatenate([self._chunk(step, year, chunk) for chunk in chunks])[: self.n_draws]
            for year in self.years
        ]
        return np.stack(rows)

    def _chunk(self, step: str, year: str, chunk: int) -> Array:
        return stream(self.seed, "chance", step, self.service, year, chunk).standard_normal(CHUNK)


def realised_count(mean: Array, overdispersion: Array, luck: Luck) -> Array:
    """Return realised counts with mean ``mean`` and variance ``mean * (1 + overdispersion)``.

    At 0 they are Poisson. Above 0 the rate itself is a gamma variate, so that counts are
    negative binomial; below 0 only a part of the count is left to chance, none at -1.

    Parameters
    ----------
    mean : shape (E, Y, D)
        Expected number of cases. [units per year]
    overdispersion
        Variance of the count over its mean, less one; broadcasts to (E, Y, D).
    luck
        Normal scores.
    """
    if np.all(overdispersion == -1.0):
        return mean.copy()
    over, under = np.maximum(overdispersion, 0.0), np.minimum(overdispersion, 0.0)
    rate = mean
    if np.any(over > 0.0):
        spread = np.where(over > 0.0, over, 1.0)
        mixed = spread * gamma_quantile(mean / spread, luck.scores("rate"))
        rate = np.where(over > 0.0, mixed, mean)
    count = poisson_quantile(rate, luck.scores("count"))
    left: Array = mean + np.sqrt(1.0 + under) * (count - mean)
    return np.where(under < 0.0, left, count)


def realised_cost(count: Array, cv: Array, luck: Luck) -> Array:
    """Return the cost of so many cases, in unit costs.

    A case costs 1 on average with coefficient of variation ``cv``, so that n of them cost a
    gamma variate with mean n and variance ``n * cv ** 2``.
    """
    if not np.any(cv > 0.0):
        return count
    squared = np.broadcast_to(np.square(cv), count.shape)
    varies = squared > 0.0
    shape = np.divide(count, squared, out=np.ones_like(count), where=varies)
    return np.where(varies, squared * gamma_quantile(shape, luck.scores("cost")), count)


def poisson_quantile(mean: Array, score: Array) -> Array:
    """Return Poisson quantiles at normal scores.

    From a mean of 20 by the expansion in normal scores of [1]_, which misses the count by
    one in fewer than two of ten thousand draws; below by counting out.

    References
    ----------
    .. [1] M. B. Giles, "Algorithm 955: approximation of the inverse Poisson cumulative
       distribution function," ACM Transactions on Mathematical Software, vol. 42, no. 1,
       art. 7, 2016. doi:10.1145/2699466

    Examples
    --------
    Half of the time there are at most ten cases where ten are expected:

    >>> poisson_quantile(np.array([0.0, 10.0, 1e6]), np.zeros(3))
    array([0.e+00, 1.e+01, 1.e+06])
    """
    w = np.broadcast_to(score, mean.shape)
    many = mean >= NEARLY_NORMAL
    root = np.sqrt(np.where(many, mean, NEARLY_NORMAL))
    near = root * (root + w) + (1 / 3 + w**2 / 6) - (w / 36 + w**3 / 72) / root
    near += (-8 / 405 + 7 * w**2 / 810 + w**4 / 270) / root**2
    count: Array = np.maximum(np.floor(near), 0.0)
    if not many.all():
        count[~many] = _counted_out(mean[~many], w[~many])
    return count


def _counted_out(mean: Array, score: Array) -> Array:
    """Return how many counts have a cumulative probability below that of the score."""
    from scipy.special import ndtr

    sought = ndtr(score)
    probability = np.exp(-mean)
    below, count = probability.copy(), np.zeros_like(mean)
    number, unsettled = 0, below < sought
    while unsettled.any() and probability.any():
        count += unsettled
        number += 1
        probability *= mean / number
        below += probability
        unsettled = below < sought
    return count


def gamma_quantile(shape: Array, score: Array) -> Array:
    """Return quantiles at normal scores of the gamma with scale 1; zero where its shape is.

    From a shape of 10 the cube of a normal [1]_, with mean right to two parts in a million
    and variance to five in a hundred thousand; below the exact inverse.

    References
    ----------
    .. [1] E. B. Wilson and M. M. Hilferty, "The distribution of chi-square," Proceedings of
       the National Academy of Sciences, vol. 17, no. 12, pp. 684-688, 1931.
       doi:10.1073/pnas.17.12.684

    Examples
    --------
    >>> gamma_quantile(np.array([0.0, 1.0, 100.0]), np.zeros(3)).round(2)
    array([ 0.  ,  0.69, 99.67])
    """
    z = np.broadcast_to(score, shape.shape)
    large = shape >= NEARLY_CUBIC
    safe = np.where(large, shape, NEARLY_CUBIC)
    result: Array = safe * (1.0 - 1.0 / (9.0 * safe) + z / (3.0 * np.sqrt(safe))) ** 3
    if not large.all():
        result[~large] = _gamma_exactly(shape[~large], z[~large])
    return result


def _gamma_exactly(shape: Array, score: Array) -> Array:
    from scipy.special import gammaincinv, ndtr

    some = shape > 0.0
    found: Array = np.where(some, gammaincinv(np.where(some, shape, 1.0), ndtr(score)), 0.0)
    return found
