"""Writing a dressed workbook of 20 columns against deflating (level 6) the parts it consists of."""

from __future__ import annotations

import zipfile
from pathlib import Path

from made_rows import CLASSES, HEADINGS, PEOPLES, made_rows
from measure import BUILD, Target, Work, run

from desktop.excel.sheets import Book, Column, Kind, Sheet, write_workbook

KINDS: dict[str, Kind] = {
    "STT": "int",
    "Ngày sinh": "date",
    "Năm": "int",
    "Số khẩu": "int",
    "Diện tích (m2)": "decimal",
    "Tỷ lệ (%)": "percent",
    "Ngày khởi công": "date",
    "Ngày hoàn thành": "date",
}
LISTS = {"Dân tộc": PEOPLES, "Diện hộ": CLASSES, "Nam/Nữ": ("Nam", "Nữ"), "Năm": ("2026", "2027")}


def column(heading: str) -> Column:
    kind: Kind = "money" if "đồng" in heading else KINDS.get(heading, "text")
    return Column(heading, kind, choices=heading if heading in LISTS else "", locked=heading == "STT")


def write(path: Path, rows: int) -> Work:
    BUILD.mkdir(parents=True, exist_ok=True)
    lines, columns = made_rows(rows), [column(heading) for heading in HEADINGS]
    sheet = Sheet("Danh sách", columns, lines, titles=["Danh sách hộ"], frozen_columns=2)
    return lambda: write_workbook(path, [sheet], Book(LISTS))


def dressed(rows: int) -> Work:
    return write(BUILD / f"write-{rows}.xlsx", rows)


def floor(rows: int) -> Work:
    path = BUILD / f"written-{rows}.xlsx"
    if not path.exists():
        write(path, rows)()
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}

    def work() -> None:
        with zipfile.ZipFile(BUILD / "floor.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
            for name, content in parts.items():
                package.writestr(name, content)

    return work


if __name__ == "__main__":
    run(
        "excel write", {"floor": floor, "dressed": dressed}, {"dressed": Target(2.5, over_mb=40)}, rows=50_000
    )
