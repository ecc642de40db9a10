"""What an officer is told when something failed: a refusal's sentence, or which component has a fault."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from desktop.declare.problems import Refusal
from desktop.declare.text import _

_log = logging.getLogger("desktop.faults")
_shown: list[QMessageBox] = []


def show_failure(
    failure: BaseException, parent: QWidget | None = None, components: Mapping[str, str] | None = None
) -> QMessageBox:
    """Open a box about a failure and return it; `components` maps a component's package to its title."""
    box = QMessageBox(parent or QApplication.activeWindow())
    box.setWindowTitle(_("Sổ Chương trình MTQG"))
    if isinstance(failure, Refusal):
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(failure.message)
        box.setInformativeText(failure.advice)
    else:
        _tell_fault(box, failure, components or {})
    # One box at a time: a fault in painting would otherwise open one for every frame.
    if not _shown:
        _shown.append(box)
        box.finished.connect(lambda _result: _shown.clear())
        box.open()
    return box


def _tell_fault(box: QMessageBox, failure: BaseException, components: Mapping[str, str]) -> None:
    report = report_of(failure)
    _log.error("fault\n%s", report)
    package = package_at_fault(failure)
    where = components.get(package, "")
    box.setIcon(QMessageBox.Icon.Critical)
    box.setText(
        _("Thành phần “{component}” gặp lỗi khi làm việc này.").format(component=where)
        if where
        else _("Chương trình gặp lỗi khi làm việc này.")
    )
    box.setInformativeText(
        _(
            "Dữ liệu đã lưu vẫn nguyên vẹn, những gì đang nhập vẫn còn trên màn hình. "
            "Hãy sao chép báo cáo lỗi và gửi cho người hỗ trợ; báo cáo không chứa dữ liệu cá nhân."
        )
    )
    box.setDetailedText(report)
    copy = box.addButton(_("Sao chép báo cáo"), QMessageBox.ButtonRole.ActionRole)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
    box.setDefaultButton(box.addButton(_("Tiếp tục"), QMessageBox.ButtonRole.AcceptRole))


def report_of(failure: BaseException) -> str:
    """The places of a traceback and the kind of failure, without its message: values may stand in that."""
    lines = [
        f"{_short(frame.filename)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(failure.__traceback__)
    ]
    return "\n".join([*lines, type(failure).__qualname__])


def package_at_fault(failure: BaseException) -> str:
    """The package outside the desktop whose code stands deepest in the traceback; empty where none does."""
    found = ""
    step = failure.__traceback__
    while step is not None:
        package = str(step.tb_frame.f_globals.get("__name__", "")).partition(".")[0]
        file = Path(step.tb_frame.f_code.co_filename)
        installed = {"site-packages", "lib", "Lib"} & set(file.parts)
        if package not in ("", "desktop", "__main__") and not installed:
            found = package
        step = step.tb_next
    return found


def catch_faults(components: Callable[[], Mapping[str, str]]) -> None:
    """Send what nobody caught to a box instead of the console; `components` answers as in `show_failure`."""

    def hook(kind: type[BaseException], failure: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        show_failure(failure.with_traceback(trace), components=components())

    sys.excepthook = hook


def _short(file: str) -> str:
    parts = Path(file).parts
    for root in ("site-packages", "desktop", "plugins"):
        if root in parts:
            return "/".join(parts[parts.index(root) :])
    return parts[-1] if parts else file
