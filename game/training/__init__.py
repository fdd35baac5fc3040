"""Plans, sessions, mastery and spacing: how somebody gets from a first day to mastery."""
