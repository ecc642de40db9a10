"""What each command does: opens the workspace, asks it, and says the answer in words and as JSON."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.catalog import LOADED, Catalog, load_catalog
from desktop.cli import plain
from desktop.cli.backup_command import backup
from desktop.cli.component_command import change_component, open_file
from desktop.cli.import_command import import_files
from desktop.cli.opening import day_looked_by, file_to_write, opened
from desktop.cli.plain import DONE, DONE_WITH_PROBLEMS
from desktop.cli.report_command import report
from desktop.cli.screen import Screen
from desktop.declare.fields import Reference
from desktop.declare.problems import Refusal
from desktop.declare.reading import Condition, Sort
from desktop.declare.records import Record
from desktop.declare.text import _, translate
from desktop.shared.places import Place, upper_unit
from desktop.workspace import Workspace, named_database, open_workspace
from desktop.workspace.problem_places import places_of

Answer = tuple[int, dict[str, Any]]


def components(options: argparse.Namespace, screen: Screen) -> Answer:
    """What is installed, and what failed."""
    found = _catalog_here(options).components
    for component in found:
        state = f"{component.name:12} {component.version:8} {component.state:7}"
        plain.say(f"{state} {translate(component.title)} {component.failure}".rstrip())
    return DONE, {
        "components": [
            {
                "name": component.name,
                "title": translate(component.title),
                "version": component.version,
                "state": component.state,
                "failure": component.failure or None,
                "details": component.details or None,
                "hooks": component.hooks,
                "record_types": [record_type.__name__ for record_type in component.record_types]
                if component.state == LOADED
                else [],
            }
            for component in found
        ]
    }


def _catalog_here(options: argparse.Namespace) -> Catalog:
    """The components as they get on with the database; as they are by themselves where there is none yet."""
    where = named_database(options.database)
    if not isinstance(where, Path) or where.exists():
        try:
            workspace = open_workspace(options.database, safe=options.safe, tell=plain.say)
        except Refusal as refusal:
            plain.say(str(refusal))
        else:
            workspace.close()
            return workspace.catalog
    return load_catalog(safe=options.safe)


def template(options: argparse.Namespace, screen: Screen) -> Answer:
    """A workbook to be filled for a record type: empty, or with what is known of a place."""
    from desktop.workspace.importing import write_template

    out = file_to_write(options.out, ".xlsx")
    with opened(options) as workspace:
        rows = write_template(workspace, workspace.catalog.record_type(options.type), out, options.place)
    plain.say(_("Đã ghi {file}.").format(file=out))
    return DONE, {"file": str(out.resolve()), **({"rows": rows} if options.place else {})}


def layouts(options: argparse.Namespace, screen: Screen) -> Answer:
    """How lists are read: what components bring, and what was remembered here."""
    from desktop.cli.layout_commands import known_layouts

    out = file_to_write(options.out, ".json") if options.out else None
    with opened(options) as workspace:
        return DONE, known_layouts(workspace, out, options.names)


def export(options: argparse.Namespace, screen: Screen) -> Answer:
    """Records to a workbook that imports back unchanged, or into a copy of an office's own form."""
    from desktop.workspace.importing import export_records

    if options.layout and not options.into:
        raise Refusal(_("--layout đi cùng --into: bố cục của mẫu cần điền."), _("Thêm --into TỆP mẫu."))
    out = file_to_write(options.out, ".xlsx", *([".xlsm"] if options.into else []))
    with opened(options) as workspace:
        record_type = workspace.catalog.record_type(options.type)
        where = _where(options, record_type, workspace)
        workspace.as_of = day_looked_by(options)
        if options.into:
            return _export_into(workspace, record_type, out, where, options)
        rows = export_records(workspace, record_type, out, where=where, masked=options.masked)
    plain.say(_("Đã xuất {count} hồ sơ ra {file}.").format(count=rows, file=out))
    return DONE, {"file": str(out.resolve()), "rows": rows}


def _export_into(
    workspace: Workspace,
    record_type: type[Record],
    out: Path,
    where: list[Condition],
    options: argparse.Namespace,
) -> Answer:
    from desktop.workspace.form_filling import export_into, told

    form = Path(options.into)
    filled = export_into(workspace, record_type, form, out, where, options.masked, options.layout)
    plain.say(told(filled, out.name))
    return DONE, {
        "file": str(out.resolve()),
        "rows": filled.rows,
        "sheet": filled.sheet,
        "first_row": filled.first_row,
        "replaced": filled.replaced,
        "left_out": filled.left_out,
        "blank": list(filled.blank),
    }


def list_records(options: argparse.Namespace, screen: Screen) -> Answer:
    """Records as JSON or as lines."""
    with opened(options) as workspace:
        record_type = workspace.catalog.record_type(options.type)
        where = _where(options, record_type, workspace)
        sort = _sort(options.sort, record_type)
        workspace.as_of = day_looked_by(options)
        with workspace.reading() as reader:
            count = reader.count(record_type, where)
            records = list(reader.rows(record_type, where, sort, options.limit))
        habit = workspace.habit()
        hides = workspace.hiding(record_type, options.masked)
        if not options.json:
            for record in records:
                plain.say(plain.line(record, habit, hides))
    plain.say(_("{count} hồ sơ").format(count=count))
    if hides and options.masked is None:
        plain.say(_("Tên và dữ liệu cá nhân được che; thêm --names nếu có quyền biết."))
    return DONE, {"rows": [plain.record(record, hides) for record in records], "count": count}


