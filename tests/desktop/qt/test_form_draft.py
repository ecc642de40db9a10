"""Asks whether what was typed and not saved is offered again as it was typed, only as long as it helps."""

import threading
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.declare.problems import Refusal
from desktop.qt.details_editor import DetailsEditor
from desktop.qt.field_editors import LongTextEditor
from desktop.qt.home_page import HomePage
from desktop.qt.page import Route
from desktop.qt.record_form import RecordForm
from desktop.qt.tasks import Tasks
from desktop.qt.waiting import read_waiting, waiting_lines
from desktop.storage.drafts import Drafts
from desktop.workspace import Workspace
from tests.desktop.qt.forms import press, put, said_at, stored, type_into

Makes = Callable[[], RecordForm]


def offered(form: RecordForm) -> str:
    return "" if form.notice.isHidden() else form.notice.text.text()


@pytest.fixture
def next_run(
    qtbot: QtBot, street: Workspace, home: Any, tasks: Tasks, settled: Callable[[], None]
) -> Iterator[Makes]:
    """A form as the program shows it after it was started again; nothing was saved before."""

    forms: list[RecordForm] = []

    def make() -> RecordForm:
        for gone in forms:
            # The run before has ended: nothing of it types or keeps any more.
            gone.show_record(None)
        settled()
        street.store.drafts = Drafts(street.store._engines)
        form = RecordForm(street, tasks, home)
        qtbot.addWidget(form)
        form.show()
        forms.append(form)
        return form

    yield make
    settled()


def test_that_what_was_typed_into_a_record_is_offered_after_a_power_cut(
    next_run: Makes, street: Workspace, home: Any
) -> None:
    first = next_run()
    first.show_record(stored(street, home, "Vàng A Ẳng"))
    type_into(first, "area", "to lam")
    type_into(first, "head", "Lo Van Nam")
    first.draft.keep()
    second = next_run()
    second.show_record(stored(street, home, "Vàng A Bó"))
    assert offered(second) == ""
    second.show_record(stored(street, home, "Vàng A Ẳng"))
    assert offered(second).startswith("Có phần đang nhập dở lúc ")
    assert second.fields.typed()["area"] == "40"
    press(second, "Lấy lại")
    assert second.fields.typed()["area"] == "to lam"
    assert second.fields.typed()["head"] == "Lo Van Nam"
    assert second.dirty


def test_that_a_new_record_comes_back_with_every_kind_of_field(
    next_run: Makes, street: Workspace, home: Any
) -> None:
    first = next_run()
    first.begin(home(poverty="poor", minority=True, commune=stored(street, home, "Vàng A Bó").commune))
    children, note = first.fields.editors["children"], first.fields.editors["note"]
    assert isinstance(children, DetailsEditor) and isinstance(note, LongTextEditor)
    children.add_row()
    children.rows.setData(children.rows.index(0, 0), "Vàng Thị Mỷ")
    children.rows.setData(children.rows.index(0, 1), "nam nao")
    type_into(first, "head", "Lo Van Nam")
    note.text.setPlainText("hai\ndòng")
    before = first.fields.typed()
    first.draft.keep()
    second = next_run()
    second.begin(home())
    press(second, "Lấy lại")
    assert second.fields.typed() == before
    record, unread = second.now()
    assert (record.head, record.poverty, record.minority) == ("Lo Van Nam", "poor", True)
    assert record.commune == stored(street, home, "Vàng A Bó").commune
    assert [problem.field for problem in unread] == ["children"]


def test_that_a_saved_or_refused_draft_is_offered_no_more(
    next_run: Makes, street: Workspace, home: Any, settled: Callable[[], None]
) -> None:
    form = next_run()
    for head in ("Vàng A Ẳng", "Vàng A Bó", "Vàng A Chớ"):
        form.show_record(stored(street, home, head))
        type_into(form, "rooms", "3")
        form.draft.keep()
        if head == "Vàng A Ẳng":
            form.save()
            settled()
        elif head == "Vàng A Bó":
            form.give_up()
        else:
            form.fields.take(stored(street, home, head))
            assert form.leave()
    again = next_run()
    assert street.store.drafts.left() == []
    again.show_record(stored(street, home, "Vàng A Bó"))
    assert offered(again) == ""


def test_that_it_is_told_where_the_record_was_changed_since(
    next_run: Makes, street: Workspace, home: Any, settled: Callable[[], None]
) -> None:
    first = next_run()
    first.show_record(stored(street, home, "Vàng A Ẳng"))
    type_into(first, "head", "Lo Van Nam")
    first.draft.keep()
    settled()
    street.save(stored(street, home, "Vàng A Ẳng").changed(rooms=4))
    second = next_run()
    second.show_record(stored(street, home, "Vàng A Ẳng"))
    assert offered(second).endswith("Hồ sơ đã được sửa sau đó.")
    press(second, "Lấy lại")
    assert second.now()[0].rooms == 4
    assert second.now()[0].head == "Lo Van Nam"
    third = next_run()
    third.show_record(stored(street, home, "Vàng A Ẳng"))
    press(third, "Bỏ phần đó")
    next_run()
    assert street.store.drafts.left() == []


