"""Asks before a component from a file is installed and says what came of it; the window need not be open."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from desktop.declare.problems import Refusal
from desktop.declare.text import _, translate
from desktop.installation import default_database
from desktop.qt.errors import show_failure
from desktop.workspace.component_files import (
    ComponentInstalled,
    PluginFile,
    install_component,
    read_plugin_file,
)


def question_about(plugin: PluginFile, parent: QWidget | None = None) -> QMessageBox:
    """The box that asks whether a component is to be installed; its default is to leave it."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(_("Cài thành phần"))
    box.setText(
        _("Cài thành phần “{title}” {version}?").format(title=translate(plugin.title), version=plugin.version)
    )
    box.setInformativeText(
        _(
            "Thành phần là một chương trình: chỉ cài tệp nhận từ nơi có trách nhiệm. "
            "Dữ liệu được sao lưu trước và vẫn nguyên."
        )
    )
    box.addButton(_("Cài"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(_("Không cài"), QMessageBox.ButtonRole.RejectRole))
    return box


def is_wanted(plugin: PluginFile, parent: QWidget | None = None) -> bool:
    """Ask, and wait for the answer."""
    box = question_about(plugin, parent)
    box.exec()
    return box.buttonRole(box.clickedButton()) == QMessageBox.ButtonRole.AcceptRole


def told(done: ComponentInstalled) -> str:
    """What is said once a component is installed."""
    return _("Đã cài thành phần “{title}” {version}; đóng chương trình rồi mở lại để dùng.").format(
        title=translate(done.plugin.title), version=done.plugin.version
    )


def open_file(file: Path, language: str | None = None) -> int:
    """What a double click on a file of the program does; the exit status is that of a command."""
    from desktop.qt.app import make_application, speak

    application = make_application(sys.argv[:1])
    speak(language or str(QSettings().value("language", "vi")))
    try:
        plugin = _component_in(file)
        if not is_wanted(plugin):
            return 0
        application.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            done = install_component(plugin, default_database())
        finally:
            application.restoreOverrideCursor()
    except Exception as failure:
        # Nobody else listens: a double click has no window and no console.
        show_failure(failure).exec()
        return 2
    QMessageBox.information(QApplication.activeWindow(), _("Cài thành phần"), told(done))
    return 0


def _component_in(file: Path) -> PluginFile:
    if file.suffix.lower() == ".ntpx":
        raise Refusal(
            _("Phiên bản này chưa nhận gói dữ liệu như “{file}”.").format(file=file.name),
            _("Cập nhật chương trình bằng bộ cài mới hơn."),
        )
    return read_plugin_file(file)
