"""Asks whether NSIS takes the setup and makes the same of the same files; without it the script is read."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from installer.assemble import Stage, seal
from installer.build import _write_licence_pages, make_setup
from installer.components import Component
from installer.contents import contents_faults, unpacked_by
from installer.locks import HERE, BuildFault
from installer.sections import write_sections
from installer.starter import CONSOLE, WINDOW
from tests.installer.conftest import ENTRY_POINTS

EPOCH = 1_700_000_000


def made(stage: Stage, work: Path, out: Path, *, fast: bool = True) -> bytes:
    for name in (WINDOW, CONSOLE):
        (stage.core / name).write_bytes(b"MZ")
    seal(stage, "0.1.0", EPOCH)
    write_sections(stage, [Component("sample", "sample", "Dự án mẫu", "Sample")], work / "setup")
    _write_licence_pages(work / "setup")
    make_setup(stage, work, out, "0.1.0", EPOCH, fast=fast)
    return out.read_bytes()


def can_pack(stage: Stage, work: Path) -> bool:
    """Whether NSIS is here; where it is not, the build has to say so, and the other tests read the script."""
    if shutil.which("makensis") is not None:
        return True
    with pytest.raises(BuildFault, match="makensis is missing"):
        made(stage, work, work / "a.exe")
    return False


def test_that_two_setups_of_the_same_files_are_equal(stage: Stage, tmp_path: Path) -> None:
    if can_pack(stage, tmp_path):
        first = made(stage, tmp_path / "work", tmp_path / "a.exe")
        assert first == made(stage, tmp_path / "work", tmp_path / "b.exe")
        licences = ("theo Giấy phép LGPL phiên bản 3", "GNU Lesser General Public License", "Apache License")
        for says in ("Bộ cài Sổ Chương trình MTQG", "NTP Desktop setup", *licences):
            assert says.encode("utf-16-le") in first


def test_that_a_packed_setup_holds_what_was_laid_out(stage: Stage, tmp_path: Path) -> None:
    if not can_pack(stage, tmp_path):
        return
    setup = tmp_path / "a.exe"
    made(stage, tmp_path / "work", setup, fast=False)
    found = unpacked_by(setup)
    assert found["program.new/plugins/sample-0.1.0.dist-info/entry_points.txt"] == ENTRY_POINTS
    assert {f"{WINDOW}.new", f"{CONSOLE}.new", "program.new/VERSION"} <= found.keys()
    (stage.program / "VERSION").write_text("0.1.1", "ascii")
    (stage.program / "more.py").touch()
    assert contents_faults(setup, stage) == [
        "program.new/more.py is not in the setup.",
        "program.new/VERSION differs.",
    ]


def test_that_the_setup_deletes_nothing_but_the_program() -> None:
    script = (HERE / "setup.nsi").read_text("utf-8")
    allowed = r'"\$INSTDIR\\program(\.new|\.old)?"|"\$SMPROGRAMS\\\$\{APP\}"'
    removed = re.findall(r"RMDir /r (.+)", script)
    assert removed
    assert all(re.fullmatch(allowed, each) for each in removed)
    assert "LOCALAPPDATA" not in re.sub(r".*StrCpy \$INSTDIR.*", "", script)


def test_that_every_sentence_of_the_setup_is_in_both_languages() -> None:
    lines = (HERE / "strings.nsh").read_text("utf-8").splitlines()
    said = [
        re.fullmatch(r'\$\{Say\} \w+ "([^"]+)" "([^"]+)"', line)
        for line in lines
        if line.startswith("${Say}")
    ]
    assert len(said) > 15
    assert all(each and each[1] != each[2] for each in said)


@pytest.mark.parametrize("page", ["IT.vi.md", "IT.en.md"])
def test_that_the_page_for_it_officers_names_every_switch_and_status(page: str) -> None:
    script, told = (HERE / "setup.nsi").read_text("utf-8"), (HERE / page).read_text("utf-8")
    switches = set(re.findall(r'"(/[A-Z]{2,})=?"', script))
    assert {"/PLUGINS", "/ALLUSERS", "/PORTABLE", "/NOFILES"} <= switches
    assert [each for each in sorted(switches) if f"`{each}" not in told] == []
    statuses = set(re.findall(r"(?:STOP \"[^\"]+\"|SetErrorLevel) (\d)", script))
    assert len(statuses) == 7
    assert [each for each in sorted(statuses) if not re.search(rf"\b{each} [a-zđ]", told.lower())] == []


def test_that_a_publisher_can_sign_what_is_made(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not can_pack(stage, tmp_path):
        return
    sign = tmp_path / "sign.py"
    sign.write_text("import sys\nopen(sys.argv[1], 'ab').write(b'signed')\n", "utf-8")
    monkeypatch.setenv("NTP_SIGN", f"{sys.executable} {sign}")
    assert made(stage, tmp_path / "work", tmp_path / "a.exe").endswith(b"signed")
