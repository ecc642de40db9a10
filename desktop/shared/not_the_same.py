"""Two records that look alike and were found to be two; the rules on doubles ask no more about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktop.declare.fields import LongText, Text
from desktop.declare.reading import Reader
from desktop.declare.records import Record
from desktop.declare.text import translate


class NotTheSame(Record):
    """An officer looked at both and said so. The records are named by their ids, which never change."""

    title = "Hai hồ sơ khác nhau"
    plural = "Đã xem, không trùng"
    help = (
        "Các cặp đã xem khi nhập Excel hoặc ở trang Hồ sơ có thể trùng và không phải là một. Xóa dòng này "
        "thì cặp được hỏi lại."
    )
    icon = "people"
    menu = "Danh mục"
    key = ("of", "one", "two")
    shown_by = ("one_name", "two_name")
    listed = ("kind", "one_name", "two_name", "note")

    of = Text("Tên loại hồ sơ", required=True, longest=80, indexed=True)
    kind = Text("Loại hồ sơ")
    one_name = Text("Hồ sơ thứ nhất", person=True, sensitive=True)
    two_name = Text("Hồ sơ thứ hai", person=True, sensitive=True)
    one = Text("Mã hồ sơ thứ nhất", required=True, indexed=True, longest=40)
    two = Text("Mã hồ sơ thứ hai", required=True, indexed=True, longest=40)
    note = LongText("Lý do")


def pair_of(one: str, two: str) -> tuple[str, str]:
    """The ids of a pair in the order in which pairs are kept."""
    return (one, two) if one <= two else (two, one)


def told_apart(record_type: type[Record], pair: tuple[str, str], names: Mapping[str, str]) -> NotTheSame:
    """What is kept of two records that an officer found to be two; `names` by id."""
    one, two = pair_of(*pair)
    return NotTheSame(
        of=record_type.__name__,
        kind=translate(record_type.title),
        one=one,
        two=two,
        one_name=names.get(one),
        two_name=names.get(two),
    )


def known_pairs(reader: Reader, record_type: type[Record]) -> frozenset[tuple[str, str]]:
    """The pairs of a type that were found to be two."""
    return frozenset(_pairs(reader, record_type.__name__))


def _pairs(reader: Reader, name: str) -> Iterator[tuple[str, str]]:
    for kind, one, two, _count in reader.totals(NotTheSame, ["of", "one", "two"]):
        if kind == name:
            yield pair_of(one, two)
