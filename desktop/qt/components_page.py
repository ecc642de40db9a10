"""Every component as a card: what it is, what it brings, and why it is not there; loads nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.declare.text import Plural, _, translate
from desktop.qt import tokens
from desktop.qt.component_file import is_wanted, told
from desktop.qt.icon_label import IconLabel, sign_label
from desktop.qt.page import Page, Route
from desktop.qt.page_scroll import PageScroll
from desktop.qt.tasks import Tasks
from desktop.workspace.component_files import (
    install_component,
    read_plugin_file,
    removable,
    remove,
    tell_removed,
)

if TYPE_CHECKING:
    from desktop.catalog import LoadedComponent
    from desktop.workspace import Workspace
    from desktop.workspace.component_files import ComponentInstalled, PluginFile


_MOST_LINES, _MOST_NAMES = 12, 8
"""So much of a traceback is seen at once."""


class ComponentsPage(Page):
    """One card below the other, those that failed first."""

    name = "components"

    def __init__(self, workspace: Workspace, tasks: Tasks) -> None:
        super().__init__(workspace, tasks, _("Thành phần"))
        self.cards: list[ComponentCard] = []
        inside = QWidget()
        inside.setObjectName("page")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.M)
        self._column.addStretch(1)
        scroll = PageScroll(self)
        scroll.setWidget(inside)
        self.body.addWidget(scroll, 1)
        self.from_file = QPushButton(_("Cài từ tệp…"))
        self.from_file.clicked.connect(self.ask_for_file)
        self.heading.addWidget(self.from_file)
        self.show_components(workspace.catalog.components)

    def show_components(self, components: Sequence[LoadedComponent]) -> None:
        """A card for each, the failed ones first."""
        failed = sum(component.state == "failed" for component in components)
        says = _("{count} thành phần").format(count=len(components))
        self.show_counts(says + (_(" · {count} không nạp được").format(count=failed) if failed else ""))
        for card in self.cards:
            card.deleteLater()
        from_files = removable()
        self.cards = [
            ComponentCard(component, self.ask_to_remove if component.name in from_files else None)
            for component in sorted(components, key=lambda one: one.state != "failed")
        ]
        for place, card in enumerate(self.cards):
            self._column.insertWidget(place, card)

    def ask_for_file(self) -> None:
        """Have a component's file chosen, and install it if that is wanted."""
        memory = QSettings()
        folder = str(memory.value("folders/component", ""))
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Chọn tệp thành phần"), folder, _("Tệp thành phần (*.whl)")
        )
        if chosen:
            memory.setValue("folders/component", str(Path(chosen).parent))
            self.install(Path(chosen))

    def install(self, file: Path) -> None:
        """Read a component's file, ask, copy the data, install; every refusal is a sentence."""
        self.tasks.read(lambda _progress: read_plugin_file(file), self._ask, _("Đang đọc tệp"))

    def _ask(self, plugin: PluginFile) -> None:
        database = self.workspace.store.info.where
        if is_wanted(plugin, self):
            self.tasks.write(
                lambda _progress: install_component(plugin, database),
                self._installed,
                _("Đang cài thành phần"),
            )

    def _installed(self, done: ComponentInstalled) -> None:
        self.notice.say(told(done))

    def ask_to_remove(self, component: LoadedComponent) -> None:
        """Take out a component that came from a file, if that is wanted; its data stay."""
        title = translate(component.title)
        asked = QMessageBox(self)
        asked.setIcon(QMessageBox.Icon.Question)
        asked.setWindowTitle(_("Gỡ thành phần"))
        asked.setText(_("Gỡ thành phần “{title}”?").format(title=title))
        asked.setInformativeText(_("Dữ liệu của nó còn nguyên; cài lại thì lại thấy."))
        away = asked.addButton(_("Gỡ"), QMessageBox.ButtonRole.AcceptRole)
        asked.setDefaultButton(asked.addButton(_("Giữ lại"), QMessageBox.ButtonRole.RejectRole))
        asked.exec()
        if asked.clickedButton() is away:
            brought = remove(component.name)
            self.show_components([card.component for card in self.cards])
            self.notice.say(tell_removed(title, brought))

    def opened(self, route: Route) -> None:
        for card in self.cards:
            if card.component.name == route.text and card.details is not None:
                card.show_details(True)


