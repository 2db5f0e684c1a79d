"""Years, cycles, and what the future is worth."""

from pathway_economics.horizon.horizon import (
    CYCLES_PER_YEAR,
    MAX_YEARS,
    Correction,
    Cycle,
    DiscountAt,
    DiscountBy,
    Horizon,
)
from pathway_economics.horizon.rates import (
    GREEN_BOOK,
    GREEN_BOOK_HEALTH,
    DiscountRate,
    Rates,
    as_rate,
    discount_factors,
)

__all__ = [
    "CYCLES_PER_YEAR",
    "GREEN_BOOK",
    "GREEN_BOOK_HEALTH",
    "MAX_YEARS",
    "Correction",
    "Cycle",
    "DiscountAt",
    "DiscountBy",
    "DiscountRate",
    "Horizon",
    "Rates",
    "as_rate",
    "discount_factors",
]
