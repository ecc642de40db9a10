"""Imports workbooks: recognised, checked and saved, with the files that are asked for beside."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.cli import plain
from desktop.cli.opening import file_to_write, opened
from desktop.cli.plain import DONE, DONE_WITH_PROBLEMS, REFUSED
from desktop.cli.screen import Screen
from desktop.declare.problems import Refusal
from desktop.declare.text import _

if TYPE_CHECKING:
    from desktop.workspace.importing import ImportPlan, ImportResult


def _place_of_copies(name: str, files: int) -> Path:
    """The copy of one workbook, or the folder of the copies of several."""
    from desktop.workspace.importing import is_folder_of_copies

    return Path(name) if is_folder_of_copies(Path(name), files) else file_to_write(name, ".xlsx", ".xlsm")


def import_files(options: argparse.Namespace, screen: Screen) -> tuple[int, dict[str, Any]]:
    """Recognise, check and save workbooks."""
    from desktop.cli.layout_commands import named_layout
    from desktop.workspace import importing
    from desktop.workspace.import_settle import read_answers, read_sameness

    beside = _place_of_copies(options.corrections, len(options.files)) if options.corrections else None
    kept = file_to_write(options.write_layout, ".json") if options.write_layout else None
    if beside and not beside.is_dir():
        for kind in (".xlsx", ".xlsm"):
            importing.apart_from([Path(file) for file in options.files], beside.with_suffix(kind))
    with opened(options) as workspace:
        layout, said = named_layout(options.layout, workspace)
        plan = importing.recognise_files(
            workspace,
            [Path(file) for file in options.files],
            record_type=workspace.catalog.record_type(options.type) if options.type else None,
            layout=layout,
            said=said,
            place=options.place,
            progress=plain.progress_bar(_("Đang đọc")),
        )
        plan.drafts = options.drafts
        if options.settle:
            plan.answers |= read_answers(workspace, Path(options.settle))
            plan.same |= read_sameness(Path(options.settle))
        work = importing.preview if options.dry_run else importing.accept
        more = {} if options.dry_run else {"all_or_nothing": options.all_or_nothing}
        result = work(workspace, plan, progress=plain.progress_bar(_("Đang kiểm tra")), **more)
        answer = plain.import_answer(result, options.dry_run, lambda kind: workspace.hiding(kind, None))
        answer |= _written_aside(plan, result, beside, kept) | plain.left_out(plan)
    for sheet in answer["sheets"]:
        plain.say(plain.sheet_line(sheet))
    if result.likely:
        says = _("{count} dòng có thể là hồ sơ đã lưu: trả lời ở mục “likely” rồi nhập với --settle.")
        if result.change_set is not None:  # those rows are found by their own key from now on
            says = _(
                "{count} dòng có thể là hồ sơ đã lưu, đã ghi thành hồ sơ mới: xem trang “Hồ sơ có thể trùng”"
                ", hoặc hoàn tác lần nhập rồi nhập lại với --settle."
            )
        plain.say(says.format(count=len(result.likely)))
    if not any(sheet["type"] for sheet in answer["sheets"]):
        return REFUSED, answer | plain.nothing_read()
    return (DONE_WITH_PROBLEMS if result.blocks or plan.left_out else DONE), answer


def _written_aside(
    plan: ImportPlan, result: ImportResult, beside: Path | None, kept: Path | None
) -> dict[str, Any]:
    """The files asked for besides the import; it is told as it was, even where one could not be written."""
    from desktop.cli.layout_commands import keep_layouts
    from desktop.workspace import importing

    told = plain.corrections([]) | {"layout_file": None, "layout_why": None}
    refusals: dict[str, Refusal] = {}
    try:
        told["layout_file"] = keep_layouts(plan.understood(), kept) if kept else None
    except Refusal as refusal:
        refusals["layout_why"] = refusal
    try:
        if beside and result.refused:
            told |= plain.corrections(importing.write_own_corrections(result, beside))
    except Refusal as refusal:
        refusals["corrections_why"] = refusal
    for why, failed in refusals.items():
        if result.change_set is None:
            raise failed
        told[why] = failed.message
        plain.say(str(failed))
    if refusals:
        plain.say(_("Các dòng tốt đã được ghi (lần ghi số {number}).").format(number=result.change_set))
    return told
