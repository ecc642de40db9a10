"""What was typed, was refused and stands nowhere else; it is said until it is written or not wanted."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import TYPE_CHECKING

from desktop.declare.problems import Refusal
from desktop.declare.text import _

if TYPE_CHECKING:
    from desktop.qt.notice_bar import Act, NoticeBar


class Unwritten:
    """What one place refused, by what it would have been written into; `notice` says why it was not."""

    def __init__(self, notice: NoticeBar) -> None:
        self._notice = notice
        self._held: dict[Hashable, tuple[Exception, tuple[Act, ...]]] = {}

    def hold(self, key: Hashable, failure: Exception, acts: tuple[Act, ...]) -> None:
        """Something was refused, and `acts` are the ways on; whoever closes the notice wants it no more."""
        self._held[key] = failure, acts
        if isinstance(failure, Refusal):
            self.say(key)

    def forget(self, key: Hashable) -> None:
        """It stands somewhere again, is written, or is not wanted."""
        self._held.pop(key, None)

    def say(self, key: Hashable) -> None:
        """Say again why it was not written, where it is held."""
        if key in self._held:
            failure, acts = self._held[key]
            says = str(failure) if isinstance(failure, Refusal) else _("Vẫn còn thay đổi chưa ghi được.")
            self._notice.say(says, "BLOCK", acts, partial(self.forget, key))

    def say_all(self) -> list[Exception]:
        """Say the last of them, and answer why each was refused."""
        if self._held:
            self.say(next(reversed(self._held)))
        return [failure for failure, _acts in self._held.values()]
