"""Whether an activity takes place where Project 8 may work: especially difficult communes and villages."""

from __future__ import annotations

from typing import Any

from desktop.api import Date, Day, Finding, Record, YesNo, _, first_day, last_day, rule
from desktop.shared.programme_texts import QD_60_2026, QD_1719

AREA = "Địa bàn"


def hard_area_field(**options: Any) -> YesNo:
    """Whether commune or village stands on the list of especially difficult ones."""
    return YesNo(
        "Địa bàn ĐBKK",
        section=AREA,
        headings=("Xã, bản ĐBKK", "ĐBKK", "Xã ĐBKK", "Bản ĐBKK"),
        hint="Xã khu vực III hoặc bản đặc biệt khó khăn vào ngày thực hiện.",
        **options,
    )


def area_decided_field(**options: Any) -> Date:
    """The day of the decision whose list was looked at."""
    return Date("Ngày quyết định công nhận địa bàn", section=AREA, headings=("Ngày QĐ địa bàn",), **options)


class InHardArea(Record):
    """A record of something done in a commune or village on a day."""

    hard_area: YesNo
    area_decided_on: Date

    def day(self) -> Day | None:
        """The day the area is judged for."""
        raise NotImplementedError

    @rule(
        "Địa bàn không thuộc diện đặc biệt khó khăn: Dự án 8 chỉ thực hiện ở xã, bản đặc biệt khó khăn; hãy "
        "xem lại địa bàn hoặc nguồn kinh phí.",
        id="P8-01",
        field="hard_area",
        warns=True,
        basis=QD_1719.number,
        about="Thực hiện ở địa bàn đặc biệt khó khăn",
    )
    def area_is_especially_difficult(self) -> bool | Finding:
        if self.hard_area is False:
            return False
        on = self.day()
        if on is None or self.area_decided_on is None:
            return True
        if first_day(self.area_decided_on) > last_day(on):
            says = _("Địa bàn được công nhận ngày {area_decided_on}, sau ngày thực hiện; hãy xem lại.")
            return Finding(field="area_decided_on", sentence=says)
        if first_day(on) >= QD_60_2026.since > last_day(self.area_decided_on):
            says = _("Từ 29/01/2026 áp dụng danh sách địa bàn mới; quyết định ngày {area_decided_on} đã cũ.")
            return Finding(field="area_decided_on", sentence=says, basis=QD_60_2026.number)
        return True
