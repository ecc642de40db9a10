"""What a report answers for a place, a period and a day, and whose paper it goes on; works out no figure."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.declare.norms import CONFIRMED
from desktop.declare.problems import Refusal
from desktop.declare.reports import PERIOD, PLACE, Asked, Document, Letterhead, Period, Report
from desktop.declare.text import _, translate
from desktop.declare.values import plain_value
from desktop.shared.officers import NAMES
from desktop.shared.periods import read_period
from desktop.shared.places import Place, place_of_code
from desktop.workspace.own_office import own_office

if TYPE_CHECKING:
    from desktop.workspace.workspace import Workspace

FILES = (".docx", ".xlsx", ".pdf")
"""What a report can be kept as."""

_log = logging.getLogger(__name__)
_KIND = re.compile(r"^(Xã|Phường|Thị trấn|Đặc khu|Tỉnh|Thành phố) ")


@plain_value
class Written:
    """A report that was answered: the document, whose paper it goes on, whether names are hidden in it."""

    document: Document
    letterhead: Letterhead
    is_masked: bool


def asked_of(
    workspace: Workspace,
    report: Report,
    place: str = "",
    period: Period | None = None,
    today: date | None = None,
) -> Asked:
    """What a report is asked for: the place by its id, by the boundaries the workspace looks by.

    Raises `Refusal` where the report takes no place, or no period.
    """
    if place and PLACE not in report.takes:
        raise _takes_none(report, _("địa bàn"))
    if period is not None and PERIOD not in report.takes:
        raise _takes_none(report, _("kỳ"))
    with workspace.store.reading() as reader:
        name = reader.names(Place, [place]).get(place, "") if place else ""
    return Asked(
        today or date.today(),
        place,
        name,
        tuple(workspace.places_within(place)) if place else (),
        period,
        workspace.as_of.day if workspace.as_of else None,
        workspace.catalog.record_types,
    )


def _takes_none(report: Report, what: str) -> Refusal:
    return Refusal(
        _("Báo cáo “{title}” không chọn theo {what}.").format(title=translate(report.title), what=what),
        _("Bỏ lựa chọn đó rồi làm lại."),
    )


def place_named(workspace: Workspace, written: str) -> str:
    """The id of the unit a code means, or an id itself. Raises `Refusal` for any other."""
    with workspace.store.reading() as reader:
        found = reader.get(Place, written) or place_of_code(written, reader)
    if found is None or not found.id:
        raise Refusal(
            _("Không có đơn vị hành chính mang mã “{code}”.").format(code=written),
            _("Kiểm tra lại mã xã, mã tỉnh."),
        )
    return found.id


def period_named(written: str) -> Period:
    """The period as it was written. Raises `Refusal` for what is none."""
    try:
        return read_period(written)
    except ValueError as failure:
        raise Refusal(
            str(failure),
            _("Viết như 2026, 2026-Q2, 2026-H1, 2026-9M, 2026-06 hoặc 2025-12-15..2026-06-14."),
        ) from failure


def write_report(workspace: Workspace, report: Report, asked: Asked, masked: bool | None = None) -> Written:
    """Answer a report. Names are hidden where that is asked for, or whoever sits here may not see them.

    Raises `Refusal` where names are asked for without the right, and where the report itself fails.
    """
    if masked is False:
        workspace.guard.refuse_without(NAMES)
    try:
        with workspace.reading() as reader:
            document = report.answer(reader, asked)
    except Refusal:
        raise
    except Exception as failure:
        _log.error("report %s raised %s", report.name, type(failure).__name__)
        says = _("Báo cáo này gặp lỗi khi tính. Hãy báo người hỗ trợ tên “{name}”.")
        raise Refusal(says.format(name=report.name)) from failure
    hides = document.names_persons and (bool(masked) or not workspace.guard.may(NAMES))
    return Written(
        document.masked() if hides else document, _letterhead(workspace, report, asked, hides), hides
    )


def _letterhead(workspace: Workspace, report: Report, asked: Asked, is_masked: bool) -> Letterhead:
    seat = ""
    with workspace.store.reading() as reader:
        office = own_office(workspace, reader)
        if office is not None and office.place:
            seat = _KIND.sub("", reader.names(Place, [office.place]).get(office.place, ""))
    return Letterhead(
        (office.name if office else "") or _("(chưa ghi đơn vị sử dụng)"),
        seat,
        asked.today,
        tuple(_foot(report, is_masked)),
    )


def _foot(report: Report, is_masked: bool) -> list[str]:
    found = []
    if report.basis:
        found.append(_("Căn cứ: {basis}.").format(basis=report.basis))
    if report.confidence != CONFIRMED:
        found.append(_("Biểu do chương trình đề xuất, chưa đối chiếu với mẫu chính thức."))
    if is_masked:
        found.append(_("Họ tên và dữ liệu cá nhân được che."))
    return found


def keep_report(written: Written, path: Path, print_pdf: Callable[[str, Path, bool], object]) -> None:
    """Write a report into a `.docx`, `.xlsx` or `.pdf`; only windows can print a page. Raises `Refusal`."""
    document, letterhead = written.document, written.letterhead
    if path.suffix.lower() == ".xlsx":
        from desktop.excel.report_books import write_report_book

        write_report_book(document, letterhead, path)
    elif path.suffix.lower() == ".docx":
        from desktop.documents.word import word_of
        from desktop.excel.sheets import whole_or_not_at_all

        content = word_of(document, letterhead)
        with whole_or_not_at_all(path) as stream:
            stream.write(content)
    else:
        print_pdf(page_of(written), path, document.lies)


def page_of(written: Written, *, linked: bool = False, most: int | None = None) -> str:
    """A report as HTML, to be shown or printed; of each table at `most` so many rows."""
    from desktop.documents.pages import html_of

    return html_of(written.document, written.letterhead, linked=linked, most=most)
