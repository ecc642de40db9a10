"""Projects and their members come in, a group is put right, its support revolves, and the figures tell it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.declare.reading import Condition
from desktop.declare.records import Record
from desktop.qt.chart_page import ChartPage
from desktop.qt.computed_editor import ComputedEditor
from desktop.qt.field_editors import LineEditor
from desktop.qt.import_page import ImportPage
from desktop.qt.indicator_page import IndicatorPage
from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.qt.record_form import RecordForm
from desktop.qt.record_page import RecordPage
from desktop.workspace import Workspace

PROJECTS = [
    "TT", "Tên dự án", "Cây trồng", "Hình thức", "Xã", "Loại địa bàn", "Quy mô (ha)", "Số hộ tham gia",
    "Hộ nghèo", "Cận nghèo", "Mới thoát nghèo", "Hộ khác", "Tổng kinh phí", "NSNN hỗ trợ", "Dân đóng góp",
    "Số quyết định", "Ngày phê duyệt", "Đã giải ngân",
]  # fmt: skip
GROUPS: list[list[object]] = [
    [1, "Trồng cà phê bản Na Phát", "cà phê", "ĐDHSK", "Xã Na Son", "ĐBKK", "5,5", 4, 1, 1, 0, 2,
     400, 360, 40, "12/QĐ-UBND", "14/5/2024", 180],
    [2, "Nuôi bò bản Huổi Hin", "bò", "Cộng đồng", "Xã Na Son", "Xã KV III", None, 3, 2, 1, 0, 0,
     300, 270, 30, "13/QĐ-UBND", "14/5/2024", 270],
]  # fmt: skip
MEMBERS = ["Dự án số", "Hộ tham gia", "Năm sinh", "Bản", "Đối tượng", "Giá trị hỗ trợ", "Cam kết"]
PEOPLE: list[list[object]] = [
    [1, "Vàng A Dí", 1980, "Na Phát", "Nghèo", "39.000.000", "x"],
    [None, "Giàng Thị Mỷ", 1985, "Na Phát", "Cận nghèo", "39.000.000", "x"],
    [None, "Sùng A Páo", 1990, "Na Phát", "Nghèo", "39.000.000", "x"],
    [None, "Lầu Thị Ủ", 1979, "Na Phát", "Nghèo", "39.000.000", "x"],
    [2, "Mùa A Chống", 1988, "Huổi Hin", "Nghèo", "60.000.000", "x"],
    [None, "Hạng Thị Dợ", 1991, "Huổi Hin", "Nghèo", "60.000.000", "x"],
    [None, "Lò Văn Ủn", 1983, "Huổi Hin", "Cận nghèo", "60.000.000", "x"],
]


def production_list(path: Path) -> Path:
    """Two projects and their members, as an office sends them; the first has too few poor households."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Dự án"
    sheet.append(["BIỂU TỔNG HỢP CÁC DỰ ÁN PHÁT TRIỂN SẢN XUẤT NĂM 2024"])
    sheet.append(["Kinh phí: triệu đồng; diện tích: ha"])
    for row in (PROJECTS, *GROUPS):
        sheet.append(row)
    members = book.create_sheet("Hộ tham gia")
    members.append(["DANH SÁCH HỘ THAM GIA DỰ ÁN PHÁT TRIỂN SẢN XUẤT"])
    members.append(["(Số thứ tự dự án theo biểu “Dự án”; giá trị hỗ trợ: đồng)"])
    for row in (MEMBERS, *PEOPLE):
        members.append(row)
    for first, last in ((4, 7), (8, 10)):
        members.merge_cells(f"A{first}:A{last}")
    book.save(path)
    return path


