"""A masked list names nobody: neither in its own fields, nor by what it leads to, nor beside rows it owns."""

from __future__ import annotations

from pathlib import Path

import pytest

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


@pytest.mark.parametrize("masked", [True, False])
def test_that_a_masked_list_names_nobody_it_leads_to(
    workspace: Workspace, tmp_path: Path, masked: bool
) -> None:
    head = workspace.save(sound_example(workspace, Household, head_name=HEAD))
    types = leading_types(workspace)
    assert {record_type.__name__ for record_type, _field in types} >= {"HousingCase", "EarlierSupport"}
    for record_type, field in types:
        workspace.save(sound_example(workspace, record_type).changed(**{field: head.id}))
        file = tmp_path / f"{record_type.__name__}-{field}.xlsx"
        assert importing.export_records(workspace, record_type, file, masked=masked)
        shown = {
            f"{sheet.name}: {value}"
            for sheet in read_workbook(file)
            for row in sheet.rows
            for value in row
            if HEAD in str(value)
        }
        assert bool(shown) is not masked, (record_type.__name__, field, shown)
