"""Rules of insurers: corridors, layers, shared savings."""
