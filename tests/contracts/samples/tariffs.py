ACUTE = {"payer": "ICB", "payee": "Acute trust", "services": ["Admission"]}
SAMPLES = {
    "activity": [{**ACUTE, "price": 4_100}],
    "blended": [
        {**ACUTE, "price": 80, "variable_rate": 0.2, "variable_rate_below": 0.5},
        {**ACUTE, "price": 80, "variable_rate": 0.3, "plan": 4_000},
    ],
}
