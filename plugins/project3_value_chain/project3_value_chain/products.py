"""What a project grows or keeps, under one name however a list writes it; knows no project."""

from __future__ import annotations

from typing import Any

from desktop.api import PLAIN, Habit, Text, _, fold

_KNOWN = {
    "Cà phê": ("ca phe", "cafe", "caphe", "coffee"),
    "Mắc ca": ("mac ca", "macca", "macadamia"),
    "Vải chín muộn": ("vai chin muon", "vai thieu"),
    "Khoai sọ": ("khoai so",),
    "Lạc đỏ": ("lac do",),
    "Bí xanh": ("bi xanh", "bi dao", "bi phan"),
    "Sa nhân tím": ("sa nhan",),
    "Bò sinh sản": ("bo sinh san", "bo cai sinh san", "bo giong"),
    "Trâu sinh sản": ("trau sinh san", "trau cai sinh san"),
    "Dê sinh sản": ("de sinh san", "de giong", "de co"),
    "Lợn bản địa": ("lon ban dia", "lon den"),
}


class Product(Text):
    """A crop or an animal: known ones under one name, so that they are counted together; others as written.

    A closed list would turn away whatever another province grows.
    """

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, longest=80, **options)

    def _from_text(self, text: str, habit: Habit = PLAIN) -> str | None:
        words = " ".join(fold(text).replace("-", " ").split())
        words = words.removeprefix("cay ").removeprefix("con ").removeprefix("trong ").removeprefix("nuoi ")
        for name, writings in _KNOWN.items():
            if words.startswith(writings):
                return name
        plain = super()._from_text(text, habit)
        return plain[0].upper() + plain[1:] if plain else None

    def remark(self, typed: object, value: str) -> str:
        """Where more was written than the name under which it is counted."""
        if not isinstance(typed, str) or len(fold(typed).split()) <= len(value.split()):
            return ""
        return _("Tính chung vào “{name}”; tên giống ghi ở “Giống, vật tư”.").format(name=value)

    def example(self) -> str | None:
        return "Cà phê"
