"""What a component's author inherits: fixtures, and a suite that every component must pass."""

from __future__ import annotations

import inspect
import random
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal as Dec
from pathlib import Path
from typing import Any, ClassVar

import pytest

from desktop.catalog import LOADED, Catalog, LoadedComponent, load_catalog
from desktop.declare.checking import suspects
from desktop.declare.components import Change
from desktop.declare.dates import PartialDate
from desktop.declare.fields import (
    Choice,
    Computed,
    Date,
    Decimal,
    Details,
    Field,
    Integer,
    Money,
    Reference,
    YesNo,
)
from desktop.declare.norms import Norm
from desktop.declare.problems import Grade
from desktop.declare.reading import Condition
from desktop.declare.records import Record
from desktop.declare.reports import Document
from desktop.declare.supports import Support
from desktop.shared import Household, Person, Place
from desktop.workspace import Workspace
from desktop.workspace.checking import problems_of_rule

NA_SON = "03203"
"""The commune examples stand in: Na Son, which is also a test of the geography."""


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """All installed components."""
    return load_catalog()


@pytest.fixture(scope="session")
def _new_database(tmp_path_factory: pytest.TempPathFactory, catalog: Catalog) -> Path:
    """A database with the units of the country, made once and copied for each test."""
    path = tmp_path_factory.mktemp("database") / "new.db"
    Workspace.open(path, catalog).close()
    return path


@pytest.fixture
def database(tmp_path: Path, _new_database: Path) -> Path:
    """The file of a new database, for one test."""
    path = tmp_path / "ntp.db"
    shutil.copy(_new_database, path)
    return path


@pytest.fixture
def workspace(database: Path, catalog: Catalog) -> Iterator[Workspace]:
    """An open workspace on a new database of its own."""
    opened = Workspace.open(database, catalog)
    yield opened
    opened.close()


@pytest.fixture
def told(workspace: Workspace) -> list[Change]:
    """Every change the workspace tells of, in order."""
    heard: list[Change] = []
    workspace.subscribe(heard.extend)
    return heard


@pytest.fixture
def window(qtbot: Any, workspace: Workspace) -> Any:
    """The real main window on the workspace."""
    from desktop.qt.main_window import MainWindow

    shown = MainWindow(workspace)
    qtbot.addWidget(shown)
    shown.show()
    return shown


def na_son(workspace: Workspace) -> str:
    """The id of the commune Na Son as it stands today."""
    with workspace.store.reading() as reader:
        where = [
            Condition("code", "is", NA_SON),
            Condition("valid_to", "empty"),
            Condition("kind", "is", "commune"),
        ]
        return next(place.id for place in reader.rows(Place, where) if place.id)


def sound_example(workspace: Workspace, record_type: type[Record], **values: Any) -> Record:
    """A sound record of a type, its references filled with real places or other saved examples."""
    record = record_type.example()
    for name, field in record_type.fields.items():
        if isinstance(field, Reference) and (field.required or name in record_type.key):
            target = workspace.catalog.target_of(field)
            if target is Place:
                values.setdefault(name, na_son(workspace))
            elif name not in values:
                values[name] = workspace.save(sound_example(workspace, target)).id
    return record.changed(**values)


def shaken(record: Record, chance: random.Random) -> Record:
    """The record with some of its values empty or at an edge: a bound, a norm, the day a norm changes."""
    kinds = {name: kind for name, kind in type(record).fields.items() if not isinstance(kind, Computed)}
    names = chance.sample(list(kinds), chance.randint(1, len(kinds)))
    norms = list(type(record).norms)
    values = {name: [None, None, kinds[name].example(), *_edges(kinds[name], norms)] for name in names}
    return record.changed(**{name: chance.choice(values[name]) for name in names})


def _edges(kind: Field[Any], norms: Sequence[Norm]) -> list[Any]:
    if isinstance(kind, Choice):
        return list(kind.options)
    if isinstance(kind, YesNo):
        return [True, False]
    if isinstance(kind, Details):
        return [[], [kind.of.example()], [kind.of.example(), kind.of()]]
    if isinstance(kind, Date):
        days = {norm.valid_from for norm in norms if norm.valid_from.year > 1}
        before = {day - timedelta(days=1) for day in days}
        return [*sorted(days | before), PartialDate(2025), PartialDate(2025, 7)]
    if isinstance(kind, Integer | Money | Decimal):
        values = {kind.minimum or 0, kind.maximum or 1, 0, 1, *(int(norm.value) for norm in norms)}
        of = Dec if isinstance(kind, Decimal) else int
        return [of(value + more) for value in sorted(values) for more in (0, 1)]
    return ["", "x", "UBND huyện Mường Chà", "012345678901"]


def filled_example(workspace: Workspace, record: Record) -> Record:
    """The record with a row in each of its lists and a real record in each reference."""
    fields, values = type(record).fields, record.values()
    more: dict[str, Any] = {}
    for name in (name for name in fields if not values[name]):
        field = fields[name]
        if isinstance(field, Details):
            more[name] = [sound_example(workspace, field.of)]
        elif isinstance(field, Reference):
            target = workspace.catalog.target_of(field)
            other = None if target is Place else workspace.save(sound_example(workspace, target))
            more[name] = other.id if other else na_son(workspace)
    return record.changed(**more)


