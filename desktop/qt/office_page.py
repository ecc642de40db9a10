"""Whose desk this is: chosen calmly at the first start, changed later; what follows is others' work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from desktop.declare.problems import Grade, Problem
from desktop.declare.records import Record
from desktop.declare.text import _, within_sentence
from desktop.qt import tokens
from desktop.qt.first_steps import open_demo_window
from desktop.qt.form_fields import FormFields
from desktop.qt.links import link
from desktop.qt.page import Page, Route
from desktop.shared.office import CENTRAL, COMMUNE, PROVINCE, Office, read_office
from desktop.shared.officers import Officer
from desktop.shared.places import Place
from desktop.workspace.own_office import keeps_office

if TYPE_CHECKING:
    from desktop.qt.tasks import Progress, Tasks
    from desktop.workspace import Workspace

_SKIPPED = "office/skipped"
_WIDTH = 640


class OfficePage(Page):
    """A few fields and one button; at the first start it may be skipped, or a sample looked at before."""

    name = "office"

    def __init__(self, workspace: Workspace, tasks: Tasks) -> None:
        super().__init__(workspace, tasks, _("Đơn vị sử dụng"))
        self._office = Office()
        self._own_name = ""
        self._is_first = False
        self.welcome = QLabel(wordWrap=True)
        self.fields = FormFields(workspace, Office)
        self.fields.edited.connect(self._edited)
        self.save_button = QPushButton(_("Lưu đơn vị"))
        self.save_button.setObjectName("primary")
        self.save_button.setToolTip("Ctrl+S")
        self.save_button.clicked.connect(lambda: self.save())
        self.grey_what_writes(self.save_button)
        self.rights = link("", lambda: self.go(Route("records", Officer)))
        self.skip_button = QPushButton(_("Để sau"))
        self.skip_button.clicked.connect(self.skip)
        self.sample = link(_("Xem thử với dữ liệu mẫu trong một cửa sổ khác"), open_demo_window)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.save)
        self._lay_out()

    def _lay_out(self) -> None:
        panel = QFrame()
        panel.setObjectName("panel")
        panel.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(panel)
        # The fields keep room for a scroll bar at their right: with it all ends at one edge.
        column.setContentsMargins(tokens.L, tokens.L, tokens.L - tokens.M, tokens.L)
        self.welcome.setContentsMargins(0, 0, tokens.M, 0)
        column.setSpacing(tokens.M)
        column.addWidget(self.welcome)
        column.addWidget(self.fields)
        self.fields.fill()
        column.addWidget(self.sample, 0, Qt.AlignmentFlag.AlignLeft)
        deeds = QHBoxLayout()
        deeds.setSpacing(tokens.S)
        deeds.setContentsMargins(0, 0, tokens.M, 0)
        deeds.addWidget(self.rights)
        deeds.addStretch(1)
        deeds.addWidget(self.skip_button)
        deeds.addWidget(self.save_button)
        column.addLayout(deeds)
        middle = QHBoxLayout()
        middle.addWidget(panel, 1)
        middle.addStretch()
        self.body.addLayout(middle)
        self.body.addStretch(1)

    def opened(self, route: Route) -> None:
        with self.workspace.store.reading() as reader:
            stored = read_office(reader)
        self._is_first = route.new and stored is None
        self._office = stored or Office(level=COMMUNE)
        self._own_name = ""
        self.fields.take(self._office)
        self._show_commune(self._office.level)
        self._show_problems([])
        self.skip_button.setVisible(stored is None)
        self.sample.setVisible(stored is None)
        self._show_rights()
        self.welcome.setText(
            _(
                "Chọn nơi anh/chị làm việc. Chương trình lấy đó làm địa bàn mặc định khi nhập tệp, "
                "thêm hồ sơ và xem biểu đồ; đổi lại lúc nào cũng được ở thanh trên cùng."
            )
        )
        self.fields.focus_first()

    def _show_commune(self, level: str | None) -> None:
        """Only an office of a commune has one to choose."""
        self.fields.show_field("commune", level not in (CENTRAL, PROVINCE))
        self._fit()

    def _show_problems(self, problems: list[Problem]) -> None:
        self.fields.show_problems(problems)
        self._fit()

    def _fit(self) -> None:
        """As high as the fields and what is said at them; a list of many components scrolls."""
        height = self.fields.whole_height(_WIDTH - 2 * tokens.L + tokens.M)
        self.fields.setFixedHeight(min(height, 12 * tokens.row_height()))

    def _show_rights(self) -> None:
        """Whether rights are kept here, and the way to them."""
        hold = self.workspace.guard.rights.hold
        self.rights.setText(
            _("Cán bộ và quyền") if hold else _("Cán bộ và quyền: chưa phân quyền, ai cũng làm được mọi việc")
        )
        self.rights.setVisible(not self._is_first and Officer in self.workspace.catalog.record_types.values())

    def _edited(self, name: str) -> None:
        values, _unread = self.fields.values()
        if name == "commune" and values.get("commune"):
            with self.workspace.store.reading() as reader:
                commune = reader.get(Place, values["commune"])
            if commune is not None:
                self.fields.editors["province"].take(commune.parent)
        elif name == "level" and values.get("level") == CENTRAL:
            for each in ("province", "commune"):
                self.fields.editors[each].take(None)
        elif name == "level" and values.get("level") == PROVINCE:
            self.fields.editors["commune"].take(None)
        if name == "level":
            self._show_commune(values.get("level"))
        self._propose_name()

    def _propose_name(self) -> None:
        """Call the office after its place as long as nobody has written another name."""
        values, _unread = self.fields.values()
        if (values.get("name") or "") not in ("", self._own_name):
            return
        place = Office(**values).place
        shown = self.workspace.name_of(Place, place) if place else ""
        self._own_name = _("UBND {place}").format(place=within_sentence(shown)) if shown else ""
        if (values.get("name") or "") != self._own_name:
            self.fields.editors["name"].take(self._own_name or None)

    def save(self) -> None:
        """Keep the choice as a change set; what is missing is said at its field."""
        values, unread = self.fields.values()
        office = self._office.changed(**values)
        problems: list[Problem] = [*unread, *self.workspace.problems_of(office)]
        self._show_problems(problems)
        wrong = [problem for problem in problems if problem.grade is Grade.BLOCK]
        if wrong:
            names = [*Office.fields]
            self.fields.focus(min((each.field for each in wrong), key=names.index))
            return

        def work(_progress: Progress) -> Record:
            return self.workspace.save(office, _("Chọn đơn vị sử dụng"))

        self.tasks.write(work, self._saved, _("Đang lưu"))

    def _saved(self, stored: Record) -> None:
        was_known = self._office.changed_in == stored.changed_in
        name = str(stored.values()["name"])
        if was_known:
            self.say(_("Không có gì thay đổi"))
        else:
            self.say(_("Đã lưu {name}").format(name=name), stored.changed_in, _("chọn đơn vị sử dụng"))
        is_first = self._is_first
        self.opened(Route(self.name))
        if is_first:
            self.go(Route("home"))

    def skip(self) -> None:
        """Go on without; the program does not ask again for this database."""
        skip_for(self.workspace)
        self.go(Route("home"))


def is_asked_for(workspace: Workspace) -> bool:
    """Whether the office should be asked for at the start: never chosen and never put off."""
    if not keeps_office(workspace.catalog):
        return False
    with workspace.store.reading() as reader:
        return read_office(reader) is None and _place_of(workspace) not in _skipped()


def skip_for(workspace: Workspace) -> None:
    """Remember that the office was put off for this database."""
    QSettings().setValue(_SKIPPED, ["", *sorted({*_skipped(), _place_of(workspace)})])


def _skipped() -> list[str]:
    kept = QSettings().value(_SKIPPED)
    return [str(each) for each in kept if each] if isinstance(kept, list) else []


def _place_of(workspace: Workspace) -> str:
    return str(workspace.store.info.where)
