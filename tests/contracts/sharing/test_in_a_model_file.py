"""The contracts of the family from a model file to a settlement, on a real run."""

import json
from pathlib import Path

import jsonschema
import numpy as np
import pytest

from pathway_economics.contracts import settle
from pathway_economics.contracts.sharing import KINDS
from pathway_economics.io.model_file import loads
from pathway_economics.io.schema import schema
from pathway_economics.io.tree import read_tree
from pathway_economics.model import canonical_text, run

SAMPLE = (Path(__file__).parents[2] / "io" / "sample.yaml").read_text()
SHARE = {"payer": "ICB", "payee": "Acute trust", "scope": ["Admissions"], "sharing_rate": 0.5}
CONTRACTS = {
    "Open book": {
        "aligned_incentive": {
            "payer": "ICB",
            "payee": "Acute trust",
            "services": ["Admission"],
            "price": "price_admit",
            "saving_share": 0.5,
        }
    },
    "Ratcheted": {
        "gain_share": {
            **SHARE,
            "benchmark": {"ratchet": {"rate": 0.5, "start": {"comparison": {"cv": 2, "size": 50}}}},
            "quality": {"services": ["Admission"], "per": ["GP contact", "Admission"]},
            "quality_gate": 0.01,
            "stranded_first": True,
        }
    },
    "Rebased": {"gain_share": {**SHARE, "benchmark": {"rebased": {"every": 2, "weight": 0.5}}}},
    "Network": {
        "network_share": {
            "members": ["ICB", "Acute trust", "Council"],
            "scope": ["Admissions"],
            "rule": "performance",
            "weights": {"ICB": 1, "Acute trust": {"services": ["Monitoring"]}},
            "loss_rule": "equal",
            "caps": {"Council": 1_000},
            "stranded_party": "Acute trust",
        }
    },
    "Section 75": {
        "pool": {
            "members": ["ICB", "Council"],
            "scope": ["Admissions", "Community"],
            "contributions": {"ICB": 9e6, "Council": 1e6},
            "fixed_lines": ["Community"],
            "host": "ICB",
            "risk_pool": 10_000,
            "caps": {"Council": 5_000},
            "underspends": "carried",
        }
    },
    "Innovation": {
        "ring_fenced_fund": {
            "scope": ["Devices"],
            "amount": [1e5, 1e5, 0, 0, 0],
            "unspent": "carried",
            "raided_by": "Acute trust",
            "raided_share": 0.1,
        }
    },
}


@pytest.fixture(scope="module")
def document():
    found = read_tree(SAMPLE)[0].plain()
    found["arrangements"]["Shared"] = {"extends": "Payment by results", **CONTRACTS}
    return found


def test_every_kind_of_the_family_is_here():
    assert {word for terms in CONTRACTS.values() for word in terms} == {k.keyword for k in KINDS}


def test_the_schema_allows_it(document):
    jsonschema.Draft202012Validator(schema()).validate(document)


def test_it_is_read_written_and_read_again(document):
    model = loads(json.dumps(document))
    again = loads(canonical_text(model))
    assert canonical_text(again) == canonical_text(model)
    assert again.arrangements["Shared"].contracts == model.arrangements["Shared"].contracts


def test_it_settles_on_a_run(document):
    model = loads(json.dumps(document))
    outcomes = run(model, n_draws=16, seed=1)
    settled = settle(outcomes, model.arrangements["Shared"])
    ledger = settled.ledger
    total = sum(ledger.position(account) for account in ledger.accounts)
    np.testing.assert_allclose(total, 0, atol=1e-5)
    for account in ("Network", "Section 75", "Innovation"):
        held = ledger.position(account).cumsum(axis=1)
        assert held.min() > -1e-5
        np.testing.assert_allclose(held[:, -1], 0, atol=1e-5)
    assert ledger.position("Section 75").any()
    assert ledger.position("Innovation").any()
    assert all(settled.terms[name] for name in CONTRACTS)
