"""Which fields a new record takes over from the one before, and which Enter steps over; saves no record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtWidgets import QToolButton

from desktop.declare.fields import Attachment, Computed, Details
from desktop.declare.text import _, translate
from desktop.qt import tokens
from desktop.qt.icons import icon

if TYPE_CHECKING:
    from desktop.declare.records import Record
    from desktop.qt.form_fields import FormFields

_NEVER = (Attachment, Computed, Details)


class CarriedFields(QObject):
    """A pin behind each field while a new record is entered; F8 turns the one of the field one stands in.

    A field pinned with something in it is carried on; pinned and left empty it is one the paper list does not
    have. Enter steps over both, Tab over neither. Only which fields are pinned is remembered, never what
    stood in them.
    """

    def __init__(self, fields: FormFields, record_type: type[Record]) -> None:
        super().__init__(fields)
        self._fields = fields
        self._memory = QSettings()
        self._memory.beginGroup(f"records/{record_type.qualified_name()}")
        self.names, self.unused = self._kept("carried"), self._kept("unused")
        self._just_pinned: set[str] = set()
        fields.passes = self.passes
        self._pins: dict[str, QToolButton] = {}
        for name, field in record_type.fields.items():
            if not isinstance(field, _NEVER):
                self._pins[name] = self._pin(name, translate(field.label))
                fields.put_behind(name, self._pins[name])

    def _kept(self, name: str) -> set[str]:
        kept = self._memory.value(name)
        return set(kept if isinstance(kept, list) else [kept] if kept else [])

    def passes(self, name: str) -> bool:
        """Whether Enter steps over a field of a new record: nothing is to be typed there."""
        pin = self._pins.get(name)
        if pin is None or pin.isHidden():
            return False
        return name in self.unused or (name in self.names and self._is_filled(name))

    def _is_filled(self, name: str) -> bool:
        return self._fields.editors[name].typed() not in (None, "", [], {})

    def _pin(self, name: str, label: str) -> QToolButton:
        pin = QToolButton(autoRaise=True)
        pin.setFixedSize(tokens.XL, tokens.row_height())
        pin.setCheckable(True)
        # Tab goes from field to field; the pin has a key of its own.
        pin.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        pin.setAccessibleName(_("Giữ “{label}” sang hồ sơ sau").format(label=label))
        pin.setChecked(name in self.names | self.unused)
        self._dress(pin, name)
        pin.toggled.connect(lambda on: self._keep(name, on))
        return pin

    def show_pins(self, shown: bool) -> None:
        """Offer the pins, or leave their place to the editors."""
        for pin in self._pins.values():
            pin.setVisible(shown)

    def turn(self) -> None:
        """Pin the field one stands in, or let it go again."""
        pin = self._pins.get(self._fields.focused())
        if pin is not None and pin.isVisible():
            pin.toggle()

    def values(self, record: Record) -> dict[str, Any]:
        """What the record after this one begins with."""
        # Pinned first and typed into then: it is to be carried. What a later record has there is its own.
        for name in self._just_pinned & self.unused:
            if self._is_filled(name):
                self._keep(name, True)
        self._just_pinned = set()
        found = {name: getattr(record, name) for name in self._pins if name in self.names}
        return {name: value for name, value in found.items() if value is not None}

    def _keep(self, name: str, on: bool) -> None:
        self._just_pinned |= {name}
        self.names, self.unused = self.names - {name}, self.unused - {name}
        if on and self._is_filled(name):
            self.names |= {name}
        elif on:
            self.unused |= {name}
        self._memory.setValue("carried", sorted(self.names))
        self._memory.setValue("unused", sorted(self.unused))
        self._dress(self._pins[name], name)

    def _dress(self, pin: QToolButton, name: str) -> None:
        theme = tokens.theme()
        shape = "right" if name in self.unused else "pin"
        pin.setIcon(icon(shape, theme.accent if pin.isChecked() else theme.quiet))
        if name in self.unused:
            pin.setToolTip(_("Enter bước qua mục này (F8)"))
        else:
            pin.setToolTip(_("Giữ sang hồ sơ sau; mục trống thì Enter bước qua (F8)"))
