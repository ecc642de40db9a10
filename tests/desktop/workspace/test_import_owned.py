"""Rows that records own leave on sheets of their own and come back unchanged, or with what was corrected."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from desktop.declare.reading import Condition
from desktop.declare.records import Record
from desktop.excel.stamps import OWNER_HEADING
from desktop.shared import Place, PlaceEvent, PlaceLink, RegisteredText, SplitDecision
from desktop.shared.legal_texts import TextArticle
from desktop.shared.place_events import UnitAfter, UnitBefore, unit_id
from desktop.shared.place_splits import SplitPart
from desktop.workspace import Workspace
from desktop.workspace.importing import (
    ImportResult,
    accept,
    export_records,
    recognise_files,
    write_corrections,
)

KEO_LOM, TOWN = unit_id("03376", "commune", None), unit_id("03203", "commune", None)
NA_SON, XA_DUNG = (unit_id(code, "commune", date(2025, 7, 1)) for code in ("03203", "03208"))


def text(number: str = "NQ 7/2024/NQ-HĐND") -> RegisteredText:
    articles = [
        TextArticle(article="Điều 2(1)", says="Mức hỗ trợ"),
        TextArticle(article="Điều 3"),
    ]
    return RegisteredText(number=number, kind="resolution", confidence="H", articles=articles)


def decision() -> SplitDecision:
    parts = [SplitPart(into=NA_SON, share=Decimal("62.5")), SplitPart(into=XA_DUNG, share=Decimal("37.5"))]
    return SplitDecision(
        place=KEO_LOM,
        how="share",
        basis="BB 12",
        decided_on=date(2025, 8, 1),
        officer="Lò Văn A",
        parts=parts,
    )


def event() -> PlaceEvent:
    return PlaceEvent(
        kind="rename",
        on=date(2026, 10, 1),
        about="đổi tên xã Na Son",
        decision="NQ 9",
        before=[UnitBefore(unit=NA_SON)],
        after=[UnitAfter(code="03203", name="Xã Na Son Mới", unit_type="xã")],
    )


def imported(workspace: Workspace, path: Path) -> ImportResult:
    return accept(workspace, recognise_files(workspace, [path]))


def stored(workspace: Workspace, record: Record) -> Record:
    with workspace.store.reading() as reader:
        found = reader.get(type(record), record.id or "")
    assert found is not None
    return found


def owned_sheet(book: openpyxl.Workbook) -> Worksheet:
    return next(sheet for sheet in book.worksheets if any(OWNER_HEADING in row for row in values(sheet)))


def values(sheet: Worksheet) -> list[list[str]]:
    return [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("made", [text, decision, event], ids=["text", "decision", "event"])
def test_that_owned_rows_travel_and_come_back_unchanged(
    workspace: Workspace, tmp_path: Path, made: object
) -> None:
    assert callable(made)
    record = workspace.save(made())
    export_records(workspace, type(record), tmp_path / "a.xlsx", [Condition("id", "is", record.id)])
    result = imported(workspace, tmp_path / "a.xlsx")
    assert [(each.unchanged, each.changed, each.refused) for each in result.tables] == [(1, 0, 0)]
    assert stored(workspace, record).values() == record.values()


def test_that_they_travel_to_an_office_that_has_not_got_them(workspace: Workspace, tmp_path: Path) -> None:
    record = workspace.save(event())
    (made,) = workspace.store.change_sets(limit=1)
    export_records(workspace, PlaceEvent, tmp_path / "a.xlsx")
    workspace.undo(made.number)
    assert imported(workspace, tmp_path / "a.xlsx").tables[0].new == 1
    with workspace.store.reading() as reader:
        (known,) = reader.rows(PlaceEvent)
        assert [each.values() for each in known.after] == [each.values() for each in record.after]
        assert reader.get(Place, unit_id("03203", "commune", date(2026, 10, 1))) is not None
        assert reader.count(PlaceLink, [Condition("old", "is", NA_SON)]) == 1


def test_that_rows_are_corrected_added_and_taken_away(workspace: Workspace, tmp_path: Path) -> None:
    record = workspace.save(text())
    other = workspace.save(text("NQ 8/2024/NQ-HĐND"))
    path = tmp_path / "a.xlsx"
    export_records(workspace, RegisteredText, path, [Condition("id", "in", [record.id, other.id])])
    book = openpyxl.load_workbook(path)
    sheet = owned_sheet(book)
    first = next(row for row in range(1, 20) if sheet.cell(row, 1).value == record.id)
    sheet.cell(first, 4).value = "Mức hỗ trợ một hộ"
    second = next(row for row in range(1, 20) if sheet.cell(row, 1).value == other.id)
    sheet.delete_rows(second, 1)
    sheet.append([None, "NQ 8/2024/NQ-HĐND", "Điều 9", "Thêm"])
    sheet.append([None, "NQ chưa có", "Điều 1", None])
    book.save(path)
    result = imported(workspace, path)
    assert [(each.changed, each.refused) for each in result.tables] == [(2, 0)]
    kept = stored(workspace, record)
    assert isinstance(kept, RegisteredText)
    assert [each.says for each in kept.articles] == ["Mức hỗ trợ một hộ", None]
    kept = stored(workspace, other)
    assert isinstance(kept, RegisteredText)
    assert [each.article for each in kept.articles] == ["Điều 3", "Điều 9"]
    (stray,) = [problem for problem in result.problems if "không rõ của hồ sơ nào" in problem.message]
    assert stray.spot is not None and stray.spot.sheet == sheet.title


def add_by_hand(workspace: Workspace, path: Path, kind: str = "Nghị quyết") -> None:
    """A list of one text to which an officer has added a second, with an article of its own."""
    workspace.save(text())
    export_records(workspace, RegisteredText, path, [Condition("number", "is", text().number)])
    book = openpyxl.load_workbook(path)
    records = book.worksheets[0]
    copied = next(row for row in values(records) if text().number in row)
    records.insert_rows(records.max_row)
    for column, value in enumerate(copied[1:], 2):
        new = value.replace("NQ 7/2024", "NQ 10/2024").replace("Nghị quyết", kind)
        records.cell(records.max_row - 1, column).value = new or None
    owned_sheet(book).append([None, "NQ 10/2024/NQ-HĐND", "Điều 5", None])
    book.save(path)


def test_that_a_new_record_brings_its_rows_by_name(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    add_by_hand(workspace, path)
    assert imported(workspace, path).tables[0].new == 1
    with workspace.store.reading() as reader:
        (new,) = reader.rows(RegisteredText, [Condition("number", "is", "NQ 10/2024/NQ-HĐND")])
    assert [each.article for each in new.articles] == ["Điều 5"]


def test_that_what_cannot_be_read_refuses_the_record_and_says_where(
    workspace: Workspace, tmp_path: Path
) -> None:
    record = workspace.save(decision())
    path = tmp_path / "a.xlsx"
    export_records(workspace, SplitDecision, path)
    book = openpyxl.load_workbook(path)
    sheet = owned_sheet(book)
    share = next(cell for row in sheet.iter_rows() for cell in row if cell.value == 62.5)
    share.value = "hơn nửa"
    book.save(path)
    result = imported(workspace, path)
    assert result.tables[0].refused == 1
    assert any(f"({sheet.title}!{share.coordinate})" in problem.message for problem in result.problems)
    assert stored(workspace, record).values() == record.values()


def test_that_a_sheet_taken_away_takes_no_rows_with_it(workspace: Workspace, tmp_path: Path) -> None:
    record = workspace.save(text())
    path = tmp_path / "a.xlsx"
    export_records(workspace, RegisteredText, path, [Condition("id", "is", record.id)])
    book = openpyxl.load_workbook(path)
    book.remove(owned_sheet(book))
    book.save(path)
    assert imported(workspace, path).tables[0].unchanged == 1
    assert stored(workspace, record).values() == record.values()


def test_that_a_sheet_put_in_front_keeps_no_rows_from_their_record(
    workspace: Workspace, tmp_path: Path
) -> None:
    record = workspace.save(text())
    path = tmp_path / "a.xlsx"
    export_records(workspace, RegisteredText, path, [Condition("id", "is", record.id)])
    book = openpyxl.load_workbook(path)
    book.create_sheet("Bìa", 0).append(["Kính gửi phòng Dân tộc"])
    sheet = owned_sheet(book)
    first = next(row for row in range(1, 20) if sheet.cell(row, 1).value == record.id)
    sheet.cell(first, 4).value = "Mức mới"
    book.save(path)
    imported(workspace, path)
    kept = stored(workspace, record)
    assert isinstance(kept, RegisteredText)
    assert [each.says for each in kept.articles] == ["Mức mới", None]


def test_that_rows_of_a_refused_new_record_go_back_with_it_and_return(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    add_by_hand(workspace, path, kind="Lệnh lạ")
    refused = imported(workspace, path)
    assert [(each.unchanged, each.refused) for each in refused.tables] == [(1, 1)]
    write_corrections(refused, tmp_path / "lỗi.xlsx")
    book = openpyxl.load_workbook(tmp_path / "lỗi.xlsx")
    assert [row[1:3] for row in values(owned_sheet(book))][-1] == ["NQ 10/2024/NQ-HĐND", "Điều 5"]
    wrong = next(cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == "Lệnh lạ")
    wrong.value = "Nghị quyết"
    book.save(tmp_path / "lỗi.xlsx")
    assert imported(workspace, tmp_path / "lỗi.xlsx").tables[0].new == 1
    with workspace.store.reading() as reader:
        (new,) = reader.rows(RegisteredText, [Condition("number", "is", "NQ 10/2024/NQ-HĐND")])
    assert [each.article for each in new.articles] == ["Điều 5"]
