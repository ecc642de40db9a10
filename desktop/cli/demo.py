"""The main job from beginning to end without a window, on demo data and on communes' workbooks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from desktop.cli import plain
from desktop.cli.screen import Screen
from desktop.declare.problems import Refusal
from desktop.declare.text import _, translate
from desktop.shared import Place, PlaceLink
from desktop.shared.demo import sample_workbook
from desktop.workspace import Workspace, importing, reporting
from desktop.workspace.demo import open_demo

WORKBOOKS = {".xlsx", ".xls", ".xlsm", ".ods"}


def sample_workbooks() -> list[Path]:
    """Workbooks beside the project, where somebody has put some."""
    folder = Path(__file__).resolve().parents[3] / "shared" / "samples"
    return sorted(path for path in folder.glob("*") if path.suffix in WORKBOOKS) if folder.is_dir() else []


Looks = Sequence[tuple[str, dict[str, Any]]]
LOOKS: Looks = (
    ("light-vi", {"theme": "light"}),
    ("dark-vi", {"theme": "dark"}),
    ("contrast-vi", {"theme": "contrast"}),
    ("light-vi-200", {"theme": "light", "ratio": 2}),
    ("dark-vi-200", {"theme": "dark", "ratio": 2}),
    ("light-vi-small", {"theme": "light", "size": (911, 450)}),
    ("light-en", {"theme": "light"}),
    ("dark-en", {"theme": "dark"}),
    ("contrast-en", {"theme": "contrast"}),
    ("light-en-200", {"theme": "light", "ratio": 2}),
    ("light-en-smallest", {"theme": "light", "ratio": 2, "size": (680, 330)}),
)
"""Folders of pictures by look: theme, language, the screen where it is not at 100 %, and a small window.

Of 1366 x 768 pixels 911 x 450 points are left at 150 %, 680 x 330 at 200 %.
"""


def run_demo(
    out: Path, screen: Screen, *, safe: bool = False, language: str = "vi", all_looks: bool = False
) -> dict[str, Any]:
    """Make the demo database in `out`, import, check, draw, export and take pictures; what was made.

    With `all_looks` every page is taken in each theme and language as well.
    """
    out.mkdir(parents=True, exist_ok=True)
    database = out / "demo.db"
    # Only what an earlier run made: the folder may be one in which somebody keeps pictures of their own.
    pictures_before = [
        picture
        for folder in ("pictures", *(f"pictures/{look}" for look, _how in LOOKS))
        for picture in (out / folder).glob("[0-9][0-9]-*.png")
    ]
    for left in (database, Path(f"{database}-wal"), Path(f"{database}-shm"), *pictures_before):
        left.unlink(missing_ok=True)
    workspace = open_demo(database, safe=safe)
    try:
        looks = LOOKS if all_looks else ()
        apart = partial(screen.take_pictures_apart, database, safe=safe)
        pictures = picture_preview(workspace, out, screen, language)
        if (sample := sample_workbook()) is not None:
            pictures += picture_looks(out, apart, looks, sample)
        imports = _import_all(workspace, out)
        found = workspace.check()
        answer: dict[str, Any] = {
            "database": str(database.resolve()),
            "imports": imports,
            "problems": len(found.problems),
            "grave": found.blocks,
            "charts": _draw_all(workspace, out, screen),
            "reports": _report_all(workspace, out, screen),
            "exports": _export_all(workspace, out),
        }
        pictures += screen.take_pictures(workspace, out / "pictures", language)
        pictures += picture_looks(out, apart, looks)
        answer["pictures"] = [str(path.resolve()) for path in pictures]
        with workspace.store.reading() as reader:
            answer["totals"] = {
                record_type.__name__: reader.count(record_type)
                for record_type in workspace.catalog.record_types.values()
            }
    finally:
        workspace.close()
    plain.say(_("Hình các trang ở {folder}.").format(folder=(out / "pictures").resolve()))
    return answer


def picture_preview(workspace: Workspace, out: Path, screen: Screen, language: str) -> list[Path]:
    """The import page before anything of the office's list is saved."""
    sample = sample_workbook()
    if sample is None:
        return []
    return screen.take_pictures(workspace, out / "pictures", language, workbook=sample)


def picture_looks(
    out: Path, take: Callable[..., list[Path]], looks: Looks, workbook: Path | None = None
) -> list[Path]:
    """Every page in each look, or the preview of a workbook alone; `take` takes those of one look."""
    pictures: list[Path] = []
    for look, how in looks:
        pictures += take(out / "pictures" / look, look.split("-")[1], workbook=workbook, **how)
    return pictures


def _import_all(workspace: Workspace, out: Path) -> list[dict[str, Any]]:
    answers: list[dict[str, Any]] = []
    for path in (sample_workbook(), *sample_workbooks()):
        if path is None:
            continue
        plan = importing.recognise_files(workspace, [path])
        result = importing.accept(workspace, plan)
        if any(table.refused for table in result.tables):
            corrections = out / "corrections" / f"{path.stem}-can-sua.xlsx"
            corrections.parent.mkdir(exist_ok=True)
            importing.write_corrections(result, corrections)
        found = plain.import_answer(result, False, lambda kind: workspace.hiding(kind, None))
        answers.append({"file": path.name, **found, "problems": len(found["problems"])})
        for sheet in found["sheets"]:
            plain.say(f"{path.name} · {plain.sheet_line(sheet)}")
    return answers


def _draw_all(workspace: Workspace, out: Path, screen: Screen) -> list[dict[str, Any]]:
    drawn = []
    for chart in workspace.charts():
        try:
            drawing = workspace.drawing(chart)
        except Refusal as refusal:
            plain.say(f"{chart.name}: {refusal}")
            continue
        path = out / "charts" / f"{chart.name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        screen.draw_chart(drawing, path, title=translate(chart.title), kind=chart.kind)
        drawn.append({"name": chart.name, "file": str(path.resolve()), "sentence": drawing.sentence})
    return drawn


def _report_all(workspace: Workspace, out: Path, screen: Screen) -> list[dict[str, Any]]:
    written = []
    (out / "reports").mkdir(exist_ok=True)
    for report in workspace.catalog.reports.values():
        try:
            answered = reporting.write_report(workspace, report, reporting.asked_of(workspace, report))
        except Refusal as refusal:
            plain.say(f"{report.name}: {refusal}")
            continue
        for kind in reporting.FILES:
            path = out / "reports" / f"{report.name}{kind}"
            reporting.keep_report(answered, path, screen.print_pdf)
            written.append({"name": report.name, "file": str(path.resolve())})
    return written


def _export_all(workspace: Workspace, out: Path) -> list[dict[str, Any]]:
    exports = []
    (out / "exports").mkdir(exist_ok=True)
    for component in workspace.catalog.loaded():
        for record_type in component.record_types:
            if record_type in (Place, PlaceLink):
                continue
            path = out / "exports" / f"{record_type.__name__}.xlsx"
            rows = importing.export_records(workspace, record_type, path)
            exports.append({"type": record_type.__name__, "file": str(path.resolve()), "rows": rows})
    return exports
