"""Keeps what is typed in a form until it is saved, and offers what a broken-off run left; saves no record."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer

from desktop.declare.dates import shown_time
from desktop.declare.problems import Refusal
from desktop.declare.text import _
from desktop.qt.unwritten import Unwritten

if TYPE_CHECKING:
    from desktop.declare.records import Record
    from desktop.qt.form_in_use import FormInUse
    from desktop.qt.notice_bar import Act
    from desktop.qt.tasks import Progress
    from desktop.storage.drafts import Draft

_log = logging.getLogger(__name__)
_KEPT_AFTER = 2000
"""Milliseconds of typing a power cut may take."""
_Told = tuple[str, str, str, int, dict[str, Any]]


class FormDraft(QObject):
    """The draft of the record in one form; `key` is its record's id, or one of its own for a new record."""

    def __init__(self, form: FormInUse) -> None:
        super().__init__(form.fields)
        self._form = form
        self._store = form.workspace.store.drafts
        self._name = form.record_type.qualified_name()
        self._left: dict[str, Draft] | None = None
        self._kept: set[str] = set()
        self._is_lost: set[str] = set()
        self.unwritten = Unwritten(form.notice)
        self._is_newer = False
        self.key = ""
        self._later = QTimer(self, singleShot=True, interval=_KEPT_AFTER)
        self._later.timeout.connect(self.keep)

    def begin(self, record: Record) -> None:
        """Be the draft of this record from now on, and offer what was left of it."""
        self._later.stop()
        self.key = record.id or uuid4().hex
        if self._left is None:
            self._left = {one.key: one for one in self._store.left() if one.record_type == self._name}
        left = next((one for one in self._left.values() if one.record == (record.id or "")), None)
        if left is not None:
            self._offer(left, record)
        self.unwritten.say(self.key)

    def _offer(self, left: Draft, record: Record) -> None:
        says = _("Có phần đang nhập dở lúc {time} chưa kịp lưu.").format(time=shown_time(left.at))
        if record.id and record.changed_in != left.changed_in:
            says += " " + _("Hồ sơ đã được sửa sau đó.")
        acts = (
            (_("Lấy lại"), lambda: self._bring_back(left, record)),
            (_("Bỏ phần đó"), lambda: self.forget(left.key)),
        )
        self._form.notice.say(says, "WARN", acts)

    def _bring_back(self, left: Draft, record: Record) -> None:
        assert self._left is not None
        del self._left[left.key]
        self._kept.add(left.key)
        self._form.retype(record, left.typed)
        self.key = left.key

    def edited(self) -> None:
        """Something was typed: keep it soon. Later keys do not put it off."""
        if not self._later.isActive():
            self._later.start()

    def keep(self) -> None:
        """Keep what stands in the form, beside the window."""
        self._later.stop()
        form, record = self._form, self._form.record
        if record is None or not form.dirty:
            return
        told = self._told(record)
        self._kept.add(self.key)
        form.tasks.write(
            lambda _progress: self._keep(told), lambda _kept: None, _("Đang giữ phần đang nhập dở")
        )

    def _told(self, record: Record) -> _Told:
        """What `Drafts.keep` is told of what stands in the form now, where `record` is shown."""
        typed = self._form.typed()
        return self.key, self._name, record.id or "", record.changed_in, typed

    def _keep(self, told: _Told) -> None:
        self._kept.add(told[0])
        try:
            self._store.keep(*told)
            self._is_lost.discard(told[0])
        except Exception as failure:
            self._is_lost.add(told[0])
            _log.warning("a draft was not kept: %s", type(failure).__name__)

    def saving(self, record: Record, shown: Record) -> Callable[[Progress], Record]:
        """The work that saves a record, which stands in the form where `shown` was stored.

        What was typed is kept where that fails, and whether another was faster is asked there: the window
        may be gone before it hears of it, and must not ask a server that may be gone as well.
        """
        told = self._told(shown)
        self._is_newer = False

        def work(_progress: Progress) -> Record:
            try:
                return self._form.workspace.save(record)
            except BaseException as failure:
                self._keep(told)
                if isinstance(failure, Refusal):
                    self._look_for_newer(record)
                raise

        return work

    def _look_for_newer(self, record: Record) -> None:
        with suppress(Refusal):
            now = self._stored(record)
            self._is_newer = now is not None and now.changed_in != record.changed_in

    def say_refused(
        self, failure: Exception, record: Record, key: str, reopen: Callable[[], None] | None
    ) -> None:
        """Say why a record was not written; where it is shown no more nor kept as a draft it is held here.

        `reopen` brings it back where it is shown no more. A fault is told of by a box.
        """
        acts = self._ways_on(record, reopen)
        if reopen is not None and key in self._is_lost:
            self.unwritten.hold(key, failure, acts)
        elif isinstance(failure, Refusal):
            self._form.notice.say(str(failure), "BLOCK", acts)

    def _ways_on(self, record: Record, reopen: Callable[[], None] | None) -> tuple[Act, ...]:
        """What can be done with a record that was not written, perhaps for another changed it meanwhile."""
        if reopen is not None:
            return ((_("Mở lại"), reopen),)
        if not self._is_newer:
            return ()
        return ((_("Xem giá trị mới"), lambda: self.with_stored(record, self._show_stored)),)

    def reopen(self, record: Record, typed: Mapping[str, Any], key: str) -> None:
        """Show a record as it was before, with what was typed and not written, as the same draft."""
        if self._form.leave():
            self.unwritten.forget(key)
            self._form.retype(record, typed)
            self.key = key

    def with_stored(self, record: Record, deed: Callable[[Record | None], object]) -> None:
        """Do something with a record as it stands in the store now; where that cannot be asked it is said."""
        try:
            now = self._stored(record)
        except Refusal as refusal:
            again = (_("Thử lại"), lambda: self.with_stored(record, deed))
            self._form.notice.say(str(refusal), "BLOCK", (again,))
        else:
            deed(now)

    def _stored(self, record: Record) -> Record | None:
        with self._form.workspace.store.reading() as reader:
            return reader.get(self._form.record_type, record.id) if record.id else None

    def _show_stored(self, now: Record | None) -> None:
        form = self._form
        if now is None:
            return
        typed = form.typed()
        self.forget(self.key)
        form.show_record(now)
        says = _("Đây là hồ sơ như người khác vừa ghi.")
        form.notice.say(says, "NOTE", ((_("Lấy lại phần vừa gõ"), lambda: form.retype(now, typed)),))

    def forget(self, key: str) -> None:
        """Let a draft go: its record was saved, or it is not wanted."""
        self.unwritten.forget(key)
        left = self._left is not None and self._left.pop(key, None) is not None
        if left or key in self._kept:
            self._kept.discard(key)
            self._form.tasks.write(lambda _progress: self._store.discard(key), lambda _gone: None)
        if key == self.key and self._form.dirty:
            self.edited()
