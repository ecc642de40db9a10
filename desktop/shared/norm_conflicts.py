"""Two texts that allow different amounts for one item, as a question to who can settle it; settles none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.declare.reading import Reader
from desktop.declare.text import _
from desktop.shared.legal_texts import alike
from desktop.shared.registered_norms import meeting, shown_amount


@dataclass(frozen=True, slots=True)
class NormConflict:
    """What an obstacle is called that comes from it, the clauses it names, and the question to ask."""

    name: str
    clause: str
    question: str


def read_conflicts(reader: Reader) -> Iterator[NormConflict]:
    """The items for which two texts are in force and nobody has said which of them is applied."""
    for pair in meeting(reader):
        # In one order on every PC: an obstacle is known by the clauses it names.
        one, other = sorted(pair, key=lambda norm: (norm.text, norm.article or ""))
        if alike(one.text) == alike(other.text) or bool(one.preferred) != bool(other.preferred):
            continue
        question = _(
            "Cùng nội dung “{content}”, {own} quy định {mine}, {other} quy định {theirs}, chênh {gap}. "
            "Đề nghị hướng dẫn áp dụng mức nào khi chi và quyết toán."
        )
        yield NormConflict(
            _("Hai văn bản quy định khác nhau: {content}").format(content=one.content),
            "; ".join(", ".join(filter(None, (norm.article, norm.text))) for norm in (one, other)),
            question.format(
                content=one.content,
                own=one.text,
                mine=shown_amount(one),
                other=other.text,
                theirs=shown_amount(other),
                gap=one.word({}, "").amount_of(abs(one.value - other.value)),
            ),
        )
