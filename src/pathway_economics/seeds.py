"""Random streams keyed by meaning, not by order.

A parameter's stream depends on the seed and its own name only, in chunks of
``CHUNK`` draws. So adding, removing or reordering other parameters changes
nothing, asking for more draws keeps the first ones, and any number of workers
draws the same numbers.
"""

from hashlib import blake2b
from unicodedata import normalize

import numpy as np

CHUNK = 8_192
"""Draws made at a time; a shorter run draws a whole chunk and cuts it."""


def stream(seed: int, *key: str | int) -> np.random.Generator:
    """Return the generator that belongs to ``key`` under ``seed``.

    Parameters
    ----------
    seed
        Seed of the run.
    key
        Meaning of the stream and its chunk, such as ``("p_admit", 0)``; never a
        block or a worker. Parts are length-prefixed before they are hashed, so
        no two keys share a stream.

    Returns
    -------
    numpy.random.Generator
        An SFC64 generator of its own.

    Examples
    --------
    >>> bool(stream(7, "p_admit", 3).integers(100) == stream(7, "p_admit", 3).integers(100))
    True
    """
    parts = [normalize("NFC", str(part)).encode() for part in (seed, *key)]
    text = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    entropy = int.from_bytes(blake2b(text, digest_size=16).digest(), "big")
    return np.random.Generator(np.random.SFC64(entropy))
