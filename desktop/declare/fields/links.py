"""Fields that lead elsewhere: to a record, a file, own rows, other fields; knows no store, no window."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self, cast, overload

from desktop.declare.fields.base import PLAIN, Field, Habit, T
from desktop.declare.problems import Problem
from desktop.declare.text import _, tidy
from desktop.declare.values import plain_value

if TYPE_CHECKING:
    from desktop.declare.norms import Norm, NormBook
    from desktop.declare.records import Record


_log = logging.getLogger(__name__)


class Reference(Field[str]):
    """Points to another record: the value is its id.

    `to` is the record type (or its name, for one declared later). `only` narrows the choice by field
    values (`{"kind": "commune"}`). `hints` name fields of the same record whose written text helps to
    find the right one (a district beside a commune). `current` stores the unit that stands today where
    an abolished one was written, and keeps the unit as written in the field named by `as_written`.
    `found_by` maps key fields of the target to fields of this record: an empty reference is filled from
    them when exactly one record fits; of several such mappings the first that finds one counts. Where what
    they match holds only within one list (a running number), `within` maps the fields of the target that
    say which list to those of this record: a target that came in the same workbook is meant before all
    others, and any other only where both say one of these fields alike and none differently. Rows alike
    in all the fields of `together` lead to one record: what the first of them finds holds for all (the
    members of a household, of whom only the head is known by name elsewhere). With `goes_along` a record is
    deleted with the one it leads to, instead of standing in the way.
    """

    kind = "reference"

    def __init__(
        self,
        label: str,
        *,
        to: type[Record] | str,
        only: Mapping[str, Any] | None = None,
        hints: Sequence[str] = (),
        current: bool = False,
        as_written: str = "",
        found_by: Mapping[str, str] | Sequence[Mapping[str, str]] = (),
        within: Mapping[str, str] | None = None,
        together: Sequence[str] = (),
        goes_along: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(label, indexed=options.pop("indexed", True), **options)
        self.to = to
        self.only = dict(only or {})
        self.hints = tuple(hints)
        self.current = current
        self.as_written = as_written
        self.found_by = (found_by,) if isinstance(found_by, Mapping) else tuple(found_by)
        self.within = dict(within or {})
        self.together = tuple(together)
        self.goes_along = goes_along

    def means(self, record_type: type[Record]) -> bool:
        """Whether it may lead to a record type; of several of one name the own component's goes first."""
        return record_type.goes_by(self.to) if isinstance(self.to, str) else record_type is self.to

    def _from_text(self, text: str, habit: Habit) -> str | None:
        try:
            return str(uuid.UUID(text))
        except ValueError:
            if habit.look_up is None:
                raise ValueError(_("“{text}” chưa tìm thấy trong dữ liệu.").format(text=text)) from None
        return habit.look_up(self, tidy(text))

    def format(self, value: str | None, habit: Habit = PLAIN) -> str:
        if value is None:
            return ""
        return habit.names(self, value) if habit.names else value

    def example(self) -> str | None:
        return None


@plain_value
class AttachedFile:
    """A file kept beside the database: its name and the SHA-256 of its content (64 hex digits)."""

    name: str
    digest: str


class Attachment(Field[AttachedFile]):
    """A scan, photo or document kept beside the database and named by its content."""

    kind = "attachment"

    def _from_text(self, text: str, habit: Habit) -> AttachedFile | None:
        name, _mark, digest = text.rpartition("#")
        if not name or len(digest) != 64 or set(digest) - set("0123456789abcdef"):
            raise ValueError(_("Tệp đính kèm được thêm bằng nút “Đính kèm”, không gõ vào ô."))
        return AttachedFile(name, digest)

    def _from_cell(self, value: object, habit: Habit) -> AttachedFile | None:
        if isinstance(value, AttachedFile):
            return value
        raise ValueError(_("Tệp đính kèm được thêm bằng nút “Đính kèm”, không gõ vào ô."))

    def format(self, value: AttachedFile | None, habit: Habit = PLAIN) -> str:
        return "" if value is None else f"{value.name}#{value.digest}"

    def to_store(self, value: AttachedFile | None) -> Any:
        return None if value is None else f"{value.name}#{value.digest}"

    def from_store(self, kept: Any) -> AttachedFile | None:
        if kept is None:
            return None
        name, _mark, digest = kept.rpartition("#")
        return AttachedFile(name, digest)

    def example(self) -> AttachedFile | None:
        return AttachedFile("giay-to.pdf", "0" * 64)