def _where(options: argparse.Namespace, record_type: type[Record], workspace: Workspace) -> list[Condition]:
    conditions = []
    for text in options.where:
        name, sign, value = text.partition("=")
        if not sign or name not in (*record_type.stored_fields(), "id"):
            raise Refusal(
                _("“{text}”: cần viết TRƯỜNG=GIÁ TRỊ, với một trường của {type}.").format(
                    text=text, type=record_type.__name__
                ),
                _("Các trường: ") + ", ".join(record_type.stored_fields()),
            )
        conditions.append(_condition(name, value, record_type, workspace))
    return conditions


def _condition(name: str, value: str, record_type: type[Record], workspace: Workspace) -> Condition:
    if name == "id":
        return Condition("id", "is", value)
    if not value:
        return Condition(name, "empty")
    declared = record_type.fields[name]
    is_place = isinstance(declared, Reference) and workspace.catalog.target_of(declared) is Place
    if is_place and record_type is not Place:
        with workspace.store.reading() as reader:
            upper = upper_unit(value, reader)
        if upper is not None:
            return Condition(name, "in", workspace.places_within(upper))
    try:
        return Condition(name, "is", declared.parse(value, workspace.habit()))
    except ValueError as failure:
        raise Refusal(f"{translate(declared.label)}: {failure}") from failure


def _sort(text: str | None, record_type: type[Record]) -> list[Sort]:
    if not text:
        return []
    name = text.removeprefix("-")
    if name not in record_type.stored_fields():
        raise Refusal(
            _("Không xếp được theo “{name}”.").format(name=name),
            _("Các trường: ") + ", ".join(record_type.stored_fields()),
        )
    return [Sort(name, text.startswith("-"))]


def check(options: argparse.Namespace, screen: Screen) -> Answer:
    """All rules over all records."""
    with opened(options) as workspace:
        record_type = workspace.catalog.record_type(options.type) if options.type else None
        result = workspace.check(record_type, plain.progress_bar(_("Đang kiểm tra")))
        workspace.as_of = day_looked_by(options)
        places = places_of(workspace, result.problems) if workspace.as_of else {}
    if not options.json:
        for problem in result.problems[:200]:
            plain.say(plain.problem_line(problem, places.get(problem.record, "")))
    still = sum(problem.is_open for problem in result.problems)
    says = _("Đã kiểm tra {count} hồ sơ, thấy {problems} vấn đề.")
    plain.say(says.format(count=result.checked, problems=still))
    if still < len(result.problems):
        accepted = len(result.problems) - still
        plain.say(_("Thêm {count} cảnh báo đã được chấp nhận kèm lý do.").format(count=accepted))
    problems = [plain.problem(problem, places.get(problem.record)) for problem in result.problems]
    return (DONE_WITH_PROBLEMS if result.blocks else DONE), {"checked": result.checked, "problems": problems}


def chart(options: argparse.Namespace, screen: Screen) -> Answer:
    """One chart, as figures and as a picture."""
    if not options.out and not options.json:
        raise Refusal(_("Chưa nói ghi biểu đồ vào đâu."), _("Thêm -o TỆP.png, hoặc --json để lấy số liệu."))
    out = file_to_write(options.out, ".png", ".svg") if options.out else None
    with opened(options) as workspace:
        asked = workspace.catalog.chart(options.name)
        workspace.as_of = day_looked_by(options)
        drawing = workspace.drawing(asked)
    title = translate(asked.title)
    answer = plain.drawing(drawing) | {"name": asked.name, "title": title}
    if out:
        screen.draw_chart(drawing, out, title=title, kind=asked.kind)
        answer["file"] = str(out.resolve())
    plain.say(drawing.sentence)
    return DONE, answer


def changes(options: argparse.Namespace, screen: Screen) -> Answer:
    """The change sets, the newest first; imports with their files and how these were read."""
    from desktop.workspace.import_history import plain_batch, read_batches

    with opened(options) as workspace:
        sets = workspace.store.change_sets(limit=options.limit, record=options.record)
        brought = {batch.change_set.number: plain_batch(batch) for batch in read_batches(workspace)}
    found = [plain.change_set(each, brought.get(each.number)) for each in sets]
    if not found:
        plain.say(_("Không có lần ghi nào."))
    for each in found:
        plain.say(f"{each['number']:>6} {each['when']} {each['who']}: {each['why']}")
    return DONE, {"change_sets": found}


def undo(options: argparse.Namespace, screen: Screen) -> Answer:
    """Take one change set back."""
    with opened(options) as workspace:
        undone = workspace.undo(options.change_set)
    conflicts = [plain.conflict(each) for each in undone.conflicts]
    if undone.change_set:
        plain.say(_("Đã hoàn tác lần ghi {number}.").format(number=options.change_set))
    for says in undone.left():
        plain.say(says)
    return DONE, {
        "undone": options.change_set,
        "change_set": undone.change_set.number if undone.change_set else None,
        "conflicts": conflicts,
    }


def demo(options: argparse.Namespace, screen: Screen) -> Answer:
    """The main job from beginning to end."""
    from desktop.cli.demo import run_demo

    answer = run_demo(
        Path(options.out),
        screen,
        safe=options.safe,
        language=options.language or "vi",
        all_looks=options.all_looks,
    )
    return (DONE_WITH_PROBLEMS if answer["grave"] else DONE), answer


COMMANDS: dict[str, Callable[[argparse.Namespace, Screen], Answer]] = {
    "components": components,
    "component": change_component,
    "open": open_file,
    "template": template,
    "import": import_files,
    "layouts": layouts,
    "export": export,
    "list": list_records,
    "check": check,
    "chart": chart,
    "report": report,
    "changes": changes,
    "undo": undo,
    "backup": backup,
    "demo": demo,
}
