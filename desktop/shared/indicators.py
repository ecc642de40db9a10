"""Indicators of the Programme: what is measured, its targets, and what places report; knows no store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal as Dec
from functools import lru_cache
from typing import Any

from desktop.declare.fields import (
    Choice,
    Computed,
    Date,
    Decimal,
    Details,
    Habit,
    Integer,
    LongText,
    Money,
    Reference,
    Text,
    YesNo,
)
from desktop.declare.numbers import exact, show_number
from desktop.declare.problems import Finding, Grade
from desktop.declare.reading import Reader
from desktop.declare.records import Record
from desktop.declare.rules import rule
from desktop.declare.text import _, fold_words
from desktop.shared import scoring
from desktop.shared.confidence import confidence_field
from desktop.shared.indicator_parts import IndicatorPart
from desktop.shared.places import UNITS, Place
from desktop.shared.scoring import Bound, read_bound
from desktop.shared.shipped import pack_id, record_of, rows_of

KINDS = {
    scoring.ABSOLUTE: "Số tuyệt đối",
    scoring.RATIO: "Tỷ lệ (tử số trên mẫu số)",
    scoring.RISE: "Mức tăng mỗi năm",
    scoring.FALL: "Mức giảm mỗi năm",
    scoring.MULTIPLE: "Số lần so với năm gốc",
}
DIRECTIONS = {scoring.UP: "Càng cao càng tốt", scoring.DOWN: "Càng thấp càng tốt"}
PROGRAMMES = {
    "phase_1": "Giai đoạn 2021-2025 (QĐ 1719/QĐ-TTg)",
    "merged": "Giai đoạn 2026-2030 (chương trình hợp nhất)",
    "own": "Chỉ tiêu riêng của địa phương",
}
ASSESSMENTS = {
    scoring.EXCEEDED: "Vượt",
    scoring.MET: "Đạt",
    scoring.NOT_MET: "Không đạt",
    scoring.UNKNOWN: "Chưa đánh giá được",
}
_SPELLINGS = {
    scoring.EXCEEDED: ("Vượt mục tiêu", "Vượt KH", "Vượt kế hoạch", "Vượt MT", "Hoàn thành vượt"),
    scoring.MET: ("Đạt MT", "Đạt mục tiêu", "Đạt KH", "Đạt kế hoạch", "Hoàn thành"),
    scoring.NOT_MET: ("Chưa đạt", "Không hoàn thành", "Chưa hoàn thành"),
}
_ASSESSED = ("Kết quả đánh giá", "Mức độ hoàn thành", "Đánh giá mức độ hoàn thành", "Tự đánh giá")


def assessment_field(label: str = "Đánh giá", **options: Any) -> Choice:
    """Exceeded, met or not, as reports write it."""
    return Choice(label, ASSESSMENTS, spellings=_SPELLINGS, headings=_ASSESSED, **options)


_INDICATORS = (
    *("Tên chỉ tiêu", "Các chỉ tiêu", "Nội dung chỉ tiêu", "Mục tiêu, chỉ tiêu", "Chỉ tiêu, nhiệm vụ"),
    *("Nhiệm vụ, chỉ tiêu", "Chỉ tiêu chủ yếu", "Mục tiêu", "Tên mục tiêu, chỉ tiêu"),
)


class WrittenFigure(Text):
    """A figure with the sign it is reported with, kept as written in one way: `≥ 39,2`, `> 98`, `17,4`."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, longest=40, **options)

    def _from_text(self, text: str, habit: Habit) -> str | None:
        found = read_bound(text, habit.decimal_mark)
        return found.show() if found else None

    def _from_cell(self, value: object, habit: Habit) -> str | None:
        if isinstance(value, int | float | Dec) and not isinstance(value, bool):
            return Bound("=", exact(value)).show()
        raise ValueError(_("Cần một con số, có thể kèm dấu ≥, >, <, ≤."))

    def example(self) -> str | None:
        return "97,5"


@lru_cache(maxsize=4096)
def bound_of(written: str | None) -> Bound | None:
    """The figure of a `WrittenFigure`, whose own writing always puts a comma before decimals."""
    return read_bound(written, ",") if written else None


