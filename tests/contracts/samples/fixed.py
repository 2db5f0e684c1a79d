from pathway_economics.contracts import Activity, Block, Pool

PAIR = {"payer": "ICB", "payee": "Community trust"}
SAMPLES = {
    "block": [{**PAIR, "amount": 60_000}, {**PAIR, "amount": [1, 2]}],
    "capital_charge": [
        {"payer": "Acute trust", "opening": 210, "closing": 230, "excluded": 20, "rate": 0.035},
        {
            "payer": "Acute trust",
            "payee": "ICB",
            "opening": [90, 110],
            "closing": [110, 130],
            "rate": 0.035,
        },
    ],
    "capitation": [
        {**PAIR, "people": 20_000, "per_person": 180, "risk_score": 1.05},
        {**PAIR, "bands": {"Admission": 90, "Home visit": [40, 50]}},
        {**PAIR, "people": [10, 20], "per_person": 7, "bands": {"Monitoring": 300}},
    ],
    "efficiency_requirement": [
        {"payer": "ICB", "payee": "Acute trust", "rate": 0.04, "scope": ["Admissions"]},
        {**PAIR, "rate": [0.02, 0.04], "recurrent_share": 0.75, "base": 1e6},
    ],
    "grant": [{"payee": "Community trust", "amount": 5_000, "strategy": "Remote monitoring"}],
    "notice": [
        {
            "years": 0.5,
            "before": Block(**PAIR, amount=60_000),
            "after": Activity(**PAIR, services=["Home visit"], price=80),
        },
        {
            "years": 1,
            "before": Pool(members=["ICB", "Acute trust"], scope=["Admissions", "Visits"]),
            "after": Pool(
                members=["ICB", "Acute trust"], scope=["Admissions"], rule="host", host="ICB"
            ),
        },
    ],
    "side_payment": [{**PAIR, "amount": 50}],
}
