"""Project 1, housing: what the component declares to the desktop; it knows only the desktop's door."""
