"""Asks whether everything the program comes with has an English name, and is stored in Vietnamese again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.declare.fields import Details, Text
from desktop.declare.reading import Condition
from desktop.declare.records import Record
from desktop.declare.text import add_catalog, use_language
from desktop.resources import resource
from desktop.shared import IndicatorDefinition, Programme, ReportingDuty, ReportingPeriod
from desktop.shared.reporting_plan import planned
from desktop.workspace import Workspace
from desktop.workspace.importing import export_records, preview, recognise_files
from resources.translations.compile_catalogs import is_vietnamese

_CITED = {"number", "text", "article", "basis", "amends", "replaces"}
"""Legal texts are cited by their own numbers and articles in every language."""

_OWN_NAMES = {"Place.name", "ProgrammeLine.also_called", "SupportScheme.also_called"}
"""Names of places, and what officers write in Vietnamese lists, which is looked for there."""

_NUMBERS = re.compile(r"(QĐ|NĐ|NQ|TT|Điều) ?[\w./()-]*|đồng|\bđ\b|Ninh Thuận")


@pytest.fixture
def english() -> Iterator[None]:
    add_catalog(resource("translations"))
    use_language("en")
    yield
    use_language("vi")


def told(
    record_type: type[Record], records: list[Record], before: str = ""
) -> Iterator[tuple[str, Text, str]]:
    """Each text of some records with its field and where that stands."""
    for name, field in record_type.fields.items():
        if isinstance(field, Details):
            own = [row for record in records for row in getattr(record, name) or ()]
            yield from told(field.of, own, f"{record_type.__name__}.")
        elif isinstance(field, Text) and name not in _CITED:
            at = f"{before}{record_type.__name__}.{name}"
            yield from ((at, field, text) for text in {getattr(record, name) for record in records} if text)


def shipped(workspace: Workspace) -> Iterator[tuple[str, Text, str]]:
    """Every text of a new database: of the program's own lists, of its norms and legal texts, of units."""
    with workspace.store.reading() as reader:
        for record_type in workspace.catalog.record_types.values():
            for at, field, text in told(record_type, list(reader.rows(record_type))):
                if at not in _OWN_NAMES:
                    yield at, field, text


def test_that_everything_shipped_has_an_english_name(workspace: Workspace, english: None) -> None:
    texts = list(shipped(workspace))
    assert {at for at, _field, _text in texts} >= {
        "IndicatorDefinition.name",
        "IndicatorDefinition.YearTarget.words",
        "ReportingDuty.name",
        "ProgrammeLine.name",
        "RegisteredNorm.content",
        "RegisteredText.name",
        "SupportLimit.name",
        "ActivityKind.name",
    }
    left = {(at, text) for at, field, text in texts if is_vietnamese(_NUMBERS.sub("", field.format(text)))}
    assert left == set()


def test_that_what_is_shown_in_english_is_stored_as_it_was(workspace: Workspace, english: None) -> None:
    changed = {
        (at, text) for at, field, text in shipped(workspace) if field.parse(field.format(text)) != text
    }
    assert changed == set()


def test_that_an_officers_own_words_are_left_alone(english: None) -> None:
    name = IndicatorDefinition.name
    # “Hộ” and “hộ” are both “Household”: what cannot be told apart again is shown as it was typed.
    for text in ("Chỉ tiêu riêng của xã", "Own indicator", "Hộ"):
        assert name.parse(name.format(text)) == text


def test_that_a_list_exported_in_english_changes_nothing(
    workspace: Workspace, english: None, tmp_path: Path
) -> None:
    export_records(workspace, IndicatorDefinition, tmp_path / "list.xlsx")
    use_language("vi")
    (table, *_own_rows) = preview(workspace, recognise_files(workspace, [tmp_path / "list.xlsx"])).tables
    assert (table.read, table.unchanged) == (35, 35)


def test_that_a_reference_is_found_by_what_english_shows(workspace: Workspace, english: None) -> None:
    duty = ReportingPeriod.duty
    ((id, shown), *_others) = workspace.search_reference(duty, "yearly report of the comm")
    assert shown == "BC-NAM-XA, Yearly report of the commune"
    assert workspace.habit().look_up(duty, shown) == id  # type: ignore[misc]
    line = workspace.catalog.record_types["shared.ProgrammeLine"].fields["programme"]
    with workspace.store.reading() as reader:
        (programme,) = reader.rows(Programme, [Condition("code", "is", "1719")])
    name = "National target programme for socio-economic development of ethnic minority and mountainous areas"
    assert line.parse(f"{name}, phase 2021-2025", workspace.habit()) == programme.id


def test_that_a_planned_report_is_named_in_the_language_in_use(workspace: Workspace, english: None) -> None:
    use_language("vi")
    with workspace.store.reading() as reader:
        duties = list(reader.rows(ReportingDuty))
    periods = [period for duty in duties for period in planned(duty, 2026, "place")]
    named = [period.name for period in periods]
    assert len(named) > 20
    use_language("en")
    assert [text for period in periods if is_vietnamese(text := period.spoken("name"))] == []
    assert [type(period).name.parse(period.spoken("name")) for period in periods] == named
    own = ReportingPeriod(name="Báo cáo riêng, lần 2")
    assert own.spoken("name") == "Báo cáo riêng, lần 2"