class ComponentCard(QFrame):
    """Name, version, state; what it brings, or its failure with the traceback behind a button."""

    def __init__(
        self, component: LoadedComponent, remove: Callable[[LoadedComponent], None] | None = None
    ) -> None:
        super().__init__()
        self.component = component
        self._remove = remove
        self.details: QPlainTextEdit | None = None
        self.setObjectName("panel")
        self.setAccessibleName(translate(component.title))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        self._column.setSpacing(tokens.S)
        self._column.addLayout(self._head())
        if component.help:
            self._column.addWidget(_quiet(translate(component.help)))
        if component.state == "loaded":
            for line in brought_by(component):
                self._column.addWidget(QLabel(line, wordWrap=True))
        elif component.failure:
            self._column.addWidget(QLabel(component.failure, wordWrap=True))
        if component.details:
            self._add_details(component.details)

    def _head(self) -> QHBoxLayout:
        component = self.component
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        picture = IconLabel(component.icon, size=24)
        title = QLabel(translate(component.title))
        title.setFont(tokens.font("section"))
        title.setToolTip(component.name)
        version = QLabel(_("phiên bản {version}").format(version=component.version or "–"))
        version.setObjectName("quiet")
        grade = {"loaded": "", "failed": "BLOCK"}.get(component.state, "NOTE")
        state = QLabel(state_word(component.state))
        mark = sign_label(grade)
        row.addWidget(picture)
        row.addWidget(title)
        row.addStretch(1)
        for part in (version, mark, state):
            row.addWidget(part)
        if (remove_it := self._remove) is not None:
            away = QPushButton(_("Gỡ…"))
            away.setAccessibleName(_("Gỡ thành phần"))
            away.clicked.connect(lambda: remove_it(component))
            row.addWidget(away)
        return row

    def _add_details(self, text: str) -> None:
        self._more = QPushButton(_("Chi tiết"))
        self._more.setCheckable(True)
        copy = QPushButton(_("Sao chép"))
        copy.setAccessibleName(_("Sao chép chi tiết lỗi"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._report(text)))
        row = QHBoxLayout()
        row.addWidget(self._more)
        row.addWidget(copy)
        row.addStretch(1)
        self._column.addLayout(row)
        self.details = QPlainTextEdit(text, readOnly=True)
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        lines = min(_MOST_LINES, text.count("\n") + 2)
        self.details.setFixedHeight(lines * self.details.fontMetrics().lineSpacing() + tokens.L)
        self.details.setAccessibleName(_("Chi tiết lỗi"))
        self.details.hide()
        self._column.addWidget(self.details)
        self._more.toggled.connect(self.details.setVisible)

    def show_details(self, shown: bool) -> None:
        """Unfold the traceback, or fold it again."""
        self._more.setChecked(shown)

    def _report(self, text: str) -> str:
        head = f"{self.component.name} {self.component.version}: {self.component.failure}"
        return f"{head}\n\n{text}"


def state_word(state: str) -> str:
    """How a state is called."""
    return {"loaded": _("Đang dùng"), "failed": _("Không nạp được"), "off": _("Đang tắt")}.get(state, state)


def brought_by(component: LoadedComponent) -> list[str]:
    """What a component that works brings, a line for each kind."""
    lines = list(_lists_of(component))
    rules = len(component.rules) + sum(len(record_type.rules) for record_type in component.record_types)
    counted = [
        (rules, _("{count} quy tắc kiểm tra")),
        (len(component.norms), _("{count} định mức")),
        (len(component.charts), _("{count} biểu đồ")),
        (len(component.layouts), _("{count} mẫu bảng tính quen thuộc")),
        (len(component.indicators), _("{count} chỉ tiêu")),
        (len(component.migrations), _("{count} bước chuyển dữ liệu")),
    ]
    says = " · ".join(text.format(count=count) for count, text in counted if count)
    return [*lines, says] if says else lines


def _lists_of(component: LoadedComponent) -> Iterator[str]:
    """Its lists as the page list groups them, the first few of each group by name."""
    groups: dict[str, list[str]] = {}
    for record_type in component.record_types:
        groups.setdefault(record_type.menu, []).append(translate(record_type.plural))
    for menu, titles in groups.items():
        more = len(titles) - _MOST_NAMES
        names = "; ".join(titles if more < 2 else titles[:_MOST_NAMES])
        says = f"{translate(Plural(menu))}: {names}" if menu else _("Hồ sơ: {names}").format(names=names)
        yield says if more < 2 else says + _("; và {count} danh sách khác").format(count=more)


def _quiet(text: str) -> QLabel:
    label = QLabel(text, wordWrap=len(text) > 40)
    label.setObjectName("quiet")
    return label
