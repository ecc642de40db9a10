"""A record: a class of fields and rules; its values are plain and it knows no store."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Self

from desktop.declare.fields import Computed, Details, Field, Reference, Text
from desktop.declare.norms import NormBook
from desktop.declare.problems import Finding, Grade, Problem
from desktop.declare.rules import RecordRule
from desktop.declare.supports import Support
from desktop.declare.text import Plural, _

if TYPE_CHECKING:
    from desktop.declare.reading import Reader

_log = logging.getLogger(__name__)


class Record:
    """One household, one housing case: declare the fields in the class, in the order of the form.

    `title` names one record, `plural` the list (the title where left out). `key` are the fields by which
    two rows are the same record: an import updates instead of doubling. `shown_by` are the fields that
    name a record where it is referred to (the key where left out). `listed` are the columns a list shows
    before anybody chose others, `sorted_by` the fields it is sorted by till then. `menu` is the heading it
    stands under in the menu (the component's title where left out). `supports` says what of it is support
    that a household received. `norms` is the book its rules are judged by outside a workspace. A new record
    has `id` None; the store gives a UUIDv7.

    >>> class Session(Record):
    ...     title = "Lớp tập huấn"
    ...     present = Integer("Số người dự", minimum=1, required=True)
    >>> [problem.field for problem in Session().problems()]
    ['present']
    """

    title: ClassVar[str] = ""
    plural: ClassVar[str] = ""
    help: ClassVar[str] = ""
    icon: ClassVar[str] = ""
    menu: ClassVar[str] = ""
    key: ClassVar[tuple[str, ...]] = ()
    shown_by: ClassVar[tuple[str, ...]] = ()
    listed: ClassVar[tuple[str, ...]] = ()
    sorted_by: ClassVar[tuple[str, ...]] = ()
    known_by: ClassVar[Mapping[str, tuple[str, ...]]] = MappingProxyType({})
    """Numbers it is known by when its key is written otherwise; each with the fields it is unique within."""

    numbers_of: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """Of a number in a register: each reference to what may have it → its field; the first that is filled."""

    listed_twice: ClassVar[str] = "G12"
    """The id of the rule that is broken by a row which is an earlier row of its list once more."""

    supports: ClassVar[tuple[Support, ...]] = ()
    norms: ClassVar[NormBook] = NormBook()
    fields: ClassVar[dict[str, Field[Any]]] = {}
    rules: ClassVar[tuple[RecordRule, ...]] = ()

    confidential: ClassVar[bool] = False
    """Lists of this type leave the office with their sensitive fields hidden, unless names are asked for."""

    guarded: ClassVar[str] = ""
    """The right (`desktop.shared.officers`) that writing records of this type needs; none, all may."""

    kept: ClassVar[str] = ""
    """What to do instead of deleting or changing a record that the program wrote; empty, both may be done."""

    open_when_kept: ClassVar[tuple[str, ...]] = ()
    """The fields of what is `kept` that may still be written: a note beside it."""

    lasts: ClassVar[tuple[str, str]] = ("", "")
    """The fields with the day a record began and the day it ended, for what comes to an end: a household.

    Charts count what lasts on the day they are asked of; of several rows with one key that one is meant.
    """

    component: ClassVar[str] = ""
    """Name of the component that declared it, set when it is taken into the catalog."""

    id: str | None
    changed_in: int
    """Number of the change set that last wrote this record; 0 for a new one."""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        fields: dict[str, Field[Any]] = {}
        rules: dict[str, RecordRule] = {}
        for base in reversed(cls.__mro__):
            for name, value in vars(base).items():
                if isinstance(value, Field):
                    fields[name] = value
                elif isinstance(value, RecordRule):
                    rules[name] = value
        cls.fields = fields
        cls.rules = tuple(rules.values())
        cls.plural = Plural(cls.__dict__.get("plural") or cls.title)
        if shown := cls.shown_by or cls.key:
            # A part that says nothing of it must not hide what the next one says.
            cls.shown_by = shown
        cls._judged = tuple((rule, _required_among(fields, rule.reads)) for rule in cls.rules)

    _judged: ClassVar[tuple[tuple[RecordRule, frozenset[str]], ...]] = ()

    def __init__(self, **values: Any) -> None:
        self.id = values.pop("id", None)
        self.changed_in = values.pop("changed_in", 0)
        for name in values:
            if name not in type(self).fields:
                raise TypeError(f"{type(self).__name__} has no field {name!r}")
        self.__dict__.update(values)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.values() == other.values()

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        # Values are left out on purpose: a representation ends up in logs.
        return f"<{type(self).__name__} {self.id}>"

    def values(self) -> dict[str, Any]:
        """All stored values by field name, computed ones and details included; None where empty."""
        return {name: self._plain(name) for name in type(self).fields}

    def _plain(self, name: str) -> Any:
        value = getattr(self, name)
        return (value or []) if isinstance(type(self).fields[name], Details) else value

    def spoken(self, name: str) -> str:
        """A value as an officer sees it, in the language in use."""
        return type(self).fields[name].format(getattr(self, name))

    def changed(self, **values: Any) -> Self:
        """A copy with other values."""
        fields = type(self).fields
        # What norms made of the old values is worked out anew from the new ones.
        own = {
            name: value for name, value in vars(self).items() if name in fields and not fields[name].by_norms
        }
        return type(self)(**{"id": self.id, "changed_in": self.changed_in, **own, **values})

    def problems(self, norms: NormBook | None = None) -> list[Problem]:
        """Everything that is wrong with this record by itself, the gravest first."""
        found = list(self._problems(type(self).norms if norms is None else norms))
        found.sort(key=lambda problem: problem.grade.rank)
        return found

    def _problems(self, norms: NormBook) -> Iterator[Problem]:
        unsound = set()
        for name, field in type(self).fields.items():
            if isinstance(field, Computed):
                continue
            value = getattr(self, name)
            if value is None or value == "":
                if field.required:
                    unsound.add(name)
                    yield self._placed(field.wrong(_("Chưa ghi.")))
                continue
            for problem in self._checked(field, value):
                # A value that is only odd is still what the rules are asked about.
                if problem.grade is Grade.BLOCK:
                    unsound.add(name)
                yield self._placed(problem)
        for rule, needed in type(self)._judged:
            if not (unsound and (needed & unsound or rule.reads & unsound)):
                answer = self._ask(rule, norms)
                if answer is not None:
                    yield answer

    def _checked(self, field: Field[Any], value: Any) -> list[Problem]:
        try:
            return list(field.check(value))
        except Exception as failure:
            # A fault of whoever made this kind of field; the value may be personal and is not logged.
            kind = type(failure).__name__
            _log.error("field %s of %s raised %s", field.name, type(self).__name__, kind)
            return [field.wrong(_("Chưa kiểm tra được giá trị này vì chương trình gặp lỗi."), Grade.WARN)]

    def _placed(self, problem: Problem) -> Problem:
        return Problem(
            problem.message,
            problem.grade,
            problem.rule,
            problem.field,
            problem.basis,
            self.id or "",
            type(self).__name__,
        )

    def _ask(self, rule: RecordRule, norms: NormBook) -> Problem | None:
        try:
            answer = rule.asks(self, norms) if rule.wants_norms else rule.asks(self)
        except Exception as failure:
            # The value that broke the rule may be personal: only the kinds are logged.
            _log.error("rule %s of %s raised %s", rule.name, type(self).__name__, type(failure).__name__)
            says = _("Quy tắc “{rule}” gặp lỗi nên chưa kiểm tra được.").format(rule=rule.title(type(self)))
            return rule.problem(self, Finding(sentence=says, grade=Grade.WARN))
        if answer is True or answer is None:
            return None
        return rule.problem(self, answer if isinstance(answer, Finding) else None)

    @classmethod
    def qualified_name(cls) -> str:
        """`housing.HousingCase`."""
        return f"{cls.component}.{cls.__name__}" if cls.component else cls.__name__

    @classmethod
    def goes_by(cls, name: str) -> bool:
        """Whether a name as in the code means this type: `HousingCase`, or `housing.HousingCase`."""
        return name.casefold() in (cls.__name__.casefold(), cls.qualified_name().casefold())

    @classmethod
    def stays(cls, name: str) -> bool:
        """Whether a field is as the program wrote it, for good."""
        return bool(cls.kept) and name not in cls.open_when_kept

    @classmethod
    def stored_fields(cls) -> dict[str, Field[Any]]:
        """The fields that are columns of the record's own table."""
        return {name: field for name, field in cls.fields.items() if field.stored}

    @classmethod
    def find(cls, text: str, hints: Mapping[str, str], reader: Reader) -> Sequence[str]:
        """Ids of the records an officer may mean by `text`; `hints` holds what stood beside it, by field.

        The first text field of `shown_by` is compared, marks ignored; of what has one key, its code or name,
        then the key and the other texts it is shown by. Override where there is more to know.
        """
        from desktop.declare.reading import Condition
        from desktop.declare.text import fold

        names = [name for name in cls.shown_by if isinstance(cls.fields.get(name), Text)]
        alone = len(cls.key) == 1 and isinstance(cls.fields.get(cls.key[0]), Text)
        for name in dict.fromkeys([*names, *cls.key]) if alone else names[:1]:
            near = reader.rows(cls, [Condition(name, "contains", text)], limit=50)
            found = [row.id for row in near if row.id and fold(getattr(row, name) or "") == fold(text)]
            if found:
                return found
        return []

    @classmethod
    def begun(cls, values: Mapping[str, Any], reader: Reader) -> Mapping[str, Any]:
        """What else a new record begins with where these values of it are known; override where more is."""
        return {}

    @classmethod
    def first_records(cls) -> Sequence[Record]:
        """What the list begins with in a database that meets this record type for the first time.

        Each has an id of its own, the same on every PC (`uuid5`); an office may change all of it. Override
        for lists a province arranges for itself.
        """
        return ()

    @classmethod
    def example(cls) -> Record:
        """A sound record made from the fields' own examples; references stay empty."""
        return cls(
            **{
                name: field.example()
                for name, field in cls.fields.items()
                if not isinstance(field, Computed | Reference) and (field.required or name in cls.key)
            }
        )


def _required_among(fields: Mapping[str, Field[Any]], names: frozenset[str]) -> frozenset[str]:
    return frozenset(name for name in names if name in fields and fields[name].required)
