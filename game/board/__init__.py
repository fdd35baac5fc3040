"""Seasons, teams and tickets: competitions in which runs are sent, replayed and ranked."""
