PAIR = {"payer": "ICB", "payee": "Community trust"}
SAMPLES = {
    "block": [{**PAIR, "amount": 60_000}, {**PAIR, "amount": [1, 2]}],
    "grant": [{"payee": "Community trust", "amount": 5_000, "strategy": "Remote monitoring"}],
    "side_payment": [{**PAIR, "amount": 50}],
}
