"""Every preset of the family fills in terms of its contract."""

import pytest

from contracts.samples import SAMPLES
from pathway_economics.contracts import CONTRACTS, GainShare, preset, presets
from pathway_economics.contracts.sharing import KINDS

WORDS = {kind.keyword for kind in KINDS}
TABLE = presets()
OWN = sorted(set(TABLE[TABLE.kind.isin(WORDS)].preset))


@pytest.mark.parametrize("name", OWN)
def test_it_loads(name):
    found = preset(name)
    contract = CONTRACTS[found.kind](**{**SAMPLES[found.kind][0], **found})
    assert contract.describe("GBP")


def test_an_alliance_is_unverified_and_says_so():
    found = preset("alliance")
    assert set(found.unverified) == {"sharing_rate", "loss_sharing_rate", "loss_cap"}
    terms = GainShare(payer="ICB", payee="Acute trust", scope=["Care"], **found)
    assert "No more than 5% of the benchmark is paid back" in terms.describe()
