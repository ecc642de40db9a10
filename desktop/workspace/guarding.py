"""What an account may not do: refuses writes and hides names by the rights of officers; keeps no secret."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.declare.problems import Refusal
from desktop.declare.text import _, translate
from desktop.shared.officers import APPOINT, NAMES, NORMS, Officer, Rights, read_rights

if TYPE_CHECKING:
    from desktop.catalog import Catalog
    from desktop.declare.records import Record
    from desktop.storage.store import Store
    from desktop.storage.writing import Writing


class Guard:
    """The rights of an office. A guard rail: whoever holds the file can read it by other means."""

    def __init__(self, catalog: Catalog, store: Store) -> None:
        self._store = store
        self._is_kept = Officer in catalog.record_types.values()
        self._rights: Rights | None = None

    @property
    def rights(self) -> Rights:
        """The rights as they were stored, read once until they are changed."""
        if self._rights is None:
            if not self._is_kept:
                self._rights = Rights()
            else:
                with self._store.reading() as reader:
                    self._rights = read_rights(reader)
        return self._rights

    def forget(self) -> None:
        """Read the rights again when they are next asked for."""
        self._rights = None

    def may(self, right: str) -> bool:
        """Whether whoever sits here has a right; one that is not named everybody has who can write here.

        In a database that can only be looked at nobody may do more than see.
        """
        if self.why_not_written is not None and right != NAMES:
            return False
        return not right or self.rights.may(self._store.account, right)

    def hides_names(self) -> bool:
        """Whether what tells of persons is not to leave by the hands of whoever sits here."""
        return not self.may(NAMES)

    @property
    def why_not_written(self) -> Refusal | None:
        """Why nothing can be written here at all; None where it can."""
        return self._store.refusal()

    def refusal(self, right: str) -> Refusal:
        """Why something cannot be done here, and who can."""
        if self.why_not_written is not None and right != NAMES:
            return self.why_not_written
        told = {
            APPOINT: _("Chỉ cán bộ được phân quyền mới sửa được danh mục cán bộ và quyền."),
            NORMS: _("Chỉ cán bộ được giao quyền mới sửa được văn bản, định mức."),
            NAMES: _("Chỉ cán bộ được giao quyền mới xem, xuất được danh sách kèm họ tên."),
        }
        able = self.rights.names(right) or self.rights.names(APPOINT)
        return Refusal(
            told.get(right, _("Chỉ cán bộ được giao quyền mới làm được việc này.")),
            _("Tài khoản “{account}” chưa có quyền này; hãy nhờ: {names}.").format(
                account=self._store.account, names=able
            ),
        )

    def refuse_without(self, right: str) -> None:
        """Raises `Refusal` where whoever sits here has not the right."""
        if not self.may(right):
            raise self.refusal(right)

    def closes(self, record_type: type[Record]) -> bool:
        """Whether a list is not to be looked at here."""
        return record_type.confidential and not self.may(NAMES)

    def refuse_list(self, record_type: type[Record]) -> None:
        """Raises `Refusal` where a list may neither be written nor looked at here."""
        self.refuse_without(record_type.guarded)
        if self.closes(record_type):
            raise self.refusal(NAMES)

    def judge(self, writing: Writing, touched: Sequence[type[Record]]) -> None:
        """Asked at the end of every write. Raises `Refusal`, and nothing of it stays."""
        for record_type in touched if self._is_kept else ():
            if record_type is Officer:
                self.forget()
                self._judge_rights(read_rights(writing))
                # What was read until now may still be taken back.
                self.forget()
            else:
                self.refuse_without(record_type.guarded)

    def _judge_rights(self, after: Rights) -> None:
        self.refuse_without(APPOINT)
        own = self._store.account
        if after.hold and not self.rights.hold and not after.may(own, APPOINT):
            raise Refusal(
                _("Chưa giao quyền: “{account}”, tài khoản đang dùng, sẽ không sửa lại được nữa.").format(
                    account=own
                ),
                _("Trước hết ghi tài khoản này là cán bộ được phân quyền."),
            )
        if self.rights.hold and after.is_listed and not after.hold:
            raise Refusal(
                _("Phải còn ít nhất một cán bộ được phân quyền."),
                _("Muốn thôi phân quyền thì xóa mọi dòng của “{title}”.").format(
                    title=translate(Officer.plural)
                ),
            )
