"""Whether the unit a record names still stood on the record's day; knows no store."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktop.declare.dates import first_day
from desktop.declare.problems import Finding, Grade
from desktop.declare.reading import Condition, Reader
from desktop.declare.records import Record
from desktop.declare.rules import Rule
from desktop.shared.area_status import AreaStatus
from desktop.shared.calendar import ReportingPeriod, SupervisionVisit
from desktop.shared.capital import CapitalFact
from desktop.shared.indicators import IndicatorValue
from desktop.shared.places import Place
from desktop.shared.village_list import Village

_ASKED: tuple[tuple[type[Record], str, str], ...] = (
    (CapitalFact, "place", "as_of"),
    (IndicatorValue, "place", "year"),
    (ReportingPeriod, "place", "period_start"),
    (SupervisionVisit, "place", "visited_on"),
    (AreaStatus, "place", "valid_from"),
    (Village, "commune", "valid_from"),
)


class _Ended:
    """One finding for each unit and day, at the first record that names them."""

    def __init__(self, record_type: type[Record], place: str, day: str) -> None:
        self.record_type, self.place, self.day = record_type, place, day

    def __call__(self, reader: Reader, among: frozenset[str] | None) -> Iterable[Finding]:
        where = [] if among is None else [Condition("id", "in", sorted(among))]
        told = [
            row
            for row in reader.totals(self.record_type, [self.place, self.day], where=where)
            if row[0] and row[1] is not None
        ]
        places = sorted({row[0] for row in told})
        over = [Condition("id", "in", places), Condition("valid_to", "filled")]
        ended = {unit.id: unit for unit in reader.rows(Place, over)} if places else {}
        for place, written, count in told:
            unit = ended.get(place)
            day = date(written, 1, 1) if isinstance(written, int) else first_day(written)
            if unit is None or unit.valid_to >= day:
                continue
            same = [Condition(self.place, "is", place), Condition(self.day, "is", written), *where]
            says = {
                "name": unit.name,
                "last": Place.valid_to.format(unit.valid_to),
                "day": self.record_type.fields[self.day].format(written),
                "count": count,
            }
            for first in reader.rows(self.record_type, same, limit=1):
                yield Finding(record=first.id or "", related=(place,), says=says)


RULES = [
    Rule(
        "",
        "place_stood_on_the_day",
        "{name} đã hết hiệu lực ngày {last}, trước {day} ({count} dòng): ghi đơn vị đứng sau nó, "
        "hoặc sửa ngày.",
        record_type,
        _Ended(record_type, place, day),
        field=place,
        grade=Grade.WARN,
        about="Đơn vị còn hiệu lực vào ngày của hồ sơ",
    )
    for record_type, place, day in _ASKED
]
