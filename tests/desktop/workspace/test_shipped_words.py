"""Asks whether everything the program comes with has an English name, and is stored in Vietnamese again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.declare.fields import Details, Reference, Text
from desktop.declare.reading import Condition
from desktop.declare.records import Record
from desktop.declare.text import add_catalog, use_language
from desktop.resources import resource
from desktop.shared import IndicatorDefinition, Programme, ReportingDuty, ReportingPeriod
from desktop.shared.capital import CapitalFact
from desktop.shared.programme import ProgrammeLine
from desktop.shared.registered_norms import RegisteredNorm
from desktop.shared.reporting_plan import planned
from desktop.testing import na_son, sound_example
from desktop.workspace import Workspace
from desktop.workspace.cell_changes import plan_cells
from desktop.workspace.importing import export_records, preview, recognise_files
from desktop.workspace.references import found_one
from desktop.workspace.replacing import Replacement, find_cells
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


def test_that_what_english_shows_of_a_list_is_found(workspace: Workspace, english: None) -> None:
    def count(record_type: type[Record], name: str, text: str) -> int:
        with workspace.store.reading() as reader:
            return reader.count(record_type, [Condition(name, "contains", text)])

    for name in ("", "name"):
        assert count(IndicatorDefinition, name, "migrant") == 1
        assert count(IndicatorDefinition, name, "di cư") >= 1
        assert count(ReportingDuty, name, "Yearly report of the commune") >= 1
    assert count(IndicatorDefinition, "", "I10 migrant") == 1
    assert count(IndicatorDefinition, "", "I10 no such word") == 0
    plan_a_year(workspace)
    assert count(ReportingPeriod, "name", "quarter 2/2026") == 1
    assert count(ReportingPeriod, "", "quarter 2/2026") == 4
    assert count(ReportingPeriod, "name", "yearly report") > 0
    cells = find_cells(workspace, IndicatorDefinition, ["name"], (), Replacement("migrant", "x"))
    assert len(cells) == 1
    use_language("vi")
    assert count(IndicatorDefinition, "name", "migrant") == count(IndicatorDefinition, "", "migrant") == 0


def plan_a_year(workspace: Workspace) -> list[str]:
    with workspace.store.reading() as reader:
        duties = list(reader.rows(ReportingDuty))
    periods = [period for duty in duties for period in planned(duty, 2026, na_son(workspace))]
    with workspace.writing("Lịch thử") as writing:
        writing.save_all(periods)
    return [period.name for period in periods]


def test_that_a_part_of_a_translation_is_not_replaced(workspace: Workspace, english: None) -> None:
    own = sound_example(workspace, IndicatorDefinition, code="X1", name="Own migrants")
    workspace.save(own)
    asked = Replacement("migrant", "settler")
    cells = find_cells(workspace, IndicatorDefinition, ["name"], (), asked)
    plan = plan_cells(workspace, IndicatorDefinition, cells)
    assert [cell.value for cell in plan.accepted] == ["Own settlers"]
    assert {cell.problem.message for cell in plan.refused if cell.problem} == {
        "This cell shows a translation; change to Vietnamese to edit a part of it."
    }
    assert len(plan.refused) == 1


def test_that_a_translation_written_over_says_what_it_takes_away(english: None) -> None:
    name = IndicatorDefinition.name
    shipped = IndicatorDefinition.first_records()[0].name
    assert f"“{shipped[:80]}" in name.takes_away(shipped, "Households moved")
    assert name.takes_away(shipped, name.parse(name.format(shipped))) == ""
    assert name.takes_away("Own words", "Other words") == ""
    use_language("vi")
    assert name.takes_away(shipped, "Tên khác") == ""


def test_that_a_report_planned_in_english_is_stored_in_vietnamese(
    workspace: Workspace, english: None
) -> None:
    name = ReportingPeriod.name
    named = plan_a_year(workspace)
    use_language("vi")
    assert named == plan_a_year(workspace)
    whole, half = "Báo cáo riêng, quý 2/2026", "Báo cáo riêng, quarter 2/2026"
    assert name.parse(half) == name.format(half) == whole
    use_language("en")
    assert name.format(half) == name.format(whole) == half
    for own in ("Own report, Open", "Báo cáo riêng, 2026", "Lần 2"):
        assert name.parse(own) == name.format(own) == own


def test_that_what_an_officer_types_is_no_translation(workspace: Workspace, english: None) -> None:
    for language in ("vi", "en"):
        use_language(language)
        for text in ("OK", "Local", "Paid", "No", "Yes", "Open", "person"):
            assert IndicatorDefinition.note.parse(text) == text


def test_that_a_unit_of_each_is_read_back_as_one(workspace: Workspace, english: None) -> None:
    per, unit = RegisteredNorm.per, RegisteredNorm.unit
    for text, said in (
        ("người", "person"),
        ("hộ", "household"),
        ("ha/năm", "ha/year"),
        ("người/ngày", "person/day"),
    ):
        assert (per.format(text), per.parse(said)) == (said, text)
        assert unit.parse(said) == said
    assert (unit.format("người"), unit.parse("people"), per.parse("people")) == ("people", "người", "people")


def test_that_a_name_beyond_the_first_hundreds_is_found(workspace: Workspace, english: None) -> None:
    many = [
        sound_example(workspace, ProgrammeLine, code=f"X{number}", name=f"Dòng {number}")
        for number in range(600)
    ]
    many[-1] = many[-1].changed(name="Own last line", also_called="Tên gọi riêng")
    with workspace.writing("Dòng thử") as writing:
        *_others, last = writing.save_all(many)
    line = CapitalFact.line
    for text in ("own last", "Tên gọi riêng", "  Own last line "):
        assert [id for id, _shown in workspace.search_reference(line, text)] == [last.id]
    assert workspace.search_reference(line, "housing support")


_LISTS = {
    *("EarlierSupport.scheme", "CapitalFact.line", "IndicatorValue.indicator", "ReportingPeriod.duty"),
    *("ProgrammeLine.programme", "Activity.kind"),
}


@pytest.mark.parametrize(("here", "there"), [("en", "vi"), ("vi", "en")])
def test_that_a_reference_to_a_list_is_found_in_the_other_language(
    workspace: Workspace, english: None, here: str, there: str
) -> None:
    asked = list(references_to_lists(workspace))
    assert {f"{record_type.__name__}.{field.name}" for record_type, field in asked} >= _LISTS
    for _record_type, field in asked:
        target = workspace.catalog.target_of(field)
        use_language(here)
        with workspace.store.reading() as reader:
            shown = reader.names(target, [row.id or "" for row in reader.rows(target)])
        use_language(there)
        with workspace.store.reading() as reader:
            found = {
                id: found_one(field, text, {}, reader, workspace.catalog).id for id, text in shown.items()
            }
        assert found == {id: id for id in shown}
        assert found


def references_to_lists(workspace: Workspace) -> Iterator[tuple[type[Record], Reference]]:
    """Every reference to a list of which the program ships names, with its record type."""
    for record_type in workspace.catalog.record_types.values():
        for field in record_type.fields.values():
            if isinstance(field, Reference):
                target = workspace.catalog.target_of(field)
                if any(getattr(target.fields[name], "spoken", None) for name in target.shown_by):
                    yield record_type, field


@pytest.mark.parametrize(("here", "there"), [("en", "vi"), ("vi", "en")])
def test_that_records_with_references_to_lists_come_back_in_the_other_language(
    workspace: Workspace, english: None, tmp_path: Path, here: str, there: str
) -> None:
    leading: dict[type[Record], list[Reference]] = {}
    for record_type, field in references_to_lists(workspace):
        leading.setdefault(record_type, []).append(field)
    for record_type, fields in leading.items():
        use_language(here)
        values = {}
        with workspace.store.reading() as reader:
            for field in fields:
                values[field.name] = list(reader.rows(workspace.catalog.target_of(field)))[-1].id
        saved = workspace.save(sound_example(workspace, record_type, **values))
        file = tmp_path / f"{record_type.__name__}.xlsx"
        export_records(workspace, record_type, file, [Condition("id", "is", saved.id)])
        use_language(there)
        table = preview(workspace, recognise_files(workspace, [file])).tables[0]
        assert (record_type.__name__, table.read, table.unchanged) == (record_type.__name__, 1, 1)
