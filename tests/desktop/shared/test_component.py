"""Asks of the desktop's own component what is asked of every other."""

from datetime import date
from typing import ClassVar

from desktop.shared import CarryOver, Office, RegisteredNorm
from desktop.testing import ComponentSuite


class TestShared(ComponentSuite):
    component = "shared"
    examples: ClassVar = {
        CarryOver: {"from_year": 2024, "to_year": 2025, "deadline": date(2026, 1, 31)},
        Office: {"level": "central"},
        RegisteredNorm: {"province": None},
    }
