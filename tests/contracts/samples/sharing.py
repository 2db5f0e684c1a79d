SHARE = {"payer": "ICB", "payee": "Acute trust", "scope": ["Admissions"], "sharing_rate": 0.5}
MEMBERS = {"members": ["ICB", "Acute trust"], "scope": ["Admissions", "Visits"]}
OPEN_BOOK = {"payer": "ICB", "payee": "Acute trust", "services": ["Admission"]}
SAMPLES = {
    "aligned_incentive": [
        {**OPEN_BOOK, "income": 4e5, "saving_share": 0.5},
        {**OPEN_BOOK, "price": 4_100, "saving_share": [0, 1], "overrun_share": 0.3},
        {**OPEN_BOOK, "income": 4e5, "saving_share": 0.5, "expected_cost": 3.9e5},
    ],
    "ring_fenced_fund": [
        {"scope": ["Devices"], "amount": 10_000},
        {"payer": "ICB", "scope": ["Devices"], "amount": [9e4, 1e4], "unspent": "carried"},
        {
            "scope": ["Admissions", "Devices"],
            "amount": 20_000,
            "strategy": "Remote monitoring",
            "unspent": "raided",
            "raided_by": "Acute trust",
            "raided_share": 0.2,
        },
    ],
    "gain_share": [
        SHARE,
        {**SHARE, "loss_sharing_rate": 0.3, "minimum_rate": 0.01, "cap": 0.1, "benchmark": 4e5},
        {
            **SHARE,
            "quality": 0.8,
            "quality_gate": 0.5,
            "stranded_first": True,
            "loss_sharing_rate": 0.4,
            "loss_cap": 0.05,
            "benchmark": {"ratchet": {"rate": 0.5, "start": {"history": {"cv": 0.03}}}},
        },
        {**SHARE, "benchmark": {"rebased": {"every": 1, "weight": 0.5}}},
        {**SHARE, "benchmark": {"comparison": {"cv": 2, "size": 5_000}}},
    ],
    "network_share": [
        {"members": ["ICB", "Acute trust", "Community trust"], "scope": ["Admissions", "Visits"]},
        {
            "members": {"ICB": 0.4, "Acute trust": 0.4, "Community trust": 0.2},
            "loss_shares": {"ICB": 0.5, "Acute trust": 0.5},
            "scope": ["Admissions", "Devices"],
            "benchmark": {"history": {"cv": 0.03}},
            "minimum_rate": 0.02,
            "caps": {"Acute trust": 1_000, "Community trust": 50},
            "stranded_party": "Acute trust",
        },
        {
            "members": ["ICB", "Community trust"],
            "scope": ["Admissions"],
            "rule": "reinvest",
            "to": "Acute trust",
            "quality": {"services": ["Home visit"], "per": ["Admission"]},
            "quality_gate": 0.5,
        },
        {
            "members": ["ICB", "Acute trust", "Community trust"],
            "costs_of": ["Admission", "Home visit"],
            "rule": "performance",
            "weights": {"ICB": 1, "Acute trust": {"services": ["Home visit"]}},
            "loss_rule": "equal",
            "benchmark": 5e5,
        },
        {
            "members": ["ICB", "Acute trust"],
            "scope": ["Admissions"],
            "rule": "compensate",
            "loss_rule": "none",
            "stranded_party": "Acute trust",
        },
    ],
    "pool": [
        MEMBERS,
        {**MEMBERS, "rule": "host", "host": "ICB"},
        {**MEMBERS, "members": {"ICB": 0.9, "Acute trust": 0.1}, "contributions": {"ICB": 4e5}},
        {
            **MEMBERS,
            "rule": "equal",
            "risk_pool": 20_000,
            "uncommitted": 5_000,
            "caps": {"ICB": 1e4, "Acute trust": 2e4},
            "beyond": "host",
            "host": "ICB",
            "underspends": "carried",
        },
        {**MEMBERS, "fixed_lines": ["Visits"], "host": "ICB", "falls_last": "Acute trust"},
        {**MEMBERS, "rule": "own"},
    ],
}
