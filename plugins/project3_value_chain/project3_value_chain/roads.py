"""The steps of a production project by its form: dates, papers, who takes them; knows no record."""

from __future__ import annotations

from typing import Any, NamedTuple


class Step(NamedTuple):
    """One step: the field that dates it, the papers it leaves, and who takes it under today's authorities."""

    title: str
    dated: str
    papers: str
    actor: str


STEPS = {
    "announce": Step("Thông báo kế hoạch", "announced_on", "Thông báo", "unit"),
    "meet": Step(
        "Họp cộng đồng, lập hồ sơ",
        "met_on",
        "Biên bản họp, hồ sơ đề nghị, danh sách hộ, cam kết đối ứng",
        "group",
    ),
    "certify": Step("Xã xác nhận nhóm", "certified_on", "Chứng thực danh sách", "commune"),
    "survey": Step("Khảo sát vùng liên kết", "surveyed_on", "Biên bản khảo sát", "lead"),
    "file": Step(
        "Lập hồ sơ dự án liên kết",
        "filed_on",
        "Hồ sơ đề nghị theo mẫu, hợp đồng hoặc biên bản liên kết",
        "lead",
    ),
    "appraise": Step("Thẩm định", "appraised_on", "Báo cáo thẩm định", "commune"),
    "approve": Step("Phê duyệt", "decision_date", "Quyết định phê duyệt", "commune"),
    "contract": Step("Ký hợp đồng", "contracted_on", "Hợp đồng, dự toán", "unit"),
    "deliver": Step(
        "Tập huấn, giao giống, vật tư",
        "delivered_on",
        "Hóa đơn, biên bản giao nhận, giấy kiểm dịch",
        "group",
    ),
    "accept": Step(
        "Nghiệm thu, thanh toán", "accepted_on", "Biên bản nghiệm thu, chứng từ thanh toán", "unit"
    ),
    "settle": Step("Quyết toán, báo cáo kết quả", "settled_on", "Quyết toán, báo cáo kết quả", "unit"),
}
"""Appraisal and approval were the district's until 30/06/2025; what is still to be done is the commune's."""
ACTORS = {
    "unit": "Đơn vị được giao vốn",
    "group": "Nhóm hộ",
    "lead": "Đơn vị chủ trì liên kết",
    "commune": "UBND xã",
}

_FROM_APPRAISAL = ("appraise", "approve", "contract", "deliver", "accept", "settle")
_OF_COMMUNITY = ("announce", "meet", "certify", *_FROM_APPRAISAL)
_OF_CHAIN = ("survey", "file", *_FROM_APPRAISAL)
_REACHED = {"running": "contract", "done": "accept"}


def road_of(project: Any) -> tuple[str, ...]:
    """The steps of its form: a chain is surveyed and filed by its lead unit, others are met about."""
    return _OF_CHAIN if project.form == "chain" else _OF_COMMUNITY


def next_step(project: Any) -> str | None:
    """The step a project waits for: the first after the furthest that is dated or must have been taken."""
    if project.status == "stopped":
        return None
    road = road_of(project)
    reached = _REACHED.get(project.status or "", "")
    done = road.index(reached) if reached else -1
    for position in range(len(road) - 1, done, -1):
        if getattr(project, STEPS[road[position]].dated) is not None:
            done = position
            break
    return road[done + 1] if done + 1 < len(road) else None


def next_actor(project: Any) -> str | None:
    """Who has to take the next step: what a group hands out to itself, a chain's lead unit hands out."""
    step = next_step(project)
    if step is None:
        return None
    return "lead" if step == "deliver" and project.form == "chain" else STEPS[step].actor
