"""Rules by which the suppliers of a technology are paid."""
