"""Fields that hold words: text, yes or no, one of a list, a person's number; knows no store, no window."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal as Dec
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from desktop.declare import dates, numbers
from desktop.declare.fields.base import PLAIN, Field, Habit
from desktop.declare.problems import Problem
from desktop.declare.text import LANGUAGES, _, fold, folders, original, say_in, spoken, tidy, translate

_WHOLE_IN_EXCEL = 10**15
"""From here on the last digits of a number are no longer those that were typed."""

_TOLD = 80
"""So many letters of a text are said back."""


class Text(Field[str]):
    """One line of text. `longest` is checked when the field is left, never while typing.

    `spoken` (`str`, or `Each`) says that the program comes with texts of this field: they are stored in
    Vietnamese, shown in the language in use, and read back from either.
    """

    kind = "text"

    def __init__(
        self,
        label: str,
        *,
        longest: int = 255,
        person: bool = False,
        spoken: type[str] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(label, **options)
        self.longest = longest
        self.person = person
        self.spoken = spoken

    def _from_text(self, text: str, habit: Habit) -> str | None:
        return original(self.spoken(tidy(text))) if self.spoken else tidy(text)

    def format(self, value: str | None, habit: Habit = PLAIN) -> str:
        if value is None:
            return ""
        return spoken(self.spoken(value)) if self.spoken else str(value)

    def takes_away(self, before: str, value: str | None) -> str:
        if value == before or self.format(before) == before:
            return ""
        text = before if len(before) <= _TOLD else f"{before[:_TOLD]}…"
        return _("Chữ này thay chữ tiếng Việt “{text}”, với mọi người dùng.").format(text=text)

    def _from_cell(self, value: object, habit: Habit) -> str | None:
        if isinstance(value, bool):
            return _("Có") if value else _("Không")
        if isinstance(value, int | float | Dec):
            number = numbers.exact(value)
            if abs(number) >= _WHOLE_IN_EXCEL:
                raise ValueError(_("Excel đã làm hỏng số này (chỉ giữ 15 chữ số); hãy gõ lại dạng văn bản."))
            return f"{number:f}".removesuffix(".0")
        if isinstance(value, date):
            return dates.show_date(dates.day_of(value))
        return tidy(str(value)) or None

    def check(self, value: str) -> Iterator[Problem]:
        if len(value) > self.longest:
            yield self.wrong(
                _("Dài {length} ký tự, chỉ được tối đa {longest}.").format(
                    length=len(value), longest=self.longest
                )
            )

    def quick(self, name: str) -> str:
        return f"len({name}) <= {self.longest}"

    def example(self) -> str | None:
        return "Ví dụ"


class LongText(Text):
    """Text of several lines."""

    kind = "long_text"

    def __init__(self, label: str, *, longest: int = 10_000, **options: Any) -> None:
        super().__init__(label, longest=longest, **options)

    def _from_text(self, text: str, habit: Habit) -> str | None:
        return original(self.spoken(text)) if self.spoken else text


_BRACKETS = re.compile(r"\([^()]*\)")
_YES = {"x", "co", "dung", "yes", "y", "1", "true", "v", "✓", "✔", "☑", "roi"}
_NO = {"khong", "ko", "k", "no", "n", "0", "false", "-", "chua", "sai", "☐"}


class YesNo(Field[bool]):
    """Yes or no; officers write `x`, `có`, `không`, `1`, `0`."""

    kind = "yes_no"

    def _from_text(self, text: str, habit: Habit) -> bool | None:
        word = fold(text).strip(" .()")
        if word in _YES:
            return True
        if word in _NO:
            return False
        raise ValueError(_("“{text}”: chỉ ghi “x”, “có” hoặc “không”.").format(text=text))

    def _from_cell(self, value: object, habit: Habit) -> bool | None:
        if value in (0, 1):
            return bool(value)
        raise ValueError(_("Chỉ ghi “x”, “có” hoặc “không”."))

    def format(self, value: bool | None, habit: Habit = PLAIN) -> str:
        return "" if value is None else _("Có") if value else _("Không")

    def to_store(self, value: bool | None) -> Any:
        return None if value is None else int(value)

    def from_store(self, kept: Any) -> bool | None:
        return None if kept is None else bool(kept)

    def example(self) -> bool | None:
        return True


class NationalId(Field[str]):
    """Personal identification number: 12 digits (căn cước), or 9 of the old identity card; kept as text.

    Form: NĐ 137/2015/NĐ-CP Art. 13, Law on Identification 2023 Art. 12. A zero that Excel dropped is put
    back and remarked, so that somebody confirms it; a number Excel has destroyed (1.1E+10) is refused.
    """

    kind = "national_id"

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, sensitive=options.pop("sensitive", True), **options)

    def _from_text(self, text: str, habit: Habit) -> str | None:
        compact = text.translate(str.maketrans("", "", " .-'’‘"))
        if not (compact.isascii() and compact.isdigit()):
            if "e+" in compact.lower():
                raise ValueError(_("Excel đã làm hỏng số này; hãy gõ lại đủ 12 chữ số dạng văn bản."))
            raise ValueError(_("Số định danh chỉ gồm chữ số."))
        return compact.zfill(12) if len(compact) == 11 and compact[0] != "0" else compact

    def _from_cell(self, value: object, habit: Habit) -> str | None:
        if isinstance(value, bool) or not isinstance(value, int | float | Dec):
            raise ValueError(_("Số định danh chỉ gồm chữ số."))
        number = numbers.exact(value)
        digits = f"{number:f}".removesuffix(".0")
        if not digits.isdigit() or len(digits) > 12:
            raise ValueError(_("Excel đã làm hỏng số này; hãy gõ lại đủ 12 chữ số dạng văn bản."))
        # Two zeros may stand before a number of 12 digits, one before a number of 9; less is no such number.
        return digits.zfill(12) if len(digits) in (10, 11) else digits.zfill(9 if len(digits) == 8 else 0)

    def remark(self, typed: object, value: str) -> str:
        written = "".join(letter for letter in str(typed).removesuffix(".0") if letter.isdigit())
        if len(written) < len(value):
            return _("Đã thêm lại số 0 mà Excel bỏ mất ở đầu; hãy xác nhận.")
        return ""

    def check(self, value: str) -> Iterator[Problem]:
        if len(value) not in (9, 12):
            yield self.wrong(
                _("Có {count} chữ số; cần 12 (căn cước) hoặc 9 (chứng minh cũ).").format(count=len(value))
            )

    def quick(self, name: str) -> str:
        return f"len({name}) == 12"

    def example(self) -> str | None:
        return "011085009675"


class Choice(Field[str]):
    """One of a closed list: stored as a short code, shown by its label.

    `options` maps code to label; `codes` maps code to the official code(s) of a list; `spellings` maps
    code to other accepted writings, `doubts` a writing to the codes of which it may mean any: it is asked
    about. `in_titles` are those writings of one word that tell an option in the title of a list as well:
    short forms that mean nothing else. `as_written` names a field for words: a cell of a workbook that is
    no option is kept there and not refused. Reading ignores case, marks and punctuation.
    """

    kind = "choice"

    def __init__(
        self,
        label: str,
        options: Mapping[str, str],
        *,
        codes: Mapping[str, str | Sequence[str]] | None = None,
        spellings: Mapping[str, Sequence[str]] | None = None,
        doubts: Mapping[str, Sequence[str]] | None = None,
        in_titles: Sequence[str] = (),
        as_written: str = "",
        **others: Any,
    ) -> None:
        super().__init__(label, **others)
        self.as_written = as_written
        self.in_titles = tuple(in_titles)
        if not isinstance(options, Mapping):
            raise TypeError(f"the options of {label} map a short code to its label: {{'new': 'Mới'}}")
        self.options = dict(options)
        self.codes = dict(codes or {})
        self.spellings = dict(spellings or {})
        self._doubts = {_loose(word): tuple(codes) for word, codes in (doubts or {}).items()}
        self._said: tuple[tuple[Path, ...], dict[str, str]] | None = None

    @cached_property
    def _exact(self) -> dict[str, str]:
        return _first_of_each((tidy(word).lower(), code) for word, code in self._accepted())

    @cached_property
    def _folded(self) -> dict[str, str]:
        return _first_of_each((_loose(word), code) for word, code in self._accepted())

    @property
    def _translated(self) -> dict[str, str]:
        """The options in every language; made anew where a component has brought words since."""
        where = folders()
        if self._said is None or self._said[0] != where:
            words = (
                (say_in(language, label), code)
                for code, label in self.options.items()
                for language in LANGUAGES
            )
            self._said = where, _first_of_each((_loose(word), code) for word, code in words)
        return self._said[1]

    @cached_property
    def _nearest(self) -> Callable[[str], list[str]]:
        """What is nearly this; a column that says one wrong word says it in many rows."""
        return lru_cache(1000)(lambda word: difflib.get_close_matches(word, self._folded, 1, 0.75))

    def _accepted(self) -> Iterator[tuple[str, str]]:
        """Every accepted writing with its code; of two codes with one writing the first has it."""
        yield from ((label, code) for code, label in self.options.items())
        yield from ((code, code) for code in self.options)
        yield from ((word, code) for code, words in self.spellings.items() for word in words)
        for code, official in self.codes.items():
            yield from ((word, code) for word in ((official,) if isinstance(official, str) else official))

    def remark(self, typed: object, value: str) -> str:
        if isinstance(typed, str) and "?" in typed:
            return _("Ô có dấu “?”: người ghi chưa chắc; hãy xác nhận.")
        return ""

    def _from_text(self, text: str, habit: Habit) -> str | None:
        if found := self.named(text):
            return found
        if meant := self.may_mean(text):
            some = ", ".join(f"“{self.format(code)}”" for code in meant)
            raise ValueError(_("“{text}” có thể là {some}; ghi rõ một.").format(text=text, some=some))
        if near := self._nearest(_loose(text)):
            raise ValueError(
                _("“{text}” không có trong danh mục; gần nhất là “{near}”.").format(
                    text=text, near=self.format(self._folded[near[0]])
                )
            )
        some = ", ".join(translate(label) for label in list(self.options.values())[:8])
        raise ValueError(_("“{text}” không có trong danh mục: {some}.").format(text=text, some=some))

    def named(self, text: str) -> str | None:
        """The code of the option a clean text names, None where it names none; no near one is looked for."""
        found = self._exact.get(text.lower()) or self._folded.get(_loose(text))
        return found or self._without_brackets(text) or self._translated.get(_loose(text))

    def may_mean(self, text: str) -> tuple[str, ...]:
        """The codes among which a writing does not decide; none for any other writing."""
        return self._doubts.get(_loose(text), ())

    def _without_brackets(self, text: str) -> str | None:
        """The option before brackets that say the same once more or something else: `Mông (H'Mông)`."""
        found = self._folded.get(_loose(_BRACKETS.sub(" ", text)))
        others = {self._folded.get(_loose(inside)) for inside in _BRACKETS.findall(text)}
        return found if found and others <= {found, None} else None

    def _from_cell(self, value: object, habit: Habit) -> str | None:
        return self._from_text(str(value).removesuffix(".0"), habit)

    def check(self, value: str) -> Iterator[Problem]:
        if value not in self.options:
            yield self.wrong(_("“{value}” không có trong danh mục.").format(value=value))

    def quick(self, name: str) -> str:
        return f"{name} in options_{self.name}"

    def format(self, value: str | None, habit: Habit = PLAIN) -> str:
        return "" if value is None else translate(self.options.get(value, value))

    def example(self) -> str | None:
        return next(iter(self.options))


def _first_of_each(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    return dict(reversed(list(pairs)))


def _loose(word: str) -> str:
    return "".join(letter for letter in fold(word) if letter.isalnum())
