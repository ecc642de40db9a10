"""A workbook made in one language comes back in the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.declare.text import _, add_catalog, language, use_language
from desktop.resources import resource
from desktop.shared import AreaStatus, Household
from desktop.testing import sound_example
from desktop.workspace import Workspace
from desktop.workspace.importing import export_records, preview, recognise_files
from desktop.workspace.kept import kept


@pytest.fixture
def spoken() -> Iterator[None]:
    add_catalog(resource("translations"))
    before = language()
    yield
    use_language(before)


@pytest.mark.parametrize(("here", "there"), [("en", "vi"), ("vi", "en")])
def test_that_an_export_in_one_language_imports_in_the_other(
    workspace: Workspace, tmp_path: Path, spoken: None, here: str, there: str
) -> None:
    workspace.save(sound_example(workspace, Household, sex="female", members=4, merit=True))
    use_language(here)
    export_records(workspace, Household, tmp_path / "list.xlsx")
    use_language(there)
    (table,) = preview(workspace, recognise_files(workspace, [tmp_path / "list.xlsx"])).tables
    assert (table.read, table.unchanged) == (1, 1)


def test_that_what_is_kept_is_told_anew_in_another_language(workspace: Workspace, spoken: None) -> None:
    use_language("vi")
    told = kept(workspace, "greeting", lambda: _("Danh sách hộ"))
    status = workspace.save(sound_example(workspace, AreaStatus))
    named = workspace.name_of(AreaStatus, status.id or "")
    use_language("en")
    assert kept(workspace, "greeting", lambda: _("Danh sách hộ")) == "Households" != told
    assert workspace.name_of(AreaStatus, status.id or "") != named
