"""Own It: a terminal role-play simulator. `game/README.md` draws the house."""
