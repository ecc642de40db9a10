"""Which fields are carried into the next record: pinned when filled, or filled just after."""

from __future__ import annotations

from typing import Any

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.qt.carried_fields import CarriedFields
from desktop.qt.form_fields import FormFields
from desktop.workspace import Workspace


def test_that_a_field_is_carried_whether_pinned_before_or_after_it_is_typed_into(
    qtbot: QtBot, homes: Workspace, home: Any
) -> None:
    fields = FormFields(homes, home)
    qtbot.addWidget(fields)
    fields.fill()
    carried = CarriedFields(fields, home)
    fields.show()
    qtbot.waitUntil(fields.isActiveWindow)

    def typed(text: str, name: str) -> None:
        QTest.keyClicks(fields.editors[name].inner(), text)

    def pin(name: str) -> None:
        fields.focus(name)
        carried.turn()

    def handed_on() -> dict[str, Any]:
        return carried.values(home(**fields.values()[0]))

    typed("45", "area")
    pin("area")
    pin("rooms")
    typed("3", "rooms")
    pin("note")
    assert handed_on() == {"area": 45, "rooms": 3}
    # The paper has no notes: the one note on it is of that record alone.
    typed("xem lai", "note")
    assert handed_on() == {"area": 45, "rooms": 3}
    assert carried.passes("note")
