"""Asks whether what is laid out is sealed, listed and packed the same way every time."""

import json
import shutil
from pathlib import Path

import pytest

from installer import bill, settle
from installer.assemble import Stage, seal
from installer.bill import Part, write_bill
from installer.build import make_portable
from installer.components import Component
from installer.locks import BuildFault
from installer.sections import write_sections
from installer.starter import CONSOLE, WINDOW

EPOCH = 1_700_000_000


@pytest.fixture
def sealed(stage: Stage) -> Stage:
    for name in (WINDOW, CONSOLE):
        (stage.core / name).write_bytes(b"MZ")
    seal(stage, "0.1.0", EPOCH)
    return stage


def unpacked(stage: Stage, folder: Path, *, with_plugins: bool = True) -> Path:
    shutil.copytree(stage.program, folder)
    if with_plugins:
        shutil.copytree(stage.plugins / "sample", folder / "plugins")
    return folder


def test_that_two_portable_zips_of_the_same_files_are_equal(sealed: Stage, tmp_path: Path) -> None:
    first, second = tmp_path / "a.zip", tmp_path / "b.zip"
    for out in (first, second):
        make_portable(sealed, out, "0.1.0", EPOCH)
        (sealed.program / "VERSION").touch()
    assert first.read_bytes() == second.read_bytes()


def test_that_files_stand_in_one_order_in_the_setup(sealed: Stage, tmp_path: Path) -> None:
    made = []
    for name in ("a", "b"):
        write_sections(sealed, [Component("sample", "sample", 'Dự án "1"', "Project $1")], tmp_path / name)
        made.append([file.read_text("utf-8") for file in sorted((tmp_path / name).iterdir())])
    assert made[0] == made[1]
    assert '"Dự án $\\"1$\\""' in made[0][0]
    assert '"Project $$1"' in made[0][0]
    assert "SEC_SAMPLE" in made[0][0]


def test_that_whole_files_are_settled(sealed: Stage, tmp_path: Path) -> None:
    assert not settle.find_faults(unpacked(sealed, tmp_path / "all"))


def test_that_a_component_left_out_is_no_fault(sealed: Stage, tmp_path: Path) -> None:
    assert not settle.find_faults(unpacked(sealed, tmp_path / "few", with_plugins=False))


def test_that_a_cut_or_taken_file_is_a_fault(sealed: Stage, tmp_path: Path) -> None:
    folder = unpacked(sealed, tmp_path / "cut")
    (folder / "runtime" / "python.exe").write_bytes(b"")
    (folder / "plugins" / "sample" / "__init__.py").unlink()
    assert settle.find_faults(folder) == ["plugins/sample/__init__.py", "runtime/python.exe"]


def test_that_the_bill_names_each_part_with_its_licence(tmp_path: Path) -> None:
    parts = [
        Part("pluggy", "1.7.0", "MIT", "pkg:pypi/pluggy@1.7.0", "ab"),
        Part("Qt", "6.11.3", "LGPL-3.0-only", "https://code.qt.io/"),
    ]
    for name in ("a.json", "b.json"):
        write_bill(parts, "0.1.0", EPOCH, tmp_path / name)
    said = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert said["bomFormat"] == "CycloneDX"
    assert [each["licenses"][0]["expression"] for each in said["components"]] == ["MIT", "LGPL-3.0-only"]
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_that_an_unknown_licence_stops_the_build(stage: Stage) -> None:
    folder = stage.program / "lib" / "pluggy-1.7.0.dist-info"
    assert bill._part_of(folder, {"pluggy": "MIT"}, {}).licence == "MIT"
    with pytest.raises(BuildFault, match="pluggy"):
        bill._part_of(folder, {}, {})
