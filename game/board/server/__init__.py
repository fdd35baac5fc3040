"""The board that referees: it deals tickets, replays what arrives, and shows where everybody stands."""
