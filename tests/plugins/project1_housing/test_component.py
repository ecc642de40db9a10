"""Asks whether the housing component does all that every component must do."""

from desktop.testing import ComponentSuite
from tests.plugins.project1_housing import test_approvals, test_cases, test_houses, test_repeats


class TestHousing(ComponentSuite):
    component = "housing"
    rules_are_tested_in = (test_approvals, test_houses, test_cases, test_repeats)
