"""Stand-ins for the values of a record, which note what a rule asks of them; knows no record and no rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from desktop.declare.dates import PartialDate


class CannotTell(BaseException):
    """A rule does with a value what can only be done with a real one; no rule catches it."""


class WantsOneByOne(CannotTell):
    """A rule looks a choice up in a table: its options must be tried one by one."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.source = source


class Names:
    """Short names in the compiled test for what is worked out once: `aside_3` stands for `record.total`."""

    def __init__(self) -> None:
        self.asides: dict[str, str] = {}
        self.constants: dict[str, Any] = {}

    def aside(self, source: str) -> str:
        """The name of what an expression gives, which is worked out where it is first needed."""
        return self.asides.setdefault(source, f"aside_{len(self.asides)}")

    def source_of(self, name: str) -> str:
        """The expression an aside stands for."""
        return next(source for source, known in self.asides.items() if known == name)

    def constant(self, value: Any) -> str:
        """How a value that a rule itself holds is written; raises where it may be more than it seems."""
        if value is None or type(value) in (bool, int, str):
            return repr(value)
        if type(value) not in (Decimal, date, PartialDate, timedelta):
            raise CannotTell
        return _named(self.constants, value)


def _named(constants: dict[str, Any], value: Any) -> str:
    for name, known in constants.items():
        if type(known) is type(value) and repr(known) == repr(value):
            return name
    name = f"constant_{len(constants)}"
    constants[name] = value
    return name


class Path:
    """One way through a rule: the tests it comes to, with the answers it was given; then always yes.

    After `longest` tests it ends; only the way where all is missing, or as asked for, has no end.
    """

    def __init__(self, names: Names, answers: Sequence[bool], longest: int) -> None:
        self.names = names
        self.taken: dict[str, bool] = {}
        self._answers, self._longest = answers, longest

    def is_so(self, test: str) -> bool:
        """The answer to a test; the same whenever it is asked again."""
        if test not in self.taken:
            place = len(self.taken)
            if place >= self._longest and not all(self._answers):
                raise CannotTell
            self.taken[test] = self._answers[place] if place < len(self._answers) else True
        return self.taken[test]


ANY, CHOICE, DATE, NORM = "any", "choice", "date", "norm"
_READABLE = {
    DATE: {"year": ANY, "month": ANY, "day": ANY},
    NORM: {"value": ANY, "is_confirmed": ANY, "province": ANY, "area": ANY, "source": ANY, "unit": ANY},
    # What two dates are apart.
    ANY: {"days": ANY},
}
"""What may be read of a kind of value because it is always there and never empty."""


def _compares(sign: str) -> Any:
    def compare(self: Value, other: object) -> bool:
        return self._path.is_so(f"{self._source} {sign} {_source_of(self._path, other)}")

    return compare


def _reckons(sign: str) -> Any:
    def reckon(self: Value, other: object) -> Value:
        return _worked_out(self._path, f"{self._source} {sign} {_source_of(self._path, other)}")

    return reckon


def _reckons_from(sign: str) -> Any:
    def reckon(self: Value, other: object) -> Value:
        return _worked_out(self._path, f"{_source_of(self._path, other)} {sign} {self._source}")

    return reckon


def _cannot(self: Value, *_given: object) -> Any:
    raise CannotTell


class Value:
    """Some value of a record, by the expression that gives it: every comparison is a test on the path."""

    __slots__ = ("_kind", "_path", "_source")

    def __init__(self, path: Path, source: str, kind: str = ANY) -> None:
        self._path, self._source, self._kind = path, source, kind

    def __bool__(self) -> bool:
        return self._kind in (DATE, NORM) or self._path.is_so(self._source)

    def __getattribute__(self, name: str) -> Any:
        # `isinstance` looks here too: a whole day is told from a month or year alone.
        if name == "__class__":
            kind = object.__getattribute__(self, "_kind")
            if kind == DATE and object.__getattribute__(self, "is_whole_day")():
                return date
            raise CannotTell
        return object.__getattribute__(self, name)

    def __getattr__(self, name: str) -> Value:
        kind = _READABLE.get(self._kind, {}).get(name)
        if kind is None or (self._kind == DATE and name != "year" and not self.is_whole_day()):
            raise CannotTell
        return Value(self._path, f"{self._source}.{name}", kind)

    def is_whole_day(self) -> bool:
        """Whether a date is one of the calendar."""
        return self._path.is_so(f"{self._source}.__class__ is date")

    def __hash__(self) -> int:
        raise WantsOneByOne(self._source) if self._kind == CHOICE else CannotTell

    __eq__, __ne__ = _compares("=="), _compares("!=")
    __lt__, __le__ = _compares("<"), _compares("<=")
    __gt__, __ge__ = _compares(">"), _compares(">=")
    __add__, __radd__ = _reckons("+"), _reckons_from("+")
    __sub__, __rsub__ = _reckons("-"), _reckons_from("-")
    __mul__, __rmul__ = _reckons("*"), _reckons_from("*")
    __truediv__, __rtruediv__ = _reckons("/"), _reckons_from("/")
    __floordiv__, __mod__ = _reckons("//"), _reckons("%")
    __str__ = __repr__ = __format__ = _cannot

    def __neg__(self) -> Value:
        return _worked_out(self._path, f"-{self._source}")

    def __abs__(self) -> Value:
        return _worked_out(self._path, f"abs({self._source})")


def _worked_out(path: Path, source: str) -> Value:
    return Value(path, path.names.aside(source))


def _source_of(path: Path, value: object) -> str:
    if type(value) is Value:
        return value._source
    return path.names.constant(value)


class Norms:
    """Stands for the book of norms: what it answers is a norm or nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __getattr__(self, name: str) -> Any:
        raise CannotTell

    def at(self, *asked: object, **more: object) -> Value | None:
        """The norm in force on a day."""
        told = [_source_of(self._path, each) for each in asked]
        told += [f"{name}={_source_of(self._path, each)}" for name, each in more.items()]
        return there(self._path, self._path.names.aside(f"norm_at({', '.join(told)})"), NORM)


def there(path: Path, source: str, kind: str = ANY) -> Value | None:
    """A value that may be missing."""
    return None if path.is_so(f"{source} is None") else Value(path, source, kind)


def one_of(path: Path, source: str, options: Iterable[object], test: str = "==") -> Any:
    """A value that is missing or one of a few; none other is spoken of."""
    if path.is_so(f"{source} is None"):
        return None
    for option in options:
        if path.is_so(f"{source} {test} {option!r}"):
            return option
    raise CannotTell
