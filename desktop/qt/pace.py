"""How far a work is and how long it will take, in one sentence; knows neither the work nor who shows it."""

from __future__ import annotations

import time
from collections.abc import Callable

from desktop.declare.text import _, group_digits

_LOOKS_AT_LEAST = 3.0
"""Seconds of work before anything is said of the time: the first steps tell nothing."""
_SOON = 5
_TEN, _MINUTE = 10, 60


class Pace:
    """Begun with what the work is called; told each step, it says what, how far and how long."""

    def __init__(self, title: str, now: Callable[[], float] = time.monotonic) -> None:
        self._title, self._now = title, now
        self._total, self._first, self._last, self._since = 0, 0, 0, now()

    def says(self, done: int, total: int) -> str:
        """`Đang nhập: 500 trên 2.000 · còn khoảng 40 giây`; a second turn of the same work begins anew."""
        if not total:
            return self._title
        if total != self._total or done < self._last:
            self._total, self._first, self._since = total, done, self._now()
        self._last = done
        says = _("{what}: {done} trên {total}").format(
            what=self._title, done=group_digits(done), total=group_digits(total)
        )
        return " · ".join(filter(None, (says, self._says_left())))

    def _says_left(self) -> str:
        took, steps = self._now() - self._since, self._last - self._first
        if took < _LOOKS_AT_LEAST or steps <= 0 or self._last >= self._total:
            return ""
        left = (self._total - self._last) * took / steps
        if left < _SOON:
            return _("sắp xong")
        if left < _MINUTE:
            return _("còn khoảng {count} giây").format(count=-int(-left // _TEN) * _TEN)
        return _("còn khoảng {count} phút").format(count=group_digits(-int(-left // _MINUTE)))
