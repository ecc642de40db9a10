"""A chart is looked at, a bar leads to its records, and their list goes back to the commune."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.qt.chart_page import ChartPage
from desktop.qt.main_window import MainWindow
from desktop.qt.page import Route
from desktop.qt.record_page import RecordPage
from desktop.testing import sound_example
from desktop.workspace import importing


def test_that_a_bar_leads_to_its_records_and_their_list_imports_back(
    qtbot: QtBot,
    shown: MainWindow,
    settled: Callable[[], None],
    picture: Callable[[str], None],
    cells: Callable[[Any, int], list[str]],
    tmp_path: Path,
) -> None:
    workspace = shown.workspace
    assert workspace is not None
    housing = workspace.catalog.record_type("HousingCase")
    example = sound_example(workspace, housing, village="Bản Na Phát", identity_number=None)
    names = ["Vàng A Dí", "Giàng Thị Mỷ", "Sùng Páo Khua", "Lò Văn Ủn", "Quàng Thị Hặc"]
    stages = ["done", "done", "done", "roof", "not_started"]
    with workspace.writing("Danh sách") as writing:
        writing.save_all(
            [
                example.changed(
                    head_name=name,
                    birth=date(1960 + 7 * number, 2, 3),
                    decision_no=f"{number}/QĐ",
                    stage=stage,
                )
                for number, (name, stage) in enumerate(zip(names, stages, strict=True), 1)
            ]
        )

    shown.open(Route("charts"))
    settled()
    charts = shown.page(Route("charts"))
    assert isinstance(charts, ChartPage)
    picture("3-1 biểu đồ")
    view = charts.cards["houses_by_commune_and_stage"].view
    done = next(mark for mark in view.marks() if mark.end - mark.start == 3)
    assert "60 %" in done.reading
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.place_of(done).toPoint())
    settled()
    records = shown.page(Route("records", housing))
    assert isinstance(records, RecordPage)
    picture("3-2 hồ sơ của cột")
    assert records.isVisible() and records.table.rowCount() == 3
    _asks_what_it_makes_up(shown, records)

    path = tmp_path / "danh sách.xlsx"
    records.files.export(path)
    settled()
    plan = importing.recognise_files(workspace, [path])
    result = importing.preview(workspace, plan)
    assert [(table.read, table.unchanged) for table in result.tables if table.record_type] == [(3, 3)]


def _asks_what_it_makes_up(shown: MainWindow, records: RecordPage) -> None:
    """A list says what its records make up where that is not their number."""
    assert "làm nên" not in records.counts.text()
    figure, where = (12.5, "Xã Na Son: 12,5 m²"), records.where
    shown.open(Route("records", records.record_type, where=where, figure=figure))
    assert "3 trên 5 hồ sơ làm nên “Xã Na Son: 12,5 m²”" in records.counts.text()
    shown.open(Route("records", records.record_type, figure=figure))
    assert records.counts.text().startswith("5 hồ sơ làm nên “Xã Na Son: 12,5 m²”")
    one = records.table.record_at(0)
    assert one is not None
    records.workspace.save(one.changed(village="Bản Na Ten"))
    assert "làm nên" not in records.counts.text()
    records.filter_by(where)
