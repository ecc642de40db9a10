"""The reports of all components: chosen, seen as they will be printed, kept as files; works out no figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextBrowser,
    QWidget,
)

from desktop.declare.norms import CONFIRMED
from desktop.declare.problems import Refusal
from desktop.declare.reports import PERIOD, PLACE, Paragraph, Period, Report
from desktop.declare.text import _, translate
from desktop.documents.pages import FIGURE, ROW
from desktop.documents.paper import A4
from desktop.qt import tokens
from desktop.qt.chart_filter import ChartFilter
from desktop.qt.icons import icon
from desktop.qt.page import AskedPage, Route
from desktop.qt.panel import panel
from desktop.qt.pick_box import PickBox
from desktop.qt.print_preview import PrintPreview
from desktop.qt.report_paper import margins, paint_page, print_pdf
from desktop.qt.tasks import Tasks
from desktop.qt.whole_files import offered_name, with_kind
from desktop.shared.calendar import ReportingPeriod
from desktop.shared.confidence import CONFIDENCE
from desktop.shared.officers import NAMES
from desktop.shared.periods import of_calendar, read_period, usual_codes
from desktop.workspace.export_notes import note_report
from desktop.workspace.reporting import Written, asked_of, keep_report, page_of, write_report

if TYPE_CHECKING:
    from desktop.declare.reading import Where
    from desktop.declare.records import Record
    from desktop.workspace import Workspace

_MOST_ROWS = 300
"""So many rows of a table are shown; files and paper hold all."""
_PIXELS = 96 / 25.4
_MARGIN = 48


@dataclass(frozen=True, slots=True)
class _Answer:
    written: Written
    html: str


class ReportPage(AskedPage):
    """Above: which report, of where, of when; below, the paper with links from figures to their records."""

    name = "reports"

    def __init__(self, workspace: Workspace, tasks: Tasks) -> None:
        super().__init__(workspace, tasks, _("Báo cáo"))
        self._reports = list(workspace.catalog.reports.values())
        self.written: Written | None = None
        self.report = PickBox()
        self.report.setAccessibleName(_("Báo cáo"))
        for each in self._reports:
            self.report.addItem(translate(each.title), each.name)
        self.report.activated.connect(lambda _place: self.reload())
        self.filter = ChartFilter(workspace)
        self.filter.year.hide()
        self.filter.changed.connect(self.reload)
        self.period = PickBox()
        self.period.setAccessibleName(_("Kỳ báo cáo"))
        self.period.addItem(_("Kỳ mới nhất"), None)
        for code in usual_codes(date.today()):
            self.period.addItem(_first_large(read_period(code).name), read_period(code))
        self.period.activated.connect(lambda _place: self.reload())
        self.masked = QCheckBox(_("Che thông tin cá nhân"))
        self.masked.toggled.connect(lambda _on: self.reload())
        self.about = QLabel(wordWrap=True)
        self.about.setObjectName("quiet")
        self.word = self._button("document", "Word", lambda: self.ask_and_keep(".docx"))
        self.excel = self._button("sheet", "Excel", lambda: self.ask_and_keep(".xlsx"))
        self.pdf = self._button("save", "PDF", lambda: self.ask_and_keep(".pdf"))
        self.print = self._button("print", _("In…"), self.preview)
        self.word.setObjectName("primary")
        self.word.setIcon(icon("document", tokens.theme().on_accent))
        self.paper = QTextBrowser(openLinks=False)
        self.paper.setObjectName("paper")
        self.paper.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.paper.setAccessibleName(_("Báo cáo như khi in"))
        # Paper is white whatever the theme of the window is.
        self.paper.setStyleSheet("#paper { background: #ffffff; color: #000000; }")
        self.paper.document().setDocumentMargin(_MARGIN)
        self.paper.anchorClicked.connect(self.follow)
        self._lay_out()

    def _button(self, picture: str, text: str, deed: Callable[[], object]) -> QPushButton:
        button = QPushButton(icon(picture), text)
        button.setEnabled(False)
        button.clicked.connect(lambda _checked=False: deed())
        return button

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(tokens.S)
        for part in (self.report, self.period):
            bar.addWidget(part)
        bar.addWidget(self.filter, 1)
        files = QHBoxLayout()
        files.setSpacing(tokens.S)
        files.addWidget(self.about, 1)
        files.addWidget(self.masked)
        for button in (self.word, self.excel, self.pdf, self.print):
            files.addWidget(button)
        sheet = QWidget()
        middle = QHBoxLayout(sheet)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(1)
        middle.addWidget(self.paper, 1000)
        middle.addStretch(1)
        self.body.addLayout(bar)
        self.body.addLayout(files)
        self.body.addWidget(panel(sheet), 1)

    def chosen(self) -> Report:
        """The report that is looked at."""
        return self.workspace.catalog.report(self.report.currentData())

    def opened(self, route: Route) -> None:
        at = self.report.findData(route.text) if route.text else -1
        if at >= 0 and at != self.report.currentIndex():
            self.report.setCurrentIndex(at)
            self._stale = True
        if route.record:
            self._take_period(route.record)
        super().opened(route)
        self.report.setFocus()

    def _take_period(self, id: str) -> None:
        """Look at the period and the place of a report of the calendar."""
        with self.workspace.store.reading() as reader:
            planned = reader.get(ReportingPeriod, id)
        if planned is None:
            return
        period = of_calendar(planned)
        at = self.period.findText(period.name)
        if at < 0:
            self.period.insertItem(1, period.name, period)
            at = 1
        # A second edition has the name of the first, and days of its own.
        self.period.setItemData(at, period)
        self.period.setCurrentIndex(at)
        self.filter.show_place(planned.place)
        self._stale = True

    def reload(self) -> None:
        """Answer again, beside the window."""
        if not self._reports or self._must_wait():
            return
        self._stale = False
        # What is on the page is no longer what the boxes above it say.
        self._offer_files(False)
        report, workspace = self.chosen(), self.workspace
        self._show_about(report)
        place = self.filter.asked().place if PLACE in report.takes else ""
        period: Period | None = self.period.currentData() if PERIOD in report.takes else None
        masked = True if self.masked.isChecked() else None

        def work(_progress: object) -> _Answer:
            written = write_report(workspace, report, asked_of(workspace, report, place, period), masked)
            return _Answer(written, page_of(written, linked=True, most=_MOST_ROWS))

        self._ask(work, self._show, _("Đang lập báo cáo"))

    def _show_about(self, report: Report) -> None:
        self.period.setVisible(PERIOD in report.takes)
        self.filter.setVisible(PLACE in report.takes)
        parts = [translate(report.about)]
        if report.basis:
            parts.append(_("Căn cứ: {basis}.").format(basis=report.basis))
        if report.confidence != CONFIRMED:
            parts.append(_("Mẫu biểu: {sure}.").format(sure=_(CONFIDENCE[report.confidence]).lower()))
        self.about.setText(" ".join(parts))

    def _show(self, answer: _Answer) -> None:
        self.written = answer.written
        document = answer.written.document
        across = A4[1] if document.lies else A4[0]
        self.paper.setMaximumWidth(round(across * _PIXELS))
        self.paper.setHtml(answer.html)
        self.show_counts(_("{count} số liệu").format(count=len(document.figures)))
        self.masked.setVisible(document.names_persons)
        self.masked.setEnabled(self.workspace.guard.may(NAMES))
        self._offer_files(True)

    def _offer_files(self, ready: bool) -> None:
        for button in (self.word, self.excel, self.pdf, self.print):
            button.setEnabled(ready)

    def follow(self, way: QUrl) -> None:
        """From a figure, a row or a paragraph to the records it tells of."""
        if self.written is None:
            return
        document = self.written.document
        kind, _sign, rest = way.toString().partition(":")
        told: tuple[type[Record] | None, Where]
        if kind == FIGURE:
            told = document.figures[rest].over, document.figures[rest].where
        elif kind == ROW:
            table, row = (int(each) for each in rest.split(":"))
            line = list(document.tables())[table].rows[row]
            told = line.over, line.where
        else:
            part = document.parts[int(rest)]
            told = (part.over, part.where) if isinstance(part, Paragraph) else (None, ())
        if told[0] is not None:
            self.go(Route("records", told[0], where=tuple(told[1])))

    def ask_and_keep(self, kind: str) -> None:
        """Ask for a file and write the report into it."""
        if self.written is None:
            return
        kinds = {".docx": _("Tệp Word (*.docx)"), ".xlsx": _("Tệp Excel (*.xlsx)"), ".pdf": "PDF (*.pdf)"}
        name = f"{offered_name(self.written.document.title)}-{date.today():%Y%m%d}{kind}"
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Lưu báo cáo"), name, kinds[kind])
        if chosen:
            self.keep(with_kind(Path(chosen), kind))

    def keep(self, path: Path) -> None:
        """Write the report that is shown into a file, beside the window."""
        written = self.written
        if written is None:
            return

        def work(_progress: object) -> None:
            keep_report(written, path, print_pdf)
            note_report(self.workspace, written.document, written.is_masked, path)

        self.tasks.write_file(
            work,
            lambda _done: self.say(_("Đã ghi {file}.").format(file=path.name)),
            _("Đang ghi báo cáo"),
        )

    def preview(self) -> None:
        """The pages one by one, to be printed."""
        if self.written is None:
            return
        written = self.written
        try:
            html = page_of(written)
        except Refusal as refusal:
            self.notice.say(str(refusal), "WARN")
            return
        lies = written.document.lies
        PrintPreview(
            _("In báo cáo"),
            written.document.title,
            lambda printer: paint_page(html, printer),
            self,
            margins=margins(),
            lies=lies,
            left=lambda path: note_report(self.workspace, written.document, written.is_masked, path),
        ).exec()


def _first_large(text: str) -> str:
    return text[:1].upper() + text[1:]
