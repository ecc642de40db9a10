"""What every kind of field shares: reading, judging and showing a value; knows no store, no window."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar, overload

from desktop.declare.numbers import LONGEST
from desktop.declare.problems import Grade, Problem, Refusal
from desktop.declare.text import _, tidy_lines
from desktop.declare.values import plain_value

if TYPE_CHECKING:
    from desktop.declare.fields.links import Reference

T = TypeVar("T")


@plain_value
class Habit:
    """How the values of one column are written, where that is not plain from a single value.

    `decimal_mark` is `,` or `.` once the column's other values have shown it, else empty. `unit` is what
    one written unit is worth in the field's own (1 000 000 for a column of money in triệu đồng, 10 000 for
    one of areas in hectares). `month_first` is true for dates typed on an English Windows, `year_alone`
    where only the year of each is meant. `look_up` finds the id of a referenced record from what
    was written: `look_up(field, text) -> id`, raising `ValueError` with a sentence; `names` shows one.
    """

    decimal_mark: str = ""
    unit: int = 1
    month_first: bool = False
    year_alone: bool = False
    look_up: Callable[[Reference, str], str] | None = None
    names: Callable[[Reference, str], str] | None = None


PLAIN = Habit()

_LONG = 80
_log = logging.getLogger(__name__)
"""More letters than this of what was typed are not said back."""

MASK = "•••"
"""What stands where personal data is hidden."""


class Field(Generic[T]):
    """A labelled, typed place in a record.

    All kinds take: `required`; `hint` (a short help under the editor and in the template's note); `section`
    (the heading it stands under in the form); `headings` (other words for it at the head of a column), and
    `vague` those that may mean something else as well, so that somebody is asked;
    `rule` (the published id under which its own problems are reported); `sensitive` (personal data that
    lists may mask and logs never hold); `indexed` (sorted and filtered often); `default`; `basis` (the
    legal text that asks for it).

    In a record the name holds the value (`case.area`), on the class the field itself (`Case.area`).
    """

    kind: ClassVar[str] = ""
    stored: ClassVar[bool] = True
    by_norms: bool = False

    def __init__(
        self,
        label: str,
        *,
        required: bool = False,
        hint: str = "",
        section: str = "",
        headings: Sequence[str] = (),
        vague: Sequence[str] = (),
        rule: str = "",
        sensitive: bool = False,
        indexed: bool = False,
        default: Any = None,
        basis: str = "",
    ) -> None:
        self.name = ""
        self.label = label
        self.required = required
        self.hint = hint
        self.section = section
        self.headings = (*headings, *vague)
        self.vague = tuple(vague)
        self.rule = rule
        self.sensitive = sensitive
        self.indexed = indexed
        self.default = default
        self.basis = basis

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, record: None, owner: type) -> Self: ...
    @overload
    def __get__(self, record: object, owner: type) -> T: ...
    def __get__(self, record: object | None, owner: type) -> Self | T:
        # Reached on the class, or on a record that has no value of its own for this field.
        return self if record is None else self.default

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.label!r})"

    def parse(self, typed: object, habit: Habit = PLAIN) -> T | None:
        """The value of what was typed, pasted or read from a cell; None for nothing at all.

        Raises `ValueError` with a sentence, and nothing else.
        """
        if typed is None:
            return None
        try:
            if isinstance(typed, str):
                clean = tidy_lines(typed)
                if clean == MASK:
                    raise _nothing_seen()
                return self._from_text(clean, habit) if clean else None
            if isinstance(typed, int) and abs(typed) >= 10**LONGEST:
                raise ValueError(_("Số quá lớn."))
            return self._from_cell(typed, habit)
        except ValueError as failure:
            if isinstance(typed, str) and len(typed) > _LONG and type(failure) is ValueError:
                raise ValueError(str(failure).replace(clean, f"{clean[:_LONG]}…")) from None
            raise
        except Refusal:
            raise
        except Exception as failure:
            # What was written is nobody's business but the officer's: the log names the field alone.
            _log.error("%s could not be read: %s", self.name, type(failure).__name__)
            raise ValueError(_("Giá trị này không đọc được.")) from failure

    def _from_text(self, text: str, habit: Habit) -> T | None:
        raise NotImplementedError

    def _from_cell(self, value: object, habit: Habit) -> T | None:
        return self._from_text(str(value), habit)

    def check(self, value: T) -> Iterator[Problem]:
        """What is wrong with a value by itself; a missing value is judged by the record."""
        return iter(())

    def quick(self, name: str) -> str:
        """A Python expression, true only if `check` surely finds nothing in the local variable `name`.

        Used to pass the sound rows of a long list in one go; empty where there is nothing to check.
        """
        return ""

    def format(self, value: T | None, habit: Habit = PLAIN) -> str:
        """The value as shown to an officer; `parse` reads it back."""
        return "" if value is None else str(value)

    def remark(self, typed: object, value: T) -> str:
        """A sentence where reading changed more than the writing, so that somebody should confirm it."""
        return ""

    def takes_away(self, before: T, value: T | None) -> str:
        """A sentence where a new value takes away what was not seen of the one before."""
        return ""

    def to_store(self, value: T | None) -> Any:
        """The value as a database keeps it: text, a whole number, or None."""
        return value

    def from_store(self, kept: Any) -> T | None:
        """The value of what a database kept."""
        return kept  # type: ignore[no-any-return]

    def example(self) -> T | None:
        """A sound value, for the sample row of a template and for tests."""
        raise NotImplementedError

    def wrong(self, message: str, grade: Grade = Grade.BLOCK) -> Problem:
        """A problem of this field."""
        return Problem(message, grade, rule=self.rule, field=self.name, basis=self.basis)


def _nothing_seen() -> ValueError:
    return ValueError(
        _("“•••” là chỗ thông tin đã được che, không phải giá trị; hãy để trống hoặc gõ giá trị thật.")
    )
