"""Asks of the desktop's own component what is asked of every other."""

from desktop.testing import ComponentSuite


class TestShared(ComponentSuite):
    component = "shared"
