"""Rules that share gains and risks between several budgets."""
