"""The engine: a compiled encounter, and what a reply does to it. Pure: no file, clock, screen or network."""
