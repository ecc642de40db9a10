"""All fields and fifteen rules of 50,000 sound records against a bare loop over their cells.

`one in fifty` has a fault in every fiftieth record, each of which is then asked for its sentences.
With `--types` it measures 20,000 examples of every record type of the installed components in the same way
and prints a line for each: the median of many short turns, floor and pass about, by the processor's time, for
other programs run beside it. `asked` marks a type whose example alone leads to a problem: its records are
stopped at the first. With `--types HousingCase` only that one; `check.py` measures stored cases.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from made_rows import made_rows
from measure import Target, Work, run
from store_write import Household, records_of

from desktop.catalog import load_catalog
from desktop.declare.checking import suspects
from desktop.declare.fields import Choice, Computed, Integer, Money, Reference, Text
from desktop.declare.norms import NormBook
from desktop.declare.records import Record
from desktop.declare.rules import rule


class Case(Household):
    """The register with limits and rules as a component has them."""

    owner = Text("Họ và tên", required=True, person=True)
    members = Integer("Số khẩu", minimum=1, maximum=40)
    sex = Choice("Giới tính", {"Nam": "Nam", "Nữ": "Nữ"})
    cost = Money("Tổng kinh phí", maximum=10**9)

    @rule("Tổng kinh phí khác cộng các nguồn.", id="R01", field="cost")
    def cost_is_the_sum_of_its_sources(self) -> bool:
        return self.cost is None or self.cost == (self.central or 0) + (self.local or 0) + (self.own or 0)

    @rule("Vốn trung ương vượt mức.", id="R02", field="central")
    def central_is_within_the_norm(self) -> bool:
        return self.central is None or self.central <= 40_000_000

    @rule("Vốn địa phương dưới mức.", id="R03", field="local")
    def local_reaches_the_norm(self) -> bool:
        return self.local is None or self.local >= 4_000_000

    @rule("Hoàn thành trước khởi công.", id="R04", field="ended")
    def ends_after_it_starts(self) -> bool:
        return self.started is None or self.ended is None or self.started <= self.ended

    @rule("Sinh sau khởi công.", id="R05", field="born")
    def owner_was_born_before(self) -> bool:
        return self.born is None or self.started is None or self.born < self.started

    @rule("Diện tích quá lớn.", id="R06", field="area", warns=True)
    def area_is_likely(self) -> bool:
        return self.area is None or self.area < 500

    @rule("Diện tích một người dưới 2 m2.", id="R07", field="area", warns=True)
    def everybody_has_room(self) -> bool:
        return not self.area or not self.members or self.area / self.members >= 2

    @rule("Tỷ lệ trên 100 %.", id="R08", field="share")
    def share_is_a_part(self) -> bool:
        return self.share is None or self.share <= 100

    @rule("Hộ không thuộc diện.", id="R09", field="poverty")
    def is_of_a_target_class(self) -> bool:
        return self.poverty in (None, "Hộ nghèo", "Hộ cận nghèo", "Hộ mới thoát nghèo")

    @rule("Năm không hợp lý.", id="R10", field="year")
    def year_is_of_the_programme(self) -> bool:
        return self.year is None or 2021 <= self.year <= 2030

    @rule("Chưa ghi bản.", id="R11", field="village", warns=True)
    def village_is_known(self) -> bool:
        return bool(self.village)

    @rule("Chưa ghi xã.", id="R12", field="commune")
    def commune_is_known(self) -> bool:
        return bool(self.commune)

    @rule("Hộ góp quá nửa.", id="R13", field="own", warns=True)
    def state_pays_its_part(self) -> bool:
        return not self.own or not self.cost or self.own * 5 <= self.cost * 4

    @rule("Xong mà chưa có diện tích.", id="R14", field="area", warns=True)
    def finished_house_is_measured(self) -> bool:
        return self.ended is None or self.area is not None

    @rule("Số định danh không đúng tỉnh.", id="R15", field="national_id", warns=True)
    def number_is_of_the_province(self) -> bool:
        return self.national_id is None or self.national_id.startswith("011")


NORMS = NormBook()


def cases(rows: int) -> list[Case]:
    """The made rows as records of the case."""
    return [Case(**record.values()) for record in records_of(made_rows(rows))]


def floor(rows: int) -> Work:
    return _counting([tuple(record.values().values()) for record in cases(rows)])


def _counting(cells: Sequence[Sequence[object]]) -> Work:
    def work() -> int:
        filled = 0
        for row in cells:
            for value in row:
                if value is not None:
                    filled += 1
        return filled

    return work


def sound(rows: int) -> Work:
    records = cases(rows)

    def work() -> None:
        assert suspects(Case, records, NORMS) == []

    return work


def faulty(rows: int) -> Work:
    records = cases(rows)
    for record in records[::50]:
        record.__dict__["central"] = 46_000_000

    def work() -> None:
        found = [records[position].problems(NORMS) for position in suspects(Case, records, NORMS)]
        assert len(found) == len(records[::50])

    return work


def each_type(only: Sequence[str], rows: int = 600, most: float = 8.0) -> bool:
    """Print the ratio of every record type of the installed components; whether all keep the target."""
    types = [each for component in load_catalog().components for each in component.record_types]
    met = []
    for record_type in types:
        if only and record_type.__name__ not in only:
            continue
        ratio, is_sound = _ratio(record_type, rows)
        met.append(ratio <= most)
        counted = f"{len(record_type.fields):3} fields {len(record_type.rules):3} rules"
        says = ("met" if met[-1] else "MISSED") + ("" if is_sound else " (asked)")
        line = f"  {record_type.__name__:<22} {counted}   ratio {ratio:6.2f}   target <= {most}: {says}"
        print(line, flush=True)
    return all(met)


def _ratio(record_type: type[Record], rows: int, turns: int = 41) -> tuple[float, bool]:
    """How many times a bare loop over the same cells the pass takes; whether it lets the example through."""
    fields = record_type.fields
    # Without the places and records it must name, an example is passed over at the first look.
    linked = {name: "0" for name, kind in fields.items() if kind.required and isinstance(kind, Reference)}
    example = record_type.example().changed(**linked)
    values = {
        name: value for name, value in example.values().items() if not isinstance(fields[name], Computed)
    }
    records = [record_type(**values) for _row in range(rows)]
    row = list(example.values().values())
    cells = [tuple(row) for _row in range(rows)]
    is_sound = not suspects(record_type, records, record_type.norms)
    ratios = []
    for _turn in range(turns):
        bare = _processor_time(_counting(cells))
        ours = _processor_time(lambda: suspects(record_type, records, record_type.norms))
        ratios.append(ours / bare)
    return statistics.median(ratios), is_sound


def _processor_time(work: Work) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    if "--types" in sys.argv:
        sys.exit(0 if each_type(sys.argv[sys.argv.index("--types") + 1 :]) else 1)
    run(
        "rules",
        {"floor": floor, "sound": sound, "one in fifty": faulty},
        {"sound": Target(8.0), "one in fifty": Target(8.0)},
        rows=50_000,
    )
