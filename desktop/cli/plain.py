"""Answers as plain values for JSON and as lines for a person: đồng as whole numbers, dates as ISO."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.declare.charts import Drawing
from desktop.declare.dates import PartialDate
from desktop.declare.fields import MASK, AttachedFile, Computed, Details, Field, Habit
from desktop.declare.problems import Problem, Refusal
from desktop.declare.records import Record
from desktop.declare.text import _

if TYPE_CHECKING:
    from desktop.storage.changes import ChangeSet, Conflict
    from desktop.workspace.import_same import Likely
    from desktop.workspace.import_settle import Question
    from desktop.workspace.importing import Corrections, ImportPlan, ImportResult

Hides = Callable[[Field[Any]], bool]
"""Whether the values of a field give way to dots (`Workspace.hiding`)."""

Hiding = Callable[[type[Record]], "Hides | None"]

DONE, DONE_WITH_PROBLEMS, REFUSED = 0, 1, 2
"""The exit status of every command."""


def say(text: str) -> None:
    """What a person reads goes to standard error; standard output is for JSON."""
    # Nobody may be listening any more; what was done is done all the same.
    with suppress(OSError):
        print(text, file=sys.stderr)


def value(kept: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(kept, date | PartialDate):
        return kept.isoformat()
    if isinstance(kept, Decimal):
        return int(kept) if kept == kept.to_integral_value() else float(kept)
    if isinstance(kept, AttachedFile):
        return kept.name
    if isinstance(kept, list | tuple):
        return [value(each) for each in kept]
    if isinstance(kept, Path):
        return str(kept)
    return kept


def record(found: Record, hides: Hides | None = None) -> dict[str, Any]:
    """A record with its id, by field name; dots where `hides` says so of the field."""
    fields = type(found).fields

    def shown(name: str, kept: Any) -> Any:
        if hides and kept and hides(fields[name]):
            return MASK
        if isinstance(fields[name], Details):
            return [record(each, hides) for each in kept]
        return value(kept)

    return {"id": found.id, **{name: shown(name, kept) for name, kept in found.values().items()}}


def line(found: Record, habit: Habit, hides: Hides | None = None) -> str:
    """A record as it is named where it is referred to; dots where `hides` says so of the field."""
    fields = type(found).fields
    return "\t".join(
        MASK if hides and hides(fields[name]) else fields[name].format(getattr(found, name), habit)
        for name in found.shown_by
    )


def problem(found: Problem, place: str | None = None) -> dict[str, Any]:
    """A problem as `commands.md` names its parts; `place` is told where boundaries were asked for."""
    spot = found.spot
    return {
        **({} if place is None else {"place": place}),
        "rule": found.rule or None,
        "grade": found.grade.value,
        "file": spot.file if spot else None,
        "sheet": spot.sheet if spot else None,
        "cell": (spot.cell or None) if spot else None,
        "row": spot.row if spot else None,
        "field": found.field or None,
        "message": found.message,
        "basis": found.basis or None,
        "record_type": found.record_type or None,
        "record": found.record or None,
        "related": list(found.related),
        **({"accepted": found.accepted} if found.accepted else {}),
    }


def problem_line(found: Problem, place: str = "") -> str:
    """`BLOCK P1-05 Nhà ở!U33: …`, with the place where that was asked for."""
    where = str(found.spot) if found.spot else f"{found.record_type} {found.record}"
    where += f" ({place})" if place else ""
    accepted = (
        " (" + _("đã chấp nhận: {reason}").format(reason=found.accepted) + ")" if found.accepted else ""
    )
    return f"{found.grade.value:5} {found.rule} {where}: {found.message}{accepted}"


def drawing(found: Drawing) -> dict[str, Any]:
    """Labels and how many there are in all, series, lines and the sentence of a chart."""
    return {
        "labels": list(found.labels),
        "among": max(found.among, len(found.labels)),
        "series": [
            {"name": series.name, "values": [value(each) for each in series.values]}
            for series in found.series
        ],
        "lines": [{"label": line.label, "value": value(line.value)} for line in found.lines],
        "unit": found.unit,
        "sentence": found.sentence,
    }


def change_set(found: ChangeSet, brought: dict[str, Any] | None = None) -> dict[str, Any]:
    """Who, when, why and how much; of an import also which files it brought and how they were read."""
    return {
        "number": found.number,
        "when": found.when,
        "who": found.who,
        "why": found.why,
        "new": found.new,
        "changed": found.changed,
        "deleted": found.deleted,
        "undoes": found.undoes,
        "undone_by": found.undone_by,
        "import": brought,
    }


def conflict(found: Conflict) -> dict[str, Any]:
    """What an undo left as it is, because it was changed later."""
    return {
        "record_type": found.record_type,
        "record": found.id,
        "fields": list(found.fields),
        "message": found.message,
    }


def import_answer(result: ImportResult, dry_run: bool, hiding: Hiding) -> dict[str, Any]:
    """What an import did, sheet by sheet; `hiding` tells what is not to be read of stored records."""
    return {
        "sheets": [
            {
                "file": table.file,
                "sheet": table.sheet,
                "part": table.found.apart or None,
                "type": table.record_type.__name__ if table.record_type else None,
                "layout": table.layout,
                "reason": table.found.reason or None,
                "says": [*table.found.remarks(), *table.found.doubts],
                "read": table.read,
                "new": table.new,
                "changed": table.changed,
                "unchanged": table.unchanged,
                "refused": table.refused,
                "skipped": [{"row": skipped.row, "why": skipped.why} for skipped in table.skipped],
            }
            for table in result.tables
        ],
        "change_set": result.change_set,
        "dry_run": dry_run,
        "problems": [problem(each) for each in result.problems],
        "questions": [_question(each) for each in result.questions],
        "likely": [_likely(each, hiding) for each in result.likely],
    }


def left_out(plan: ImportPlan) -> dict[str, Any]:
    """The files that could not be read, and why."""
    for why in plan.left_out.values():
        say(str(why))
    return {
        "left_out": [
            {"file": path.name, "refused": why.message, "advice": why.advice}
            for path, why in plan.left_out.items()
        ]
    }


def nothing_read() -> dict[str, Any]:
    """What is said, after the reasons of the sheets, of files that hold no list anybody knows."""
    refusal = Refusal(
        _("Chưa nhập gì: các tệp không có bảng nào chương trình nhận ra."),
        _("Xem lý do ở từng trang; nếu đó đúng là dữ liệu, chỉ rõ loại hồ sơ bằng --type."),
    )
    say(str(refusal))
    return {"refused": refusal.message, "advice": refusal.advice}


def corrections(sent: Sequence[Corrections]) -> dict[str, Any]:
    """Where the refused rows went: marked in a copy of the workbook itself, or alone, and then why.

    The first three answers are those of the only copy, or of the first of several.
    """
    for each in sent:
        name = f"{each.path.name}: " if len(sent) > 1 else ""
        say(f"{name}{each.why}" if each.why else _("Đã ghi lỗi vào bản sao {file}.").format(file=each.path))
    files = [
        {"file": str(each.path.resolve()), "own": not each.why, "why": each.why or None} for each in sent
    ]
    first = files[0] if files else {"file": None, "own": None, "why": None}
    return {
        "corrections": first["file"],
        "corrections_own": first["own"],
        "corrections_why": first["why"],
        "corrections_files": files,
    }


def _question(question: Question) -> dict[str, Any]:
    """A value nobody understood; `proposal` can be written into the file of `--settle` as it is."""
    return {
        "type": question.record_type,
        "field": question.field,
        "written": question.written,
        "why": question.why,
        "count": question.count,
        "cells": list(question.cells),
        "proposal": question.proposal.value if question.proposal else None,
        "offers": [
            {"value": offer.value, "label": offer.label, "sure": offer.sure} for offer in question.offers
        ],
    }


def _likely(found: Likely, hiding: Hiding) -> dict[str, Any]:
    """A row that may be a stored record; with `is` filled in it goes into the file of `--settle` as it is."""
    file, sheet, part, record_type, row, id = found.key
    told = [
        name
        for name, field in found.record_type.fields.items()
        if not isinstance(field, Computed | Details) and getattr(found.read, name) not in (None, "")
    ]
    hides = hiding(found.record_type)
    beside = [record(each, hides) for each in (found.read, found.stored)]
    return {
        "file": file,
        "sheet": sheet,
        "part": part or None,
        "type": record_type,
        "row": row,
        "record": id,
        "is": None,
        "cell": found.cell,
        "why": found.why,
        "in_file": {name: beside[0][name] for name in told},
        "stored": {name: beside[1][name] for name in told},
    }


def sheet_line(sheet: dict[str, Any]) -> str:
    """What a person reads about one sheet: its counts, then how it was read."""
    if sheet["type"] is None:
        return _("{sheet}: không nhập. {why}").format(sheet=sheet["sheet"], why=sheet["reason"] or "").strip()
    counts = _(
        "{sheet}: đọc {read} dòng = {new} mới + {changed} thay đổi + {unchanged} giữ nguyên + "
        "{refused} bị trả lại"
    ).format(**sheet)
    return "\n".join((counts, *(f"  {each}" for each in sheet["says"])))


def progress_bar(what: str) -> Callable[[int, int], None] | None:
    """A bar on a terminal; nothing where the answer goes to a file or another program."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, of: int) -> None:
        share = min(1.0, done / of) if of else 1.0
        print(f"\r{what} [{'█' * int(share * 30):30}] {share:4.0%}", end="", file=sys.stderr, flush=True)
        if done >= of:
            print(file=sys.stderr)

    return show
