"""What every test gets: a screen that needs no display."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
