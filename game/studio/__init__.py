"""Tools for designers: a draft to begin with, the schema for editors, tests written while playing."""
