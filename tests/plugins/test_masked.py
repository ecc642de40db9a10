"""A masked list names nobody: neither in its own fields, nor by what it leads to, nor beside rows it owns."""

from __future__ import annotations

from pathlib import Path

from desktop.declare.fields import Reference
from desktop.declare.records import Record
from desktop.excel.workbooks import read_workbook
from desktop.shared import Household
from desktop.testing import sound_example
from desktop.workspace import Workspace, importing

HEAD = "Vàng A Dí Xyz"


def leading_types(workspace: Workspace) -> list[tuple[type[Record], str]]:
    """The record types with a field that leads to a household."""
    return [
        (record_type, field.name)
        for record_type in workspace.catalog.record_types.values()
        for field in record_type.stored_fields().values()
        if isinstance(field, Reference) and workspace.catalog.target_of(field) is Household
    ]


def names_told(workspace: Workspace, record_type: type[Record], file: Path, masked: bool) -> set[str]:
    """Where an exported workbook names the household, by sheet."""
    assert importing.export_records(workspace, record_type, file, masked=masked)
    return {
        f"{sheet.name}: {value}"
        for sheet in read_workbook(file)
        for row in sheet.rows
        for value in row
        if HEAD in str(value)
    }


def test_that_a_masked_list_names_nobody_it_leads_to(workspace: Workspace, tmp_path: Path) -> None:
    head = workspace.save(sound_example(workspace, Household, head_name=HEAD))
    types = leading_types(workspace)
    assert {record_type.__name__ for record_type, _field in types} >= {"HousingCase", "EarlierSupport"}
    for record_type, field in types:
        workspace.save(sound_example(workspace, record_type).changed(**{field: head.id}))
        file = tmp_path / f"{record_type.__name__}-{field}.xlsx"
        assert names_told(workspace, record_type, file, masked=True) == set()
    record_type, field = types[0]
    assert names_told(workspace, record_type, tmp_path / "open.xlsx", masked=False), field
