"""Makes a workbook as an office sends it, with faults on purpose, and the list of these faults; run by hand.

    python resources/demo/make_workbook.py [OUT_DIR]

Some of its households are those of the demo data, the others are new and as invented as those.
"""

import csv
import gzip
import io
import json
import random
import re
import sys
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
from listed import COLUMNS, Line, as_listed, hand_of
from make_demo import Maker
from misprints import Misprints
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.worksheet import Worksheet
from writings import MILLION, Texts

NAME = "danh-sach-nha-o"
COMMUNES = ("Xã Na Son", "Xã Thanh An", "Xã Búng Lao")
NEW = (16, 15, 15)
KNOWN = (7, 7, 6)
HEADING = 8
SMALL = Font(name="Times New Roman", size=11)
BOLD = Font(name="Times New Roman", size=11, bold=True)
LARGE = Font(name="Times New Roman", size=14, bold=True)
ITALIC = Font(name="Times New Roman", size=11, italic=True)
GROUP = PatternFill("solid", fgColor="F2F2F2")
LINE = Border(*(Side(style="thin", color="808080"),) * 4)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LAST = len(COLUMNS)


def stored(folder: Path) -> list[Texts]:
    """The housing cases of the demo data."""
    text = gzip.decompress((folder / "30-housing.HousingCase.csv.gz").read_bytes()).decode("utf-8")
    return [
        {name: value for name, value in row.items() if value} for row in csv.DictReader(io.StringIO(text))
    ]


def is_sound(case: Texts) -> bool:
    """Whether nothing was planted in a stored case that would keep it out of the list."""
    return (
        case["central_money"] == str(40 * MILLION)
        and int(case["provincial_money"]) + int(case["commune_money"]) == 4 * MILLION
        and not case.keys() & {"other_blocker", "earlier_support"}
        and case["poverty_class"] == "Hộ nghèo"
        and case["no_certificate"] == case["no_map"] == "Không"
    )


def groups(folder: Path) -> list[tuple[str, list[Line]]]:
    """Each commune with its cases: those that are known, some of them further on, and new ones."""
    maker = Maker("ntp-desktop workbook 1")
    # The demo lists the villages of one of these communes: the new households live in them too.
    maker.villages = Maker().villages
    sound = [case for case in stored(folder) if is_sound(case) and case["need"] == "Làm mới"]
    places = maker.places
    found = []
    for commune, new, known in zip(COMMUNES, NEW, KNOWN, strict=True):
        maker.places = [place for place in places if place[0].name == commune]
        maker.weights = [1] * len(maker.places)
        names = {old.code: old.name for _new, old, _district in maker.places}
        ours = [case for case in sound if case["commune"] == maker.places[0][0].code]
        ours.sort(key=lambda case: case["stage"] == "Hoàn thành")
        lines = [Line(goes_on(case) if place < 2 else case, True) for place, case in enumerate(ours[:known])]
        lines += [Line(maker.case(maker.home()), False) for _number in range(new)]
        for line in lines:
            line.case["old_commune"] = names.get(line.case.get("old_commune", ""), "")
        found.append((commune, lines))
    return found


def goes_on(case: Texts) -> Texts:
    """The case as it stands when the list is made: finished, measured and paid, or with a child more."""
    if case["stage"] == "Hoàn thành":
        return dict(case, members=str(int(case["members"]) + 1))
    state = sum(int(case[f"{body}_money"]) for body in ("central", "provincial", "district", "commune"))
    return dict(case, stage="Hoàn thành", area_done=case.get("area_done", "42,5"), disbursed=str(state))


def put(page: Worksheet, row: int, column: int, value: object, font: Font = SMALL, to: int = 0) -> None:
    cell = page.cell(row, column, value)
    cell.font = font
    if to:
        page.merge_cells(start_row=row, end_row=row, start_column=column, end_column=to)
        cell.alignment = MIDDLE