class YearTarget(Record):
    """What an indicator shall be in a year; a target that is no figure stands in words."""

    title = "Mục tiêu theo năm"
    year = Integer("Năm", minimum=2020, maximum=2045, grouped=False, required=True)
    sign = Choice("So sánh", {sign: sign for sign in scoring.SIGNS})
    value = Decimal("Mức", decimals=4)
    words = Text("Ghi bằng lời", spoken=str)
    confidence = confidence_field()
    source = Text("Nguồn", spoken=str)

    @rule("Ghi mức cần đạt bằng số hoặc bằng lời.", field="value")
    def says_what_is_wanted(self) -> bool:
        return self.value is not None or bool(self.words)


class IndicatorDefinition(Record):
    """What one indicator measures and how; provinces keep lists of their own beside the Programme's."""

    title = "Chỉ tiêu"
    plural = "Danh mục chỉ tiêu"
    icon = "target"
    menu = "Danh mục"
    key = ("programme", "code")
    sorted_by = ("programme", "code")
    shown_by = ("code", "name")

    programme = Choice("Chương trình", PROGRAMMES, required=True, indexed=True)
    code = Text("Mã chỉ tiêu", longest=20, required=True, indexed=True)
    name = Text("Tên chỉ tiêu", spoken=str, required=True)
    unit = Text("Đơn vị tính", longest=60, spoken=str)
    kind = Choice("Cách tính", KINDS, required=True)
    direction = Choice("Chiều tốt", DIRECTIONS, required=True)
    base_year = Integer("Năm gốc", minimum=2000, maximum=2045, grouped=False)
    base = Decimal("Giá trị năm gốc", decimals=4)
    numerator = Text("Tử số là gì", spoken=str)
    denominator = Text("Mẫu số là gì", spoken=str)
    by_sex = YesNo("Phân tổ theo giới tính", hint="Số chính thức phải kèm số của nam, nữ.")
    by_people = YesNo("Phân tổ theo dân tộc", hint="Số chính thức phải kèm số của từng dân tộc.")
    breakdown = Text("Phân tổ khác", hint="Diện hộ, khu vực…")
    computed_by = Text(
        "Số tính từ hồ sơ",
        longest=60,
        hint="Tên số liệu do một thành phần tính, ví dụ: p1_houses; để trống thì tìm theo tên chỉ tiêu.",
    )
    responsible = Text("Cơ quan theo dõi")
    continues = Reference(
        "Tiếp nối chỉ tiêu",
        to="IndicatorDefinition",
        hint="Chỉ tiêu của giai đoạn trước mà chỉ tiêu này đo tiếp; diễn biến lấy cả số của chỉ tiêu đó.",
    )
    targets = Details("Mục tiêu từng năm", of=YearTarget)
    basis = Text("Căn cứ pháp lý")
    source = Text("Nguồn", longest=500, spoken=str)
    confidence = confidence_field(indexed=True)
    note = LongText("Ghi chú", spoken=str)

    @classmethod
    def first_records(cls) -> Sequence[IndicatorDefinition]:
        """The indicators of both programmes, each with its yearly targets and how sure every row is."""
        targets: dict[tuple[str, str], list[YearTarget]] = defaultdict(list)
        for row in rows_of("targets"):
            key = row["programme"], row["code"]
            targets[key].append(record_of(YearTarget, row, id=pack_id("target", *key, row["year"])))
        found = []
        for row in rows_of("indicators"):
            key = row["programme"], row["code"]
            found.append(record_of(cls, row, id=pack_id("indicator", *key), targets=targets[key]))
        return found

    @classmethod
    def find(cls, text: str, hints: Mapping[str, str], reader: Reader) -> Sequence[str]:
        """Ids of the indicators `text` may mean: a code, or else a name, which two programmes may have."""
        wanted = fold_words(text)
        rows = list(reader.rows(cls))
        found = [
            row for row in rows if wanted in (fold_words(row.code), fold_words(f"{row.code} {row.name}"))
        ]
        found = found or [row for row in rows if fold_words(row.name) == wanted]
        return [row.id for row in found if row.id]

    @rule("Chỉ tiêu tính theo năm gốc thì phải ghi năm gốc.", field="base_year")
    def multiple_names_its_base_year(self) -> bool:
        return self.kind != scoring.MULTIPLE or self.base_year is not None

    @rule("Một chỉ tiêu không tiếp nối chính nó.", field="continues")
    def continues_another(self) -> bool:
        return self.continues is None or self.continues != self.id

    @rule("Mỗi năm chỉ được một mục tiêu; hãy bỏ dòng thừa.", field="targets")
    def year_has_one_target(self) -> bool:
        years = [target.year for target in self.targets or []]
        return len(years) == len(set(years))

    @property
    def is_percent(self) -> bool:
        """Whether its figures are written in percent."""
        return (self.unit or "").startswith("%")

    def target_at(self, year: int) -> Bound | None:
        """The target of a year that is given as a figure."""
        for target in self.targets or []:
            if target.year == year and target.value is not None:
                return Bound(target.sign or ("≤" if self.direction == scoring.DOWN else "≥"), target.value)
        return None


