"""The rulebook: what a move shows and does, and how skills make a score. Pure; standard library only."""
