"""Parses, checks and saves the tables of a plan within one write; decides nothing an officer has decided."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import count, repeat
from typing import TYPE_CHECKING, Any

from desktop.collector import collector_at_rest
from desktop.declare.fields import Computed, Reference
from desktop.declare.problems import Grade, Problem
from desktop.declare.reading import Reader
from desktop.declare.records import Record
from desktop.declare.rules import Rule
from desktop.declare.text import _
from desktop.excel.found import FoundTable
from desktop.excel.imports import parse
from desktop.excel.parsed import ParsedTable, naming_column
from desktop.excel.summaries import summary_problems
from desktop.excel.totals import settle_by_totals, total_problems
from desktop.excel.unread_columns import unread_problems
from desktop.shared.places import Place
from desktop.shared.poverty_years import PovertyYear
from desktop.workspace.following import follow_households, set_aside_earlier
from desktop.workspace.following_places import OF_VERSIONS, follow_places
from desktop.workspace.import_across import ask_across
from desktop.workspace.import_history import leave_behind
from desktop.workspace.import_judging import judge_rows, judge_stored, without_name
from desktop.workspace.import_kept import Kept
from desktop.workspace.import_links import fill_found_by
from desktop.workspace.import_lists import Beside, Listed
from desktop.workspace.import_numbers import number_questions, take_answers
from desktop.workspace.import_owned import keep_owned, take_owned
from desktop.workspace.import_parts import keep_parts
from desktop.workspace.import_places import limits_of, title_of
from desktop.workspace.import_plan import Cancelled, ImportPlan, ImportStopped, Progress
from desktop.workspace.import_result import (
    CHANGED,
    NEW,
    NO_CHANGES,
    REFUSED,
    UNCHANGED,
    ImportResult,
    RowResult,
    TableResult,
)
from desktop.workspace.import_rules import found_together
from desktop.workspace.import_same import FoundBy, Sameness
from desktop.workspace.import_saving import adopt, leave_unmarked, rename, save_rows
from desktop.workspace.import_settle import open_questions
from desktop.workspace.import_twins import TWICE, report_twins
from desktop.workspace.import_villages import Villages, settle_villages
from desktop.workspace.references import found_one

if TYPE_CHECKING:
    from desktop.storage.changes import Saved
    from desktop.storage.reading import Reading
    from desktop.storage.writing import Writing
    from desktop.workspace.workspace import Workspace

_STEPS = 4


class _TakenBack(Exception):
    """Some of what was saved must not be: the savepoint goes back, the rest is saved again."""


class ImportRun:
    """One import, or its preview."""

    def __init__(
        self, workspace: Workspace, plan: ImportPlan, progress: Progress | None, cancelled: Cancelled | None
    ) -> None:
        self.workspace, self.plan = workspace, plan
        self.catalog = workspace.catalog
        self.progress, self.cancelled = progress, cancelled
        order = list(self.catalog.record_types.values())
        self.tables = sorted(plan.understood(), key=lambda table: order.index(_type_of(table)))
        self.total = _STEPS * sum(len(table.data_rows) for table in self.tables)
        self.done = 0
        self.villages: Villages = {}
        self.earlier: list[PovertyYear] = []
        self.brought: dict[str, dict[type[Record], Listed]] = {}
        """File → the records it brought so far that a number of its other tables may mean."""

        self.same = Sameness(self.catalog, plan.same)
        self.strays: dict[int, list[Problem]] = {}
        """By table: rows on the sheets beside it that name no record of it."""

        self.elsewhere: list[tuple[Problem, str]] = []
        """Problems of rows of an earlier table, with the rows of a later one that brought them about."""

    def run(self, *, keep: bool, all_or_nothing: bool) -> ImportResult:
        """Do all of it; without `keep` nothing stays."""
        with collector_at_rest():
            return self._run(keep, all_or_nothing)

    def _run(self, keep: bool, all_or_nothing: bool) -> ImportResult:
        store = self.workspace.store
        for table in self.tables:
            self.workspace.guard.refuse_list(_type_of(table))
        with store.reading() as reader:
            parsed = [self._parsed(table, reader) for table in self.tables]
            questions = open_questions(parsed, reader, self.catalog)
            questions += number_questions(parsed, self.plan.answers, reader, self.catalog)
        self.same.hear(parsed)
        files = sorted({table.file for table in self.tables})
        why = _("Nhập từ {files}").format(files=", ".join(files) or "Excel")
        results: dict[int, TableResult] = {}
        with store.writing(why) as writing:
            beside = unread_problems(parsed)
            for table, each, more in zip(self.tables, parsed, beside, strict=True):
                if results:  # a table before this one may have brought what these rows lead to
                    beside_it = self.brought.get(table.file, {})
                    fill_found_by(each.records, _type_of(table), self.catalog.target_of, writing, beside_it)
                results[id(table)] = self._save(table, each, writing)
                results[id(table)].table_problems += [*more, *self.strays[id(table)]]
            saved = {row.record_id for each in results.values() for row in each.rows}
            earlier = [year for year in self.earlier if year.household in saved]
            follow_households(writing, self.catalog, earlier)
            if any(_type_of(table).__name__ in OF_VERSIONS for table in self.tables):
                follow_places(writing)
            ask_across(self.catalog.rules, list(zip(results.values(), parsed, strict=True)), writing)
            self._tell_elsewhere(results.values(), parsed)
            ordered = [results.get(id(table)) or _not_read(table) for table in self.plan.tables]
            answer = ImportResult(ordered, files=self.plan.files, questions=questions)
            answer.likely = self.same.questions
            stays = keep and not (all_or_nothing and answer.refused)
            if keep and not stays:
                _take_all_back(ordered)
            if not stays:
                writing.roll_back()
            else:
                self.plan.answers |= self.same.learnt
                leave_behind(answer, self.plan, self.tables, self.catalog, writing)
        if stays:
            answer.change_set = writing.number or None
            self.workspace.tell(writing.changes())
        answer.problems = [problem for table in ordered for problem in table.problems()]
        return answer

    def _step(self, rows: int) -> None:
        if self.cancelled is not None and self.cancelled():
            raise ImportStopped
        self.done += rows
        if self.progress is not None:
            self.progress(min(self.done, self.total), self.total)

    def _parsed(self, table: FoundTable, reader: Reading) -> ParsedTable:
        self._step(0)
        kept = Kept(self.catalog, reader, table)
        look_up = self._look_up(reader)
        parsed = parse(self._with_constants(table), look_up, self._context(table), kept.answer)
        kept.refuse_moved(parsed)
        self.strays[id(table)] = take_owned(parsed, look_up, self.catalog, reader, kept.records)
        self._step(len(parsed.rows))
        settle_by_totals(parsed)
        settle_villages(parsed, self.catalog.record_types.values(), reader, self.villages)
        coming: Beside = dict.fromkeys(_type_of(each) for each in self.tables if each.file == table.file)
        fill_found_by(parsed.records, _type_of(table), self.catalog.target_of, reader, coming)
        take_answers(parsed, self.plan.answers_of(table), reader, self.catalog)
        judge_rows(parsed, self.workspace.judge, reader)
        report_twins(parsed)
        self._step(len(parsed.rows))
        return parsed

    def _with_constants(self, table: FoundTable) -> FoundTable:
        return dataclasses.replace(
            table,
            constants={**self.plan.constants, **table.constants, **table.given},
            answers=self.plan.answers_of(table),
        )

    def _context(self, table: FoundTable) -> str:
        if self.plan.place is not None and self.plan.place.kind == "province":
            return str(self.plan.place.name)
        return title_of(table)

    def _look_up(self, reader: Reader) -> Callable[[Reference, str, Mapping[str, str]], tuple[str, str]]:
        limits = limits_of(self.plan.place)

        def look_up(declared: Reference, text: str, hints: Mapping[str, str]) -> tuple[str, str]:
            clues = {**hints, **limits} if self.catalog.target_of(declared) is Place else hints
            found = found_one(declared, text, clues, reader, self.catalog)
            return found.id, found.as_written

        return look_up

    def _save(self, table: FoundTable, parsed: ParsedTable, writing: Writing) -> TableResult:
        """Save the good rows.

        Rules over many records are asked of all rows, also of those that are refused for other reasons:
        two rows for one household contradict each other whatever else is wrong with one of them.
        """
        tried = [position for position in range(len(parsed.rows)) if position not in parsed.twins]
        adopt(parsed, tried, writing)
        self.same.take_answers(parsed, tried)
        self._set_aside(parsed, tried, writing)
        might_be_known = bool(tried and _type_of(table).known_by and writing.ids(_type_of(table), limit=1))
        rules = [rule for rule in self.catalog.rules if rule.over is _type_of(table)]
        saved: dict[int, Saved] = {}
        try:
            with writing.savepoint():
                saved = self._save_as_meant(parsed, tried, writing, might_be_known)
                self._step(len(parsed.rows))
                with self.workspace.store.reading() as before:
                    judge_stored(parsed, saved, self.workspace.judge, before, writing)
                self._together(parsed, saved, writing, rules)
                good = [
                    position
                    for position in tried
                    if position not in parsed.problems or self._may_stay(parsed, position, saved[position])
                ]
                if len(good) < len(tried):
                    raise _TakenBack
        except _TakenBack:
            again = save_rows(parsed, good, writing)
            rename(parsed, saved, again)
            saved = again
        self._step(len(parsed.rows))
        found_by = self.same.finish(parsed, saved, writing)
        self._keep_beside(table, parsed, saved)
        return self._result(table, parsed, saved, found_by, writing)

    def _save_as_meant(
        self, parsed: ParsedTable, tried: Sequence[int], writing: Writing, might_be_known: bool
    ) -> dict[int, Saved]:
        """Save rows as new or as what has their key; what is known by a number after all, as that record."""
        with suppress(_TakenBack), writing.savepoint():
            saved = save_rows(parsed, tried, writing)
            if might_be_known and self.same.find_by_number(parsed, saved, writing):
                raise _TakenBack
            return saved
        self._set_aside(parsed, [position for position in tried if parsed.records[position].id], writing)
        return save_rows(parsed, tried, writing)

    def _set_aside(self, parsed: ParsedTable, positions: Sequence[int], writing: Writing) -> None:
        """Take out of rows what is not theirs to say of a stored record."""
        leave_unmarked(parsed, positions, writing)
        keep_parts(parsed, positions, writing)
        keep_owned(parsed, positions, writing)
        self.earlier += set_aside_earlier([parsed.records[position] for position in positions], writing)

    def _keep_beside(self, table: FoundTable, parsed: ParsedTable, saved: Mapping[int, Saved]) -> None:
        """Keep what a number in another table of the same file may mean."""
        record_type = _type_of(table)
        meant = {
            self.catalog.target_of(declared)
            for each in self.tables
            if each.file == table.file
            for declared in _type_of(each).fields.values()
            if isinstance(declared, Reference) and declared.within
        }
        if record_type in meant:
            ids = [saved[place].id if place in saved else "" for place in range(len(parsed.records))]
            known = self.brought.setdefault(table.file, {}).get(record_type, ())
            self.brought[table.file][record_type] = [*known, *zip(ids, parsed.records, strict=True)]

    def _together(
        self, parsed: ParsedTable, saved: Mapping[int, Saved], writing: Writing, rules: Sequence[Rule]
    ) -> None:
        """Add what the rules over many records find among the rows just saved."""
        by_id = {one.id: position for position, one in saved.items()}
        found = list(found_together(rules, parsed, saved, writing))
        copies = {
            (by_id.get(problem.record), by_id.get(id))
            for problem in found
            if problem.rule == TWICE and problem.grade is Grade.BLOCK
            for id in problem.related
        }
        for problem in found:
            position = by_id.get(problem.record)
            if position is None and problem.record and by_id.keys() & set(problem.related):
                spots = [parsed.table.spot(parsed.rows[by_id[id]]) for id in problem.related if id in by_id]
                self.elsewhere.append((problem, ", ".join(map(str, spots))))
            others = [by_id.get(id) for id in problem.related]
            # A row is not at fault for its own copy: the copy is refused, and then stands beside it no more.
            is_for_copy = bool(others) and all((other, position) in copies for other in others)
            if position is None or is_for_copy:
                continue
            stored = [id for id in problem.related if id and id not in by_id]
            if stored and self.workspace.guard.hides_names():
                problem = without_name(problem)
            is_new = problem.rule == TWICE and saved[position].kind == NEW
            are_two = is_new and stored and not self.same.ask(parsed, position, stored, problem.message)
            if are_two and problem.grade is not Grade.BLOCK:
                continue
            rows = [str(parsed.rows[other]) for other in others if other is not None]
            if rows:
                says = _("{message} Xem dòng {rows}.").format(message=problem.message, rows=", ".join(rows))
                problem = dataclasses.replace(problem, message=says)
            parsed.add(position, problem, _cell_of(parsed, position, problem.field))

    def _tell_elsewhere(self, results: Iterable[TableResult], parsed: Sequence[ParsedTable]) -> None:
        """Rows of an earlier table are told of what a later one brought against them; they stay."""
        places = {
            row.record_id: (row, each)
            for result, each in zip(results, parsed, strict=True)
            for row in result.rows
            if row.record_id is not None
        }
        for problem, beside in self.elsewhere:
            if problem.record not in places:
                continue
            row, each = places[problem.record]
            column = each.table.column_of(problem.field) or naming_column(each.table)
            says = _("{message} Xem {rows}.").format(message=problem.message, rows=beside)
            milder = problem.regraded(Grade.WARN) if problem.grade is Grade.BLOCK else problem
            spot = each.table.spot(row.row, column)
            told = dataclasses.replace(milder, message=says, spot=spot, related=())
            row.problems = (*row.problems, told)

    def _may_stay(self, parsed: ParsedTable, position: int, saved: Saved) -> bool:
        """A row that says what is stored already changes nothing, whatever a rule has against the record."""
        may_be_wrong = saved.kind == UNCHANGED or self.plan.drafts
        return (may_be_wrong and position not in parsed.unread) or not parsed.is_blocked(position)

    def _result(
        self,
        table: FoundTable,
        parsed: ParsedTable,
        saved: Mapping[int, Saved],
        found_by: Mapping[int, FoundBy],
        writing: Writing,
    ) -> TableResult:
        record_type = _type_of(table)
        changed = [one.id for one in saved.values() if one.kind == CHANGED]
        changes = self._changes(record_type, changed, writing)
        result = TableResult(table.file, table.sheet, record_type, table)
        result.table_problems = list(total_problems(parsed))
        parsed.let_go()
        problems = map(tuple, map(parsed.problems.get, count(), repeat(())))
        result.rows = [
            RowResult(row, one.kind, one.id, changes.get(one.id, NO_CHANGES), own)
            if one is not None
            else RowResult(row, REFUSED, None, NO_CHANGES, own)
            for row, one, own in zip(parsed.rows, map(saved.get, count()), problems, strict=False)
        ]
        for position, found in found_by.items():
            result.rows[position].why, result.rows[position].taken_for = found
        return result

    def _changes(
        self, record_type: type[Record], ids: Sequence[str], writing: Writing
    ) -> dict[str, dict[str, tuple[Any, Any]]]:
        if not ids:
            return {}
        with self.workspace.store.reading() as before:
            was = {record.id: record for record in before.rows_by_ids(record_type, ids)}
        found: dict[str, dict[str, tuple[Any, Any]]] = {}
        for record in writing.rows_by_ids(record_type, ids):
            old = was.get(record.id)
            if old is None or record.id is None:
                continue
            found[record.id] = {
                name: (getattr(old, name), value)
                for name, value in record.values().items()
                if not isinstance(record_type.fields[name], Computed) and getattr(old, name) != value
            }
        return found


def _type_of(table: FoundTable) -> type[Record]:
    assert table.record_type is not None
    return table.record_type


def _not_read(table: FoundTable) -> TableResult:
    problems = list(summary_problems(table.file, table.cells))
    return TableResult(table.file, table.sheet, None, table, table_problems=problems)


def _take_all_back(tables: Iterable[TableResult]) -> None:
    """All or nothing was asked, and not all can be had."""
    for table in tables:
        for row in table.rows:
            row.state, row.record_id, row.changes = REFUSED, None, NO_CHANGES


def _cell_of(parsed: ParsedTable, position: int, name: str) -> int:
    return parsed.cell_of(position, name) or naming_column(parsed.table)
