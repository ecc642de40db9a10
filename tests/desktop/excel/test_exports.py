"""What is exported comes back the same, and what must stay hidden stays hidden."""

from __future__ import annotations

import string
from collections.abc import Iterator
from datetime import date
from decimal import Decimal as Dec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from desktop.declare.dates import PartialDate
from desktop.declare.problems import Refusal
from desktop.declare.reading import Condition
from desktop.excel.dressing import STAMP_SHEET
from desktop.excel.workbooks import read_workbook
from desktop.workspace import Workspace
from desktop.workspace.importing import accept, export_records, preview, recognise_files
from tests.desktop.excel.lists import Village, Well, register


@pytest.fixture(scope="module")
def wells(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = register(tmp_path_factory.mktemp("wells"))
    yield workspace
    workspace.close()


def village(workspace: Workspace) -> str:
    with workspace.store.reading() as reader:
        return next(record.id for record in reader.rows(Village) if record.id)


LETTERS = st.sampled_from(string.ascii_letters + "ăâđêôơưàảãáạ ỷ0123456789=+-@'\"<&>.,/_")
WORDS = st.sampled_from(["Tổng cộng", "Cộng: 3 hộ", "I", "Ghi chú: nhà", "Người lập biểu"]) | st.text(
    LETTERS, min_size=1, max_size=20
).map(lambda text: " ".join(text.split())).filter(bool)
LINES = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
DAYS = st.dates(date(1890, 1, 1), date(2100, 1, 1))
WELLS = st.fixed_dictionaries(
    {"owner": WORDS},
    optional={
        "sex": st.sampled_from(["male", "female"]),
        "born": st.one_of(
            DAYS,
            st.builds(PartialDate, st.integers(1900, 2100)),
            st.builds(PartialDate, st.integers(1900, 2100), st.integers(1, 12)),
        ),
        "number": st.from_regex(r"\A0[0-9]{11}\Z").filter(lambda digits: digits.isascii()),
        "members": st.integers(1, 40),
        "poverty": st.sampled_from(["poor", "near"]),
        "depth": st.integers(-(10**17), 10**17).map(lambda number: Dec(number).scaleb(-3)),
        "share": st.integers(0, 1000).map(lambda number: Dec(number).scaleb(-1)),
        "central": st.integers(0, 10**17),
        "own": st.integers(0, 10**17),
        "done": st.booleans(),
        "decision": WORDS,
        "decided_on": DAYS,
        "note": LINES,
    },
)


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # an example takes half a second, shrinking minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(several=st.lists(WELLS, min_size=3, max_size=12))
def test_that_an_export_imports_back_unchanged(
    wells: Workspace, tmp_path: Path, several: list[dict[str, Any]]
) -> None:
    place = village(wells)
    with wells.writing("thử") as writing:
        for record in list(writing.rows(Well)):
            writing.delete(Well, record.id or "")
        writing.save_all([Well(village=place, **values) for values in several])
    file = tmp_path / "gieng.xlsx"
    assert export_records(wells, Well, file) == len(several)
    result = preview(wells, recognise_files(wells, [file]))
    (table,) = result.tables
    assert [row.changes for row in table.rows if row.changes] == []
    assert [problem.message for problem in result.problems if not problem.rule] == []
    assert table.read == len(several)
    # Also what a rule blocks: a draft that is stored already is not changed by saying it again.
    assert (table.new, table.changed, table.unchanged) == (0, 0, len(several))


def test_that_the_totals_of_an_export_follow_its_filter_and_are_no_record(tmp_path: Path) -> None:
    workspace = register(tmp_path)
    place = village(workspace)
    for owner, money, depth in (("Lò A", 40_000_000, "1.1"), ("Lò B", 1_500_000, "2.2")):
        workspace.save(Well(owner=owner, village=place, central=money, depth=Dec(depth), members=3))
    file = tmp_path / "gieng.xlsx"
    export_records(workspace, Well, file)
    import openpyxl

    page, shown = (openpyxl.load_workbook(file, data_only=told).worksheets[0] for told in (False, True))
    columns = {str(cell.value).strip(" *"): cell.column for cell in page[3]}
    central, depth_column = columns["Ngân sách trung ương (đồng)"], columns["Độ sâu (m)"]
    assert page.cell(6, 2).value == "Tổng cộng"
    letters = page.cell(6, central).column_letter
    assert page.cell(6, central).value == f"=SUBTOTAL(9,{letters}4:{letters}5)"
    assert (shown.cell(6, central).value, shown.cell(6, depth_column).value) == (41_500_000, 3.3)
    assert page.cell(6, columns["Tỷ lệ"]).value is None, "shares make no total"
    assert str(page.auto_filter.ref).endswith("5")
    assert page.cell(4, central).number_format == "[$-42A]#,##0"
    (table,) = recognise_files(workspace, [file]).tables
    assert (table.data_rows, table.skipped[-1].kind, table.totals) == ([4, 5], "total", [])
    workspace.close()


def test_that_a_cell_changed_in_an_export_changes_its_own_record(tmp_path: Path) -> None:
    workspace = register(tmp_path)
    place = village(workspace)
    workspace.save(Well(owner="Lò A", village=place, decision="1", members=3, done=True, note="giữ"))
    file = tmp_path / "gieng.xlsx"
    export_records(workspace, Well, file)
    import openpyxl

    book = openpyxl.load_workbook(file)
    page = book.worksheets[0]
    columns = {str(cell.value).strip(" *"): cell.column for cell in page[3]}
    page.cell(4, columns["Họ và tên chủ hộ"], "Lò Văn A")
    page.cell(4, columns["Đã hoàn thành"]).value = None
    book.save(file)
    result = accept(workspace, recognise_files(workspace, [file]))
    assert result.tables[0].rows[0].changes == {"owner": ("Lò A", "Lò Văn A"), "done": (True, None)}
    with workspace.store.reading() as reader:
        (well,) = reader.rows(Well)
    assert (well.owner, well.note) == ("Lò Văn A", "giữ")
    workspace.close()


def test_that_an_export_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    workspace = register(tmp_path)
    file = tmp_path / "gieng.xlsx"
    export_records(workspace, Well, file)
    import openpyxl

    book = openpyxl.load_workbook(file)
    for row in book[STAMP_SHEET].iter_rows():
        row[1].value = "2" if row[0].value == "version" else row[1].value
    book.save(file)
    with pytest.raises(Refusal, match=r"gieng\.xlsx do phiên bản mới hơn"):
        recognise_files(workspace, [file])
    workspace.close()


def test_that_a_masked_export_tells_nothing_and_cannot_come_back(tmp_path: Path) -> None:
    workspace = register(tmp_path)
    place = village(workspace)
    workspace.save(Well(owner="Lò A", village=place, number="011089000001", note="ốm nặng"))
    workspace.save(Well(owner="Lò B", village=place))
    file = tmp_path / "che.xlsx"
    where = [Condition("owner", "is", "Lò A")]
    assert export_records(workspace, Well, file, where, masked=True) == 1
    texts = {value for sheet in read_workbook(file) for row in sheet.rows for value in row}
    assert {"011089000001", "ốm nặng"}.isdisjoint(texts)
    with pytest.raises(Refusal, match="che"):
        recognise_files(workspace, [file])
    workspace.close()
