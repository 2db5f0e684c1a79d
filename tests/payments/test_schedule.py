import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathway_economics.payments import marginal

RATES = st.floats(0, 1)


@pytest.mark.parametrize(("rate", "paid"), [(0.3, 10_300_000), (0.7, 10_700_000)])
def test_marginal_rate_emergency_tariff(rate, paid):
    """Case file nhs_payment_rules: baseline 10 m, 11 m delivered; 10 + rate x 1."""
    bands = [(10_000_000, 1.0), (np.inf, rate)]
    assert marginal(11_000_000, bands) == pytest.approx(paid, rel=1e-15)


def test_three_bands_by_hand():
    # 10 at 1, the next 5 at 0.5, the rest at 0.1: 10 + 2.5 + 0.1 x 5 = 13
    bands = [(10, 1.0), (15, 0.5), (np.inf, 0.1)]
    assert marginal([20.0, 12.0, 0.0, -4.0], bands) == pytest.approx([13.0, 11.0, 0.0, -4.0])


@given(st.lists(st.tuples(st.floats(0, 1e6), RATES), min_size=1, max_size=4), st.floats(0, 4e6))
def test_the_payment_is_the_sum_over_the_pieces(widths, quantity):
    ends = np.cumsum([width for width, _ in widths])
    bands = list(zip(ends, (rate for _, rate in widths), strict=True))
    starts = [0.0, *ends[:-1]]
    pieces = sum(
        rate * max(0.0, min(quantity, end) - start)
        for start, (end, rate) in zip(starts, bands, strict=True)
    )
    assert marginal(quantity, bands) == pytest.approx(pieces, abs=1e-6)
