"""The command that writes one report into a file, and says its figures by name."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.cli import plain
from desktop.cli.opening import day_looked_by, file_to_write, opened
from desktop.cli.plain import DONE
from desktop.cli.screen import Screen
from desktop.declare.reports import Document
from desktop.declare.text import _


def report(options: argparse.Namespace, screen: Screen) -> tuple[int, dict[str, Any]]:
    """One report: the file, and every figure in it, money in whole đồng."""
    from desktop.workspace import reporting
    from desktop.workspace.export_notes import note_report

    out = file_to_write(options.out, *reporting.FILES)
    period = reporting.period_named(options.period) if options.period else None
    with opened(options) as workspace:
        found = workspace.catalog.report(options.name)
        workspace.as_of = day_looked_by(options)
        place = reporting.place_named(workspace, options.place) if options.place else ""
        asked = reporting.asked_of(workspace, found, place, period)
        written = reporting.write_report(workspace, found, asked, options.masked)
        reporting.keep_report(written, out, screen.print_pdf)
        note_report(workspace, written.document, written.is_masked, out)
    plain.say(_("Đã ghi {file}.").format(file=out))
    return DONE, {
        "file": str(out.resolve()),
        "name": found.name,
        "title": written.document.title,
        "masked": written.is_masked,
        "figures": _figures(written.document),
    }


def _figures(document: Document) -> dict[str, Any]:
    return {name: plain.value(figure.value) for name, figure in document.figures.items()}