class IndicatorValue(Record):
    """One figure of one indicator for a place and a period: planned, estimated, official or revised."""

    title = "Số liệu chỉ tiêu"
    plural = "Số liệu chỉ tiêu"
    icon = "chart"
    menu = "Chỉ tiêu"
    key = ("indicator", "place", "year", "period", "edition", "group")

    indicator = Reference("Chỉ tiêu", to=IndicatorDefinition, required=True, headings=_INDICATORS)
    place = Reference("Địa bàn", to=Place, required=True, headings=UNITS)
    year = Integer(
        "Năm",
        minimum=2020,
        maximum=2045,
        grouped=False,
        required=True,
        indexed=True,
        headings=("Năm báo cáo",),
    )
    period = Choice(
        "Kỳ",
        {"year": "Cả năm", "half": "6 tháng", "quarter": "9 tháng"},
        required=True,
        headings=("Kỳ báo cáo", "Kỳ số liệu"),
        spellings={"year": ("Năm",)},
    )
    edition = Choice(
        "Loại số liệu",
        {
            "plan": "Kế hoạch",
            "estimate": "Ước thực hiện",
            "official": "Chính thức",
            "revision": "Cập nhật tháng 01",
        },
        required=True,
        indexed=True,
        spellings={
            "plan": ("KH", "Kế hoạch giao", "Chỉ tiêu giao"),
            "estimate": ("Ước", "Ước TH"),
            "official": ("Thực hiện", "Kết quả", "Kết quả thực hiện", "TH"),
        },
    )
    group = Text(
        "Nhóm",
        longest=60,
        headings=("Phân tổ",),
        hint="Để trống là toàn bộ; ví dụ: hộ nghèo, khu vực III. Giới tính, dân tộc: “Theo giới, dân tộc”.",
    )
    numerator = Decimal("Tử số", decimals=4, minimum=0)
    denominator = Decimal("Mẫu số", decimals=4, minimum=0)
    sign = Choice("Dấu", {sign: sign for sign in scoring.SIGNS}, hint="Khi nguồn chỉ ghi “trên 86”.")
    value = Decimal("Giá trị", decimals=4, required=True, headings=("Giá trị chỉ tiêu", "Số liệu", "Kết quả"))
    assessment = assessment_field()
    counted_on = Date("Số liệu đến ngày", headings=("Ngày chốt số liệu",))
    source = Text("Nguồn số liệu", headings=("Nguồn",))
    note = LongText("Ghi chú")
    parts = Details("Theo giới, dân tộc", of=IndicatorPart, section="Phân tổ")

    @rule("Mỗi giới, mỗi dân tộc chỉ ghi một dòng; hãy bỏ dòng thừa.", field="parts")
    def part_is_told_once(self) -> bool:
        told = [part.whose for part in self.parts or []]
        return len(told) == len(set(told))

    @rule("Mẫu số bằng 0 nên không tính được tỷ lệ; hãy sửa mẫu số.", field="denominator")
    def denominator_is_not_zero(self) -> bool:
        return self.denominator is None or self.denominator != 0

    @rule("Có tử số thì phải có mẫu số, và ngược lại.", field="denominator")
    def numerator_has_its_denominator(self) -> bool:
        return (self.numerator is None) == (self.denominator is None)

    @property
    def bound(self) -> Bound:
        """The figure with its sign."""
        return Bound(self.sign or "=", self.value)


@lru_cache(maxsize=4096)
def judgement(result: str | None, target: str | None) -> str | None:
    """What a written result is beside a written target; None where one of them is missing."""
    reported, wanted = bound_of(result), bound_of(target)
    return scoring.judge(reported, wanted) if reported and wanted else None


