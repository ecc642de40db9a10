"""A year's round: reports are planned and sent, a visit is followed up, two amounts stand side by side."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.declare.reading import Condition
from desktop.qt.calendar_page import CalendarPage
from desktop.qt.capital_page import CapitalPage
from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.qt.record_page import RecordPage
from desktop.shared import (
    CapitalFact,
    MatchDuty,
    Office,
    RegisteredNorm,
    RegisteredText,
    ReportingPeriod,
    SupervisionVisit,
)
from desktop.shared.programme_lines import lasting_id
from desktop.testing import na_son
from desktop.workspace import Workspace

UNION = "HD 02/HD-ĐCT (thử)"
Cells = Callable[[Any, int], list[str]]


class Midsummer(date):
    """A day on which some reports of the year are late and others not yet due."""

    @classmethod
    def today(cls) -> Midsummer:
        return cls(2026, 7, 1)


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    monkeypatch.setattr("desktop.qt.calendar_page.date", Midsummer)
    return Midsummer.today()


def test_that_a_year_of_reports_is_planned_and_one_is_sent(
    shown: MainWindow,
    settled: Callable[[], None],
    picture: Callable[[str], None],
    cells: Cells,
    today: date,
) -> None:
    workspace = shown.workspace
    assert workspace is not None and shown.frame is not None
    workspace.save(Office(level="commune", commune=na_son(workspace), name="UBND xã Na Son"))
    shown.open(Route("calendar"))
    settled()
    page = shown.page(Route("calendar"))
    assert isinstance(page, CalendarPage)
    page.plan.click()
    settled()
    picture("7-1 lịch báo cáo")
    with workspace.store.reading() as reader:
        periods = list(reader.rows(ReportingPeriod))
    # Start, end, cut-off and due day are stored, each for itself.
    assert all(one.period_start < one.period_end and one.cutoff_on and one.due_on for one in periods)
    late = next(one for one in page.board.owed if one.standing == "late")
    before = cells(page.table, 0).count("Quá hạn")
    workspace.save(late.item.changed(state="sent", sent_on=today))
    settled()
    assert cells(page.table, 0).count("Quá hạn") == before - 1


def test_that_a_recommendation_is_followed_from_the_start_page_until_it_is_done(
    shown: MainWindow,
    settled: Callable[[], None],
    picture: Callable[[str], None],
    cells: Cells,
    today: date,
) -> None:
    workspace = shown.workspace
    assert workspace is not None and shown.frame is not None
    visit = workspace.save(
        SupervisionVisit(
            place=na_son(workspace),
            visited_on=today - timedelta(days=60),
            led_by="HĐND xã",
            subject="Hỗ trợ nhà ở",
            findings="Thiếu biên bản bình xét.",
            recommendation="Bổ sung biên bản bình xét",
            due_on=today - timedelta(days=5),
            state="open",
        )
    )
    shown.open(Route("calendar"))
    settled()
    page = shown.page(Route("calendar"))
    assert isinstance(page, CalendarPage)
    assert (cells(page.table, 0), cells(page.table, 3)) == (["Quá hạn"], ["Bổ sung biên bản bình xét"])
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settled()
    record = shown.page(Route("records", SupervisionVisit))
    assert isinstance(record, RecordPage) and record.form.record is not None
    assert record.form.record.id == visit.id
    picture("7-2 giám sát")
    workspace.save(visit.changed(state="done", done_on=today))
    shown.open(Route("calendar"))
    settled()
    assert cells(page.table, 0) == ["Đã xong"]


def test_that_two_amounts_for_one_item_stand_side_by_side_and_one_is_chosen(
    shown: MainWindow, settled: Callable[[], None], picture: Callable[[str], None]
) -> None:
    workspace = shown.workspace
    assert workspace is not None
    own = enter_union_norm(workspace)
    shown.open(Route("records", RegisteredNorm, record=own.id or ""))
    settled()
    page = shown.page(Route("records", RegisteredNorm))
    assert isinstance(page, RecordPage)
    page.form.tabs.setCurrentIndex(1)
    picture("7-3 hai mức cùng một khoản")
    assert any("Hai văn bản cùng quy định" in each.message for each in page.form.problems)
    (told,) = meeting(workspace, own)
    assert f"theo {UNION} là tối đa 60.000 đ/người/buổi, theo TT 55/2023/TT-BTC là tối đa 50.000" in told
    assert "chênh 10.000 đ/người/buổi" in told and "Chưa chọn nên dùng TT 55/2023/TT-BTC" in told
    day = date(2026, 3, 1)
    before = workspace.norms.at(own.code, day)
    assert before is not None and before.value == 50_000

    workspace.save(own.changed(preferred=True, reason="Sở Tài chính thống nhất"))
    (told,) = meeting(workspace, own)
    assert f"Đang áp dụng {UNION}: Sở Tài chính thống nhất." in told
    applied = workspace.norms.at(own.code, day)
    assert applied is not None
    assert applied.value == 60_000
    assert "còn TT 55/2023/TT-BTC: 50.000 đ/người/buổi; áp dụng vì Sở Tài chính" in applied.show()


def enter_union_norm(workspace: Workspace) -> RegisteredNorm:
    """What the Women's Union guides to be paid, beside what the Ministry of Finance allows."""
    first = date(2022, 10, 1)
    workspace.save(RegisteredText(number=UNION, kind="other", valid_from=first, confidence="L"))
    with workspace.store.reading() as reader:
        (row,) = reader.rows(RegisteredNorm, [Condition("code", "is", "P8.COMM.PARTICIPANT")])
    values = {"value": Decimal(60_000), "text": UNION, "article": "Mục III", "valid_from": first}
    norm = workspace.save(RegisteredNorm(**{**row.values(), **values, "declared_by": None}))
    assert isinstance(norm, RegisteredNorm)
    return norm


