SUPPLY = {"payer": "Community trust", "payee": "Supplier", "per": "Monitoring"}
OUTCOME = {**SUPPLY, "price": 58, "rebate_rate": 0.5}
TRIAL = {
    "payer": "Community trust",
    "payee": "Supplier",
    "trial": "Home visit",
    "continuation": "Monitoring",
    "price": 58,
}
EVERY_USER = {"services": ["Monitoring"], "per": ["Monitoring"]}
BANDS = [{"upto": 100, "rate": 60}, {"rate": 40}]
SAMPLES = {
    "supplier_price": [
        {**SUPPLY, "price": 58, "upfront": 9_000, "annual": 100},
        {**SUPPLY, "bands": BANDS, "discount": 0.1, "cap": 20_000, "cost_of_supply": 12},
        {**SUPPLY, "price": [58, 60], "discount": [0, 0.2], "cap": [9_000, 1e6]},
    ],
    "subscription": [
        {"payer": "ICB", "payee": "Supplier", "amount": 60_000},
        {
            "payer": "ICB",
            "payee": "Supplier",
            "amount": [60_000, 50_000],
            "strategy": "Remote monitoring",
            "cost_of_supply": 15_000,
        },
    ],
    "outcome_rebate": [
        {**OUTCOME, "response": 0.6},
        {**OUTCOME, "response": [0.6, 0.7], "priced": False},
        {**OUTCOME, "response": EVERY_USER, "rebate_rate": 1, "cost_of_supply": 12},
    ],
    "conditional_continuation": [
        TRIAL,
        {**TRIAL, "trial_rate": 0.5, "trial_refund": 1, "response": 0.6, "cost_of_supply": 12},
        {**TRIAL, "trial_rate": 0.5, "trial_refund": 0.4, "response": EVERY_USER},
    ],
}
