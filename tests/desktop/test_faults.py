"""Asks whether what is kept of a fault tells where it happened and nothing of the data."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from desktop.faults import CRASHES, keep_report, package_at_fault, report_of

NAME = "Vàng A Dí"


def fail() -> Exception:
    """A failure with a cause, both with a name in their messages."""
    try:
        try:
            raise KeyError(NAME)
        except KeyError as failure:
            raise RuntimeError(f"no {NAME}") from failure
    except RuntimeError as failure:
        return failure


def test_that_a_report_tells_what_led_to_the_fault_and_no_value() -> None:
    report = report_of(fail())
    assert report.index("KeyError") < report.index("RuntimeError")
    assert "desktop/test_faults.py" in report
    assert NAME not in report


def test_that_a_cause_in_a_component_is_what_is_blamed() -> None:
    failure = RuntimeError()
    failure.__cause__ = fail()
    assert package_at_fault(failure) == package_at_fault(fail()) != ""


def test_that_a_report_is_kept_beside_the_data(tmp_path: Path) -> None:
    kept = keep_report(fail(), tmp_path)
    assert kept is not None and kept.parent == tmp_path
    assert kept.read_text("utf-8").splitlines()[-1] == "RuntimeError"
    assert NAME not in kept.read_text("utf-8")


def test_that_a_report_finds_another_place_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    kept = keep_report(fail(), tmp_path / "missing")
    assert kept is not None and kept.parent == tmp_path
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    assert keep_report(fail(), None) is None


BREAKS_DOWN = """
import faulthandler, sys
from pathlib import Path
from desktop.faults import watch_crashes
watch_crashes(Path(sys.argv[1]))
def fall(name):
    faulthandler._sigabrt()
fall("Vàng A Dí")
"""


def test_that_a_breakdown_of_the_process_leaves_its_places(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    ended = subprocess.run([sys.executable, "-c", BREAKS_DOWN, str(tmp_path)], cwd=root, check=False)
    assert ended.returncode
    told = (tmp_path / CRASHES).read_text("utf-8")
    assert "in fall" in told
    assert NAME not in told
