"""What each command does; `game.cli` says which there are."""