def write_titles(page: Worksheet) -> None:
    put(page, 1, 1, "UBND TỈNH ĐIỆN BIÊN", SMALL, 9)
    put(page, 2, 1, "SỞ DÂN TỘC VÀ TÔN GIÁO", BOLD, 9)
    put(page, 1, 16, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", BOLD, LAST)
    put(page, 2, 16, "Độc lập - Tự do - Hạnh phúc", BOLD, LAST)
    put(page, 4, 1, "DANH SÁCH HỘ NGHÈO ĐƯỢC HỖ TRỢ NHÀ Ở THUỘC DỰ ÁN 1", LARGE, LAST)
    put(page, 5, 1, "(Kèm theo Báo cáo số 214/BC-SDTTG ngày 20/11/2025; dữ liệu giả định)", ITALIC, LAST)
    put(page, 6, LAST - 5, "Đơn vị tính: triệu đồng", ITALIC, LAST)


def write_headings(page: Worksheet) -> None:
    for number, column in enumerate(COLUMNS, 1):
        over, _bar, under = column.heading.rpartition(" | ")
        put(page, HEADING, number, over or under, BOLD)
        put(page, HEADING + 1, number, under if over else None, BOLD)
        put(page, HEADING + 2, number, column.mark or number - 2, ITALIC)
        page.column_dimensions[letter(number)].width = column.width
        for row in range(HEADING, HEADING + 3):
            page.cell(row, number).border, page.cell(row, number).alignment = LINE, MIDDLE
        if not over:
            page.merge_cells(start_row=HEADING, end_row=HEADING + 1, start_column=number, end_column=number)
    overs = [column.heading.rpartition(" | ")[0] for column in COLUMNS]
    for over in dict.fromkeys(filter(None, overs)):
        first = overs.index(over) + 1
        last = first + overs.count(over) - 1
        page.merge_cells(start_row=HEADING, end_row=HEADING, start_column=first, end_column=last)
    page.row_dimensions[HEADING].height, page.row_dimensions[HEADING + 1].height = 22, 62


def write_line(page: Worksheet, row: int, line: Line, number: int) -> None:
    for place, (column, value) in enumerate(zip(COLUMNS, as_listed(line.case, number), strict=True), 1):
        cell = page.cell(row, place, line.written.get(column.field, value))
        cell.font, cell.border = SMALL, LINE
        cell.alignment = Alignment(horizontal=column.stands, vertical="center", wrap_text=column.width > 16)
        if isinstance(cell.value, datetime):
            cell.number_format = "dd/mm/yyyy"
        elif column.field == "identity_number" and isinstance(cell.value, int):
            cell.number_format = "000000000000"
        elif column.is_money:
            cell.number_format = "#,##0.0" if isinstance(cell.value, float) else "#,##0"


def write_sums(page: Worksheet, row: int, words: tuple[str, str], lines: list[Line], wrong: int = 0) -> None:
    """A row of a group or of all; `wrong` is added to the sum of the central money."""
    for place, column in enumerate(COLUMNS, 1):
        cell = page.cell(row, place)
        if column.is_money:
            total = sum(line.money(column.field) for line in lines)
            cell.value = total + (wrong if column.field == "central_money" else 0)
            cell.number_format = "#,##0.0" if isinstance(cell.value, float) else "#,##0"
        cell.font, cell.border, cell.fill = BOLD, LINE, GROUP
    page.cell(row, 1, words[0] or None)
    page.cell(row, 2, words[1])


def write_foot(page: Worksheet, row: int) -> None:
    put(page, row, 1, "Ghi chú: hộ đã có kết cấu cứng ghi “Có”; giấy tờ đất còn thiếu đánh dấu x.", ITALIC)
    put(page, row + 2, 16, "Điện Biên, ngày 20 tháng 11 năm 2025", ITALIC, LAST)
    put(page, row + 3, 2, "NGƯỜI LẬP BIỂU", BOLD, 6)
    put(page, row + 3, 16, "KT. GIÁM ĐỐC", BOLD, LAST)
    put(page, row + 4, 16, "PHÓ GIÁM ĐỐC", BOLD, LAST)
    put(page, row + 8, 2, "Lò Thị Giả Định", BOLD, 6)
    put(page, row + 8, 16, "Mùa A Giả Định", BOLD, LAST)


def keep(book: openpyxl.Workbook, path: Path) -> None:
    """Save without any time of day: the same list is the same bytes."""
    made = io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as whole, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name in whole.namelist():
            content = whole.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2025-11-20T08:00:00Z", content)
            package.writestr(zipfile.ZipInfo(name, (2025, 11, 20, 8, 0, 0)), content, zipfile.ZIP_DEFLATED)


def make(folder: Path) -> None:
    book = openpyxl.Workbook()
    book.properties.title = "Danh sách hộ được hỗ trợ nhà ở (dữ liệu giả định)"
    book.properties.creator = "NTP Desktop"
    page = book.worksheets[0]
    page.title = "Nhà ở"
    write_titles(page)
    write_headings(page)
    found = groups(Path(__file__).parent)
    chance = random.Random("ntp-desktop workbook hands")
    for _commune, lines in found:
        for line in lines:
            line.written.update(hand_of(line, chance))
    plan = Misprints(found)
    plan.plant()
    row, number = HEADING + 3, 0
    everybody = [line for _commune, lines in found for line in lines]
    write_sums(page, row, ("", "TỔNG CỘNG"), everybody)
    for place, (commune, lines) in enumerate(found):
        row += 1
        wrong = 20 if place == 1 else 0
        write_sums(page, row, (("I", "II", "III")[place], f"{commune} ({len(lines)} hộ)"), lines, wrong)
        if wrong:
            plan.truth(row, "central_money", "G11")
        for line in lines:
            row, number = row + 1, number + 1
            line.row = row
            write_line(page, row, line, number)
    write_foot(page, row + 2)
    page.freeze_panes = page.cell(HEADING + 3, 3)
    page.sheet_view.zoomScale = 85
    page.page_setup.orientation = "landscape"
    folder.mkdir(parents=True, exist_ok=True)
    keep(book, folder / f"{NAME}.xlsx")
    listed = ",\n".join(json.dumps(fault, ensure_ascii=False) for fault in plan.faults())
    (folder / f"{NAME}.truth.json").write_text(f"[\n{listed}\n]\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