def correct(path: Path) -> None:
    """What the office does with the row that came back: three poor households, not one."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    (row,) = [row for row in sheet.iter_rows() if any(cell.value == GROUPS[0][1] for cell in row)]
    counts = [cell for cell in row if cell.value in (0, 1, 2) and cell.column > 2]
    for cell, count in zip(counts[-4:], (3, 1, 0, 0), strict=True):
        cell.value = count
    book.save(path)


@dataclass
class Officer:
    """Somebody at the window: drops, opens, types, looks."""

    window: MainWindow
    qtbot: QtBot
    settled: Callable[[], None]
    picture: Callable[[str], None]
    cells: Callable[[Any, int], list[str]]

    @property
    def workspace(self) -> Workspace:
        assert self.window.workspace is not None
        return self.window.workspace

    def type_of(self, name: str) -> type[Record]:
        return self.workspace.catalog.record_type(name)

    def rows(self, name: str, *where: Condition) -> list[Any]:
        with self.workspace.store.reading() as reader:
            return list(reader.rows(self.type_of(name), where))

    def bring(self, path: Path) -> ImportPage:
        """Drop a workbook and look at what would be written."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        self.window.dropEvent(QDropEvent(QPointF(600, 400), Qt.DropAction.CopyAction, data, button, none))
        self.settled()
        page = self.window.page(Route("import"))
        assert isinstance(page, ImportPage)
        self.press(page)
        return page

    def press(self, page: ImportPage) -> None:
        self.qtbot.keyClick(page.primary, Qt.Key.Key_Space)
        self.settled()

    def open_list(self, name: str, *where: Condition, record: str = "") -> RecordPage:
        route = Route("records", self.type_of(name), where=where, record=record)
        self.window.open(route)
        self.settled()
        page = self.window.page(route)
        assert isinstance(page, RecordPage)
        return page

    def put(self, form: RecordForm, name: str, text: str) -> None:
        editor = form.fields.editors[name]
        assert isinstance(editor, LineEditor)
        editor.line.selectAll()
        editor.line.insert(text)
        editor.settle()
        editor.left.emit()
        self.settled()

    def save(self, form: RecordForm) -> None:
        form.fields.focus_first()
        editor = QApplication.focusWidget()
        assert editor is not None
        QTest.keyClick(editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        self.settled()
        assert not form.dirty


@pytest.fixture
def officer(
    qtbot: QtBot,
    shown: MainWindow,
    settled: Callable[[], None],
    picture: Callable[[str], None],
    cells: Callable[[Any, int], list[str]],
) -> Officer:
    settled()
    return Officer(shown, qtbot, settled, picture, cells)


def test_that_a_group_is_put_right_and_its_support_goes_on_to_the_next_household(
    officer: Officer, tmp_path: Path
) -> None:
    take_over_the_lists(officer, tmp_path)
    see_the_shares_while_typing(officer)
    see_the_members(officer)
    let_the_support_revolve(officer)
    look_at_the_chart(officer)
    read_the_figures(officer)


def take_over_the_lists(officer: Officer, folder: Path) -> None:
    page = officer.bring(production_list(folder / "dự án 3.xlsx"))
    officer.picture("6-1 xem trước")
    told = dict(zip(officer.cells(page.preview.list, 0), officer.cells(page.preview.list, 2), strict=True))
    assert "dưới mức tối thiểu 70 %" in told["I4"]
    officer.press(page)
    assert "Đã ghi 8 dòng" in page.notice.text.text()
    page.write_corrections(folder / "sửa.xlsx")
    officer.settled()
    assert sum(member.project is None for member in officer.rows("ProjectMember")) == 4

    correct(folder / "sửa.xlsx")
    officer.press(officer.bring(folder / "sửa.xlsx"))
    projects = {project.id: project.number for project in officer.rows("ProductionProject")}
    assert sorted(projects.values()) == [1, 2]
    joined = [projects.get(member.project, 0) for member in officer.rows("ProjectMember")]
    assert sorted(joined) == [1, 1, 1, 1, 2, 2, 2]


def see_the_shares_while_typing(officer: Officer) -> None:
    (project,) = officer.rows("ProductionProject", Condition("number", "is", 1))
    form = officer.open_list("ProductionProject", record=project.id).form
    poverty = form.fields.editors["poverty_share"]
    assert isinstance(poverty, ComputedEditor) and poverty.bar is not None
    assert (poverty.bar.value(), poverty.bar.limit.text()) == (100, "từ 70 %")
    officer.put(form, "poor", "1")
    officer.put(form, "others", "2")
    assert poverty.bar.value() == 50
    assert {"P3-05"} == {each.rule for each in form.problems if each.field == "poor"}
    form.fields.focus("women_share")
    officer.picture("6-2 tỷ lệ khi gõ")
    officer.put(form, "poor", "3")
    officer.put(form, "others", "0")
    officer.put(form, "mentors", "1")
    assert poverty.bar.value() == 100
    officer.save(form)


def see_the_members(officer: Officer) -> None:
    (project,) = officer.rows("ProductionProject", Condition("number", "is", 1))
    page = officer.open_list("ProjectMember", Condition("project", "is", project.id))
    officer.picture("6-3 hộ tham gia")
    assert page.table.rowCount() == 4
    waited = officer.rows("ProjectMember", Condition("project", "is", project.id))
    assert {(member.commune, member.list_year) for member in waited} == {(project.commune, 2024)}


def let_the_support_revolve(officer: Officer) -> None:
    page = officer.open_list("RevolvingDue")
    page.add()
    form = page.form
    late = date.today() - timedelta(days=30)
    for name, text in (
        ("project", "Trồng cà phê bản Na Phát"),
        ("payer_name", "Vàng A Dí"),
        ("amount", "5.000.000"),
        ("due_on", f"{late:%d/%m/%Y}"),
        ("received", "2.000.000"),
    ):
        officer.put(form, name, text)
    assert "Quá hạn" in told_of(form, "due_on") and "3.000.000" in told_of(form, "due_on")
    officer.picture("6-4 quá hạn")
    officer.put(form, "received", "5.000.000")
    assert "chưa ghi hộ nhận tiếp" in told_of(form, "next_name") and not told_of(form, "due_on")
    officer.put(form, "next_name", "Hạng Thị Dợ")
    assert form.problems == []
    officer.save(form)
    (due,) = officer.rows("RevolvingDue")
    assert (due.standing, due.next_name) == ("done", "Hạng Thị Dợ")


def told_of(form: RecordForm, field: str) -> str:
    return " ".join(each.message for each in form.problems if each.field == field and each.rule == "P3-16")


def look_at_the_chart(officer: Officer) -> None:
    officer.window.open(Route("charts"))
    officer.settled()
    charts = officer.window.page(Route("charts"))
    assert isinstance(charts, ChartPage)
    officer.picture("6-5 biểu đồ")
    recovered = officer.workspace.drawing("revolving_recovered")
    assert [series.values for series in recovered.series] == [(5,), (5,)]
    view = charts.cards["production_area_by_product"].view
    (coffee,) = [mark for mark in view.marks() if mark.end - mark.start == pytest.approx(5.5)]
    place = view.place_of(coffee).toPoint()
    officer.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    officer.settled()
    page = officer.window.page(Route("records", officer.type_of("ProductionProject")))
    assert isinstance(page, RecordPage) and page.table.rowCount() == 1


def read_the_figures(officer: Officer) -> None:
    officer.window.open(Route("indicators"))
    officer.settled()
    assert isinstance(officer.window.page(Route("indicators")), IndicatorPage)
    officer.picture("6-6 chỉ tiêu")
    with officer.workspace.reading() as reader:
        figures = {
            each.name: each.compute(reader, [])
            for component in officer.workspace.catalog.components
            for each in component.indicators
            if each.name.startswith("production_")
        }
    assert (figures["production_projects"].value, figures["production_households"].value) == (2, 7)
    assert figures["production_poverty_share"].value == 100
    assert figures["production_disbursed_share"].value == Decimal("71.43")
