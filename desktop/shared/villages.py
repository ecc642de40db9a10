"""Which village a list means by a name that is written with or without its kind; knows no store."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from desktop.declare.fields import Text
from desktop.declare.text import spelling

_KINDS = {
    "bản": ("bản", "ban", "b.", "b"), "thôn": ("thôn", "thon"), "xóm": ("xóm", "xom"), "ấp": ("ấp", "ap"),
    "buôn": ("buôn", "buon"), "làng": ("làng", "lang"), "khóm": ("khóm", "khom"), "khối": ("khối", "khoi"),
    "khu": ("khu phố", "khu"), "tiểu khu": ("tiểu khu", "tieu khu", "tk"),
    "tổ": ("tổ dân phố", "to dan pho", "tổ dp", "tdp", "tổ", "to"),
}  # fmt: skip
_WORDS = sorted(
    ((spelling(word), kind) for kind, words in _KINDS.items() for word in words),
    key=lambda each: -len(each[0]),
)
_PAPERS = (
    "đăng ký, đề nghị, đề xuất, đính kèm, kèm, giao, nhận, thỏa thuận, thuyết minh, báo cáo, tự, khai, ghi, "
    "dự thảo, dự kiến, trích, xác nhận, điều chỉnh, bổ sung, theo dõi, phân bổ, đồ, vẽ, tin, thảo, đầy đủ, "
    "in, gốc, mới, cũ, nháp, cuối, chốt, gửi, đẹp, scan, sửa, lưu, hoàn chỉnh, sao, chính, photo, cam kết, kê"
)
"""What follows `bản` where it is a paper or a version of one; a village may be called so all the same."""

_PAPER = re.compile("(?:" + "|".join(map(spelling, _PAPERS.split(", "))) + ")( |$)")


class VillageName(Text):
    """The name of a village; `within` names the field of the commune in which it is known by this name."""

    def __init__(self, label: str, *, within: str, **options: Any) -> None:
        super().__init__(label, **options)
        self.within = within


def kind_and_name(village: str) -> tuple[str, str]:
    """What kind of village a writing says and what it is called, marks kept: `B. Na Sang` → `bản`, `na sang`.

    >>> kind_and_name("Na Sang")
    ('', 'na sang')
    """
    text = spelling(village)
    for word, kind in _WORDS:
        rest = text.removeprefix(word)
        if rest != text and rest.strip() and (rest[0] == " " or word.endswith(".")):
            return kind, rest.strip()
    return "", text


def is_paper(text: str) -> bool:
    """Whether what begins as a village does is rather a paper: `Bản cam kết`, `bản chốt`."""
    kind, name = kind_and_name(text)
    return kind == "bản" and _PAPER.match(name) is not None


def same_villages(written: Iterable[str], known: Iterable[str]) -> Mapping[str, str]:
    """Writings of one commune → the writing to be kept, where exactly one village can be meant.

    A village is the same with its kind and without, and with its kind cut short; `known` are the writings in
    use already, which stand. Where none is known, the writing that says the kind in full stands.
    """
    in_use = {spelling(village): village for village in known}
    kept = {kind_and_name(village): village for village in sorted(in_use.values(), key=_fulness)}
    written = list(dict.fromkeys(written))
    found = {village: in_use[spelling(village)] for village in written if spelling(village) in in_use}
    ours: dict[tuple[str, str], str] = {}
    for village in sorted((each for each in written if each not in found), key=_fulness, reverse=True):
        said = kind_and_name(village)
        stands = _only_one(village, kept) or ours.setdefault(said, village)
        if stands != village or said[0]:
            found[village] = stands
    named = {said: village for said, village in ours.items() if said[0]}
    for village in written:
        meant = _only_one(village, named) if village not in found else None
        if meant is not None:
            found[village] = meant
    return found


def _fulness(village: str) -> tuple[int, bool]:
    return len(village), village[:1].isupper()


def _only_one(village: str, among: Mapping[tuple[str, str], str]) -> str | None:
    """The village that a writing means among those of a commune, None where there is none, or a choice."""
    kind, name = kind_and_name(village)
    if (kind, name) in among:
        return among[kind, name]
    alike = [said for said in among if said[1] == name and (not kind or not said[0])]
    return among[alike[0]] if len(alike) == 1 else None