def half_filled(record: Record) -> Iterator[Record]:
    """The record without each of its required values in turn, and with a row that lacks one."""
    for name, field in type(record).stored_fields().items():
        if field.required:
            yield record.changed(**{name: None})
    for name, field in type(record).fields.items():
        if isinstance(field, Details):
            row, *_others = getattr(record, name)
            lacking = (each for each, kind in field.of.stored_fields().items() if kind.required)
            yield from (record.changed(**{name: [row.changed(**{each: None}), row]}) for each in lacking)


def supporting(workspace: Workspace, record: Record, support: Support, household: str) -> Record:
    """The record with a household, or a person of it, as the one it supports."""
    held = type(record).fields.get(support.through)
    whom = (held.of if isinstance(held, Details) else type(record)).fields[support.whom]
    assert isinstance(whom, Reference)
    led = household
    if workspace.catalog.target_of(whom) is Person:
        led = workspace.save(sound_example(workspace, Person, household=household)).id or ""
    if isinstance(held, Details):
        return record.changed(**{support.through: [sound_example(workspace, held.of, **{support.whom: led})]})
    return record.changed(**{support.whom: led})


class _TakenBack(Exception):
    """Ends a write of which nothing is to be kept."""


class ComponentSuite:
    """Inherit in a component's tests, name it, and give examples where the fields' own are not enough.

    The tests of its rules lie beside the suite, each with the name of its rule in its own name.

    >>> class TestHousing(ComponentSuite):
    ...     component = "housing"
    ...     examples = {HousingCase: {"poverty_class": "poor"}}
    """

    component: ClassVar[str]
    examples: ClassVar[dict[type[Record], dict[str, Any]]] = {}

    @pytest.fixture
    def loaded(self, catalog: Catalog) -> LoadedComponent:
        return next(each for each in catalog.components if each.name == self.component)

    def example(self, workspace: Workspace, record_type: type[Record]) -> Record:
        return sound_example(workspace, record_type, **self.examples.get(record_type, {}))

    def test_that_it_is_loaded(self, loaded: LoadedComponent) -> None:
        assert loaded.state == LOADED, f"{loaded.failure}\n{loaded.details}"

    def test_that_an_example_of_each_record_is_sound(
        self, workspace: Workspace, loaded: LoadedComponent
    ) -> None:
        for record_type in loaded.record_types:
            problems = workspace.problems_of(self.example(workspace, record_type))
            assert [problem for problem in problems if problem.grade is Grade.BLOCK] == []

    def test_that_no_rule_and_nothing_computed_fails(
        self, workspace: Workspace, loaded: LoadedComponent, caplog: pytest.LogCaptureFixture
    ) -> None:
        chance = random.Random(1719)
        for record_type in loaded.record_types:
            example = self.example(workspace, record_type)
            for record in (example, *(shaken(example, chance) for _record in range(20))):
                workspace.problems_of(record)
                record.values()
        assert [said.getMessage() for said in caplog.records if " raised " in said.getMessage()] == []

    def test_that_no_rule_fails_on_drafts_that_lack_what_is_required(
        self, workspace: Workspace, loaded: LoadedComponent, caplog: pytest.LogCaptureFixture
    ) -> None:
        examples = [
            filled_example(workspace, self.example(workspace, record_type))
            for record_type in loaded.record_types
        ]
        drafts = [draft for example in examples for draft in (example, *half_filled(example))]
        for draft in drafts:
            workspace.problems_of(draft)
        with suppress(_TakenBack), workspace.writing("") as writing:
            stored = frozenset(writing.save(draft).id for draft in (*drafts, *drafts))
            for rule in workspace.catalog.rules:
                if rule.over in loaded.record_types:
                    problems_of_rule(rule, writing)
                    problems_of_rule(rule, writing, stored)
            raise _TakenBack
        assert [said.getMessage() for said in caplog.records if " raised " in said.getMessage()] == []

    def test_that_each_missing_required_field_is_a_problem(
        self, workspace: Workspace, loaded: LoadedComponent
    ) -> None:
        for record_type in loaded.record_types:
            example = self.example(workspace, record_type)
            for name, field in record_type.fields.items():
                if field.required and not isinstance(field, Computed):
                    problems = workspace.problems_of(example.changed(**{name: None}))
                    assert name in {problem.field for problem in problems if problem.grade is Grade.BLOCK}

    def test_that_the_quick_pass_lets_no_record_through_that_has_a_problem(
        self, workspace: Workspace, loaded: LoadedComponent
    ) -> None:
        chance = random.Random(1719)
        for record_type in loaded.record_types:
            example = self.example(workspace, record_type)
            records = [shaken(example, chance) for _record in range(60)]
            problems = [record.problems(record_type.norms) for record in records]
            broken = {position for position, found in enumerate(problems) if found}
            assert broken <= set(suspects(record_type, records, record_type.norms)), record_type

    def test_that_each_record_saves_and_reads_back_equal(
        self, workspace: Workspace, loaded: LoadedComponent
    ) -> None:
        for record_type in loaded.record_types:
            example = self.example(workspace, record_type)
            saved = workspace.save(example)
            assert saved.values() == example.values()
            assert workspace.save(saved).changed_in == saved.changed_in

    def test_that_each_export_imports_back_unchanged(
        self, workspace: Workspace, loaded: LoadedComponent, tmp_path: Path
    ) -> None:
        from desktop.workspace import importing

        for record_type in loaded.record_types:
            if record_type.__name__ in ("Place", "PlaceLink"):
                continue
            workspace.save(self.example(workspace, record_type))
            file = tmp_path / f"{record_type.__name__}.xlsx"
            count = importing.export_records(workspace, record_type, file, masked=False)
            result = importing.preview(workspace, importing.recognise_files(workspace, [file]))
            (table,) = [each for each in result.tables if each.record_type]
            assert table.record_type is record_type
            assert (table.read, table.unchanged) == (count, count)

    def test_that_each_template_is_recognised_and_empty(
        self, workspace: Workspace, loaded: LoadedComponent, tmp_path: Path
    ) -> None:
        from desktop.workspace import importing

        for record_type in loaded.record_types:
            file = tmp_path / f"template-{record_type.__name__}.xlsx"
            importing.write_template(workspace, record_type, file)
            plan = importing.recognise_files(workspace, [file])
            (table,) = [each for each in plan.tables if each.record_type]
            assert table.record_type is record_type
            assert table.data_rows == []

    def test_that_charts_answer_on_no_data_and_on_some(
        self, workspace: Workspace, loaded: LoadedComponent
    ) -> None:
        for chart in loaded.charts:
            assert workspace.drawing(chart).series == () or workspace.drawing(chart).labels is not None
        for record_type in loaded.record_types:
            if record_type is not Place:
                workspace.save(self.example(workspace, record_type))
        for chart in loaded.charts:
            drawing = workspace.drawing(chart)
            assert all(len(series.values) == len(drawing.labels) for series in drawing.series)

    def test_that_reports_answer_on_no_data_and_on_some(
        self, workspace: Workspace, loaded: LoadedComponent
    ) -> None:
        from desktop.workspace.reporting import asked_of, page_of, write_report

        def answered() -> list[Document]:
            written = [write_report(workspace, each, asked_of(workspace, each)) for each in loaded.reports]
            assert all(page_of(each, linked=True) for each in written)
            return [each.document for each in written]

        empty = answered()
        for record_type in loaded.record_types if loaded.reports else ():
            if record_type is not Place:
                workspace.save(self.example(workspace, record_type))
        for document in (*empty, *answered()):
            assert document.title and document.parts
            assert all(
                len(row.cells) == len(table.columns) for table in document.tables() for row in table.rows
            )

    def test_that_its_supports_are_told_of_their_household(
        self, workspace: Workspace, loaded: LoadedComponent
    ) -> None:
        for record_type in loaded.record_types:
            for support in record_type.supports:
                household = workspace.save(sound_example(workspace, Household)).id or ""
                example = self.example(workspace, record_type)
                saved = workspace.save(supporting(workspace, example, support, household))
                with workspace.store.reading() as reader:
                    told = list(reader.supports([household]))
                    counts = reader.count(record_type, [Condition("id", "is", saved.id), *support.where])
                found = [each for each in told if (each.record, each.support) == (saved.id, support)]
                assert len(found) == counts
                assert all(each.title for each in found)

    def test_that_rules_over_many_records_answer(self, workspace: Workspace, loaded: LoadedComponent) -> None:
        for record_type in loaded.record_types:
            if record_type is not Place:
                workspace.save(self.example(workspace, record_type))
                assert not workspace.check(record_type).blocks

    def test_that_each_rule_has_a_test_by_its_name(self, loaded: LoadedComponent) -> None:
        files = Path(inspect.getfile(type(self))).parent.rglob("test_*.py")
        tests = [test for file in files for test in re.findall(r"def (test_\w+)", file.read_text("utf-8"))]
        names = [rule.name for record_type in loaded.record_types for rule in record_type.rules]
        names += [rule.name for rule in loaded.rules]
        assert [name for name in names if not any(name in test for test in tests)] == []

    def test_that_form_and_grid_show_every_field(
        self, qtbot: Any, qtmodeltester: Any, workspace: Workspace, loaded: LoadedComponent
    ) -> None:
        from desktop.qt.record_form import RecordForm
        from desktop.qt.record_table import RecordTable
        from desktop.qt.tasks import Tasks

        tasks = Tasks()
        for record_type in loaded.record_types:
            workspace.save(self.example(workspace, record_type))
            form = RecordForm(workspace, tasks, record_type)
            qtbot.addWidget(form)
            assert set(form.fields.editors) == set(record_type.fields)
            table = RecordTable(workspace, record_type)
            table.show(columns=list(record_type.stored_fields()))
            assert table.rowCount() > 0
            qtmodeltester.check(table)
        tasks.close()
