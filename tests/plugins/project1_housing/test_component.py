"""Asks whether the housing component does all that every component must do."""

from desktop.testing import ComponentSuite


class TestHousing(ComponentSuite):
    component = "housing"
