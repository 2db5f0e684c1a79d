SHARE = {"payer": "ICB", "payee": "Acute trust", "scope": ["Admissions"], "sharing_rate": 0.5}
MEMBERS = {"members": ["ICB", "Acute trust"], "scope": ["Admissions", "Visits"]}
SAMPLES = {
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
