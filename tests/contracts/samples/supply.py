SUPPLY = {"payer": "Community trust", "payee": "Supplier", "per": "Monitoring"}
SAMPLES = {"supplier_price": [{**SUPPLY, "price": 58, "upfront": 9_000, "annual": 100}]}
