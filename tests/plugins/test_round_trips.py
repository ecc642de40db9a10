"""What a component stores goes out to a workbook and comes back unchanged, whatever stands in its fields."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from decimal import Decimal as Dec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from desktop.accounts import account
from desktop.catalog import load_catalog
from desktop.declare.dates import PartialDate
from desktop.declare.fields import (
    Attachment,
    Choice,
    Computed,
    Date,
    Decimal,
    Details,
    Field,
    Integer,
    LongText,
    NationalId,
    Reference,
    Text,
    YesNo,
)
from desktop.declare.problems import Grade, Problem
from desktop.declare.reading import Condition
from desktop.declare.records import Record
from desktop.shared import Place
from desktop.shared.officers import Officer
from desktop.shared.place_events import PlaceEvent, UnitAfter, UnitBefore
from desktop.shared.place_splits import SplitDecision, SplitPart
from desktop.shared.remembered import RememberedLayout
from desktop.shared.unit_conversions import UnitConversion
from desktop.workspace import Workspace
from desktop.workspace.importing import export_records, preview, recognise_files

MEAN_MORE = ("UnitConversion", "PlaceEvent", "SplitDecision", "RememberedLayout")
"""Types whose rows make others when they are saved, or are a program's own notes: sound ones go below."""

CATALOG = load_catalog()
TYPES = [each for each in CATALOG.record_types.values() if each.__name__ not in MEAN_MORE]
WORDS = st.sampled_from(
    [
        "Tổng cộng", "Cộng: 3 hộ", "I", "a", "Ghi chú: nhà", "Người lập biểu", "Sùng A Páo", "=1+1", "+84",
        "-", "'x", "1.234", "00123", "3/4", "12/03/2024", "TRUE", "#N/A", "x", '=HYPERLINK("x")', "62,5",
        "Xã Na Son", "<b>&amp;</b>", "1e5", "đ", "Kinh phí", "(1)", "Bản Na Sang", "_x0041_",
        "ngày … tháng … năm", "@SUM(1)", "-5", "'=1", "Ghi chú dài" + ", dài" * 40,
    ]
)  # fmt: skip


def values_of(field: Field[Any]) -> st.SearchStrategy[Any]:
    """What a field can hold; nothing for what no workbook carries."""
    if isinstance(field, Computed | Details | Attachment | Reference):
        return st.nothing()
    if isinstance(field, Choice):
        return st.sampled_from(list(field.options))
    if isinstance(field, YesNo):
        return st.booleans()
    if isinstance(field, Date):
        days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
        parts = st.builds(PartialDate, st.integers(1900, 2100), st.none() | st.integers(1, 12))
        told = days if field.precision == "day" else days | parts
        return told.filter(lambda day: not any(field.check(day)))
    if isinstance(field, NationalId):
        return st.integers(0, 10**11 - 1).map(lambda number: f"0{number:011d}")
    if isinstance(field, Integer):
        return st.integers(int(field.minimum or 0), int(min(field.maximum or 10**15, 10**15)))
    if isinstance(field, Decimal):
        places = field.decimals
        least, most = int(field.minimum or 0), int(min(field.maximum or 10**10, 10**10))
        return st.integers(least * 10**places, most * 10**places).map(lambda one: Dec(one).scaleb(-places))
    if isinstance(field, LongText):
        return st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
    if isinstance(field, Text):
        return WORDS.filter(lambda text: len(text) <= (field.longest or 255) and is_read(field, text))
    return st.nothing()


def is_read(field: Field[Any], text: str) -> bool:
    """Whether somebody could have typed it: a component's own text reads what it means."""
    try:
        return bool(field.parse(text) == text)
    except ValueError:
        return False


def records_of(record_type: type[Record], led: dict[str, list[str]]) -> st.SearchStrategy[Record]:
    """Records with any of their fields filled or all of them; references lead to what is there."""
    own = {name: values_of(field) for name, field in record_type.fields.items()}
    own |= {name: st.sampled_from(ids) for name, ids in led.items() if ids}
    filled = {name: values for name, values in own.items() if not values.is_empty}
    some_or_all = st.fixed_dictionaries({}, optional=filled) | st.fixed_dictionaries(filled)
    return some_or_all.map(lambda values: record_type(**values))


Led = dict[type[Record], dict[str, list[str]]]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, Led]]:
    """A database with all components, and what the references of each type may lead to from the first."""
    workspace = Workspace.open(tmp_path_factory.mktemp("all") / "all.db", CATALOG)
    # Rights are among what is exported; who writes them here keeps the right to.
    workspace.save(Officer(account=account(), may_appoint=True, may_set_norms=True, may_see_names=True))
    yield workspace, {each: led_to(workspace, each) for each in TYPES}
    workspace.close()


