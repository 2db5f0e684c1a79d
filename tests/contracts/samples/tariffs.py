ACUTE = {"payer": "ICB", "payee": "Acute trust", "services": ["Admission"]}
FUND = {"payee": "ICB", "services": ["Admission"], "price": 80}
SAMPLES = {
    "activity": [
        {**ACUTE, "price": 4_100},
        {
            **ACUTE,
            "price": 4_000,
            "market_forces_factor": 1.2,
            "top_up": 0.1,
            "cost_uplift": [0, 0.0415],
            "efficiency": 0.02,
        },
    ],
    "blended": [
        {**ACUTE, "price": 80, "variable_rate": 0.2, "variable_rate_below": 0.5},
        {**ACUTE, "price": 80, "variable_rate": 0.3, "plan": 4_000},
        {
            **ACUTE,
            "price": 80,
            "variable_rate": 0.7,
            "variable_rate_below": 1,
            "plan_factor": 0.9,
            "reinvested_in": "Community trust",
        },
    ],
    "best_practice": [
        {**ACUTE, "price": 3_000, "supplement": 1_335, "attainment": 0.6},
        {
            **ACUTE,
            "supplement": 445,
            "attainment": {"services": ["Home visit"], "per": ["Home visit", "Admission"]},
        },
        {**ACUTE, "supplement": 1_335, "attainment": [0.5, 0.7], "planned_attainment": 0.6},
    ],
    "non_payment": [
        {**ACUTE, "price": 2_000, "share": 0.25},
        {
            **ACUTE,
            "price": 2_000,
            "share": 1,
            "allowed": 600_000,
            "reinvested_in": "Community trust",
        },
    ],
    "cost_and_volume": [
        {
            **ACUTE,
            "price": 80,
            "rate_above": 0.5,
            "rate_below": 0.3,
            "upper_tolerance": 0.03,
            "lower_tolerance": 0.02,
        },
        {**ACUTE, "price": 80, "rate_above": 0.4, "plan": 4_000, "amount": [4_100, 4_200]},
    ],
    "cap_and_collar": [
        {**ACUTE, "price": 80, "cap": 0.03, "collar": 0.02},
        {**ACUTE, "price": 80, "cap": 0.01, "plan": 4_000},
    ],
    "low_volume_block": [
        {**ACUTE, "price": 70, "limit": 1_500_000},
        {**ACUTE, "price": [1, 2], "limit": 1_500_000},
    ],
    "elective_recovery": [
        {**FUND, "bands": [{"upto": 1.07, "rate": 0}, {"rate": 1}]},
        {
            **FUND,
            "payer": "Supplier",
            "baseline": 5_000,
            "bands": [{"upto": 0.7, "rate": 0}, {"upto": 0.85, "rate": 1}, {"rate": 1.2}],
        },
    ],
}
