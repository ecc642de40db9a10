"""Who of the office may change norms, see names, and give these rights; hinders nobody itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from desktop.accounts import account
from desktop.declare.fields import Text, YesNo
from desktop.declare.reading import Reader
from desktop.declare.records import Record
from desktop.declare.values import plain_value

APPOINT, NORMS, NAMES = "appoint", "norms", "names"
_RIGHTS = {APPOINT: "may_appoint", NORMS: "may_set_norms", NAMES: "may_see_names"}
"""Each right with the field that gives it."""


class Officer(Record):
    """One account of the office's PCs and what it may do; as long as nobody may appoint, all may all."""

    title = "Cán bộ"
    plural = "Cán bộ và quyền"
    icon = "lock"
    menu = "Danh mục"
    key = ("account",)
    shown_by = ("name", "account")
    guarded = APPOINT

    account = Text(
        "Tài khoản máy tính",
        longest=80,
        required=True,
        hint="Tên đăng nhập máy tính của cán bộ, như ở Lịch sử.",
    )
    name = Text("Họ và tên", person=True)
    position = Text("Chức vụ, phần việc")
    may_appoint = YesNo(
        "Được phân quyền",
        section="Quyền",
        hint="Khi chưa ai được phân quyền thì mọi tài khoản làm được mọi việc.",
    )
    may_set_norms = YesNo("Được sửa văn bản, định mức", section="Quyền")
    may_see_names = YesNo(
        "Được xem, xuất kèm họ tên",
        section="Quyền",
        hint="Mở danh sách nhạy cảm; tệp xuất, bản in không che thông tin cá nhân.",
    )

    @classmethod
    def begun(cls, values: Mapping[str, Any], reader: Reader) -> Mapping[str, Any]:
        """The first one is who sits here: rights begin with somebody who can give them."""
        if next(iter(reader.rows(cls, limit=1)), None) is not None:
            return {}
        return {"account": account(), **dict.fromkeys(_RIGHTS.values(), True)}


@plain_value
class Rights:
    """What each account may do; `holders` has by right the accounts, folded, with who they are."""

    holders: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    is_listed: bool = False

    @property
    def hold(self) -> bool:
        """Whether rights are kept at all: somebody gives them."""
        return bool(self.holders.get(APPOINT))

    def may(self, who: str, right: str) -> bool:
        """Whether an account has a right; everybody has as long as nobody gives them."""
        return not self.hold or who.casefold() in self.holders.get(right, {})

    def names(self, right: str) -> str:
        """Who has a right, as they are called."""
        return ", ".join(sorted(self.holders.get(right, {}).values()))


def read_rights(reader: Reader) -> Rights:
    """The rights as they are stored."""
    officers = [each for each in reader.rows(Officer) if each.account]
    return Rights(
        {
            right: {
                each.account.casefold(): each.name or each.account for each in officers if getattr(each, name)
            }
            for right, name in _RIGHTS.items()
        },
        is_listed=bool(officers),
    )
