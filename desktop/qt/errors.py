"""What an officer is told when something failed: a refusal's sentence, or which component has a fault."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from desktop.declare.problems import Refusal
from desktop.declare.text import _
from desktop.faults import keep_report, package_at_fault, report_of

_log = logging.getLogger("desktop.faults")
_shown: list[QMessageBox] = []
_kept_in: list[Callable[[], Path]] = []


def shown_boxes() -> list[QMessageBox]:
    """The box that stands on the screen now, if any."""
    return _shown[:]


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
        # A box goes with the window it stands before, and then never says that it is finished.
        box.destroyed.connect(lambda _gone: _shown.clear())
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
    advice = _(
        "Dữ liệu đã lưu vẫn nguyên vẹn, những gì đang nhập vẫn còn trên màn hình. "
        "Hãy sao chép báo cáo lỗi và gửi cho người hỗ trợ; báo cáo không chứa dữ liệu cá nhân."
    )
    kept = keep_report(failure, _kept_in[0]()) if _kept_in and not _shown else None
    if kept:
        advice += " " + _("Báo cáo cũng nằm ở tệp {file}.").format(file=kept)
    box.setInformativeText(advice)
    box.setDetailedText(report)
    copy = box.addButton(_("Sao chép báo cáo"), QMessageBox.ButtonRole.ActionRole)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
    box.setDefaultButton(box.addButton(_("Tiếp tục"), QMessageBox.ButtonRole.AcceptRole))


def catch_faults(
    components: Callable[[], Mapping[str, str]], reports: Callable[[], Path] | None = None
) -> None:
    """Send what nobody caught to a box instead of the console; `components` answers as in `show_failure`.

    `reports` answers the folder in which a report of each fault is kept; without it none is.
    """
    _kept_in[:] = [reports] if reports else []

    def hook(kind: type[BaseException], failure: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        show_failure(failure.with_traceback(trace), components=components())

    sys.excepthook = hook
