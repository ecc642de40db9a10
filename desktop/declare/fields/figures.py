"""Fields that hold figures: counts, measures, money, dates; knows no store, no window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import ROUND_HALF_UP
from decimal import Decimal as Dec
from typing import Any

from desktop.declare import dates, numbers
from desktop.declare.fields.base import PLAIN, Field, Habit, T
from desktop.declare.problems import Problem
from desktop.declare.text import _, fold


class _Number(Field[T]):
    """What the kinds of number share: bounds, and units that may be written behind the figure."""

    unit: str = ""
    minimum: Any
    maximum: Any

    def _known_words(self) -> set[str]:
        return {fold(self.unit)} if self.unit else set()

    def _read(self, text: str, habit: Habit, whole: bool = False) -> Dec:
        written = numbers.read_number(text, habit.decimal_mark, whole)
        if written.words and written.words not in self._known_words():
            raise ValueError(
                _("“{text}”: không hiểu “{words}” sau con số.").format(
                    text=text, words=text[-len(written.words) :]
                )
            )
        return written.value

    def check(self, value: T) -> Iterator[Problem]:
        if self.minimum is not None and value < self.minimum:
            yield self.wrong(_("Không được nhỏ hơn {limit}.").format(limit=self.format(self.minimum)))
        if self.maximum is not None and value > self.maximum:
            yield self.wrong(_("Không được lớn hơn {limit}.").format(limit=self.format(self.maximum)))

    def _quick_number(self, name: str, scale: Callable[[Any], str] = repr) -> str:
        if self.minimum is not None and self.maximum is not None:
            return f"{scale(self.minimum)} <= {name} <= {scale(self.maximum)}"
        if self.minimum is not None:
            return f"{name} >= {scale(self.minimum)}"
        return f"{name} <= {scale(self.maximum)}" if self.maximum is not None else ""


class Integer(_Number[int]):
    """A whole number: people, households, works, a year. `grouped=False` writes a year as 2026."""

    kind = "integer"

    def __init__(
        self,
        label: str,
        *,
        minimum: int | None = None,
        maximum: int | None = None,
        unit: str = "",
        grouped: bool = True,
        **options: Any,
    ) -> None:
        super().__init__(label, **options)
        self.minimum = minimum
        self.maximum = maximum
        self.unit = unit
        self.grouped = grouped

    def _known_words(self) -> set[str]:
        return {fold(self.unit), "nguoi", "khau", "ho", "nhan khau"} - {""}

    def _from_text(self, text: str, habit: Habit) -> int | None:
        return int(numbers.settle(self._read(text, habit, whole=True), 0))

    def _from_cell(self, value: object, habit: Habit) -> int | None:
        if isinstance(value, int | float | Dec):
            return int(numbers.settle(numbers.exact(value), 0))
        raise ValueError(_("Cần số nguyên."))

    def quick(self, name: str) -> str:
        return self._quick_number(name)

    def format(self, value: int | None, habit: Habit = PLAIN) -> str:
        if value is None:
            return ""
        return numbers.show_number(value) if self.grouped else str(value)

    def example(self) -> int | None:
        return int(self.minimum if self.minimum is not None else min(1, self.maximum or 1))


class Decimal(_Number[Dec]):
    """A measured figure with its unit: area, length, weight. Kept exactly, with `decimals` digits at most."""

    kind = "decimal"

    def __init__(
        self,
        label: str,
        *,
        unit: str = "",
        decimals: int = 2,
        minimum: Dec | int | str | None = None,
        maximum: Dec | int | str | None = None,
        **options: Any,
    ) -> None:
        super().__init__(label, **options)
        self.unit = unit
        self.decimals = decimals
        self.minimum = None if minimum is None else Dec(minimum)
        self.maximum = None if maximum is None else Dec(maximum)

    def _known_words(self) -> set[str]:
        return {fold(self.unit), fold(self.unit).replace("²", "2")} - {""}

    def _from_text(self, text: str, habit: Habit) -> Dec | None:
        whole = self.decimals == 0 and habit.unit == 1
        return numbers.settle(self._read(text, habit, whole) * habit.unit, self.decimals)

    def _from_cell(self, value: object, habit: Habit) -> Dec | None:
        if isinstance(value, int | float | Dec):
            return numbers.settle(numbers.exact(value) * habit.unit, self.decimals)
        raise ValueError(_("Cần một con số."))

    def quick(self, name: str) -> str:
        # A whole limit is compared as it stands: making a decimal of it costs more than the comparison.
        return self._quick_number(
            name, lambda limit: str(int(limit)) if limit == int(limit) else f"Dec({str(limit)!r})"
        )

    def format(self, value: Dec | None, habit: Habit = PLAIN) -> str:
        return "" if value is None else numbers.show_number(value, self.decimals)

    def to_store(self, value: Dec | None) -> Any:
        return None if value is None else int(value.scaleb(self.decimals).to_integral_value())

    def from_store(self, kept: Any) -> Dec | None:
        return None if kept is None else Dec(int(kept)).scaleb(-self.decimals)

    def example(self) -> Dec | None:
        return numbers.settle(self.minimum if self.minimum is not None else Dec(1), self.decimals)


class Percent(Decimal):
    """A share in percent: 97.5 means 97,5 %."""

    kind = "percent"

    def __init__(self, label: str, *, decimals: int = 2, **options: Any) -> None:
        super().__init__(label, unit="%", decimals=decimals, **options)

    def format(self, value: Dec | None, habit: Habit = PLAIN) -> str:
        return "" if value is None else f"{numbers.show_number(value, self.decimals)} %"


class Money(_Number[int]):
    """Whole đồng as a Python int; typed and shown in đồng, or in triệu đồng where the habit says so."""

    kind = "money"

    def __init__(
        self, label: str, *, minimum: int | None = 0, maximum: int | None = None, **options: Any
    ) -> None:
        super().__init__(label, **options)
        self.minimum = minimum
        self.maximum = maximum
        self.unit = "đ"

    def _from_text(self, text: str, habit: Habit) -> int | None:
        written = numbers.read_number(text, habit.decimal_mark, whole=habit.unit == 1)
        if written.words and written.words not in numbers.MULTIPLIERS:
            raise ValueError(
                _("“{text}”: không hiểu đơn vị tiền. Viết đồng, nghìn, triệu hoặc tỷ.").format(text=text)
            )
        unit = numbers.MULTIPLIERS.get(written.words, habit.unit)
        return self._whole(written.value * unit, unit)

    def _from_cell(self, value: object, habit: Habit) -> int | None:
        if isinstance(value, int | float | Dec) and not isinstance(value, bool):
            return self._whole(numbers.exact(value) * habit.unit, habit.unit)
        raise ValueError(_("Cần một số tiền."))

    @staticmethod
    def _whole(value: Dec, unit: int) -> int:
        if abs(value) >= 10**18:
            raise ValueError(_("Số tiền quá lớn."))
        if unit > 1:
            # A third of a triệu is worked out, not typed: to the đồng it is told, with a remark.
            return int(value.to_integral_value(ROUND_HALF_UP))
        try:
            return int(numbers.settle(value, 0))
        except ValueError as failure:
            raise ValueError(_("Số tiền phải là đồng chẵn, không có phần lẻ của đồng.")) from failure

    def remark(self, typed: object, value: int) -> str:
        # Fifteen digits are what a cell keeps; behind them stands what its arithmetic left.
        shown = f"{Dec(f'{typed:.15g}'):f}" if isinstance(typed, float | Dec) else str(typed)
        if _significant(shown) == _significant(str(value)):
            return ""
        return _("Đã làm tròn đến đồng; hãy xác nhận.")

    def quick(self, name: str) -> str:
        return self._quick_number(name)

    def format(self, value: int | None, habit: Habit = PLAIN) -> str:
        if value is None:
            return ""
        if habit.unit == 1:
            return numbers.show_number(value)
        # 1.234 triệu could be read as 1,234 triệu: such a figure keeps one more zero.
        return numbers.show_number(Dec(value) / habit.unit, decimals=1)

    def example(self) -> int | None:
        return max(self.minimum or 0, 1_000_000 if self.maximum is None else min(self.maximum, 1_000_000))


def _significant(written: str) -> str:
    """The digits that tell an amount in whatever unit it is written: `44` of 44 triệu and of 44000000."""
    return "".join(letter for letter in written if letter.isdigit()).strip("0")


def _meant(day: dates.Day, habit: Habit) -> dates.Day:
    """The day, or its year where no more is meant."""
    return dates.PartialDate(day.year) if habit.year_alone else day


class Date(Field["date"]):
    """A whole date, a month and year, or a year alone, kept as such (`precision` asks for the least).

    `precision` is `day`, `month` or `year`: the least exact date that is taken. `future` says whether a
    day after today is possible.
    """

    kind = "date"

    def __init__(self, label: str, *, precision: str = "year", future: bool = True, **options: Any) -> None:
        super().__init__(label, **options)
        self.precision = precision
        self.future = future

    def _from_text(self, text: str, habit: Habit) -> Any:
        if text.isascii() and text.isdigit() and len(text) == 5:
            return _meant(dates.date_of_number(int(text)), habit)
        return _meant(dates.read_date(text, habit.month_first, self.future), habit)

    def _from_cell(self, value: object, habit: Habit) -> Any:
        if isinstance(value, dates.PartialDate):
            return value
        if isinstance(value, date | datetime):
            return _meant(dates.day_of(value), habit)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _meant(dates.date_of_number(value), habit)
        raise ValueError(_("Cần một ngày."))

    def check(self, value: Any) -> Iterator[Problem]:
        partial = isinstance(value, dates.PartialDate)
        if partial and (self.precision == "day" or (self.precision == "month" and value.month is None)):
            yield self.wrong(_("Cần ghi đủ ngày, tháng, năm."))
        if not self.future and dates.first_day(value) > date.today():
            yield self.wrong(_("Ngày nằm trong tương lai."))

    def quick(self, name: str) -> str:
        exact = {"day": f"{name}.__class__ is date", "month": f"{name}.month is not None"}
        sure = exact.get(self.precision, "")
        past = "" if self.future else f"{name} <= today"
        return " and ".join(part for part in (sure, past) if part)

    def format(self, value: Any, habit: Habit = PLAIN) -> str:
        return "" if value is None else dates.show_date(value)

    def to_store(self, value: Any) -> Any:
        return None if value is None else value.isoformat()

    def from_store(self, kept: Any) -> Any:
        return None if kept is None else dates.date_from_iso(kept)

    def example(self) -> Any:
        return date(2025, 3, 14)
