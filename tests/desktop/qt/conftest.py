"""A small component, a database of its own with some good and some bad records, and a worker to wait for."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.catalog import Catalog, load_catalog
from desktop.declare.text import use_language
from desktop.qt import errors
from desktop.qt.main_window import MainWindow
from desktop.qt.style import dress
from desktop.qt.tasks import Tasks
from desktop.testing import na_son
from desktop.workspace import Workspace

COMPONENT = """
from datetime import date

from desktop.api import (
    BarChart, Choice, Component, Date, Integer, LineChart, Money, Record, Rule, Text, Twice, hookimpl, rule,
)


class Course(Record):
    title = "Lớp học"
    plural = "Các lớp học"
    key = ("village", "held_on")
    shown_by = ("village", "held_on")

    village = Text("Bản", required=True)
    held_on = Date("Ngày tổ chức", required=True)
    topic = Choice("Chủ đề", {"law": "Pháp luật", "violence": "Bạo lực gia đình"})
    present = Integer("Số người dự", minimum=1, maximum=500, required=True)
    women = Integer("Trong đó nữ", minimum=0)
    cost = Money("Kinh phí")

    @rule("Số nữ {women} không thể lớn hơn số người dự {present}.", field="women", id="T-01",
          basis="TT 01/2022")
    def women_are_among_those_present(self):
        return self.women is None or self.women <= self.present

    @rule("Kinh phí {cost} quá lớn.", field="cost", id="T-02", warns=True)
    def cost_is_moderate(self):
        return self.cost is None or self.cost <= 50_000_000


@hookimpl
def register_component():
    return Component("courses", "Dự án thử: lớp học")


@hookimpl
def register_record_types():
    return [Course]


@hookimpl
def register_charts():
    return [
        BarChart("Bao nhiêu người dự theo chủ đề?", Course, group_by="topic", total="present",
                 name="present_by_topic"),
        BarChart("Chi bao nhiêu tiền cho từng bản?", Course, group_by="village", total="cost",
                 name="cost_by_village"),
        BarChart("Biểu đồ hỏng", Course, group_by="village", name="broken",
                 answer=lambda reader, where: 1 / 0),
    ]
"""


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> None:
    """The look of the program, put on once."""
    dress(qapp)


HOMES = """
from desktop.api import (
    Attachment, Choice, Component, Computed, Date, Decimal, Details, Integer, LongText, Money, NationalId,
    Percent, Record, Reference, Text, YesNo, hookimpl, rule,
)
from desktop.shared import Place


class Child(Record):
    title = "Con"

    name = Text("Họ tên", required=True)
    born = Date("Năm sinh")


class Home(Record):
    title = "Nhà"
    plural = "Các nhà"
    key = ("head", "commune")

    head = Text("Chủ hộ", required=True, section="Hộ", hint="Như trên căn cước", indexed=True)
    identity = NationalId("Số định danh", section="Hộ")
    commune = Reference("Xã", to=Place, only={"kind": "commune"}, current=True, section="Hộ")
    poverty = Choice("Diện hộ", {"poor": "Hộ nghèo", "near": "Hộ cận nghèo"}, section="Hộ", indexed=True)
    minority = YesNo("Dân tộc thiểu số", section="Hộ")
    children = Details("Con cái", of=Child, section="Hộ")
    built = Date("Ngày làm nhà", section="Nhà")
    rooms = Integer("Số gian", section="Nhà")
    area = Decimal("Diện tích", unit="m²", decimals=1, section="Nhà")
    done = Percent("Tiến độ", section="Nhà")
    central = Money("Trung ương", section="Tiền", indexed=True)
    local = Money("Địa phương", section="Tiền")
    total = Computed(Money("Tổng", section="Tiền"), of=lambda home: (home.central or 0) + (home.local or 0))
    paper = Attachment("Quyết định", section="Giấy tờ")
    note = LongText("Ghi chú", section="Giấy tờ")

    @rule("Diện tích {area} m² nhỏ hơn 30 m².", field="area", id="H-01", basis="TT 01/2022")
    def is_big_enough(self):
        return self.area is None or self.area >= 30

    @rule("Địa phương góp {local} đ, ít hơn 4.000.000 đ.", field="local", id="H-02", warns=True)
    def is_matched(self):
        return self.local is None or self.local >= 4_000_000


@hookimpl
def register_component():
    return Component("homes", "Dự án thử: nhà ở", icon="house")


@hookimpl
def register_record_types():
    return [Home]