def led_to(workspace: Workspace, record_type: type[Record]) -> dict[str, list[str]]:
    """Some stored records that each reference may lead to."""
    found = {}
    with workspace.store.reading() as reader:
        for name, field in record_type.fields.items():
            if isinstance(field, Reference):
                target = workspace.catalog.target_of(field)
                where = [Condition(key, "is", value) for key, value in field.only.items()]
                if target is Place and field.current:
                    where.append(Condition("valid_to", "empty"))
                found[name] = reader.ids(target, where, limit=5)
    return found


def sound_ones(places: list[str]) -> list[Record]:
    """Records of the types that mean more, as officers and the program itself write them."""
    first, second = places[:2]
    layout = {"type": "shared.Place", "columns": [{"heading": "Cột " * 20, "field": "name"}] * 700}
    return [
        UnitConversion(
            province_code="11", new_name="Xã Thử", new_code="99001", old_name="Xã Cũ", old_code="99002",
            note="Nhập toàn bộ", on=date(2025, 7, 1),
        ),
        PlaceEvent(
            kind="rename", on=date(2026, 10, 1), about="=1+1", decision="NQ 9",
            before=[UnitBefore(unit=first)], after=[UnitAfter(code="99003", name="Xã Mới", unit_type="xã")],
        ),
        SplitDecision(
            place=first, how="share", basis="15/BB", decided_on=date(2025, 8, 1), officer="Lò Văn A",
            parts=[SplitPart(into=first, share=Dec("33.3333")), SplitPart(into=second, share=Dec("66.6667"))],
        ),
        *(
            RememberedLayout(
                of="shared.Place", headings=mark, remembered_on=date(2026, 1, 1),
                layout=json.dumps(told, ensure_ascii=False),
            )
            for mark, told in (("a1", {**layout, "columns": layout["columns"][:2]}), ("b2", layout))
        ),
    ]  # fmt: skip


def test_that_what_makes_other_records_imports_back_unchanged_too(tmp_path: Path) -> None:
    with closing(Workspace.open(tmp_path / "all.db", CATALOG)) as workspace:
        with workspace.store.reading() as reader:
            where = [Condition("kind", "is", "commune"), Condition("valid_to", "empty")]
            records = sound_ones(reader.ids(Place, where, limit=2))
        with workspace.writing("thử") as writing:
            writing.save_all(records)
        for record_type in {type(each) for each in records}:
            file = tmp_path / f"{record_type.__name__}.xlsx"
            count = export_records(workspace, record_type, file, masked=False)
            [table] = [each for each in preview(workspace, recognise_files(workspace, [file])).tables
                       if each.record_type]  # fmt: skip
            told = [(row.row, row.changes, row.problems) for row in table.rows if row.state != "unchanged"]
            # What no cell can hold is never written cut off, and so never taken for a change.
            longer = int(record_type is RememberedLayout)
            assert (table.read, table.unchanged, table.refused) == (count, count - longer, longer), told
            assert count and not any(changes for _row, changes, _problems in told)


def read_wrongly(problems: Sequence[Problem]) -> list[Problem]:
    """What is wrong with the cells of a row; that values made at random break rules together is not."""
    return [one for one in problems if one.grade is Grade.BLOCK and not one.rule]


@pytest.mark.parametrize("record_type", TYPES, ids=lambda kind: kind.__name__)
@settings(
    max_examples=2,  # the first is always no record at all
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_that_what_is_exported_imports_back_unchanged(
    everything: tuple[Workspace, Led], tmp_path: Path, record_type: type[Record], data: st.DataObject
) -> None:
    workspace, led = everything
    records = data.draw(st.lists(records_of(record_type, led[record_type]), max_size=8))
    if not records:
        return
    with workspace.writing("thử") as writing:
        writing.save_all(records)
    file = tmp_path / f"{record_type.__name__}.xlsx"
    count = export_records(workspace, record_type, file, masked=False)
    result = preview(workspace, recognise_files(workspace, [file]))
    [table] = [each for each in result.tables if each.record_type]
    assert table.record_type is record_type
    told = [
        (row.row, row.state, row.changes, read_wrongly(row.problems))
        for row in table.rows
        if row.state != "unchanged" and (row.state != "refused" or read_wrongly(row.problems))
    ]
    assert told == []
    assert (table.read, table.unchanged + table.refused) == (count, count)
