"""The luck of people: uniform numbers by person, draw and purpose.

A person's number is a function of the seed, what it is for, how many times that has come up,
the person and the draw, and of nothing else: never of the strategy, the environment or the
block. It is the output of SplitMix64 [1]_ at the place of the person and draw in the stream of
the purpose, so that it can be had for some people without those of all others.

References
----------
.. [1] G. L. Steele, D. Lea and C. H. Flood, "Fast splittable pseudorandom number generators,"
   ACM SIGPLAN Notices, vol. 49, no. 10, pp. 453-472, 2014. doi:10.1145/2660193.2660195
"""

import numpy as np
from numpy.typing import NDArray

from pathway_economics.seeds import stream

Array = NDArray[np.float64]
Words = NDArray[np.uint64]

STEP = np.uint64(0x9E3779B97F4A7C15)
"""Step of the generator: odd, near 2 ** 64 divided by the golden ratio."""

PERSON = 1 << 32
"""Places between one person and the next: one for each draw."""

AT_ONCE = 16_384
"""Numbers made at a time, which stay in cache."""


def places(persons: NDArray[np.intp], draws: NDArray[np.intp]) -> Words:
    """Return the place of each person and draw in any stream, shape (person * draw,)."""
    first = persons.astype(np.uint64)[:, np.newaxis] * np.uint64(PERSON)
    grid: Words = (first + draws.astype(np.uint64)) * STEP
    return grid.ravel()


class Luck:
    """Uniform numbers of one run.

    Parameters
    ----------
    seed
        Seed of the run.

    Examples
    --------
    >>> everyone = places(np.arange(2), np.arange(3))
    >>> luck = Luck(1)
    >>> some = luck.uniform("move", 0, everyone[[4]])
    >>> bool(some[0] == luck.uniform("move", 0, everyone)[4])
    True
    """

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._bases: dict[str, np.uint64] = {}

    def uniform(self, purpose: str, number: int | NDArray[np.int64], where: Words) -> Array:
        """Return numbers between 0 and 1, never either.

        Parameters
        ----------
        purpose
            What they are for.
        number
            How many times that has come up before, of all or of each.
        where
            Places of people and draws.
        """
        keys = self._keys(purpose, number)
        out = np.empty(where.shape)
        words = out.view(np.uint64)
        scratch = np.empty(min(AT_ONCE, len(out)), dtype=np.uint64)
        for start in range(0, len(out), AT_ONCE):
            part = words[start : start + AT_ONCE]
            key = keys[start : start + AT_ONCE] if keys.ndim else keys
            np.add(where[start : start + AT_ONCE], key, out=part)
            _mix(part, scratch[: len(part)])
            np.right_shift(part, np.uint64(12), out=part)
            np.bitwise_or(part, ONE, out=part)  # the bits of a number in [1, 2)
            reals = out[start : start + AT_ONCE]
            np.subtract(reals, BELOW_ONE, out=reals)
        return out

    def _keys(self, purpose: str, number: int | NDArray[np.int64]) -> Words:
        base = self._bases.get(purpose)
        if base is None:
            rng = stream(self.seed, "individuals", purpose)
            base = self._bases[purpose] = rng.integers(0, 1 << 64, dtype=np.uint64)
        some = np.asarray(number)
        if not some.size:
            return np.empty(0, dtype=np.uint64)
        numbers = np.arange(int(some.min()), int(some.max()) + 1, dtype=np.uint64)
        keys = numbers * STEP + base
        _mix(keys, np.empty_like(keys))
        if not some.ndim:
            return np.asarray(keys[0])
        each: Words = keys[some - some.min()]
        return each


ONE = np.uint64(0x3FF0000000000000)
"""Bits of the number one."""

BELOW_ONE = 1.0 - 2.0**-53
"""What is taken from numbers in [1, 2), so that none of them becomes 0."""


def _mix(words: Words, scratch: Words) -> None:
    """Turn words into the outputs of SplitMix64, in place."""
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        np.right_shift(words, np.uint64(shift), out=scratch)
        np.bitwise_xor(words, scratch, out=words)
        np.multiply(words, np.uint64(factor), out=words)
    np.right_shift(words, np.uint64(31), out=scratch)
    np.bitwise_xor(words, scratch, out=words)