def meeting(workspace: Workspace, norm: RegisteredNorm) -> list[str]:
    """What is said of a norm because another one stands beside it."""
    found = workspace.check(RegisteredNorm).problems
    return [each.message for each in found if each.record == norm.id and "one_norm" in each.rule]


def test_that_another_matching_ratio_is_tried_and_nothing_is_written(
    shown: MainWindow, settled: Callable[[], None], picture: Callable[[str], None], cells: Cells
) -> None:
    workspace = shown.workspace
    assert workspace is not None
    same: dict[str, Any] = {"place": na_son(workspace), "capital_kind": "investment", "plan_year": 2026}
    same |= {"line": lasting_id("1719", "DA1.b"), "budget_year": 2026, "as_of": date(2026, 10, 31)}
    for source, amount in (("central", 800_000_000), ("commune", 20_000_000)):
        workspace.save(CapitalFact(source=source, assigned=amount, **same))
    duty = workspace.save(MatchDuty(place=same["place"], year=2026, ratio=Decimal(10), basis="NQ của tỉnh"))
    last = workspace.store.change_sets(limit=1)[0].number
    shown.open(Route("capital"))
    settled()
    page = shown.page(Route("capital"))
    assert isinstance(page, CapitalPage)
    assert cells(page.duties, 5) == ["60 (75,0 %)"]
    page.ratio.setFocus()
    QTest.keyClicks(page.ratio, "2,5")
    QTest.keyClick(page.ratio, Qt.Key.Key_Tab)
    assert (cells(page.duties, 1), cells(page.duties, 5)) == (["2,5 %"], ["đủ"])
    picture("7-4 thử tỷ lệ đối ứng")
    assert workspace.store.change_sets(limit=1)[0].number == last
    with workspace.store.reading() as reader:
        stored = reader.get(MatchDuty, duty.id or "")
    assert stored is not None and stored.ratio == 10