class Details(Field["list[Any]"]):
    """Rows that belong to this record alone: members of a group, items of an expense.

    `of` is a Record class without a place of its own in the menu; the value is a list of its records. With
    `sums` the rows tell one by one what fields of the same names tell of the record: of several rows these
    hold the sum, `texts` all they say, other figures nothing, days the last one, the rest what is alike.
    """

    kind = "details"
    stored = False

    def __init__(
        self,
        label: str,
        *,
        of: type[Record],
        sums: Sequence[str] = (),
        texts: Sequence[str] = (),
        **options: Any,
    ) -> None:
        super().__init__(label, **options)
        self.of, self.sums, self.texts = of, tuple(sums), tuple(texts)

    def _from_text(self, text: str, habit: Habit) -> list[Any] | None:
        raise ValueError(_("Các dòng chi tiết được nhập trong bảng riêng."))

    def _from_cell(self, value: object, habit: Habit) -> list[Any] | None:
        if isinstance(value, list | tuple) and all(isinstance(row, self.of) for row in value):
            return list(value)
        raise ValueError(_("Các dòng chi tiết được nhập trong bảng riêng."))

    def check(self, value: list[Any]) -> Iterator[Problem]:
        for number, row in enumerate(value, 1):
            for problem in row.problems():
                yield replace(
                    problem,
                    field=self.name,
                    message=_("Dòng {number}: {message}").format(number=number, message=problem.message),
                )

    def format(self, value: list[Any] | None, habit: Habit = PLAIN) -> str:
        return _("{count} dòng").format(count=len(value)) if value else ""

    def example(self) -> list[Any] | None:
        return []


@plain_value
class SumOf:
    """What adds up some fields of a record, for a `Computed`; nothing where none of them is written.

    `state = Computed(Money("Ngân sách nhà nước"), of=SumOf("central", "local"))`
    """

    names: tuple[str, ...]

    def __init__(self, *names: str) -> None:
        object.__setattr__(self, "names", names)

    def __call__(self, record: Any) -> Any:
        written = [value for name in self.names if (value := getattr(record, name)) is not None]
        return sum(written) if written else None

    def source(self, local: Mapping[str, str]) -> str:
        """The same as an expression of the variables that hold the values."""
        values = [local[name] for name in self.names]
        whole = " + ".join(f"({value} or 0)" for value in values)
        return f"{whole} if {' or '.join(f'{value} is not None' for value in values)} else None"


class Computed(Field[T]):
    """A value worked out from the same record, shown and stored but never typed.

    `kind_of` is the field that shows and keeps it, `of` the function of the record:
    `local = Computed(Money("Ngân sách địa phương"), of=lambda case: case.province + case.commune)`.
    It answers None where it cannot be worked out. With `by_norms` the function is also given the norms
    (`of=lambda line, norms: …`): what it came to when the record was written is kept, as the norms were
    then, and worked out anew when the record is written again. A share is shown as a bar; `against`
    answers the norm of the record that draws the line on it (`against=lambda case, norms: …`), or None.
    """

    kind = "computed"

    def __init__(
        self,
        kind_of: Field[T],
        *,
        of: Callable[..., T | None],
        by_norms: bool = False,
        against: Callable[[Any, NormBook], Norm | None] | None = None,
        **options: Any,
    ) -> None:
        options.setdefault("sensitive", kind_of.sensitive)
        super().__init__(kind_of.label, section=kind_of.section, hint=kind_of.hint, **options)
        self.kind_of = kind_of
        self.of = of
        self.by_norms = by_norms
        self.against = against

    def __set_name__(self, owner: type, name: str) -> None:
        super().__set_name__(owner, name)
        self.kind_of.__set_name__(owner, name)

    @overload
    def __get__(self, record: None, owner: type) -> Self: ...
    @overload
    def __get__(self, record: object, owner: type) -> T: ...
    def __get__(self, record: object | None, owner: type) -> Self | T:
        if record is None:
            return self
        kept = record.__dict__.get(self.name) if self.by_norms else None
        return cast("T", kept if kept is not None else self.work_out(record))

    def work_out(self, record: Any, norms: NormBook | None = None) -> T | None:
        """What it comes to, by these norms or by those the record type was declared with."""
        try:
            if not self.by_norms:
                return self.of(record)
            return self.of(record, type(record).norms if norms is None else norms)
        except (TypeError, ValueError, ArithmeticError):
            return None
        except Exception as failure:
            # A fault of the component that declares it: one figure is missing, everything else goes on.
            kind = type(failure).__name__
            _log.error("%s of %s raised %s", self.name, type(record).__name__, kind)
            return None

    def parse(self, typed: object, habit: Habit = PLAIN) -> T | None:
        return self.kind_of.parse(typed, habit)

    def format(self, value: T | None, habit: Habit = PLAIN) -> str:
        return self.kind_of.format(value, habit)

    def to_store(self, value: T | None) -> Any:
        return self.kind_of.to_store(value)

    def from_store(self, kept: Any) -> T | None:
        return self.kind_of.from_store(kept)

    def example(self) -> T | None:
        return None
