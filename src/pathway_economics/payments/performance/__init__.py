"""Rules by which what is achieved decides what is paid."""
