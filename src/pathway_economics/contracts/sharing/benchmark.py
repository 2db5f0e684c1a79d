"""Benchmarks of every kind, as the model file and Python spell them."""

from functools import partial
from typing import Annotated

from pathway_economics.contracts.sharing.against import (
    FIXED,
    PER_DRAW,
    BenchmarkTerms,
    benchmark,
    benchmark_in_words,
    read_benchmark,
    schema_of,
)
from pathway_economics.contracts.sharing.moving import NUMBER, OBSERVED, WHOLE, Ratchet, Rebased
from pathway_economics.contracts.sharing.past import Comparison, History
from pathway_economics.parameters.numbers import Spelling, Yearly

BENCHMARKS = (History, Comparison, Rebased, Ratchet)
"""Kinds of benchmark that have terms of their own."""

as_benchmark = partial(read_benchmark, kinds=BENCHMARKS)
"""Reads a benchmark of any kind."""

_SCHEMAS = OBSERVED | {
    "rebased": {"every": WHOLE, "weight": NUMBER, "start": schema_of(OBSERVED)},
    "ratchet": {
        "rate": NUMBER,
        "trend": NUMBER,
        "downward_only": {"type": "boolean"},
        "start": schema_of(OBSERVED),
    },
}

Benchmark = Annotated[
    str | History | Comparison | Rebased | Ratchet | Yearly,
    Spelling(as_benchmark, schema_of(_SCHEMAS)),
]
"""``"fixed"``, ``"per_draw"``, a benchmark with terms of its own, or amounts by year."""

__all__ = [
    "BENCHMARKS",
    "FIXED",
    "PER_DRAW",
    "Benchmark",
    "BenchmarkTerms",
    "as_benchmark",
    "benchmark",
    "benchmark_in_words",
]
