"""Packs: find, load and compile encounters, draw personas, keep and verify runs."""
