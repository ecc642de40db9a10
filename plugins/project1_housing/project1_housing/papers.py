"""The papers of the land of a case: what is missing, who must do what, what stands in; knows no money."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from desktop.api import (
    Choice,
    Computed,
    Date,
    Finding,
    Grade,
    LongText,
    Money,
    Record,
    Text,
    YesNo,
    first_day,
    rule,
)

_LAND = "Giấy tờ đất, vướng mắc"

STATES = {
    "certificate": "Đã có GCN QSDĐ",
    "in_process": "Đang làm thủ tục cấp GCN",
    "no_map": "Chưa có bản đồ địa chính",
    "wrong_use": "Đất sai mục đích sử dụng",
    "disputed": "Đất đang tranh chấp",
    "no_land": "Chưa có đất",
}
PROOFS = {
    "allocation": "Quyết định giao đất",
    "commune": "UBND xã xác nhận sử dụng ổn định, không tranh chấp",
    "transfer": "Giấy chuyển nhượng, tặng cho, thừa kế",
    "old_paper": "Giấy tờ cũ về đất",
    "neighbours": "Biên bản của bản và các hộ giáp ranh",
    "other": "Giấy tờ khác",
}
BLOCKERS = {
    "GCN": "Chưa có GCN QSDĐ",
    "BDDC": "Chưa có bản đồ địa chính",
    "GCN_BDDC": "Chưa có GCN và bản đồ địa chính",
    "MDSD": "Chưa chuyển mục đích sử dụng đất",
    "QH": "Không phù hợp hoặc chưa có quy hoạch chi tiết",
    "TACHTHUA": "Không đủ điều kiện tách thửa",
    "QUYDAT": "Hết quỹ đất",
    "GPMB": "Giải phóng mặt bằng",
    "TRANHCHAP": "Tranh chấp",
    "DOIUNG": "Thiếu vốn đối ứng",
    "VON": "Vốn chưa phân bổ, kéo dài",
    "HOSO": "Thiếu giấy tờ hồ sơ",
    "DOITUONG": "Thay đổi đối tượng",
    "THIENTAI": "Thiên tai",
    "KHAC": "Vướng mắc khác",
}
LAND_BLOCKERS = ("MDSD", "QH", "TACHTHUA", "QUYDAT", "GPMB", "TRANHCHAP")
_PAPER_BLOCKERS = (*LAND_BLOCKERS, "GCN", "BDDC", "GCN_BDDC")
SPELLINGS = {
    "GCN": ("Chưa có GCN", "Chưa có sổ đỏ", "Chưa có GCNQSDĐ", "Chưa được cấp GCN", "GCN"),
    "BDDC": ("Chưa có BĐĐC", "Chưa đo đạc BĐĐC", "Chưa đo đạc", "Chưa có bản đồ ĐC", "BĐĐC"),
    "GCN_BDDC": ("Chưa có GCN, BĐĐC", "Chưa có GCN, bản đồ địa chính", "Chưa có BĐĐC, GCN", "GCN, BĐĐC"),
    "MDSD": ("Chưa chuyển mục đích SDĐ", "Chưa chuyển mục đích", "Chưa chuyển MĐSD", "CMĐ"),
    "QH": ("Chưa phù hợp quy hoạch", "Chưa có quy hoạch", "Không phù hợp quy hoạch", "Vướng quy hoạch"),
    "TACHTHUA": ("Không tách được thửa", "Chưa tách thửa"),
    "QUYDAT": ("Không còn quỹ đất", "Không có quỹ đất"),
    "GPMB": ("Vướng GPMB", "Chưa GPMB", "Vướng giải phóng mặt bằng"),
    "TRANHCHAP": ("Đang tranh chấp", "Đất tranh chấp", "Có tranh chấp"),
}


class Cause(NamedTuple):
    """One thing a paper waits for: the body that must act, and what it has to do."""

    title: str
    body: str
    task: str


BODIES = {
    "commune": "UBND xã",
    "land_office": "Văn phòng đăng ký đất đai",
    "province": "UBND tỉnh, sở chuyên ngành",
    "household": "Hộ gia đình",
}
CAUSES: Mapping[str, Cause] = {
    "TRANHCHAP": Cause(
        "Tranh chấp đất",
        "commune",
        "Hòa giải tại xã, lập biên bản; không thành thì chuyển tòa án",
    ),
    "QUYDAT": Cause("Chưa có đất, hết quỹ đất", "commune", "Tìm quỹ đất, xen ghép hoặc hỗ trợ chuyển nhượng"),
    "QH": Cause("Chưa phù hợp quy hoạch", "province", "Điều chỉnh quy hoạch, kế hoạch sử dụng đất"),
    "GPMB": Cause("Chưa giải phóng mặt bằng", "commune", "Bồi thường, giải phóng mặt bằng"),
    "BDDC": Cause("Chưa có bản đồ địa chính", "land_office", "Đo đạc, trích đo thửa đất"),
    "TACHTHUA": Cause("Chưa tách được thửa", "land_office", "Tách thửa, hoặc hợp thửa với đất liền kề"),
    "MDSD": Cause("Chưa chuyển mục đích sử dụng", "commune", "Cho phép chuyển mục đích sử dụng đất"),
    "GCN": Cause("Chưa có GCN QSDĐ", "land_office", "Hoàn thiện hồ sơ, cấp giấy chứng nhận"),
}
"""In the order they are removed: a plot in dispute is not measured, one not measured gets no certificate."""

_OF_STATE = {
    "in_process": "GCN",
    "no_map": "BDDC",
    "wrong_use": "MDSD",
    "disputed": "TRANHCHAP",
    "no_land": "QUYDAT",
}
_COVERED = frozenset(("GCN", "BDDC"))


def causes_of(case: Any) -> tuple[str, ...]:
    """All that the papers of a case wait for, the first to be removed first."""
    told = set((case.other_blocker or "").split("_"))
    told.add(_OF_STATE.get(case.paper_state or "", ""))
    if case.no_certificate:
        told.add("GCN")
    if case.no_map:
        told.add("BDDC")
    return tuple(code for code in CAUSES if code in told)


def first_cause(case: Any) -> str | None:
    """What must be removed first, papers that something else stands in for left out."""
    for code in causes_of(case):
        if not (case.has_proof and code in _COVERED):
            return code
    return None


def is_blocked_by_paper(case: Any) -> bool:
    """Whether nothing but a land paper holds the case up, and it is not settled."""
    blocker = case.other_blocker
    if case.settled_on or case.settled or (blocker and blocker not in _PAPER_BLOCKERS):
        return False
    return first_cause(case) is not None


class LandPapers(Record):
    """State of the land's papers, what stands in for a certificate, and the obstacle with who removes it."""

    settled: Money

    no_certificate = YesNo(
        "Chưa có GCN QSDĐ",
        indexed=True,
        section=_LAND,
        headings=(
            *("Vướng mắc | Chưa có GCN QSDĐ", "Chưa có giấy chứng nhận", "Chưa có GCNQSDĐ"),
            *("Chưa có sổ đỏ", "Không có GCN", "Chưa có bìa đỏ", "Chưa được cấp GCN"),
            "Chưa có giấy tờ đất",
        ),
    )
    no_map = YesNo(
        "Chưa có bản đồ địa chính",
        indexed=True,
        section=_LAND,
        headings=(
            *("Vướng mắc | Chưa có bản đồ ĐC", "Chưa có bản đồ ĐC", "Chưa có BĐĐC"),
            *("Chưa đo đạc", "Không có bản đồ địa chính", "Chưa đo đạc bản đồ"),
            "Chưa đo đạc địa chính",
        ),
    )
    other_blocker = Choice(
        "Vướng mắc khác",
        BLOCKERS,
        spellings=SPELLINGS,
        section=_LAND,
        headings=("Vướng mắc", "Khó khăn, vướng mắc", "Nguyên nhân vướng mắc"),
    )
    paper_state = Choice(
        "Tình trạng giấy tờ đất",
        STATES,
        spellings={"certificate": ("Có sổ đỏ", "Đã có sổ đỏ", "Có GCN"), "in_process": ("Đang làm thủ tục",)},
        section=_LAND,
        indexed=True,
        headings=("Tình trạng cấp GCN", "Tình trạng GCN", "Tình trạng cấp sổ đỏ"),
    )
    certificate_no = Text("Số GCN QSDĐ", longest=40, section=_LAND, headings=("Số sổ đỏ", "Số GCN"))
    certificate_date = Date("Ngày cấp GCN", section=_LAND)
    map_sheet = Text(
        "Tờ bản đồ số",
        longest=20,
        section=_LAND,
        headings=("Bản đồ địa chính | Tờ số", "Tờ số", "Số tờ", "Tờ BĐ", "Tờ bản đồ"),
    )
    plot_no = Text(
        "Thửa đất số",
        longest=20,
        section=_LAND,
        headings=("Bản đồ địa chính | Thửa số", "Thửa số", "Số thửa", "Thửa"),
    )
    proof = Choice(
        "Giấy tờ thay thế",
        PROOFS,
        section=_LAND,
        hint="Giấy tờ tạm dùng khi chưa có GCN hoặc bản đồ địa chính; hỏi tỉnh giấy nào được chấp nhận.",
    )
    proof_no = Text("Số giấy tờ thay thế", longest=60, section=_LAND)
    proof_date = Date("Ngày giấy tờ thay thế", section=_LAND)
    land_ready_on = Date("Ngày bàn giao đất", section=_LAND, headings=("Ngày giao đất",))
    blocked_since = Date("Vướng mắc từ ngày", section=_LAND)
    blocker_due = Date("Hạn xử lý", section=_LAND)
    blocker_note = LongText(
        "Hướng xử lý", section=_LAND, hint="Ai giải quyết, việc tiếp theo, hạn xử lý.", longest=2000
    )
    paper_cause = Computed(
        Choice("Giấy tờ phải gỡ trước", {code: cause.title for code, cause in CAUSES.items()}, section=_LAND),
        of=first_cause,
        indexed=True,
    )
    paper_task = Computed(
        Choice("Việc phải làm", {code: cause.task for code, cause in CAUSES.items()}, section=_LAND),
        of=first_cause,
    )
    paper_body = Computed(
        Choice("Cơ quan xử lý", BODIES, section=_LAND, headings=("Cơ quan phải làm",)),
        of=lambda case: CAUSES[code].body if (code := first_cause(case)) else None,
    )
    only_paper = Computed(YesNo("Chỉ vướng giấy tờ", section=_LAND), of=is_blocked_by_paper, indexed=True)

    @property
    def is_paid_in_full(self) -> bool:
        """Whether all state money was paid out; told by the payments of the record."""
        return False

    @property
    def has_proof(self) -> bool:
        """Whether another paper stands in for certificate and map."""
        return bool(self.proof)

    @property
    def open_land_paper(self) -> str:
        """The field that says which land paper is missing; empty where none is."""
        if self.proof and set(causes_of(self)) <= _COVERED:
            return ""
        if self.no_certificate:
            return "no_certificate"
        if self.no_map:
            return "no_map"
        if self.other_blocker in _PAPER_BLOCKERS:
            return "other_blocker"
        return "paper_state" if self.paper_state in _OF_STATE else ""

    @rule(
        "Đã trả đủ tiền hoặc quyết toán khi giấy tờ đất còn vướng; hồ sơ có thể không quyết toán được.",
        id="P1-17",
        warns=True,
        about="Giấy tờ đất đủ khi trả đủ tiền",
    )
    def papers_are_ready_when_paid(self) -> bool | Finding:
        paper = self.open_land_paper
        return not (paper and (self.is_paid_in_full or self.settled)) or Finding(field=paper)

    @rule(
        "Ghi “{paper_state}” nhưng cũng ghi còn vướng giấy tờ; sửa một trong hai ô.",
        field="paper_state",
        warns=True,
        about="Tình trạng giấy tờ khớp vướng mắc",
    )
    def paper_state_agrees_with_obstacles(self) -> bool:
        return self.paper_state != "certificate" or not causes_of(self)

    @rule(
        "Giấy tờ thay thế không dùng được khi đất đang tranh chấp; giải quyết tranh chấp trước.",
        field="proof",
        warns=True,
        about="Giấy tờ thay thế khi không tranh chấp",
    )
    def proof_stands_only_without_dispute(self) -> bool:
        return not self.proof or "TRANHCHAP" not in causes_of(self)

    @rule(
        "Đã quá hạn xử lý vướng mắc {blocker_due}; hỏi lại cơ quan phải làm hoặc ghi hạn mới.",
        field="blocker_due",
        grade=Grade.NOTE,
        about="Vướng mắc được gỡ trong hạn",
    )
    def obstacle_is_removed_in_time(self) -> bool | Finding:
        due = self.blocker_due
        return due is None or not self.open_land_paper or first_day(due) >= date.today()