def test_that_the_start_page_leads_to_what_was_left(next_run: Makes, street: Workspace, home: Any) -> None:
    first = next_run()
    first.begin(home())
    type_into(first, "head", "Lo Van Nam")
    first.draft.keep()
    next_run()
    (line,) = waiting_lines(read_waiting(street, date.today()), street, date.today())
    assert line.sentence.endswith("chưa lưu: Nhà mới")
    assert (line.route.record_type, line.route.new, line.route.record) == (home, True, "")


def test_that_the_start_page_names_no_draft_that_was_thrown_away(
    qtbot: QtBot,
    next_run: Makes,
    street: Workspace,
    home: Any,
    tasks: Tasks,
    settled: Callable[[], None],
) -> None:
    first = next_run()
    first.begin(home())
    type_into(first, "head", "Lo Van Nam")
    first.draft.keep()
    second = next_run()
    page = HomePage(street, tasks)
    qtbot.addWidget(page)
    page.show()
    page.opened(Route("home"))
    settled()
    assert len(page._waiting.drafts) == 1
    second.begin(home())
    press(second, "Bỏ phần đó")
    page.opened(Route("home"))
    settled()
    assert page._waiting.drafts == []


def test_that_typing_starts_the_clock_and_escape_stops_it(
    next_run: Makes, street: Workspace, home: Any
) -> None:
    form = next_run()
    form.show_record(stored(street, home, "Vàng A Ẳng"))
    type_into(form, "rooms", "3")
    assert form.draft._later.isActive() or form.draft._kept
    QTest.keyClick(form.fields.editors["rooms"].inner(), Qt.Key.Key_Escape)
    form.give_up()
    assert not form.draft._later.isActive()


def test_that_what_another_wrote_meanwhile_is_seen_before_it_is_written_over(
    next_run: Makes, street: Workspace, home: Any, settled: Callable[[], None]
) -> None:
    form = next_run()
    form.show_record(stored(street, home, "Vàng A Ẳng"))
    type_into(form, "head", "Lo Van Nam")
    street.save(stored(street, home, "Vàng A Ẳng").changed(head="Vàng A Xá", area=50))
    form.save()
    settled()
    assert form.dirty and "đã được người khác sửa" in offered(form)
    press(form, "Xem giá trị mới")
    settled()
    assert (form.fields.typed()["head"], form.dirty) == ("Vàng A Xá", False)
    press(form, "Lấy lại phần vừa gõ")
    assert form.fields.typed()["head"] == "Lo Van Nam" and form.fields.typed()["area"] == "50"
    form.save()
    settled()
    assert stored(street, home, "Lo Van Nam").area == 50


def test_that_who_gives_up_sees_what_another_wrote_meanwhile(
    next_run: Makes, street: Workspace, home: Any
) -> None:
    form = next_run()
    form.show_record(stored(street, home, "Vàng A Ẳng"))
    type_into(form, "head", "Lo Van Nam")
    street.save(stored(street, home, "Vàng A Ẳng").changed(area=50))
    form.give_up()
    assert form.fields.typed()["area"] == "50" and form.fields.typed()["head"] == "Vàng A Ẳng"
    press(form, "Lấy lại")
    assert form.fields.typed()["head"] == "Lo Van Nam"


def test_that_what_was_refused_after_leaving_is_kept_until_it_is_written(
    next_run: Makes, street: Workspace, home: Any, settled: Callable[[], None]
) -> None:
    form = next_run()
    form.show_record(stored(street, home, "Vàng A Ẳng"))
    type_into(form, "head", "Lo Van Nam")
    street.save(stored(street, home, "Vàng A Ẳng").changed(head="Vàng A Xá", area=50))
    for _time in range(2):
        assert form.leave()
        form.show_record(stored(street, home, "Vàng A Bó"))
        settled()
        press(form, "Mở lại")
        assert (form.fields.typed()["head"], form.dirty) == ("Lo Van Nam", True)
    form.draft.keep()
    settled()
    [kept] = Drafts(street.store._engines).left()
    assert kept.typed == {"head": "Lo Van Nam"}
    form.save()
    settled()
    press(form, "Xem giá trị mới")
    assert form.fields.typed()["head"] == "Vàng A Xá"
    press(form, "Lấy lại phần vừa gõ")
    form.save()
    settled()
    assert stored(street, home, "Lo Van Nam").area == 50, "what another wrote beside it stays"
    assert Drafts(street.store._engines).left() == []


