"""Sentences a record, or all of them together, must keep or had better keep; knows no store."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field as made_with
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.declare.problems import Finding, Grade, Problem, not_kept
from desktop.declare.text import translate
from desktop.declare.values import plain_value

if TYPE_CHECKING:
    from desktop.declare.reading import Reader, Where
    from desktop.declare.records import Record

_PLACES = re.compile(r"\{[^{}]*\}")
Answer = bool | Finding | None


@plain_value
class RecordRule:
    """A sentence true of a good record: what `@rule` makes of a method.

    `asks(record)` or `asks(record, norms)` answers True (kept), False or a `Finding` (broken).
    """

    sentence: str
    asks: Callable[..., Answer]
    name: str
    id: str = ""
    field: str = ""
    grade: Grade = Grade.BLOCK
    basis: str = ""
    about: str = ""
    wants_norms: bool = False
    reads: frozenset[str] = frozenset()

    def title(self, record_type: type[Record]) -> str:
        """The id where there is one, else the stable name `component.RecordType.rule`."""
        return self.id or f"{record_type.qualified_name()}.{self.name}"

    def problem(self, record: Record, finding: Finding | None = None) -> Problem:
        """The problem of a record that does not keep the sentence."""
        finding = finding or Finding()
        sentence = translate(finding.sentence or self.sentence)
        if "{" in sentence:
            sentence = sentence.format_map(_Shown(record, finding.says))
        return Problem(
            sentence,
            finding.grade or self.grade,
            rule=self.title(type(record)),
            field=finding.field or self.field,
            basis=finding.basis or self.basis,
            record=record.id or "",
            record_type=type(record).__name__,
            related=finding.related,
            about=in_short(self.about, self.sentence, finding.grade or self.grade),
        )


def in_short(about: str, sentence: str, grade: Grade) -> str:
    """What is wrong with any record: that its `about` is not kept, else the sentence with a dash for one
    record's values."""
    if about:
        return not_kept(translate(about), grade)
    return _PLACES.sub("…", translate(sentence))


class _Shown(dict[str, str]):
    """The places of a sentence: what the finding says, else the record's own values as shown."""

    def __init__(self, record: Record, says: Mapping[str, Any]) -> None:
        super().__init__({name: str(value) for name, value in says.items()})
        self.record = record

    def __missing__(self, name: str) -> str:
        found = type(self.record).fields.get(name)
        return found.format(getattr(self.record, name)) if found else ""


def rule(
    sentence: str,
    *,
    field: str = "",
    id: str = "",
    warns: bool = False,
    grade: Grade | None = None,
    basis: str = "",
    about: str = "",
) -> Callable[[Callable[..., Answer]], RecordRule]:
    """Declare a method of a record as a rule: the sentence is what is said when it is broken.

    The method answers True for a good record, False or a `Finding` for one that breaks the rule. It is
    asked only when the required fields it reads are there and sound; optional ones may be None. With a
    second parameter it is given the norms in force (`NormBook`). `{name}` in the sentence shows a field.
    `about` names what is asked for in a few words; over all the problems of this rule stands that it is not
    kept.

    >>> @rule("Số nữ không thể lớn hơn số người dự.", field="women")
    ... def women_are_among_those_present(self):
    ...     return self.women is None or self.women <= self.present
    """

    if not isinstance(sentence, str):
        raise TypeError('a rule begins with what is said where it is broken: @rule("…")')

    def declare(method: Callable[..., Answer]) -> RecordRule:
        takes = method.__code__.co_argcount
        if takes not in (1, 2):
            raise TypeError(f"the rule {method.__name__} takes self, and the norms where it asks for them")
        return RecordRule(
            sentence,
            method,
            name=method.__name__,
            id=id,
            field=field,
            grade=grade or (Grade.WARN if warns else Grade.BLOCK),
            basis=basis,
            about=about,
            wants_norms=takes > 1,
            reads=_names_read(method.__code__),
        )

    return declare


def _names_read(code: Any) -> frozenset[str]:
    names = set(code.co_names)
    for constant in code.co_consts:
        if inspect.iscode(constant):
            names |= _names_read(constant)
    return frozenset(names)


class Twice(NamedTuple):
    """A query: groups of two or more records that are alike in the fields named by `by`.

    Text is compared by its search key (marks and case ignored). Records with an empty field of `by` do
    not count, nor those outside `where`. `differing` keeps only groups whose records differ in one of
    those fields. A store answers it with one grouped query.
    """

    by: Sequence[str]
    where: Where = ()
    differing: Sequence[str] = ()


@plain_value
class Beside:
    """A query: records of one type beside those of another (`other`) that say the same.

    `on` leads from each field that must be alike to its like in `other` (`id` is the record itself); an
    empty one is like none. `differing` leads likewise from fields that must both be filled and say
    something else; keeps pairs where all of them do. `where` is of the records, not of those beside them.
    A store answers with one joined query, which compares what is kept, letter by letter.
    """

    other: type[Record]
    on: Mapping[str, str]
    differing: Mapping[str, str] = made_with(default_factory=dict)
    where: Where = ()


@plain_value
class Rule:
    """A sentence that many records of one type must keep together.

    `finds` is a `Twice` (the store runs it as a query), or a function `finds(reader, among)` that yields a
    `Finding` with `record` for each record at fault; `among` holds the ids that were just written, or is
    None for all. `also` names other record types the sentence speaks of (the members of a project): an
    import that brings them beside the records of `over` asks once more when all of them are in.
    """

    id: str
    name: str
    sentence: str
    over: type[Record]
    finds: Twice | Callable[[Reader, frozenset[str] | None], Iterable[Finding]]
    field: str = ""
    grade: Grade = Grade.BLOCK
    basis: str = ""
    about: str = ""
    also: Sequence[type[Record]] = ()

    @property
    def title(self) -> str:
        """The id where there is one, else the stable name `component.RecordType.rule`."""
        return self.id or f"{self.over.qualified_name()}.{self.name}"

    def problem(self, finding: Finding) -> Problem:
        """The problem of one record."""
        sentence = translate(finding.sentence or self.sentence)
        if "{" in sentence:
            sentence = sentence.format_map({name: str(value) for name, value in finding.says.items()})
        return Problem(
            sentence,
            finding.grade or self.grade,
            rule=finding.rule or self.title,
            field=finding.field or self.field,
            basis=finding.basis or self.basis,
            record=finding.record,
            record_type=self.over.__name__,
            related=finding.related,
            about=in_short(finding.about or self.about, self.sentence, finding.grade or self.grade),
        )
