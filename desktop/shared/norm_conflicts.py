"""Two texts that allow different amounts for one item, as a question to who can settle it; settles none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from desktop.declare.reading import Reader
from desktop.declare.text import _, translate
from desktop.shared.legal_texts import alike
from desktop.shared.places import Place
from desktop.shared.registered_norms import RegisteredNorm, meeting, shown_amount


class NormConflict(NamedTuple):
    """What an obstacle is called that comes from it, the clauses it names, and the question to ask."""

    name: str
    clause: str
    question: str


def read_conflicts(reader: Reader) -> Iterator[NormConflict]:
    """The items for which two texts are in force and nobody has said which of them is applied."""
    found = [(one, other) for one, other in map(_in_order, meeting(reader)) if _is_open(one, other)]
    provinces = reader.as_stored().names(Place, {one.province for one, _other in found if one.province})
    question = _(
        "Cùng nội dung “{content}”, {own} quy định {mine}, {other} quy định {theirs}, chênh {gap}. "
        "Đề nghị hướng dẫn áp dụng mức nào khi chi và quyết toán."
    )
    for one, other in found:
        scope = _scope_of(one, provinces)
        content = f"{translate(one.content)} ({', '.join(scope)})" if scope else translate(one.content)
        # One article may set the amounts of many items: without the item one question would stand for all.
        item = ", ".join((one.code, *scope))
        clauses = "; ".join(", ".join(filter(None, (norm.article, norm.text))) for norm in (one, other))
        yield NormConflict(
            _("Hai văn bản quy định khác nhau: {content}").format(content=content),
            f"{item}: {clauses}",
            question.format(
                content=content,
                own=one.text,
                mine=shown_amount(one),
                other=other.text,
                theirs=shown_amount(other),
                gap=one.word({}, "").amount_of(abs(one.value - other.value)),
            ),
        )


def _in_order(pair: tuple[RegisteredNorm, RegisteredNorm]) -> tuple[RegisteredNorm, RegisteredNorm]:
    """In one order on every PC: an obstacle is known by the clauses it names."""
    one, other = sorted(pair, key=lambda norm: (norm.text, norm.article or ""))
    return one, other


def _is_open(one: RegisteredNorm, other: RegisteredNorm) -> bool:
    return alike(one.text) != alike(other.text) and bool(one.preferred) == bool(other.preferred)


def _scope_of(norm: RegisteredNorm, provinces: Mapping[str, str]) -> list[str]:
    """What narrows a norm down beside its item: source, kind of area, province; only what is written."""
    parts = (
        RegisteredNorm.source.format(norm.source),
        RegisteredNorm.area.format(norm.area),
        provinces.get(norm.province or "", ""),
    )
    return [part for part in parts if part]
