"""What stands in the way, by which clause, who can solve it, and what it holds up; knows no store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from desktop.declare.charts import Chart, StackedBarChart
from desktop.declare.fields import Choice, Computed, Date, Details, Field, LongText, Money, Reference, Text
from desktop.declare.numbers import show_number
from desktop.declare.reading import Condition, Reader, Where
from desktop.declare.records import Record
from desktop.declare.rules import rule
from desktop.declare.text import Plural, _, tidy, translate
from desktop.shared.households import Household
from desktop.shared.indicators import IndicatorDefinition
from desktop.shared.norm_conflicts import read_conflicts
from desktop.shared.obstacle_words import (
    CAUSE_SPELLINGS,
    CLAUSES,
    LEVEL_DOUBTS,
    LEVEL_SPELLINGS,
    LEVELS_ASKED,
    NAMES,
    QUESTIONS,
)
from desktop.shared.places import COMMUNES, UNITS, Place

CAUSES = {
    "guidance": "Thiếu hoặc chậm hướng dẫn",
    "land_papers": "Giấy tờ đất",
    "matching": "Vốn đối ứng",
    "norm": "Định mức",
    "procedure": "Thủ tục",
    "capacity": "Năng lực cán bộ",
    "market": "Thị trường, giá cả",
    "weather": "Thời tiết, thiên tai",
}
LEVELS = {
    "commune": "Xã",
    "province": "Tỉnh",
    "ministry": "Bộ, ngành",
    "government": "Chính phủ, Thủ tướng",
    "assembly": "Quốc hội",
}
STATES = {
    "found": "Chưa kiến nghị",
    "asked": "Đã kiến nghị, chưa trả lời",
    "answered": "Đã trả lời",
    "solved": "Đã giải quyết",
}
_SIGNS = {"!=": "is_not", ">=": "from", "<=": "to", "~": "contains", "=": "is"}


def state_of(obstacle: Obstacle) -> str:
    """How far it has come, told by its dates."""
    if obstacle.solved_on is not None:
        return "solved"
    if obstacle.answered_on is not None:
        return "answered"
    return "asked" if obstacle.asked_on is not None else "found"


class Obstacle(Record):
    """One difficulty: its cause and clause, the question asked, the answer, and the records it holds up."""

    title = "Khó khăn, vướng mắc"
    plural = "Khó khăn, vướng mắc"
    icon = "obstacle"
    menu = "Theo dõi"
    key = ("place", "name")
    shown_by = ("name",)

    name = Text("Vướng mắc", required=True, headings=NAMES)
    cause = Choice(
        "Nguyên nhân",
        CAUSES,
        as_written="cause_told",
        indexed=True,
        headings=(
            *("Nhóm nguyên nhân", "Nguyên nhân chính", "Nguyên nhân chủ yếu", "Phân loại nguyên nhân"),
            *("Loại vướng mắc", "Nhóm vướng mắc"),
        ),
        spellings=CAUSE_SPELLINGS,
    )
    cause_told = LongText(
        "Nguyên nhân ghi bằng lời",
        headings=("Nguyên nhân cụ thể", "Nguyên nhân chi tiết", "Diễn giải nguyên nhân"),
        hint="Như nơi gặp vướng mắc ghi; nhóm nguyên nhân chọn ở mục trên.",
    )
    place = Reference(
        "Nơi gặp",
        to=Place,
        required=True,
        headings=(
            *(*UNITS, *COMMUNES, "Nơi phát sinh", "Đơn vị gặp vướng mắc", "Địa phương gặp vướng mắc"),
            *("Địa phương kiến nghị", "Đơn vị kiến nghị", "Đơn vị, địa phương"),
        ),
    )
    found_on = Date(
        "Ngày phát hiện",
        future=False,
        headings=("Ngày phát sinh", "Thời gian phát sinh", "Thời điểm phát sinh"),
    )
    clause = Text(
        "Điều khoản liên quan",
        longest=600,
        headings=CLAUSES,
        hint="Ví dụ: khoản 1 Điều 4 QĐ 04/2023/QĐ-TTg.",
    )
    description = LongText(
        "Mô tả",
        headings=("Mô tả chi tiết", "Mô tả vướng mắc", "Diễn giải", "Nội dung cụ thể", "Nội dung"),
    )
    level = Choice(
        "Cấp giải quyết được",
        LEVELS,
        required=True,
        indexed=True,
        section="Kiến nghị",
        headings=LEVELS_ASKED,
        spellings=LEVEL_SPELLINGS,
        doubts=LEVEL_DOUBTS,
    )
    question = LongText("Nội dung kiến nghị", section="Kiến nghị", headings=QUESTIONS)
    asked_by = Text(
        "Văn bản kiến nghị", section="Kiến nghị", headings=("Công văn kiến nghị", "Số văn bản kiến nghị")
    )
    asked_on = Date(
        "Ngày kiến nghị",
        precision="day",
        future=False,
        section="Kiến nghị",
        headings=("Ngày gửi kiến nghị", "Thời gian kiến nghị"),
    )
    answer = LongText(
        "Nội dung trả lời",
        section="Kiến nghị",
        headings=(
            *("Trả lời", "Kết quả trả lời", "Ý kiến trả lời", "Nội dung hướng dẫn, trả lời"),
            *("Kết quả xử lý", "Kết quả giải quyết"),
        ),
    )
    answered_by = Text("Văn bản trả lời", section="Kiến nghị", headings=("Văn bản hướng dẫn, trả lời",))
    answered_on = Date(
        "Ngày trả lời", precision="day", future=False, section="Kiến nghị", headings=("Thời gian trả lời",)
    )
    solved_on = Date(
        "Ngày giải quyết xong",
        precision="day",
        future=False,
        section="Kiến nghị",
        headings=("Ngày xử lý xong", "Ngày tháo gỡ xong"),
    )
    state = Computed(Choice("Tình trạng", STATES, section="Kiến nghị"), of=state_of, indexed=True)
    indicator = Reference("Chỉ tiêu bị ảnh hưởng", to=IndicatorDefinition, section="Ảnh hưởng")
    record_type = Text(
        "Loại hồ sơ bị ảnh hưởng", longest=120, section="Ảnh hưởng", hint="Ví dụ: housing.HousingCase"
    )
    records = Text(
        "Điều kiện lọc",
        longest=1000,
        section="Ảnh hưởng",
        hint="Tên mục, dấu và giá trị, cách nhau bằng chấm phẩy: stage = Chưa khởi công; commune = Na Son",
    )
    money = Text("Mục tiền cộng lại", longest=120, section="Ảnh hưởng", hint="Ví dụ: central_money")

    @classmethod
    def begun(cls, values: Mapping[str, Any], reader: Reader) -> Mapping[str, Any]:
        """Of the clauses of two norms that differ: what it is called and the question it asks."""
        clause = values.get("clause")
        found = (each for each in read_conflicts(reader) if clause and each.clause == clause)
        return next(({"name": each.name, "question": each.question} for each in found), {})

    @rule(
        "Chưa chọn nguyên nhân theo danh mục: biểu đồ và báo cáo chưa xếp vướng mắc này vào nhóm nào.",
        field="cause",
        warns=True,
    )
    def cause_is_one_of_the_list(self) -> bool:
        return self.cause is not None

    @rule("Ngày kiến nghị {asked_on} trước ngày phát hiện {found_on}.", field="asked_on")
    def is_asked_after_it_is_found(self) -> bool:
        return self.asked_on is None or self.found_on is None or self.asked_on >= self.found_on

    @rule("Ngày trả lời {answered_on} trước ngày kiến nghị {asked_on}.", field="answered_on")
    def is_answered_after_it_is_asked(self) -> bool:
        return self.answered_on is None or self.asked_on is None or self.answered_on >= self.asked_on

    @rule("Đã ghi ngày kiến nghị {asked_on} thì ghi cả nội dung kiến nghị.", field="question", warns=True)
    def question_says_what_is_asked(self) -> bool:
        return self.asked_on is None or bool(self.question)

    @rule("Đã ghi ngày trả lời {answered_on} thì ghi cả nội dung trả lời.", field="answer", warns=True)
    def answer_says_what_is_answered(self) -> bool:
        return self.answered_on is None or bool(self.answer)

    @rule("Có điều kiện lọc thì phải ghi loại hồ sơ bị ảnh hưởng.", field="record_type")
    def filter_names_its_record_type(self) -> bool:
        return not (self.records or self.money) or bool(self.record_type)

    @rule(
        "Điều kiện lọc “{records}” không đọc được; viết như: stage = Chưa khởi công; amount >= 1.000.000.",
        field="records",
    )
    def filter_can_be_read(self) -> bool:
        return all(_parted(part) for part in _parts(self.records))


def _parts(written: str | None) -> list[str]:
    return [tidy(part) for part in (written or "").split(";") if part.strip()]


def _parted(part: str) -> tuple[str, str, str] | None:
    """Name of a field, test, and what it is compared with; None where no sign stands between them."""
    places = [(part.index(sign), -len(sign), sign) for sign in _SIGNS if sign in part]
    if not places:
        return None
    sign = min(places)[2]
    name, _sign, value = part.partition(sign)
    return (name.strip(), _SIGNS[sign], value.strip()) if name.strip() else None


def read_filter(written: str | None, record_type: type[Record], reader: Reader) -> list[Condition]:
    """The conditions of a saved filter: `stage = Hoàn thành; commune = Na Son; note =` (nothing written).

    Values are written as in a form, a place by its name or code. Raises `ValueError` with a sentence.
    """
    conditions = []
    for part in _parts(written):
        parted = _parted(part)
        declared = record_type.fields.get(parted[0]) if parted else None
        if parted is None or declared is None or isinstance(declared, Details):
            raise ValueError(
                _("Điều kiện “{part}”: {title} không có mục này.").format(
                    part=part, title=translate(record_type.title)
                )
            )
        conditions.append(_condition(declared, parted[1], parted[2], reader))
    return conditions


def _condition(declared: Field[object], test: str, text: str, reader: Reader) -> Condition:
    if not text:
        return Condition(declared.name, "filled" if test == "is_not" else "empty")
    if test == "contains":
        return Condition(declared.name, test, text)
    if isinstance(declared, Reference) and not isinstance(declared.to, str):
        ids = list(declared.to.find(text, {"kind": str(declared.only.get("kind", ""))}, reader))
        if len(ids) != 1:
            raise ValueError(_("Điều kiện lọc: “{text}” không chỉ rõ một nơi, một hồ sơ.").format(text=text))
        return Condition(declared.name, test, ids[0])
    return Condition(declared.name, test, declared.parse(text))


class Affected(NamedTuple):
    """What an obstacle holds up: the records, the households among them, and their money in đồng.

    `households` and `money` are None where the records name none; `where` leads to the records.
    """

    record_type: type[Record]
    where: Where
    records: int
    households: int | None
    money: int | None

    def show(self) -> str:
        """`12 hồ sơ nhà ở, 12 hộ, 480.000.000 đồng`."""
        title = self.record_type.title if self.records == 1 else Plural(self.record_type.title)
        parts = [f"{show_number(self.records)} {translate(title).lower()}"]
        if self.households is not None:
            told = _("1 hộ") if self.households == 1 else _("{count} hộ")
            parts.append(told.format(count=show_number(self.households)))
        if self.money is not None:
            parts.append(_("{amount} đồng").format(amount=show_number(self.money)))
        return ", ".join(parts)


def affected(obstacle: Obstacle, reader: Reader, record_types: Mapping[str, type[Record]]) -> Affected | None:
    """What an obstacle holds up today; None where it names no records, or a type that is not installed.

    `record_types` are all by qualified name (`catalog.record_types`). Raises `ValueError` with a sentence
    where the saved filter does not fit the type.
    """
    record_type = record_types.get(obstacle.record_type or "")
    if record_type is None:
        return None
    where = read_filter(obstacle.records, record_type, reader)
    household = next(
        (name for name, each in record_type.fields.items() if _leads_to_household(each)),
        "id" if record_type is Household else "",
    )
    households = None
    if household == "id":
        households = reader.count(record_type, where)
    elif household:
        households = sum(1 for row in reader.totals(record_type, [household], where=where) if row[0])
    money = None
    if obstacle.money:
        if not isinstance(record_type.fields.get(obstacle.money), Money):
            says = _("“{field}” không phải là mục tiền của {title}.")
            raise ValueError(says.format(field=obstacle.money, title=translate(record_type.title)))
        money = sum(row[-1] or 0 for row in reader.totals(record_type, [], [obstacle.money], where))
    return Affected(record_type, where, reader.count(record_type, where), households, money)


def _leads_to_household(declared: object) -> bool:
    return isinstance(declared, Reference) and declared.means(Household)


class Line(NamedTuple):
    """One line of the paragraph; `name` and `holds_up` are its words that lead to something."""

    text: str
    obstacle: str = ""
    name: str = ""
    holds_up: str = ""


def write_paragraph(
    obstacles: Iterable[Obstacle], reader: Reader, record_types: Mapping[str, type[Record]]
) -> list[Line]:
    """The paragraph “khó khăn, vướng mắc, kiến nghị” of a report: by cause, what is not solved yet.

    One line for each obstacle: what it is, by which clause, what it holds up as counted now, how far the
    question has come; then what is asked of whom.
    """
    still = [obstacle for obstacle in obstacles if obstacle.state != "solved"]
    if not still:
        return [Line(_("Không có khó khăn, vướng mắc nào chưa được giải quyết."))]
    lines = [Line(_("1. Khó khăn, vướng mắc"))]
    for cause in (*CAUSES, None):
        same = [obstacle for obstacle in still if obstacle.cause == cause]
        if same:
            lines.append(Line(f"{Obstacle.cause.format(cause) or _('Chưa xếp nguyên nhân')}:"))
            lines += [_told(obstacle, reader, record_types) for obstacle in same]
    asked = _asked(still)
    return [*lines, *map(Line, [_("2. Kiến nghị"), *asked])] if asked else lines


def _told(obstacle: Obstacle, reader: Reader, record_types: Mapping[str, type[Record]]) -> Line:
    id, name = obstacle.id or "", obstacle.name.rstrip(".")
    says = f"- {name}"
    if obstacle.clause:
        says += f" ({obstacle.clause})"
    if obstacle.cause_told:
        says += ", " + _("nguyên nhân: {words}").format(words=tidy(obstacle.cause_told).rstrip("."))
    try:
        holds_up = affected(obstacle, reader, record_types)
    except ValueError as failure:
        return Line(says + ". " + _("Chưa tính được ảnh hưởng: {why}").format(why=failure), id, name)
    what = holds_up.show() if holds_up is not None else ""
    if what:
        says += ", " + _("ảnh hưởng {what}").format(what=what)
    return Line(f"{says}. {Obstacle.state.format(obstacle.state)}.", id, name, what)


def _asked(still: Sequence[Obstacle]) -> list[str]:
    lines = []
    for level in reversed(LEVELS):
        questions = [each.question for each in still if each.level == level and each.question]
        lines += [f"- {Obstacle.level.format(level)}: {tidy(question)}" for question in questions]
    return lines


CHARTS: list[Chart] = [
    StackedBarChart(
        "Vướng mắc do đâu nhiều nhất, đã giải quyết đến đâu?",
        Obstacle,
        group_by="cause",
        split_by="state",
        name="obstacles_by_cause",
        unit="vướng mắc",
    )
]
