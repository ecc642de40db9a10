"""Asks whether the page finds those only a land paper holds up, counts them by commune and cause, lists."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.declare.norms import NormBook
from desktop.shared import Place
from desktop.testing import na_son
from desktop.workspace import Workspace
from desktop.workspace.as_of import AsOf
from project1_housing.other_norms import ALL_NORMS
from project1_housing.papers import CAUSES
from project1_housing.waiting import (
    by_commune,
    causes_among,
    find_waiting,
    line_of,
    line_on_screen,
    short_causes,
    told_of,
)
from tests.desktop.held import Held
from tests.plugins.project1_housing.contents import land, plot
from tests.plugins.project1_housing.sound import case

PLACES = [Place(id="a", name="Xã Na Son"), Place(id="b", name="Xã Xa Dung")]
CASES = [
    land(id="1", commune="a", no_map=True, map_sheet="12", plot_no="7"),
    land(id="2", commune="a", no_certificate=True, village="Bản A"),
    case(id="3", commune="b", no_certificate=True, no_map=True),
    plot(id="4", commune="a", other_blocker="QH"),
    # None of these waits for a paper alone.
    land(id="5", commune="a", no_map=True, poverty_class="near_poor"),
    land(id="6", commune="a", no_map=True, other_blocker="VON"),
    land(id="7", commune="a", no_certificate=True, proof="commune"),
    case(id="8", commune="b"),
]


def read() -> list[Any]:
    return find_waiting(Held([*PLACES, *CASES], NormBook(ALL_NORMS)))


def test_that_every_cause_has_a_word_and_room_on_the_screen() -> None:
    assert short_causes().keys() == CAUSES.keys()
    (line,) = [line_on_screen(each) for each in read() if each.record == "1"]
    assert line[5:7] == ["Bản đồ ĐC", "Văn phòng đăng ký đất đai: Đo đạc, trích đo thửa đất"]


def test_that_only_those_held_up_by_paper_alone_are_found() -> None:
    assert [each.record for each in read()] == ["2", "1", "4", "3"]


def test_that_they_are_counted_by_commune_and_cause() -> None:
    assert causes_among(read()) == ["QH", "BDDC", "GCN"]
    assert by_commune(read()) == [
        ("Tất cả các xã", [1, 2, 1, 4]),
        ("Xã Na Son", [1, 1, 1, 3]),
        ("Xã Xa Dung", [0, 1, 0, 1]),
    ]


def test_that_a_line_tells_the_plot_the_task_and_the_body() -> None:
    (line,) = [line_of(each) for each in read() if each.record == "1"]
    assert line[:5] == ["Xã Na Son", "Bản Huổi Tao", "Giàng A Páo", "Đất ở", "tờ 12, thửa 7"]
    assert line[5:8] == [
        "Chưa có bản đồ địa chính",
        "Đo đạc, trích đo thửa đất",
        "Văn phòng đăng ký đất đai",
    ]
    says = told_of(read())
    assert says.startswith("4 hồ sơ") and "Văn phòng đăng ký đất đai: 3" in says
    assert told_of([]) and not find_waiting(Held())


@pytest.fixture
def page(qtbot: Any, workspace: Workspace) -> Any:
    from desktop.qt.tasks import Tasks
    from project1_housing.qt import PapersPage

    here = na_son(workspace)
    for number, values in enumerate(
        ({"no_map": True}, {"no_certificate": True}, {"paper_state": "disputed"})
    ):
        workspace.save(land(commune=here, head_name=f"Lò Văn Un {number}", identity_number=None, **values))
    tasks = Tasks()
    shown = PapersPage(workspace, tasks, "Vướng vì giấy tờ")
    qtbot.addWidget(shown)
    shown.opened(None)
    qtbot.waitUntil(lambda: bool(shown.waiting))
    yield shown
    tasks.close()


def test_that_the_page_shows_and_narrows_who_waits(page: Any) -> None:
    assert [row[0].text for row in page.communes.rows()] == ["Tất cả các xã", "Xã Na Son"]
    assert len(page.households.rows()) == 3
    page.body_box.setCurrentIndex(page.body_box.findData("commune"))
    assert [each.cause for each in page.shown] == ["TRANHCHAP"]
    page.body_box.setCurrentIndex(0)
    page.communes.stand_on(1)
    assert len(page.shown) == 3


def test_that_the_page_follows_the_boundaries_of_a_day(page: Any, qtbot: Any, workspace: Workspace) -> None:
    workspace.as_of = AsOf(date(2025, 7, 1), "province")
    page.boundaries_changed()
    qtbot.waitUntil(lambda: page.communes.rows()[1][0].text == "Tỉnh Điện Biên")
    assert len(page.shown) == 3


def test_that_enter_opens_the_case(page: Any) -> None:
    wanted: list[Any] = []
    page.wants.connect(wanted.append)
    page.open_case(0)
    assert wanted[0].record_type.__name__ == "ResidentialLand" and wanted[0].record == page.shown[0].record


def test_that_the_list_for_the_land_office_is_written(page: Any, qtbot: Any, tmp_path: Path) -> None:
    path = tmp_path / "danh-sach.xlsx"
    with qtbot.waitSignal(page.says) as told:
        page.export(path)
    assert path.name in told.args[0].text
    cells = [[cell.value for cell in row] for row in openpyxl.load_workbook(path).active.iter_rows()]
    assert cells[0][0] == "DANH SÁCH HỘ VƯỚNG GIẤY TỜ ĐẤT"
    assert [row[0] for row in cells[-3:]] == [1, 2, 3]


def test_that_the_page_loads_anew_when_cases_change(page: Any, qtbot: Any, workspace: Workspace) -> None:
    workspace.subscribe(page.records_changed)
    freed = workspace.store.reading()
    with freed as reader:
        one = reader.get(page.shown[0].kind, page.shown[0].record)
    assert one is not None
    workspace.save(one.changed(proof="commune", paper_state="in_process"))
    qtbot.waitUntil(lambda: len(page.waiting) == 2)


def test_that_the_sentence_has_the_whole_width_of_a_small_window(page: Any) -> None:
    page.resize(640, 400)
    page.show()
    assert page.told.width() > 0.9 * page.export_button.geometry().right()
