"""Results for somebody else to see: sent by the player, read by a facilitator, exported for learning platforms."""
