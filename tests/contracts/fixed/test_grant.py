import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from builders import outcomes
from pathway_economics.contracts import Arrangement, Grant, settle
from pathway_economics.parties import EXTERNAL


def test_a_grant_comes_from_outside_unless_a_payer_is_named():
    grant = Grant(payee="Community trust", amount=[9, 0, 0], strategy="Remote monitoring")
    happened = outcomes({})
    settled = settle(happened, Arrangement("A", {"Set-up": grant}))
    assert_array_equal(settled.position("Community trust")[0], 0)
    assert_allclose(settled.position("Community trust")[1, :, 0], [9, 0, 0])
    assert_allclose(settled.position(EXTERNAL), -settled.position("Community trust"))
    assert settled.ledger.entries[-1].category == "transfer"
    assert np.shape(settled.position("ICB")) == happened.shape


def test_in_words():
    grant = Grant(payer="ICB", payee="Council", amount=90_000)
    assert grant.describe("GBP") == "The ICB grants the Council GBP 90,000 a year."
