"""What there is to say and to show of a run, as plain data: scenes told, turns, the debrief."""
