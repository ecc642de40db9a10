"""What the Programme is made of: its projects, sub-projects and contents, dated; knows no money."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from desktop.declare.fields import Choice, Date, LongText, Reference, Text
from desktop.declare.ordering import word_order
from desktop.declare.reading import Reader
from desktop.declare.records import Record
from desktop.declare.rules import rule
from desktop.declare.text import fold, fold_words
from desktop.shared.confidence import confidence_field
from desktop.shared.shares import Share
from desktop.shared.shipped import lasting_id, rows_of, values_of

LEVELS = {
    "component": "Hợp phần",
    "project": "Dự án",
    "sub_project": "Tiểu dự án",
    "content": "Nội dung",
}

_CODE = re.compile(r"(?:da|hp)\d+(?:\.(?:\d+|[a-z]))*")
_BEGINS = re.compile(_CODE.pattern + r"(?![a-z0-9])")
_PROJECT = re.compile(r"\b(?:du an(?: thanh phan)?|da)[ .]*(\d+)\b")
_SUB_PROJECT = re.compile(r"\b(?:tieu du an|tda)[ .]*(\d+)\b")
_NUMBERED = re.compile(r"^\s*(?:tiểu\s+dự\s+án|dự\s+án|tda|da|nội\s+dung)\s*\d+\s*[:.\-–]\s*", re.IGNORECASE)


class Programme(Record):
    """A definition of the Programme; two of them run side by side while carried-over money is spent."""

    title = "Chương trình"
    icon = "target"
    menu = "Danh mục"
    key = ("code",)
    shown_by = ("name",)

    code = Text("Ký hiệu", longest=20, required=True, indexed=True)
    name = Text("Tên", spoken=str, required=True)
    basis = Text("Căn cứ")
    valid_from = Date("Thực hiện từ", required=True)
    valid_to = Date("Thực hiện đến")
    confidence = confidence_field()
    source = Text("Nguồn")

    @classmethod
    def first_records(cls) -> Sequence[Programme]:
        """The definitions the program comes with."""
        return [
            cls(id=lasting_id("programme", row["code"]), **values_of(cls, row))
            for row in rows_of("programmes")
        ]

    @rule("Năm kết thúc trước năm bắt đầu.", field="valid_to")
    def programme_ends_after_it_begins(self) -> bool:
        return self.valid_to is None or self.valid_to >= self.valid_from


class ProgrammeLine(Record):
    """A project, sub-project or content of one programme: what every figure of money stands under."""

    title = "Nội dung Chương trình"
    plural = "Dự án, tiểu dự án, nội dung"
    icon = "document"
    menu = "Danh mục"
    key = ("programme", "code")
    sorted_by = ("programme", "code")
    shown_by = ("code", "name")

    programme = Reference("Chương trình", to=Programme, required=True)
    code = Text("Mã", longest=20, required=True, indexed=True, hint="DA3.2 là tiểu dự án 2 của dự án 3.")
    name = Text("Tên", longest=400, spoken=str, required=True)
    level = Choice("Cấp", LEVELS, required=True, indexed=True)
    parent = Reference("Thuộc", to="ProgrammeLine")
    also_called = LongText("Tên gọi khác", hint="Mỗi dòng một tên thường gặp trong bảng biểu.")
    lead = Text("Cơ quan chủ trì", spoken=str)
    basis = Text("Căn cứ")
    confidence = confidence_field()
    source = Text("Nguồn", spoken=str)

    @classmethod
    def first_records(cls) -> Sequence[ProgrammeLine]:
        """The lines the program comes with, parents before children."""
        found = []
        for row in rows_of("lines"):
            programme, parent = row.pop("programme"), row.pop("parent")
            row["also_called"] = row["also_called"].replace("|", "\n")
            line = cls(id=lasting_id(programme, row["code"]), **values_of(cls, row))
            line.__dict__["programme"] = lasting_id("programme", programme)
            line.__dict__["parent"] = lasting_id(programme, parent) if parent else None
            found.append(line)
        return found

    @classmethod
    def find(cls, text: str, hints: Mapping[str, str], reader: Reader) -> Sequence[str]:
        """Ids of the lines `text` may mean: a code, `Tiểu dự án 2` of the project named beside, or a name.

        The hint `under` is the heading that the line stands under in a table.
        """
        lines = list(reader.rows(cls))
        codes = set(_codes_in(text, hints.get("under", "")))
        found = [line for line in lines if fold(line.code) in codes]
        if not found:
            words = {fold_words(text), fold_words(_NUMBERED.sub("", text))}
            found = [line for line in lines if words & set(line.names())]
        return [line.id for line in found if line.id]

    def names(self) -> Iterator[str]:
        """The matching keys of all its names, and of code and name together as it is shown."""
        yield fold_words(self.name)
        yield fold_words(f"{self.code} {self.name}")
        for other in (self.also_called or "").splitlines():
            yield fold_words(other)


def _codes_in(text: str, under: str) -> Iterator[str]:
    """The codes a text may name: `DA3.2`, `Dự án 3`, `Tiểu dự án 2` under `Dự án 3`."""
    key = fold(text)
    compact = key.replace(" ", "").replace("-", ".")
    if _CODE.fullmatch(compact):
        yield compact
        return
    sub_project = _SUB_PROJECT.search(key)
    if not sub_project and (code := _BEGINS.match(key)):
        yield code[0]
        return
    rest = _SUB_PROJECT.sub(" ", key)
    project = _PROJECT.search(rest) or (_PROJECT.search(fold(under)) if sub_project else None)
    if project and sub_project:
        yield f"da{project[1]}.{sub_project[1]}"
    elif project and project.start() == 0:
        yield f"da{project[1]}"


class LineLink(Record):
    """Which line of a later programme a line continues as: whole, or a share of it."""

    title = "Nội dung tiếp nối"
    icon = "merge"
    menu = "Danh mục"
    key = ("old", "new")

    old = Reference("Nội dung cũ", to=ProgrammeLine, required=True)
    new = Reference("Tiếp tục ở", to=ProgrammeLine, required=True)
    share = Share("Tỷ lệ", hint="Để trống nếu chuyển toàn bộ; một nửa thì ghi 0,5 hoặc 50%.")
    basis = Text("Căn cứ")
    confidence = confidence_field()

    @rule("Nội dung cũ và nội dung tiếp nối là một.", field="new")
    def line_continues_as_another(self) -> bool:
        return bool(self.old != self.new)


class BudgetCode(Record):
    """A code of the treasury for a line; none is shipped, because no source confirmed one."""

    title = "Mã ngân sách"
    icon = "money"
    menu = "Danh mục"
    key = ("code", "valid_from")

    code = Text(
        "Mã số", longest=20, required=True, indexed=True, hint="Mã chương trình theo mục lục ngân sách."
    )
    name = Text("Tên mã", required=True)
    level = Text("Cấp mã", longest=40, hint="Chương, loại, khoản, mục, mã chương trình…")
    above = Reference("Mã cấp trên", to="BudgetCode")
    line = Reference("Nội dung Chương trình", to=ProgrammeLine)
    valid_from = Date("Áp dụng từ")
    valid_to = Date("Áp dụng đến")
    basis = Text("Căn cứ")

    @rule("Ngày hết áp dụng trước ngày áp dụng.", field="valid_to")
    def code_ends_after_it_begins(self) -> bool:
        return self.valid_from is None or self.valid_to is None or self.valid_to >= self.valid_from


class LineTree:
    """The lines at one moment, to go up from a content to its project; read once for a whole question."""

    def __init__(self, reader: Reader) -> None:
        self.lines = {line.id or "": line for line in reader.rows(ProgrammeLine)}

    def project_of(self, line: str) -> str:
        """The project or component a line belongs to; the line itself where it has none above."""
        for _step in range(5):
            above = self.lines[line].parent if line in self.lines else None
            if above is None or self.lines[line].level in ("project", "component"):
                return line
            line = above
        return line

    def code_of(self, line: str) -> str:
        """How a line is written under a bar."""
        return str(self.lines[line].code) if line in self.lines else line

    def in_order(self, lines: Sequence[str]) -> list[str]:
        """Lines as a plan lists them: DA2 before DA10."""
        return sorted(lines, key=lambda line: word_order(self.code_of(line)))

    def below(self, line: str) -> list[str]:
        """The line and everything under it."""
        return [other for other in self.lines if line in self.line_up(other)]

    def facts(self, lines: Sequence[str]) -> list[str]:
        """Lines as the ledger names them."""
        return list(lines)

    def line_up(self, line: str) -> list[str]:
        """The line and all it stands under, itself first."""
        up = [line]
        while line in self.lines and (above := self.lines[line].parent) and above not in up:
            up.append(above)
            line = above
        return up
