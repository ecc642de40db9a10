"""Workbooks whose spaces have other names or stand behind a prefix are marked like any other."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.excel.own_spaces import STRICT, USUAL, Unprefixed, unprefixed
from desktop.workspace import Workspace
from desktop.workspace.form_filling import export_into
from desktop.workspace.importing import preview, recognise_files
from tests.desktop.excel.lists import Well, register
from tests.desktop.excel.officers import BOXES, NOTES, SHEET, STYLES, officers
from tests.desktop.excel.test_own_book import LISTS, brought, counted, marked, parts_of
from tests.desktop.excel.test_own_book_manners import rewritten
from tests.desktop.workspace.test_form_filling import dig, form

Parts = dict[str, str]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return register(tmp_path)


def strict(parts: Parts) -> Parts:
    """As Excel saves a Strict Open XML workbook."""
    usual = USUAL.office.rpartition("/")[0]
    named = {USUAL.main: STRICT.main, usual: STRICT.office.rpartition("/")[0]}
    for before, after in named.items():
        parts = {name: text.replace(before, after) for name, text in parts.items()}
    return parts


def prefixed(parts: Parts) -> Parts:
    """As some programs write: a prefix before every element of the space of sheets."""

    def with_prefix(text: str) -> str:
        if f' xmlns="{USUAL.main}"' not in text:
            return text
        text = re.sub(r"<(/?)(\w+)(?=[\s/>])", r"<\1x:\2", text)
        return text.replace(f' xmlns="{USUAL.main}"', f' xmlns:x="{USUAL.main}"')

    return {name: text if name.endswith(".vml") else with_prefix(text) for name, text in parts.items()}


def spaced(content: bytes) -> list[str]:
    return [each.tag for each in ElementTree.fromstring(content).iter()]


@pytest.mark.parametrize("manner", [strict, prefixed], ids=["strict", "prefixed"])
def test_that_such_a_workbook_is_marked_and_comes_back(
    workspace: Workspace, tmp_path: Path, manner: Callable[[Parts], Parts]
) -> None:
    plain = marked(workspace, officers(tmp_path / "thường.xlsx"), "thường gửi lại")
    file = rewritten(officers(tmp_path / "giếng.xlsx"), manner)
    assert "x:row" in parts_of(file)[SHEET].decode() or STRICT.main in parts_of(file)[SHEET].decode()
    copy = marked(workspace, file)
    before, after, usual = parts_of(file), parts_of(copy), parts_of(plain)
    touched = {name for name, content in before.items() if after[name] != content}
    assert touched == {SHEET, STYLES, NOTES, BOXES, *LISTS}
    main = STRICT.main if manner is strict else USUAL.main
    for name, content in after.items():
        if name.startswith("xl/worksheets/sheet") or name in (STYLES, NOTES):
            as_usual = [tag.replace(USUAL.main, main) for tag in spaced(usual[name])]
            assert spaced(content) == as_usual, name
    again = brought(workspace, copy)
    assert counted(again) == (0, 1, 2), again.problems


def test_that_a_part_with_two_spaces_of_its_own_keeps_its_prefixes() -> None:
    mixed = f'<x:comments xmlns:x="{USUAL.main}"><a xmlns="urn:a"><x:t/></a></x:comments>'
    assert unprefixed(mixed) == mixed
    part = Unprefixed(io.BytesIO(mixed.encode()))
    part.read(1_000)
    assert part.is_mixed
    other = '<xdr:wsDr xmlns:xdr="urn:drawing"/>'
    assert unprefixed(other) == other


@pytest.mark.parametrize("size", [1, 3, 7, 60])
def test_that_a_space_told_across_two_pieces_is_seen(size: int) -> None:
    mixed = f'<x:comments xmlns:x="{USUAL.main}">{"<x:t/>" * 40}<a xmlns="urn:a"/></x:comments>'
    part = Unprefixed(_Pieces(mixed.encode(), [size]))
    while part.read(50):
        pass
    assert part.is_mixed


@given(st.lists(st.integers(1, 40), min_size=1), st.sampled_from([USUAL.main, STRICT.main]))
def test_that_a_part_read_in_pieces_is_the_part_read_whole(sizes: list[int], space: str) -> None:
    rows = "".join(f'<abc:row r="{row}"><abc:c t="s" abc:a="&lt;abc:c"/></abc:row>' for row in range(20))
    xml = f'<?xml version="1.0"?>\n<abc:worksheet xmlns:abc="{space}">{rows}</abc:worksheet>'
    part = Unprefixed(_Pieces(xml.encode(), sizes))
    told = b"".join(iter(lambda: part.read(7), b""))
    assert told.decode() == unprefixed(xml)
    assert "<abc:" not in unprefixed(xml)


class _Pieces(io.BytesIO):
    """Gives back fewer bytes than it is asked for, but the head of the part whole."""

    def __init__(self, content: bytes, sizes: list[int]) -> None:
        super().__init__(content)
        self._sizes = [200, *sizes]

    def read(self, size: int | None = -1) -> bytes:
        if len(self._sizes) > 1:
            return super().read(self._sizes.pop(0))
        return super().read(self._sizes[0])


def test_that_the_copy_is_a_package(workspace: Workspace, tmp_path: Path) -> None:
    copy = marked(workspace, rewritten(officers(tmp_path / "a.xlsx"), prefixed))
    with zipfile.ZipFile(copy) as package:
        assert package.testzip() is None
        assert len(set(package.namelist())) == len(package.namelist())


@pytest.mark.parametrize("manner", [strict, prefixed], ids=["strict", "prefixed"])
def test_that_such_a_form_is_filled(
    workspace: Workspace, tmp_path: Path, manner: Callable[[Parts], Parts]
) -> None:
    dig(workspace, 5)
    export_into(workspace, Well, form(tmp_path / "mẫu.xlsx"), tmp_path / "thường.xlsx")
    export_into(workspace, Well, rewritten(form(tmp_path / "mẫu.xlsx"), manner), tmp_path / "ra.xlsx")
    sheets = [parts_of(tmp_path / name)[SHEET].decode() for name in ("thường.xlsx", "ra.xlsx")]
    usual, told = (re.findall(r"<c r=.*?(?:/>|</c>)", sheet) for sheet in sheets)
    assert told == usual
    again = preview(workspace, recognise_files(workspace, [tmp_path / "ra.xlsx"]))
    assert (again.tables[0].read, again.tables[0].unchanged) == (5, 5)
