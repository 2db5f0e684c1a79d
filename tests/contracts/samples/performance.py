PAIR = {"payer": "ICB", "payee": "Acute trust"}
TWO = {
    "Fewer admissions": {
        "achieved": {"services": ["Admission"], "per": ["Home visit"]},
        "floor": 0.5,
        "target": 0.1,
    },
    "Flu jabs": {"achieved": 0.93, "threshold": 0.9},
}
WEIGHED = {
    "Independence": {"achieved": 0.6, "weight": 0.7},
    "Health": {"achieved": {"health": "qalys"}, "weight": 0.3, "target": 90},
}
SAMPLES = {
    "outcome_based": [
        {**PAIR, "amount": 4e5, "at_risk": 0.1, "indicators": WEIGHED},
        {**PAIR, "amount": [4e5, 5e5], "at_risk": 1, "indicators": TWO},
    ],
    "outcome_bond": [
        {
            "payer": "ICB",
            "investor": "Supplier",
            "delivery": "Community trust",
            "investment": [165_000, 0],
            "price": 600,
            "achieved": {"services": ["Home visit"]},
            "yearly_cap": 80_000,
            "total_cap": 120_000,
        },
        {
            "payer": "ICB",
            "investor": "Supplier",
            "delivery": "Community trust",
            "investment": 10,
            "price": [5, 6],
            "achieved": 7,
            "strategy": "Remote monitoring",
        },
    ],
    "performance_fund": [
        {
            "payer": "ICB",
            "payee": "Community trust",
            "unearned_to": "Acute trust",
            "services": ["Admission"],
            "planned_reduction": 10,
            "value": 1_490,
        },
        {
            "payer": "ICB",
            "payee": "Acute trust",
            "unearned_to": "Acute trust",
            "services": ["Admission", "Home visit"],
            "planned_reduction": [0, 30],
            "value": 100,
        },
    ],
    "quality_payment": [
        {**PAIR, "rate": 0.0125, "scope": ["Admissions", "Visits"], "indicators": TWO},
        {**PAIR, "rate": 0.025, "value": 2e8, "indicators": WEIGHED, "prepaid": True},
    ],
}
