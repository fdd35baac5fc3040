"""The game in ordinary lines: for screen readers, pipes and terminals that can't do more."""
