"""The decision behind a support and whether its authority fits the date; knows no household."""

from __future__ import annotations

from desktop.api import Date, Finding, Grade, Money, Record, Text, _, first_day, last_day, rule
from desktop.shared.authorities import COMMUNES_DECIDE_FROM, authority_level
from desktop.shared.programme_texts import ND_125_2025


class Decided(Record):
    """A record that one decision approves: number, date and body are fields of the record itself."""

    decision_no: Text
    decision_date: Date
    decision_by: Text

    @property
    def is_approved(self) -> bool:
        """Whether a decision is named; before that the record is a draft."""
        return bool(self.decision_no or self.decision_date)

    @rule(
        "“{decision_by}” phê duyệt ngày {decision_date}: từ 01/7/2025 không còn cấp huyện, xã phê duyệt; "
        "hãy xem lại ngày hoặc cơ quan.",
        id="G09",
        field="decision_date",
        basis=ND_125_2025.cite("Điều 5"),
        about="Cơ quan phê duyệt đúng thẩm quyền",
    )
    def authority_fits_the_date(self) -> bool | Finding:
        level = authority_level(self.decision_by)
        if self.decision_date is None or not level:
            return True
        if level == "district":
            return first_day(self.decision_date) < COMMUNES_DECIDE_FROM
        says = _("“{decision_by}” phê duyệt ngày {decision_date}: trước 01/7/2025 do cấp huyện; hãy xem lại.")
        early = last_day(self.decision_date) < COMMUNES_DECIDE_FROM
        return Finding(grade=Grade.WARN, sentence=says) if early else True


class DistrictPays(Decided):
    """A record some of whose money may come from the budget of a district, while there are districts."""

    district_money: Money

    @rule(
        "Ngân sách huyện {district_money} đ trong quyết định ngày {decision_date}: từ 01/7/2025 không còn "
        "cấp huyện; chuyển sang ngân sách xã hoặc tỉnh.",
        id="G09",
        field="district_money",
        warns=True,
        basis=ND_125_2025.cite("Điều 5"),
        about="Ngân sách huyện chỉ đến 30/6/2025",
    )
    def district_pays_only_while_it_exists(self) -> bool:
        if not self.district_money or self.decision_date is None:
            return True
        return first_day(self.decision_date) < COMMUNES_DECIDE_FROM
