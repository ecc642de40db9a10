"""The component of the desktop itself: places, households and people, declared like those of any plugin."""