class PhaseResult(Record):
    """One line of a report on five years: base, target, each year's result, and what the office says."""

    title = "Kết quả chỉ tiêu 5 năm"
    plural = "Biểu kết quả 5 năm"
    icon = "target"
    menu = "Chỉ tiêu"
    key = ("place", "first_year", "indicator")

    place = Reference("Tỉnh", to=Place, only={"kind": "province"}, required=True, current=True)
    first_year = Integer("Năm đầu giai đoạn", minimum=2016, maximum=2041, grouped=False, required=True)
    group = Text("Nhóm mục tiêu")
    code = Text("Mã", longest=20, headings=("Mã chỉ tiêu", "Mã số"))
    indicator = Text("Mục tiêu, chỉ tiêu", required=True, headings=_INDICATORS)
    unit = Text("Đơn vị tính", longest=60, headings=("ĐVT", "Đơn vị"))
    base = WrittenFigure("Năm gốc", headings=("Năm 2020 (gốc)", "Năm 2025 (gốc)"))
    target = WrittenFigure(
        "Mục tiêu cuối giai đoạn",
        required=True,
        headings=("Mục tiêu đến năm 2025", "Mục tiêu đến năm 2030"),
    )
    year_1 = WrittenFigure("Kết quả năm thứ nhất")
    year_2 = WrittenFigure("Kết quả năm thứ hai")
    year_3 = WrittenFigure("Kết quả năm thứ ba")
    year_4 = WrittenFigure("Kết quả năm thứ tư")
    year_5 = WrittenFigure("Kết quả năm thứ năm")
    assessment = assessment_field(required=True)
    judged = Computed(
        Choice("Theo số liệu", ASSESSMENTS), of=lambda line: judgement(line.year_5, line.target), indexed=True
    )
    note = LongText("Ghi chú")

    @rule(
        "Ghi “{said}” nhưng kết quả {result} so với mục tiêu {target}: {judged}.",
        field="assessment",
        about="Đánh giá khớp với mục tiêu và kết quả",
    )
    def assessment_agrees_with_result(self) -> bool | Finding:
        judged, said = self.judged, self.assessment
        if judged is None or agrees(said, judged):
            return True
        fields = type(self).fields
        return Finding(
            grade=Grade.WARN if {said, judged} == {scoring.MET, scoring.EXCEEDED} else None,
            says={
                "said": fields["assessment"].format(said),
                "judged": fields["judged"].format(judged).lower(),
                "result": self.year_5,
            },
        )

    @rule(
        "{value} có vẻ là phần của 1, trong khi cả dòng ghi theo phần trăm; có phải {percent} không?",
        field="year_1",
        warns=True,
        about="Số phần trăm ghi cùng một thang",
    )
    def percents_are_on_one_scale(self) -> bool | Finding:
        if not (self.unit or "").startswith("%"):
            return True
        figures = {name: bound.value for name, bound in self.figures()}
        if all(abs(value) > 1 for value in figures.values()):
            return True
        for name, value in figures.items():
            others = [other for key, other in figures.items() if key != name]
            if scoring.is_fraction_of_percent(value, others):
                says = {"value": show_number(value), "percent": show_number(value * 100)}
                return Finding(field=name, says=says)
        return True

    def figures(self) -> Iterator[tuple[str, Bound]]:
        """The figures of the line that are there, by the name of their field."""
        for name in ("base", "target", "year_1", "year_2", "year_3", "year_4", "year_5"):
            found = bound_of(getattr(self, name))
            if found is not None:
                yield name, found


class PhaseFunds(Record):
    """What a province mobilised in five years from one source."""

    title = "Nguồn lực huy động"
    plural = "Nguồn lực 5 năm"
    icon = "money"
    menu = "Chỉ tiêu"
    key = ("place", "first_year", "source_name")

    place = Reference("Tỉnh", to=Place, only={"kind": "province"}, required=True, current=True)
    first_year = Integer("Năm đầu giai đoạn", minimum=2016, maximum=2041, grouped=False, required=True)
    source_name = Text("Nguồn vốn", required=True, headings=("Nguồn",))
    amount = Money("Số vốn", required=True)
    note = LongText("Ghi chú")


def agrees(said: str | None, judged: str) -> bool:
    """Whether an office's own word can stand: “met” also covers a result that exceeded its target."""
    if judged == scoring.EXCEEDED and said == scoring.MET:
        return True
    return said in (None, judged, scoring.UNKNOWN)
