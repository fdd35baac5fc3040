"""What a board knows, in SQLite or PostgreSQL: one set of SQL, written once."""
