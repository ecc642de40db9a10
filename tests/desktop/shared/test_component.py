"""Asks of the desktop's own component what is asked of every other."""

from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import ClassVar

from desktop.shared import (
    CarryOver,
    Office,
    Person,
    PlaceEvent,
    RegisteredNorm,
    SplitDecision,
    UnitConversion,
    register_record_types,
)
from desktop.shared.place_events import UnitAfter, UnitBefore, unit_id
from desktop.shared.place_splits import SplitPart
from desktop.testing import ComponentSuite

FIRST = date(2025, 7, 1)


def test_that_the_lists_of_one_menu_stand_together() -> None:
    menus = [record_type.menu for record_type in register_record_types()]
    assert len(list(groupby(menus))) == len(set(menus))


class TestShared(ComponentSuite):
    component = "shared"
    examples: ClassVar = {
        CarryOver: {"from_year": 2024, "to_year": 2025, "deadline": date(2026, 1, 31)},
        Office: {"level": "central"},
        # Of no household that is there: saving would link it.
        Person: {"full_name": "Lò Văn Một", "household_number": "HN-9"},
        RegisteredNorm: {"province": None},
        PlaceEvent: {
            "kind": "rename",
            "on": date(2027, 1, 1),
            "before": [UnitBefore(unit=unit_id("03127", "commune", FIRST))],
            "after": [UnitAfter(code="03127", name="Phường Điện Biên", unit_type="phường")],
        },
        SplitDecision: {
            "how": "share",
            "parts": [
                SplitPart(into=unit_id("03205", "commune", None), share=Decimal(50)),
                SplitPart(into=unit_id("03376", "commune", None), share=Decimal(50)),
            ],
        },
        UnitConversion: {"old_code": "03205", "new_code": "03203", "on": FIRST},
    }
