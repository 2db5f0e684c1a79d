ACUTE = {"payer": "ICB", "payee": "Acute trust", "services": ["Admission"]}
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
}
