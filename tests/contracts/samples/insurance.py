SHARE = {"payer": "ICB", "payee": "Acute trust", "scope": ["Admissions"]}
BANDS = [{"upto": 0.03, "rate": 0}, {"upto": 0.08, "rate": 0.5}, {"rate": 0.8}]
SAMPLES = {
    "risk_corridor": [
        {**SHARE, "bands": BANDS},
        {**SHARE, "bands": [{"rate": 0.5}], "loss_bands": BANDS, "benchmark": "per_draw",
         "discount": 0.035, "proration": 0.126, "from_year": 2},
    ],
}  # fmt: skip
