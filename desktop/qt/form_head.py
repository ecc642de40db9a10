"""The head of a form: which record it is, whether it is saved, what can be done with it; does none of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.declare.text import _
from desktop.qt import tokens
from desktop.qt.icons import icon
from desktop.qt.step_buttons import StepButtons


class FormHead(QWidget):
    """Name and state left, the buttons right."""

    def __init__(self, fields_ended: SignalInstance) -> None:
        super().__init__()
        fields_ended.connect(self.stand_on_save)
        self.name = QLabel(wordWrap=True)
        self.name.setFont(tokens.font("section"))
        self.state = QLabel()
        self.state.setObjectName("quiet")
        self.state.setFont(tokens.font("small"))
        self.step_buttons = StepButtons()
        self.print_button = QToolButton(autoRaise=True)
        self.print_button.setIcon(icon("print"))
        self.print_button.setToolTip(_("In hồ sơ (Ctrl+P)"))
        self.print_button.setAccessibleName(_("In hồ sơ (Ctrl+P)"))
        self.save_button = QPushButton(icon("save"), _("Lưu"))
        self.save_button.setToolTip("Ctrl+S")
        self.cancel_button = QPushButton(_("Hủy"))
        self.cancel_button.setToolTip("Esc")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.name)
        words.addWidget(self.state)
        row = QHBoxLayout(self)
        row.setSpacing(tokens.S)
        row.setContentsMargins(0, 0, tokens.M, 0)
        row.addLayout(words, 1)
        acts = QHBoxLayout()
        acts.setSpacing(tokens.S)
        for part in (self.print_button, self.step_buttons, self.save_button, self.cancel_button):
            acts.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(acts)
        row.setAlignment(acts, Qt.AlignmentFlag.AlignTop)
        # The first line of the name stands as high as the words of the buttons beside it.
        words.setContentsMargins(0, tokens.XS, 0, 0)

    def stand_on_save(self) -> None:
        """Behind the last field: Enter saves there; where there is nothing to save the next record is."""
        button = self.save_button if self.save_button.isEnabled() else self.step_buttons.next
        button.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is pressed on through the form: the button it comes to does what it says."""
        button = next((each for each in (self.save_button, self.step_buttons.next) if each.hasFocus()), None)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and button is not None:
            button.click()
        else:
            super().keyPressEvent(event)

    def show_buttons(self, has_record: bool, is_stored: bool, dirty: bool) -> None:
        """Offer what can be done with the record as it stands."""
        self.print_button.setVisible(has_record)
        self.step_buttons.setVisible(has_record)
        self.save_button.setVisible(has_record)
        self.save_button.setEnabled(dirty or (has_record and not is_stored))
        self.cancel_button.setVisible(dirty or (has_record and not is_stored))
        self.save_button.setObjectName("primary" if dirty else "")
        self.save_button.setIcon(icon("save", tokens.theme().on_accent if dirty else ""))
        self.save_button.style().polish(self.save_button)
