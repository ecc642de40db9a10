"""What is wrong with the records of imported rows, each by itself; knows no rule over many, saves nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from desktop.declare.checking import suspects
from desktop.declare.problems import Grade, Problem
from desktop.declare.reading import Reader
from desktop.declare.records import Record
from desktop.declare.text import _
from desktop.excel.parsed import ParsedTable
from desktop.workspace.import_result import CHANGED, UNCHANGED

if TYPE_CHECKING:
    from desktop.storage.changes import Saved
    from desktop.storage.reading import Reading
    from desktop.workspace.judging import Judge


def without_name(problem: Problem) -> Problem:
    """The same for whoever may not see names: else a list of made-up numbers would tell whose they are."""
    says = _("Trùng hoặc trái với một hồ sơ đang lưu; tài khoản này không được xem tên.")
    return dataclasses.replace(problem, message=f"{problem.about}. {says}" if problem.about else says)


def judge_rows(parsed: ParsedTable, judge: Judge, reader: Reader) -> None:
    """Judge each row as if it were a new record."""
    for position, found in parsed.problems.items():
        fields = frozenset(problem.field for problem in found if problem.grade is Grade.BLOCK)
        if fields:
            parsed.unread[position] = fields
    for norms, positions in judge.parts(parsed.records, reader):
        own = [parsed.records[position] for position in positions]
        for place in suspects(type(own[0]), own, norms) if own else ():
            parsed.judge(positions[place], own[place].problems(norms))


def judge_stored(
    parsed: ParsedTable, saved: Mapping[int, Saved], judge: Judge, before: Reading, writing: Reading
) -> None:
    """Judge rows that went to a stored record by what it has become: an empty cell erases nothing.

    A row that says what is stored is judged again only where something was found. What was wrong with the
    record before, and the row says nothing of, is no reason to give the row back.
    """
    positions = [
        position
        for position, one in saved.items()
        if one.kind == CHANGED or (one.kind == UNCHANGED and position in parsed.judged)
    ]
    if not positions:
        return
    become = _by_id(type(parsed.records[positions[0]]), [saved[place].id for place in positions], writing)
    records = [become[saved[position].id] for position in positions]
    for norms, places in judge.parts(records, writing):
        own = [records[place] for place in places]
        doubtful = set(suspects(type(own[0]), own, norms)) if own else set()
        for number, place in enumerate(places):
            if number in doubtful:
                parsed.judge(positions[place], own[number].problems(norms))
            elif positions[place] in parsed.judged:
                parsed.judge(positions[place], ())
    _forgive(parsed, positions, saved, judge, before)


def _forgive(
    parsed: ParsedTable, positions: Sequence[int], saved: Mapping[int, Saved], judge: Judge, before: Reading
) -> None:
    grave = [
        position
        for position in positions
        if any(problem.grade is Grade.BLOCK for problem in parsed.judged.get(position, ()))
    ]
    if not grave:
        return
    stood = _by_id(type(parsed.records[grave[0]]), [saved[position].id for position in grave], before)
    for position in grave:
        was = stood.get(saved[position].id)
        if was is None:
            continue
        known = {(problem.rule, problem.field) for problem in was.problems(judge.book_of_now(was, before))}
        row = parsed.records[position]
        parsed.judge(position, [_softer(problem, row, known) for problem in parsed.judged[position]])


def _softer(problem: Problem, row: Record, known: set[tuple[str, str]]) -> Problem:
    is_silent = bool(problem.field) and getattr(row, problem.field, None) in (None, "")
    if problem.grade is Grade.BLOCK and is_silent and (problem.rule, problem.field) in known:
        return problem.regraded(Grade.WARN)
    return problem


def _by_id(record_type: type[Record], ids: Sequence[str], reader: Reading) -> dict[str, Record]:
    return {record.id or "": record for record in reader.rows_by_ids(record_type, ids)}