def test_that_a_refused_record_is_not_opened_over_what_is_typed_in_the_next(
    next_run: Makes, street: Workspace, home: Any, settled: Callable[[], None]
) -> None:
    form = next_run()
    form.show_record(stored(street, home, "Vàng A Ẳng"))
    type_into(form, "head", "Lo Van Nam")
    street.save(stored(street, home, "Vàng A Ẳng").changed(head="Vàng A Xá"))
    assert form.leave()
    form.show_record(stored(street, home, "Vàng A Bó"))
    settled()
    type_into(form, "rooms", "7")
    press(form, "Mở lại")
    settled()
    assert stored(street, home, "Vàng A Bó").rooms == 7
    assert form.fields.typed()["head"] == "Lo Van Nam"


def test_that_a_new_record_opened_again_is_one_draft_still(
    next_run: Makes,
    street: Workspace,
    home: Any,
    settled: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    form = next_run()
    form.begin(home(commune=stored(street, home, "Vàng A Bó").commune))
    type_into(form, "head", "Lo Van Nam")
    form.draft.keep()
    with monkeypatch.context() as full:
        full.setattr(street, "save", refuses("Ổ đĩa đã đầy."))
        assert form.leave()
        form.show_record(stored(street, home, "Vàng A Bó"))
        settled()
    press(form, "Mở lại")
    form.save(as_draft=True)
    settled()
    assert stored(street, home, "Lo Van Nam") is not None
    assert Drafts(street.store._engines).left() == []


def refuses(says: str) -> Callable[..., Any]:
    def refuse(*_asked: Any, **_named: Any) -> Any:
        raise Refusal(says)

    return refuse


def test_that_a_refusal_is_told_where_the_store_cannot_be_asked_either(
    next_run: Makes,
    street: Workspace,
    home: Any,
    settled: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    form = next_run()
    form.show_record(stored(street, home, "Vàng A Ẳng"))
    type_into(form, "head", "Lo Van Nam")
    with monkeypatch.context() as away:

        def lose(_record: Any) -> None:
            away.setattr(street.store, "reading", refuses("Không đọc được."))
            raise Refusal("Mất kết nối.")

        away.setattr(street, "save", lose)
        form.save()
        settled()
        assert (offered(form), form.dirty) == ("Mất kết nối.", True)
    street.save(stored(street, home, "Vàng A Ẳng").changed(head="Vàng A Xá"))
    form.save()
    settled()
    with monkeypatch.context() as away:
        away.setattr(street.store, "reading", refuses("Không đọc được."))
        press(form, "Xem giá trị mới")
        assert offered(form) == "Không đọc được." and form.fields.typed()["head"] == "Lo Van Nam"
    press(form, "Thử lại")
    assert form.fields.typed()["head"] == "Vàng A Xá"


def test_that_escape_loses_nothing_where_the_store_cannot_be_asked(
    next_run: Makes,
    street: Workspace,
    home: Any,
    settled: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    form = next_run()
    form.show_record(stored(street, home, "Vàng A Ẳng"))
    type_into(form, "head", "Lo Van Nam")
    form.draft.keep()
    with monkeypatch.context() as away:
        away.setattr(street.store, "reading", refuses("Không đọc được."))
        form.give_up()
    settled()
    assert (offered(form), form.dirty) == ("Không đọc được.", True)
    assert len(Drafts(street.store._engines).left()) == 1
    press(form, "Thử lại")
    settled()
    assert (form.fields.typed()["head"], Drafts(street.store._engines).left()) == ("Vàng A Ẳng", [])
    press(form, "Lấy lại")
    assert form.fields.typed()["head"] == "Lo Van Nam"


def test_that_the_window_asks_a_server_that_is_gone_for_nothing_while_one_types_and_saves(
    next_run: Makes,
    street: Workspace,
    home: Any,
    settled: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    form = next_run()
    form.show_record(stored(street, home, "Vàng A Ẳng"))
    asked: list[bool] = []

    def gone(*_asked: object) -> None:
        asked.append(threading.current_thread() is threading.main_thread())
        raise Refusal("Máy chủ không trả lời.")

    for engine in (street.store._engines.reader, street.store._engines.writer):
        monkeypatch.setattr(engine, "connect", gone)
    put(form, "area", "28")
    assert said_at(form, "area").startswith("Diện tích 28 m² nhỏ hơn 30 m².")
    put(form, "area", "45")
    form.save()
    settled()
    assert asked
    assert not any(asked)
    assert "Máy chủ không trả lời." in form.notice.text.text()
    assert form.dirty
    assert form.fields.values()[0]["area"] == 45
    monkeypatch.undo()
    form.save()
    settled()
    assert stored(street, home, "Vàng A Ẳng").area == 45
