"""Warnings that an officer let stand, each with its reason; knows no rule and judges nothing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from desktop.declare.fields import LongText, Text, YesNo
from desktop.declare.problems import Problem
from desktop.declare.records import Record

_FIGURES = re.compile(r"\d+")


class AcceptedProblem(Record):
    """One warning of one record. Taken back it stays, so that the history of the record tells of it.

    What was seen is part of its key: one rule may warn of one field for two reasons.
    """

    title = "Cảnh báo đã chấp nhận"
    plural = "Các cảnh báo đã chấp nhận"
    help = (
        "Cảnh báo được chấp nhận kèm lý do ở phiếu. Khi giá trị đổi thì cảnh báo được hỏi lại. "
        "Xóa dòng, hoặc chọn “Đã rút lại”, thì cảnh báo hiện lại như trước."
    )
    icon = "good"
    menu = "Danh mục"
    key = ("record", "of", "rule", "field", "state")
    shown_by = ("name", "label")
    listed = ("name", "label", "message", "reason", "withdrawn")

    name = Text("Hồ sơ", longest=300, person=True, sensitive=True)
    label = Text("Mục", longest=300)
    message = LongText("Cảnh báo", required=True, sensitive=True)
    reason = LongText("Lý do chấp nhận", required=True, sensitive=True)
    withdrawn = YesNo("Đã rút lại")
    of = Text("Loại hồ sơ", required=True, longest=80, indexed=True)
    record = Text("Mã hồ sơ", required=True, longest=40, indexed=True)
    rule = Text("Quy tắc", longest=200)
    field = Text("Tên mục", longest=80)
    state = Text("Giá trị khi chấp nhận", required=True, longest=40, hint="Dấu vân tay, không phải giá trị.")


def state_of(problem: Problem, record: Record) -> str:
    """A fingerprint of what was seen when the problem was judged: it differs when anything of that does.

    The values the rule reads, those it says, the other records and the text it names; not the words, which
    differ from language to language.
    """
    told = [problem.basis, *sorted(problem.related), *sorted(_FIGURES.findall(problem.message))]
    told += [f"{name}={_kept(record, name)}" for name in sorted(_names_read(problem, record))]
    return hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:32]


def _names_read(problem: Problem, record: Record) -> Iterable[str]:
    kind = type(record)
    names = {problem.field}
    for rule in kind.rules:
        if rule.title(kind) == problem.rule:
            names |= rule.reads
    return names & kind.fields.keys()


def _kept(record: Record, name: str) -> str:
    value = getattr(record, name)
    rows = value if isinstance(value, list) else [value]
    kept = (one.values() if isinstance(one, Record) else one for one in rows)
    return "\x1e".join(str(one) for one in kept if one is not None)
