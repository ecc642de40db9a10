"""The faults of the workbook and where each stands; writes no file."""

from collections.abc import Iterator
from typing import Any

from listed import COLUMNS, Line
from openpyxl.utils import get_column_letter as letter
from writings import MILLION

NUMBERS = {column.field: number for number, column in enumerate(COLUMNS, 1)}


class Misprints:
    """Plants one fault a line in new lines, and remembers its cell and its rule."""

    def __init__(self, groups: list[tuple[str, list[Line]]]) -> None:
        self.left = [line for _commune, lines in groups for line in lines if not line.is_known]
        self.groups = groups
        self.planted: list[tuple[Line | int, str, str]] = []

    def take(self, **having: str) -> Line:
        """The next untouched line like this, from another commune than the last where there is one."""
        found = next(
            line for line in self.left if all(line.case.get(name) == text for name, text in having.items())
        )
        self.left.remove(found)
        self.left = self.left[9:] + self.left[:9]
        return found

    def truth(self, where: Line | int, field: str, rule: str) -> None:
        self.planted.append((where, field, rule))

    def money(self, line: Line, **millions: int) -> None:
        """Other amounts; the total and the written sums follow."""
        for name, amount in millions.items():
            more = amount * MILLION - int(line.case[name])
            line.case[name] = str(amount * MILLION)
            line.case["total"] = str(int(line.case["total"]) + more)
            line.written.pop(name, None)
        line.written.pop("total", None)

    def plant(self) -> None:
        self.plant_money()
        self.plant_dates()
        self.plant_people()
        self.plant_houses()

    def plant_money(self) -> None:
        over = self.take(stage="Hoàn thành")
        self.money(over, central_money=42)
        self.truth(over, "central_money", "P1-05")
        under = self.take(stage="Hoàn thành", provincial_money=str(4 * MILLION), disbursed=str(44 * MILLION))
        self.money(under, provincial_money=3)
        under.case["disbursed"] = str(43 * MILLION)
        self.truth(under, "provincial_money", "P1-06")
        loan = self.take(loan_nd28=str(40 * MILLION))
        self.money(loan, loan_nd28=50)
        self.truth(loan, "loan_nd28", "P1-13")
        total = self.take()
        total.case["total"] = str(int(total.case["total"]) + 2 * MILLION)
        total.written.pop("total", None)
        self.truth(total, "total", "G01")
        paid = self.take(stage="Hoàn thành")
        paid.case["disbursed"] = str(48 * MILLION)
        self.truth(paid, "disbursed", "G02")
        unit = self.take()
        # Written in đồng where the column is in triệu đồng; the sums of the list mean the right amount.
        unit.written["self_fund"] = int(unit.case["self_fund"])
        self.truth(unit, "self_fund", "G04")
        self.truth(unit, "total", "G01")

    def plant_dates(self) -> None:
        self.write(self.take(), "decision_date", "31/02/2025", "")
        gone = self.take(old_district="Huyện Điện Biên Đông")
        gone.case["class_year"] = "2025"
        self.write(gone, "decision_date", "15/8/2025", "G09")
        year = self.take()
        year.case["class_year"] = "2019"
        self.truth(year, "class_year", "G07")

    def plant_people(self) -> None:
        short = self.take()
        self.write(short, "identity_number", short.case["identity_number"][:10], "G05")
        other = self.take()
        number = other.case["identity_number"]
        other.case["identity_number"] = f"{number[:3]}{int(number[3]) ^ 1}{number[4:]}"
        other.written.pop("identity_number", None)
        self.truth(other, "identity_number", "G05")
        first, second = sorted((self.take(), self.take()), key=self.place)
        second.case["identity_number"] = first.case["identity_number"]
        second.written.pop("identity_number", None)
        for line in (first, second):
            self.truth(line, "identity_number", "G05")
        near = self.take()
        near.case["poverty_class"] = "Hộ cận nghèo"
        self.truth(near, "near_poor", "P1-02")
        nobody = self.take()
        self.write(nobody, "head_name", None, "")
        self.repeat(self.take())

    def plant_houses(self) -> None:
        small = self.take(stage="Hoàn thành")
        small.case["area_done"] = "28"
        self.truth(small, "area_done", "P1-15")
        again = self.take()
        again.case["earlier_support"] = "Nhà ở QĐ 167 năm 2010"
        self.truth(again, "earlier_support", "P1-09")
        self.write(self.take(), "stage", "Đang chờ thợ", "")

    def repeat(self, line: Line) -> None:
        """The same household once more at the end of its commune's list."""
        for _commune, lines in self.groups:
            if line in lines:
                lines.append(Line(dict(line.case), False, dict(line.written)))
                self.truth(lines[-1], "head_name", "G12")

    def write(self, line: Line, field: str, value: Any, rule: str) -> None:
        line.written[field] = value
        self.truth(line, field, rule)

    def place(self, line: Line) -> int:
        return next(number for number, one in enumerate(self.all()) if one is line)

    def all(self) -> Iterator[Line]:
        for _commune, lines in self.groups:
            yield from lines

    def faults(self) -> list[dict[str, str]]:
        """Cell, field and rule of every fault, from top to bottom; no rule where the cell cannot be read."""
        found = []
        for where, field, rule in self.planted:
            row = where if isinstance(where, int) else where.row
            found.append((row, {"cell": f"{letter(NUMBERS[field])}{row}", "rule": rule}))
        return [fault for _row, fault in sorted(found, key=lambda each: (each[0], each[1]["cell"]))]
