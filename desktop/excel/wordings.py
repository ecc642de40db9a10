"""One wording for what headings say in several: short forms written out, two words for one thing as one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from desktop.declare.text import fold_words

_SHORT_FOR = {
    "tw": "trung uong", "ns": "ngan sach", "nstw": "ngan sach trung uong", "nsdp": "ngan sach dia phuong",
    "nsnn": "ngan sach nha nuoc", "nst": "ngan sach tinh", "dp": "dia phuong", "kp": "kinh phi",
    "qd": "quyet dinh", "dtts": "dan toc thieu so", "dbkk": "dac biet kho khan", "sx": "san xuat",
    "cccd": "can cuoc cong dan", "cmnd": "chung minh nhan dan", "cmt": "chung minh nhan dan",
    "cmtnd": "chung minh nhan dan", "ddcn": "dinh danh ca nhan", "qsdd": "quyen su dung dat",
    "gcn": "giay chung nhan", "cnqsdd": "chung nhan quyen su dung dat",
    "gcnqsdd": "giay chung nhan quyen su dung dat", "sl": "so luong",
    "tdp": "to dan pho", "htx": "hop tac xa", "nhcsxh": "ngan hang chinh sach xa hoi",
    "cs": "chinh sach",
    "csxh": "chinh sach xa hoi", "nk": "nhan khau", "tk": "tieu khu", "qh": "quan he", "tv": "thanh vien",
    "clb": "cau lac bo", "ntns": "ngay thang nam sinh", "bd": "ban do", "bddc": "ban do dia chinh",
    "tdvh": "trinh do van hoa", "kh": "ke hoach", "sn": "nam sinh", "sk": "so khau",
}  # fmt: skip
_FILLING = {"cua", "va", "hoac", "cac", "duoc", "trong", "neu", "co"}
"""Words that a heading says as well with as without."""

_BEFORE_THE_MERGERS = r"truoc (?:khi |ngay )?(?:sap nhap|sap xep|sat nhap|hop nhat|0?1 0?7 2025)"
_ONE_FOR_TWO = [
    (re.compile(rf"\b(?:{said})\b"), meant)
    for said, meant in (
        ("chu thich", "ghi chu"),
        (r"thanh phan (?=d(?:an )?t)", ""),
        (r"von (?=ns(?:tw|dp|nn)?\b|ngan sach)", ""),
        (r"^(?:von )?(?:tw|trung uong)$", "ngan sach trung uong"),
        (r"^(?:von )?dp$", "ngan sach dia phuong"),
        (r"(von|kinh phi|chi) sn", r"\1 su nghiep"),
        ("trang thai|tinh hinh", "tinh trang"),
        ("^d c(?=$| (?:ban|thon|xom|buon|xa|phuong|thuong tru|noi o|cu tru)\\b)", "dia chi"),
        (_BEFORE_THE_MERGERS, "cu"),
        (_BEFORE_THE_MERGERS.replace("truoc", "sau"), "moi"),
    )
]
_SHARE = re.compile(r"^\s*%\s*(?=[^\W\d])")
_PROJECT = re.compile(r"\bDA\b")
_AREA = re.compile(
    r"\bDT\b(?=.*(?:\bm2\b|m²|\bha\b)|\s+(?:đất|giao|nhà|hoàn|hiện|xây|sử dụng|sàn|được|sau|còn|thiếu)\b)",
    re.IGNORECASE,
)
"""`DT` is the people a person belongs to, unless something is measured."""


@lru_cache(maxsize=8192)
def in_full(text: str) -> str:
    """A heading with the short forms that mean another thing in another heading written out."""
    text = _SHARE.sub("Tỷ lệ ", text)
    return _AREA.sub("diện tích", text if text.isupper() else _PROJECT.sub("dự án", text))


@lru_cache(maxsize=16384)
def key_of(text: str) -> str:
    """The matching key of a heading: `fold_words` in one wording, without filling words."""
    said = fold_words(in_full(text))
    for one, meant in _ONE_FOR_TWO:
        said = one.sub(meant, said)
    words = said.split()
    if words[:2] == ["n", "sinh"]:
        words[0] = "nam"
    if words[:2] == ["trong", "do"]:
        words = words[2:] or words
    telling = [word for word in words if word not in _FILLING]
    return " ".join(_SHORT_FOR.get(word, word) for word in telling or words)


def is_shortened(heading: Sequence[str], word: Sequence[str]) -> bool:
    """Whether first letters stand for some of the words: `G.tính`, `D.tộc`."""
    alike = [ours == theirs for ours, theirs in zip(heading, word, strict=False)]
    return (
        len(heading) == len(word) == len(alike)
        and 0 < sum(alike) < len(alike)
        and all(len(ours) == 1 and theirs[0] == ours for ours, theirs in zip(heading, word, strict=True)
                if ours != theirs)
    )  # fmt: skip


def may_be_misspelt(heading: Sequence[str], word: Sequence[str]) -> bool:
    """Whether each word may be the other badly written: `ngày xong` is no `ngày công`, 2024 is not 2025."""
    return len(heading) != len(word) or all(
        ours == theirs or (ours[0] == theirs[0] and (ours + theirs).isalpha())
        for ours, theirs in zip(heading, word, strict=True)
    )
