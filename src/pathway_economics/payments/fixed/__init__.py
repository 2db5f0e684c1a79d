"""Rules of amounts that do not follow activity."""