"""


@pytest.fixture(scope="session")
def _opened_once(tmp_path_factory: pytest.TempPathFactory, _new_database: Path) -> Callable[..., Path]:
    """A database that has met the components of a catalog, by its name: to be copied for each test."""
    folder = tmp_path_factory.mktemp("opened-once")

    def make(name: str, catalog: Catalog) -> Path:
        path = folder / name
        if not path.exists():
            shutil.copy(_new_database, path)
            Workspace.open(path, catalog).close()
        return path

    return make


@pytest.fixture
def homes(
    qapp: QApplication, tmp_path: Path, _opened_once: Callable[..., Path], plant: Callable[..., Any]
) -> Iterator[Workspace]:
    """An open database that knows homes, whose fields are of every kind."""
    catalog = load_catalog(entry_points=plant("homes", HOMES))
    opened = Workspace.open(shutil.copy(_opened_once("homes.db", catalog), tmp_path / "homes.db"), catalog)
    yield opened
    opened.close()
    use_language("vi")


@pytest.fixture
def home(homes: Workspace) -> Any:
    """The record type whose fields are of every kind."""
    return homes.catalog.record_type("Home")


@pytest.fixture
def street(homes: Workspace, home: Any) -> Workspace:
    """Twelve homes in Na Son; the third is too small, the fifth has too little local money."""
    commune = na_son(homes)
    with homes.writing("Dữ liệu thử") as writing:
        writing.save_all(
            [
                home(
                    head=f"Vàng A {name}",
                    commune=commune,
                    poverty="poor" if number % 2 else "near",
                    area=Decimal(28 if number == 2 else 40 + number),
                    central=40_000_000,
                    local=1_000_000 if number == 4 else 4_000_000,
                )
                for number, name in enumerate(
                    ("Ẳng", "Bó", "Chớ", "Dí", "Đúa", "Hặc", "Khứ", "Lử", "Mỷ", "Pó", "Thắm", "Ủa")
                )
            ]
        )
    return homes


@pytest.fixture(autouse=True)
def _no_box_outlives_its_test(dressed: None) -> Iterator[None]:
    """A failure's box stands alone: one left open would keep the next test's from being shown.

    Every test here has the application, whichever comes first: to measure a font without one ends Python.
    """
    yield
    for box in errors.shown_boxes():
        box.done(0)


@pytest.fixture
def shown(qtbot: QtBot, street: Workspace) -> MainWindow:
    """The main window over the street, on the screen and in front."""
    window = MainWindow(street)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def rested(qtbot: QtBot, shown: MainWindow) -> Callable[[], None]:
    """Wait until the window has nothing under way and what came of it is shown."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not shown.tasks.running())
        QApplication.processEvents()

    return wait


@pytest.fixture
def school(
    dressed: None, tmp_path: Path, _opened_once: Callable[..., Path], plant: Callable[..., Any]
) -> Iterator[Workspace]:
    """An open database that knows courses, as yet without any."""
    points = plant("courses", COMPONENT) + plant("broken", "raise RuntimeError('no such luck')")
    catalog = load_catalog(entry_points=points)
    opened = Workspace.open(shutil.copy(_opened_once("school.db", catalog), tmp_path / "school.db"), catalog)
    yield opened
    opened.close()
    use_language("vi")


@pytest.fixture
def course(school: Workspace) -> Any:
    """The record type of the small component."""
    return school.catalog.record_type("Course")


@pytest.fixture
def filled(school: Workspace, course: Any) -> Workspace:
    """Nine courses: two with too many women, one too dear."""
    from datetime import date

    with school.writing("Dữ liệu thử") as writing:
        writing.save_all(
            [
                course(
                    village=f"Bản {'ABC'[number % 3]}",
                    held_on=date(2025, 1, number + 1),
                    topic="law" if number % 2 else "violence",
                    present=20 + number,
                    women=99 if number < 2 else 5,
                    cost=90_000_000 if number == 4 else 10_000_000,
                )
                for number in range(9)
            ]
        )
    return school


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    """The worker of a window; what it fails with fails the test."""
    worker = Tasks()
    failures: list[Exception] = []
    worker.failed.connect(failures.append)
    yield worker
    worker.close()
    assert failures == []


@pytest.fixture
def settled(qtbot: QtBot, tasks: Tasks) -> Callable[[], None]:
    """Waits until the worker has nothing left to do and its answers have been heard."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not tasks.running())

    return wait
