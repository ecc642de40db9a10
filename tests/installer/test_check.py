"""Asks whether the check of a stage sees what must not be shipped; the whole bundle is checked by the build.

Fetching, packing and Wine are not run here: they need a network or minutes.
"""

from pathlib import Path

from installer.assemble import Stage
from installer.check import check_stage
from installer.executables import Executable
from tests.installer.conftest import executable, metadata


def faults_of(stage: Stage) -> list[str]:
    return [fault for fault in check_stage(stage) if not fault.endswith("is missing.")]


def test_that_a_whole_stage_has_no_fault(stage: Stage) -> None:
    assert not faults_of(stage)


def test_that_imports_are_read_from_an_executable() -> None:
    assert Executable(executable("KERNEL32.dll", "a.dll")).imports() == ["a.dll", "kernel32.dll"]


def test_that_a_library_nobody_brings_is_named(stage: Stage) -> None:
    (stage.program / "lib" / "a.pyd").write_bytes(executable("qt6lost.dll"))
    assert faults_of(stage) == ["lib/a.pyd needs qt6lost.dll, which neither we nor Windows bring."]


def test_that_an_unmet_need_is_named_by_the_markers_of_windows(stage: Stage) -> None:
    folder = stage.program / "lib" / "more-1.0.dist-info"
    folder.mkdir()
    needs = ("Requires-Dist: lost; sys_platform == 'win32'", "Requires-Dist: other; sys_platform == 'linux'")
    (folder / "METADATA").write_text(metadata("more", "1.0", *needs), "utf-8")
    assert [fault.partition(",")[0] for fault in faults_of(stage)] == [
        'more needs lost; sys_platform == "win32"'
    ]


def test_that_a_component_without_an_entry_point_is_named(stage: Stage) -> None:
    next(stage.plugins.glob("*/*/entry_points.txt")).unlink()
    assert faults_of(stage) == ["sample has no entry point."]


def test_that_what_is_missing_and_what_is_too_much_is_named(stage: Stage, tmp_path: Path) -> None:
    (stage.program / "lib" / "opengl32sw.dll").write_bytes(executable())
    found = check_stage(stage)
    assert "licences/LGPL-3.0.txt is missing." in found
    assert "lib/opengl32sw.dll need not be shipped." in found
