"""What households received under earlier schemes, by paper lists or their own word; compares nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from desktop.declare.dates import PartialDate, first_day
from desktop.declare.fields import Attachment, Choice, Date, Integer, LongText, Money, Reference, Text, YesNo
from desktop.declare.problems import Finding, Grade
from desktop.declare.reading import Reader
from desktop.declare.records import Record
from desktop.declare.rules import rule
from desktop.declare.supports import Support
from desktop.declare.text import _, fold, fold_words
from desktop.shared.confidence import confidence_field
from desktop.shared.households import household_field
from desktop.shared.people import (
    Numbered,
    birth_field,
    commune_field,
    identity_field,
    old_commune_field,
    old_district_field,
    sex_field,
    village_field,
)
from desktop.shared.programme_lines import lasting_id, rows_of, values_of
from desktop.shared.support_kinds import KINDS

_NUMBER = re.compile(r"\b(\d{1,4})(?:\s*/\s*(?:qd-ttg\s*/\s*)?((?:19|20)\d\d))?")


class SupportScheme(Record):
    """A programme or policy that gave support to households, then or now, with how sure we are of it."""

    title = "Chương trình, chính sách hỗ trợ"
    plural = "Chương trình, chính sách trước đây"
    icon = "document"
    menu = "Danh mục"
    key = ("code",)
    shown_by = ("name",)
    listed = ("name", "code", "gave", "confidence", "note")

    code = Text("Mã", longest=20, required=True, indexed=True)
    name = Text("Tên", longest=200, spoken=str, required=True)
    also_called = LongText("Tên gọi khác", hint="Mỗi dòng một tên thường gặp trong danh sách.")
    gave = Text("Nội dung đã hỗ trợ", spoken=str)
    valid_from = Date("Thực hiện từ")
    valid_to = Date("Thực hiện đến")
    confidence = confidence_field()
    note = LongText("Ghi chú", spoken=str)

    @classmethod
    def find(cls, text: str, hints: Mapping[str, str], reader: Reader) -> Sequence[str]:
        """Ids of the schemes `text` may mean: `QĐ 167`, `167/2008/QĐ-TTg`, `CT 167`, or a name."""
        schemes = list(reader.rows(cls))
        words = fold_words(text)
        named = [scheme for scheme in schemes if words in scheme.names()]
        number = _NUMBER.search(fold(text))
        if not named and number:
            named = [scheme for scheme in schemes if _has_number(scheme.code, number)]
        return [scheme.id for scheme in named if scheme.id]

    @classmethod
    def first_records(cls) -> Sequence[SupportScheme]:
        """The schemes the program comes with."""
        return list(cls._shipped())

    @classmethod
    def _shipped(cls) -> Iterator[SupportScheme]:
        for row in rows_of("support_schemes"):
            row["also_called"] = row["also_called"].replace("|", "\n")
            yield cls(id=lasting_id("scheme", row["code"]), **values_of(cls, row))

    def names(self) -> set[str]:
        """The matching keys of all its names."""
        return {fold_words(name) for name in (self.code, self.name, *(self.also_called or "").splitlines())}


def _has_number(code: str, wanted: re.Match[str]) -> bool:
    number, _slash, year = code.partition("/")
    return number == wanted[1].lstrip("0") and (wanted[2] is None or wanted[2] == year)


class EarlierSupport(Numbered):
    """One support a household received under another programme, as a list or its own word tells it."""

    title = "Hỗ trợ đã nhận"
    plural = "Lịch sử hỗ trợ"
    help = (
        "Hộ đã được hỗ trợ gì ở các chương trình, chính sách khác: nhập từ danh sách cũ hoặc theo lời khai."
    )
    icon = "history"
    key = ("commune", "village", "head_name", "birth", "kind", "scheme", "year")
    shown_by = ("head_name", "village")
    listed = ("head_name", "village", "commune", "kind", "scheme", "year", "central", "local", "given_away")
    supports = (
        Support(
            "kind",
            "",
            "household",
            amounts={"NSTW": "central", "NSĐP": "local", "NĐ28": "loan", "KHÁC": "other"},
            on="received_on",
            year="year",
            decision="decision_no",
            programme="scheme",
        ),
    )

    head_name = Text(
        "Họ và tên chủ hộ",
        person=True,
        required=True,
        sensitive=True,
        section="Chủ hộ",
        headings=("Họ tên chủ hộ", "Chủ hộ", "Họ và tên", "Họ tên", "Người được hỗ trợ"),
    )
    birth = birth_field(section="Chủ hộ")
    sex = sex_field(section="Chủ hộ")
    identity_number = identity_field(section="Chủ hộ")
    household = household_field(
        section="Chủ hộ",
        hint="Hộ trong danh sách hộ; chỉ hộ đã nối mới được đối chiếu với các hỗ trợ khác.",
    )
    commune = commune_field(section="Nơi ở")
    village = village_field(section="Nơi ở")
    old_commune = old_commune_field(section="Nơi ở")
    old_district = old_district_field(section="Nơi ở")

    kind = Choice(
        "Nội dung được hỗ trợ",
        KINDS,
        spellings={
            "house": ("Nhà", "Nhà Đại đoàn kết", "Xóa nhà tạm", "Làm nhà"),
            "residential_land": ("Đất làm nhà",),
            "production_land": ("Đất canh tác", "Đất nương, ruộng"),
            "scattered_water": ("Nước", "Nước sinh hoạt", "Nước phân tán", "Téc nước", "Bồn nước"),
            "central_water": ("Nước tập trung",),
            "career_change": ("Chuyển nghề", "Máy móc, nông cụ"),
        },
        required=True,
        indexed=True,
        section="Hỗ trợ",
        headings=("Nội dung hỗ trợ", "Nội dung", "Loại hỗ trợ"),
    )
    scheme = Reference(
        "Chương trình, chính sách",
        to=SupportScheme,
        section="Hỗ trợ",
        headings=("Chương trình", "Chính sách", "Theo chương trình", "Quyết định của Thủ tướng"),
    )
    year = Integer(
        "Năm hỗ trợ",
        minimum=1990,
        maximum=2100,
        grouped=False,
        required=True,
        indexed=True,
        section="Hỗ trợ",
        headings=("Năm", "Năm được hỗ trợ", "Năm thụ hưởng"),
    )
    received_on = Date("Ngày nhận", section="Hỗ trợ")
    decision_no = Text("Số quyết định", longest=60, section="Hỗ trợ", headings=("Quyết định số", "Số QĐ"))
    central = Money("Ngân sách trung ương", minimum=0, section="Hỗ trợ", headings=("NSTW",))
    local = Money("Ngân sách địa phương", minimum=0, section="Hỗ trợ", headings=("NSĐP", "NS địa phương"))
    loan = Money("Vay ưu đãi", minimum=0, section="Hỗ trợ", headings=("Vốn vay",))
    other = Money(
        "Nguồn khác",
        minimum=0,
        section="Hỗ trợ",
        headings=("Số tiền", "Kinh phí", "Mức hỗ trợ", "Kinh phí hỗ trợ"),
    )
    given_away = YesNo(
        "Đã chuyển nhượng, cho tặng",
        section="Hỗ trợ",
        headings=("Chuyển nhượng", "Đã chuyển nhượng"),
        hint="Đất, nhà đã được hỗ trợ rồi chuyển nhượng, cho tặng thì không hỗ trợ lại.",
    )
    known_from = Choice(
        "Biết từ",
        {"list": "Danh sách, quyết định", "declared": "Hộ tự khai", "system": "Phần mềm khác"},
        section="Nguồn tin",
    )
    paper = Attachment("Bản chụp", section="Nguồn tin")
    note = LongText("Ghi chú", section="Nguồn tin")

    @classmethod
    def example(cls) -> EarlierSupport:
        """A sound support of somebody who stands in no other example."""
        return cls(head_name="Lò Văn Thí Dụ", birth=PartialDate(1960), kind="house", year=2010)

    @rule(
        "Ngày nhận {received_on} không thuộc năm hỗ trợ {year}; sửa một trong hai.",
        field="received_on",
        about="Ngày nhận đúng năm hỗ trợ",
    )
    def day_lies_in_its_year(self) -> bool:
        return self.received_on is None or first_day(self.received_on).year == self.year

    @rule("Năm hỗ trợ {year} nằm trong tương lai.", field="year", about="Hỗ trợ đã nhận không ở tương lai")
    def support_was_received(self) -> bool:
        return bool(self.year <= date.today().year)

    @rule(
        "Chưa nối với hộ nào trong danh sách hộ nên chưa đối chiếu được; chọn hộ ở mục “Hộ gia đình”.",
        field="household",
        grade=Grade.NOTE,
        about="Hỗ trợ đã nhận nối với một hộ",
    )
    def support_leads_to_a_household(self) -> bool | Finding:
        if self.household or not self.identity_number:
            return bool(self.household)
        says = _("Số CCCD này chưa có trong danh sách hộ nên chưa đối chiếu được; nhập danh sách hộ trước.")
        return Finding(sentence=says)
