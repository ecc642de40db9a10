"""The register of legal texts: what each is, since when, what it replaces or amends; knows no amount."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from desktop.declare.dates import Day, first_day, last_day
from desktop.declare.fields import Attachment, Choice, Date, Details, LongText, Text
from desktop.declare.norms import PRESUMED, LegalText
from desktop.declare.problems import Finding, Grade
from desktop.declare.reading import Reader
from desktop.declare.records import Record
from desktop.declare.rules import Rule, Twice, rule
from desktop.declare.text import fold, translate
from desktop.shared.confidence import confidence_field
from desktop.shared.officers import NORMS

KINDS = {
    "law": "Luật",
    "resolution": "Nghị quyết",
    "decree": "Nghị định",
    "decision": "Quyết định",
    "circular": "Thông tư",
    "other": "Văn bản khác",
}
_BEGINNINGS = {"luat": "law", "nq": "resolution", "nd": "decree", "qd": "decision", "tt": "circular"}
_NUMBERS_HINT = "Ghi số hiệu; nhiều văn bản thì cách nhau bằng dấu chấm phẩy."
_VALIDITY = "Hiệu lực"


class TextArticle(Record):
    """An article of a text that somebody rests on, and what it says in a line."""

    title = "Điều, khoản"

    article = Text("Điều, khoản", longest=80, required=True)
    says = LongText("Nội dung", spoken=str)


class RegisteredText(Record):
    """A law, decree, circular, decision or resolution, as it is cited by its number."""

    title = "Văn bản pháp lý"
    plural = "Văn bản pháp lý"
    icon = "document"
    menu = "Văn bản và định mức"
    guarded = NORMS
    key = ("number",)
    sorted_by = ("number",)
    shown_by = ("number",)
    listed = (
        "number",
        "name",
        "kind",
        "issuer",
        "valid_from",
        "valid_to",
        "replaces",
        "amends",
        "confidence",
    )

    number = Text(
        "Số hiệu",
        longest=80,
        required=True,
        indexed=True,
        headings=("Số, ký hiệu", "Số văn bản", "Văn bản"),
        hint="Như khi dẫn: QĐ 04/2023/QĐ-TTg.",
    )
    name = LongText("Tên, trích yếu", spoken=str, headings=("Tên văn bản", "Trích yếu"))
    kind = Choice("Loại văn bản", KINDS, required=True, indexed=True)
    issuer = Text("Cơ quan ban hành", spoken=str, headings=("Nơi ban hành",))
    issued_on = Date("Ngày ban hành", precision="day")
    valid_from = Date("Hiệu lực từ", precision="day", section=_VALIDITY)
    valid_to = Date("Hiệu lực đến", precision="day", section=_VALIDITY, hint="Để trống nếu còn hiệu lực.")
    replaces = Text("Thay thế văn bản", section=_VALIDITY, hint=_NUMBERS_HINT)
    amends = Text("Sửa đổi, bổ sung văn bản", section=_VALIDITY, hint=_NUMBERS_HINT)
    articles = Details("Điều, khoản được dẫn", of=TextArticle, section="Nội dung")
    note = LongText("Ghi chú", spoken=str, section="Nội dung")
    file = Attachment("Tệp văn bản", section="Nội dung")
    confidence = confidence_field(required=True, section="Nội dung")

    @rule("Hiệu lực đến {valid_to} trước khi có hiệu lực {valid_from}.", field="valid_to")
    def text_ends_after_it_begins(self) -> bool:
        if self.valid_from is None or self.valid_to is None:
            return True
        return last_day(self.valid_to) >= first_day(self.valid_from)

    @rule("Văn bản không thể thay thế hoặc sửa đổi chính nó.", field="replaces")
    def text_speaks_of_others(self) -> bool | Finding:
        if not self.amends and not self.replaces:
            return True
        own = alike(self.number)
        if own in map(alike, numbers_in(self.amends)):
            return Finding(field="amends")
        return own not in map(alike, numbers_in(self.replaces))

    def word(self) -> LegalText:
        """The text as rules and norms cite it."""
        return LegalText(
            self.number,
            translate(self.name or ""),
            translate(self.issuer or ""),
            issued_on=day_of(self.issued_on),
            valid_from=day_of(self.valid_from),
            valid_to=day_of(self.valid_to),
            replaces=numbers_in(self.replaces),
            amends=numbers_in(self.amends),
            note=translate(self.note or ""),
            confidence=self.confidence or PRESUMED,
        )

    @classmethod
    def example(cls) -> RegisteredText:
        """A sound text of a province."""
        return cls(
            number="NQ 99/2024/NQ-HĐND (ví dụ)",
            kind="resolution",
            issuer="HĐND tỉnh",
            valid_from=date(2024, 1, 1),
            confidence="H",
        )


def day_of(day: Day | None) -> date | None:
    """The first day a date can mean."""
    return None if day is None else first_day(day)


@lru_cache(maxsize=4096)
def numbers_in(written: str | None) -> tuple[str, ...]:
    """The numbers of a list of texts.

    >>> numbers_in("TT 15/2022/TT-BTC; QĐ 1/2020")
    ('TT 15/2022/TT-BTC', 'QĐ 1/2020')
    """
    return tuple(part.strip() for part in (written or "").replace("\n", ";").split(";") if part.strip())


@lru_cache(maxsize=4096)
def alike(number: str) -> str:
    """What two writings of one number have in common: marks, capitals, spaces and dashes do not count."""
    return re.sub(r"[\s\-–./,]+", "", fold(number))


def kind_of(number: str) -> str:
    """The kind of a text by the beginning of its number."""
    return _BEGINNINGS.get(fold(number).split(" ")[0], "other")


def texts_by_number(reader: Reader) -> dict[str, RegisteredText]:
    """The registered texts by what any writing of their number has in common."""
    return {alike(text.number): text for text in reader.rows(RegisteredText) if text.number}


def _cite_what_is_there(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    known = texts_by_number(reader)
    for text in known.values():
        if among is not None and text.id not in among:
            continue
        for name in ("replaces", "amends"):
            missing = [one for one in numbers_in(getattr(text, name)) if alike(one) not in known]
            if missing:
                yield Finding(field=name, record=text.id or "", says={"missing": "; ".join(missing)})


def _replace_in_one_direction(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    known = texts_by_number(reader)
    for start, text in known.items():
        circle = _circle_from(start, known)
        if circle and (among is None or among & {known[one].id for one in circle}):
            others = tuple(known[one].id or "" for one in circle if one != start)
            chain = " → ".join(known[one].number for one in (*circle, start))
            yield Finding(record=text.id or "", related=others, says={"chain": chain})


def _circle_from(start: str, known: Mapping[str, RegisteredText]) -> list[str]:
    """The shortest way by "replaces" from a text back to itself; empty where there is none."""
    ways, seen = [[start]], set[str]()
    while ways:
        way = ways.pop(0)
        for other in map(alike, numbers_in(known[way[-1]].replaces)):
            if other == start and len(way) > 1:
                return way
            if other in known and other not in seen:
                seen.add(other)
                ways.append([*way, other])
    return []


def _replaced_ends(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    known = texts_by_number(reader)
    for later in known.values():
        for earlier in map(known.get, map(alike, numbers_in(later.replaces))):
            if earlier is None or later.valid_from is None or (among is not None and earlier.id not in among):
                continue
            if earlier.valid_to is None or last_day(earlier.valid_to) >= first_day(later.valid_from):
                begins = later.fields["valid_from"].format(later.valid_from)
                says = {"later": later.number, "from": begins}
                yield Finding(record=earlier.id or "", related=(later.id or "",), says=says)


RULES = [
    Rule(
        "",
        "text_is_registered_once",
        "Văn bản này đã có trong danh mục ({other}); hãy gộp lại.",
        RegisteredText,
        Twice(by=("number",)),
        field="number",
        about="Mỗi văn bản một dòng",
    ),
    Rule(
        "",
        "texts_spoken_of_are_registered",
        "Chưa có văn bản {missing} trong danh mục; hãy thêm, hoặc sửa số hiệu.",
        RegisteredText,
        _cite_what_is_there,
        field="replaces",
        grade=Grade.WARN,
        about="Văn bản được thay thế, sửa đổi có trong danh mục",
    ),
    Rule(
        "",
        "replaced_texts_lead_nowhere_back",
        "Các văn bản thay thế nhau thành vòng: {chain}. Hãy sửa ô “Thay thế văn bản”.",
        RegisteredText,
        _replace_in_one_direction,
        field="replaces",
        about="Văn bản thay thế nhau theo một chiều",
    ),
    Rule(
        "",
        "replaced_text_ends_before_the_later_begins",
        "Văn bản này đã được {later} thay thế từ {from}; ghi ngày hết hiệu lực trước ngày đó.",
        RegisteredText,
        _replaced_ends,
        field="valid_to",
        grade=Grade.WARN,
        about="Văn bản bị thay thế có ngày hết hiệu lực",
    ),
]


def row_of(text: LegalText, articles: Mapping[str, str]) -> dict[str, object]:
    """The values of the row of a declared text; `articles` are those that norms cite, with what they say."""
    return {
        "number": text.number,
        "name": text.title or None,
        "kind": kind_of(text.number),
        "issuer": text.issuer or None,
        "issued_on": text.issued_on,
        "valid_from": text.valid_from,
        "valid_to": text.valid_to,
        "replaces": "; ".join(text.replaces) or None,
        "amends": "; ".join(text.amends) or None,
        "articles": [TextArticle(article=article, says=says) for article, says in articles.items()],
        "note": text.note or None,
        "confidence": text.confidence,
    }
