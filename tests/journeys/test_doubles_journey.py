"""Two lists wrote one household twice: an officer merges them, undoes it, and says of others they are two."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.declare.dates import PartialDate
from desktop.qt.doubles_page import DoublesPage
from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.shared import Household, NotTheSame, Person
from desktop.testing import na_son, sound_example
from desktop.workspace import Workspace
from project1_housing.cases import HousingCase
from project1_housing.road import CaseDocument
from tests.plugins.project1_housing.sound import case


def save_twins(workspace: Workspace) -> None:
    """One household as two officers wrote it, the second with a member; and two brothers who are two."""
    place = {"commune": na_son(workspace), "village": "Bản Na Phát", "identity_number": None}
    with workspace.writing("Thử") as writing:
        for name, year, members in (
            ("Sùng A Chứ", 1983, 4),
            ("Sung A Chử", 1983, 5),
            ("Lò Văn Pành", 1990, 3),
        ):
            told = {"head_name": name, "birth": PartialDate(year), "members": members, "sex": None}
            id = writing.save(sound_example(workspace, Household, **place | told)).id
            if members == 5:
                writing.save(Person(full_name="Sùng Thị Dợ", household=id, relation="child", **place))
        brother = {"head_name": "Lò Văn Pánh", "birth": PartialDate(1990), "sex": None}
        writing.save(sound_example(workspace, Household, **place | brother))


def count(workspace: Workspace, record_type: type[Any]) -> int:
    with workspace.store.reading() as reader:
        return reader.count(record_type)


def test_that_two_records_become_one_and_two_again(
    shown: MainWindow,
    settled: Callable[[], None],
    picture: Callable[[str], None],
    cells: Callable[[Any, int], list[str]],
) -> None:
    workspace = shown.workspace
    assert workspace is not None
    save_twins(workspace)
    shown.open(Route("doubles"))
    page = shown.page(Route("doubles"))
    assert isinstance(page, DoublesPage)
    settled()
    assert len(cells(page.pairs, 0)) == 2
    row = next(row for row, name in enumerate(cells(page.pairs, 1)) if name.startswith("Sùng"))
    page.pairs.stand_on(row)
    settled()
    assert cells(page.beside, 0)[:2] == ["Họ và tên chủ hộ", "Số khẩu"]
    page.beside.stand_on(1)
    page.beside.setFocus()
    QTest.keyClick(page.beside, Qt.Key.Key_Return)
    picture("6-1 hai hồ sơ đặt cạnh nhau")
    QTest.mouseClick(page.merge_button, Qt.MouseButton.LeftButton)
    settled()
    assert count(workspace, Household) == 3
    with workspace.store.reading() as reader:
        kept = {household.head_name: household for household in reader.rows(Household)}
        assert kept["Sùng A Chứ"].members == 5
        assert {person.household for person in reader.rows(Person)} == {kept["Sùng A Chứ"].id}

    assert shown.frame is not None
    shown.frame.undo_stack.undo()
    settled()
    assert count(workspace, Household) == 4
    assert len(cells(page.pairs, 0)) == 2


def test_that_two_brothers_stay_two(
    shown: MainWindow, settled: Callable[[], None], cells: Callable[[Any, int], list[str]]
) -> None:
    workspace = shown.workspace
    assert workspace is not None
    save_twins(workspace)
    shown.open(Route("doubles"))
    page = shown.page(Route("doubles"))
    assert isinstance(page, DoublesPage)
    settled()
    row = next(row for row, name in enumerate(cells(page.pairs, 1)) if name.startswith("Lò"))
    page.pairs.stand_on(row)
    settled()
    QTest.mouseClick(page.apart_button, Qt.MouseButton.LeftButton)
    settled()
    assert (count(workspace, Household), count(workspace, NotTheSame)) == (4, 1)
    assert [name.startswith("Sùng") for name in cells(page.pairs, 1)] == [True]


def test_that_cases_of_a_component_wait_side_by_side_with_their_papers(
    shown: MainWindow, settled: Callable[[], None], cells: Callable[[Any, int], list[str]]
) -> None:
    workspace = shown.workspace
    assert workspace is not None
    for name in ("Giàng A Páo", "Giàng Páo"):
        own = {"identity_number": None, "commune": na_son(workspace), "head_name": name}
        workspace.save(case(**own, documents=[CaseDocument(kind="application")]))
    shown.open(Route("doubles"))
    page = shown.page(Route("doubles"))
    assert isinstance(page, DoublesPage)
    settled()
    told = [cells(page.pairs, column)[0] for column in range(3)]
    assert told == [
        "Hồ sơ nhà ở",
        "Giàng A Páo, 14/03/1985, Bản Huổi Tao, 12/QĐ-UBND",
        "Giàng Páo, 14/03/1985, Bản Huổi Tao, 12/QĐ-UBND",
    ]
    line = cells(page.beside, 0).index("Giấy tờ hồ sơ")
    assert [cells(page.beside, column)[line] for column in (1, 2)] == ["1 dòng", "1 dòng"]
    QTest.mouseClick(page.merge_button, Qt.MouseButton.LeftButton)
    settled()
    assert count(workspace, HousingCase) == 1
