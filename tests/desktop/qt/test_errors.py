"""Asks whether a refusal is a sentence and a fault names its component, without a word of the data."""

import logging
import sys
import types
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop.declare.problems import Refusal
from desktop.faults import package_at_fault, report_of
from desktop.qt.errors import catch_faults, show_failure

NAME = "Vàng A Dí"


def fail_in(package: str) -> BaseException:
    """A failure whose message holds a name, raised by the code of a component."""
    module = types.ModuleType(f"{package}.cases")
    source = "def compute(name):\n    raise ValueError('no ' + name)\n"
    exec(compile(source, f"/plugins/{package}/cases.py", "exec"), module.__dict__)
    with pytest.raises(ValueError) as caught:
        module.compute(NAME)
    return caught.value


def close(qtbot: QtBot, box: QMessageBox) -> None:
    qtbot.addWidget(box)
    box.done(0)


def test_that_a_refusal_is_its_sentence_and_advice(qtbot: QtBot) -> None:
    box = show_failure(Refusal("Tệp đang mở trong Excel.", "Đóng tệp rồi thử lại."))
    assert box.text() == "Tệp đang mở trong Excel."
    assert box.informativeText() == "Đóng tệp rồi thử lại."
    assert box.detailedText() == ""
    close(qtbot, box)


def test_that_a_fault_names_the_component_and_no_person(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    failure = fail_in("village_houses")
    with caplog.at_level(logging.ERROR):
        box = show_failure(failure, components={"village_houses": "Nhà ở thôn bản"})
    assert "Nhà ở thôn bản" in box.text()
    for told in (box.detailedText(), caplog.text, report_of(failure)):
        assert "ValueError" in told
        assert NAME not in told
    assert "village_houses/cases.py:2 compute" in report_of(failure) or "cases.py:2" in report_of(failure)
    close(qtbot, box)


def test_that_our_own_fault_blames_no_component() -> None:
    try:
        report_of(None)  # type: ignore[arg-type]
    except AttributeError as failure:
        assert package_at_fault(failure) in ("", "test_errors", "tests")


def test_that_what_nobody_caught_is_shown(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    shown: list[BaseException] = []
    monkeypatch.setattr("desktop.qt.errors.show_failure", lambda failure, **_options: shown.append(failure))
    catch_faults(dict)
    failure = fail_in("village_houses")
    sys.excepthook(type(failure), failure, failure.__traceback__)
    assert shown == [failure]


def test_that_a_fault_is_shown_after_the_window_of_an_earlier_one_is_gone(qtbot: QtBot) -> None:
    window = QWidget()
    show_failure(fail_in("village_houses"), window)
    shiboken6.delete(window)
    box = show_failure(fail_in("village_houses"))
    assert box.isVisible()
    close(qtbot, box)


def test_that_a_fault_is_kept_beside_the_data(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    catch_faults(dict, lambda: tmp_path)
    try:
        box = show_failure(fail_in("village_houses"))
        (report,) = tmp_path.iterdir()
        assert report.name in box.informativeText()
        assert NAME not in report.read_text("utf-8")
        close(qtbot, box)
    finally:
        catch_faults(dict)
