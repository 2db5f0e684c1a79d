SHARE = {"payer": "ICB", "payee": "Acute trust", "scope": ["Admissions"]}
BANDS = [{"upto": 0.03, "rate": 0}, {"upto": 0.08, "rate": 0.5}, {"rate": 0.8}]
VISITS = {"services": ["Home visit"], "per": ["Admission"]}
INSURED = {"payer": "ICB", "payee": "Acute trust"}
SAMPLES = {
    "bundle": [
        {**SHARE, "services": ["Admission"], "benchmark_price": 4_200, "discount": 0.03},
        {**SHARE, "services": ["Admission"], "stop_gain": 0.2, "stop_loss": 0.1,
         "quality": VISITS, "quality_target": 3, "quality_share": 0.1},
    ],
    "quality_share": [
        {**SHARE, "quality": 0.8, "sharing_rate": 0.9, "sharing_rate_least": 0.5},
        {**SHARE, "quality": VISITS, "quality_target": 3, "sharing_rate": 0.9, "loss_rate": 0.2,
         "loss_rate_most": 0.7, "benchmark": "per_draw", "from_year": 2},
    ],
    "risk_corridor": [
        {**SHARE, "bands": BANDS},
        {**SHARE, "bands": [{"rate": 0.5}], "loss_bands": BANDS, "benchmark": "per_draw",
         "discount": 0.035, "proration": 0.126, "from_year": 2},
    ],
    "shared_savings": [
        {**SHARE, "sharing_rate": 0.5},
        {**SHARE, "sharing_rate": 0.75, "loss_rate": 0.4, "loss_rate_most": 0.75,
         "minimum_rate": 0.02, "minimum_loss_rate": 0.01, "cap": 0.2, "loss_cap": 0.15,
         "loss_limit": 9_000, "quality": VISITS, "quality_target": 3, "quality_standard": 0.7,
         "alternative_standard": 0.4, "sequestration": 0.02},
        {**SHARE, "sharing_rate": 0.4, "lives": 22_380, "from_year": 2},
    ],
    "stop_loss": [
        {**INSURED, "services": ["Admission"], "attachment": 400_000},
        {"payer": "Supplier", "payee": "ICB", "scope": ["Admissions", "Visits"],
         "attachment": 400_000, "limit": 20_000, "share": 0.8},
    ],
}  # fmt: skip
