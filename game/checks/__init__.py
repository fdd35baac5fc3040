"""The linter: one check is one small function and one page that explains it."""
