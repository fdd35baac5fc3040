"""A run in progress: what the screen, the lines, the room and the preview all drive."""
