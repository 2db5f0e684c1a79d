from numpy.testing import assert_allclose

from builders import outcomes
from pathway_economics.contracts import Arrangement, Block, GainShare, SidePayment, settle

PARTIES = {"payer": "ICB", "payee": "Acute trust"}


def test_a_side_payment_is_in_no_gain_share():
    # the block costs 90 against 100: 5 shared; the side payment of 50 comes on top
    contracts = {
        "Block": Block(**PARTIES, amount=90),
        "Savings": GainShare(**PARTIES, scope=["Block"], benchmark=100, sharing_rate=0.5),
        "Side": SidePayment(**PARTIES, amount=50),
    }
    settled = settle(outcomes({}), Arrangement("A", contracts))
    assert_allclose(settled.position("ICB"), -(90 + 5 + 50))


def test_in_words():
    assert SidePayment(**PARTIES, amount=50).describe("GBP") == (
        "The ICB pays the Acute trust GBP 50 a year on the side."
    )
