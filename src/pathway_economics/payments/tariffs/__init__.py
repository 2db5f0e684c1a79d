"""Rules by which providers are paid for what they do."""
