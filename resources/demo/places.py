"""Villages, changes, divisions, texts and norms of the demo: invented ones in real units, and marked so."""

import json
from typing import Any

from women import VILLAGES
from writings import Texts

NA_SON, MUONG_THANH = "03203", "03127"
INVENTED = "Tên giả định của dữ liệu mẫu"
UNION, COUNCIL = "HD 02/HD-ĐCT (giả định)", "NQ 15/2024/NQ-HĐND (giả định)"
AFTER_MERGER = "2f0c4f52-6a6e-5c3e-9a44-0d6f3c1b7e01"


def villages(maker: Any) -> list[Texts]:
    """All villages of two communes, as the demo writes them; two that became one at the beginning of 2026."""
    known = {
        (new.code, village)
        for new, old, _district in maker.places
        if new.code in (NA_SON, MUONG_THANH)
        for village in maker.villages[old.id]
    }
    known |= {(code, village) for code in (NA_SON, MUONG_THANH) for village in VILLAGES}
    merged = {"commune": NA_SON, "decision": f"Nghị quyết nhập thôn, bản (giả định); {INVENTED.lower()}"}
    return [
        {"id": AFTER_MERGER, **merged, "name": "Bản Huổi Tìa Mới", "valid_from": "01/01/2026"},
        *(
            {**merged, "name": name, "valid_to": "31/12/2025", "became": AFTER_MERGER}
            for name in ("Bản Huổi Tìa A", "Bản Huổi Tìa B")
        ),
        *({"commune": code, "name": name, "decision": INVENTED} for code, name in sorted(known)),
    ]


def statuses() -> list[Texts]:
    """Zones and specially difficult villages by the list of the period, who is on it being invented."""
    listed = {
        "valid_from": "29/01/2026",
        "decision": "QĐ 60/QĐ-BDTTG ngày 29/01/2026",
        "note": "Diện giả định",
    }
    return [
        {"place": NA_SON, "kind": "Xã khu vực III", **listed},
        {"place": MUONG_THANH, "kind": "Xã khu vực I", **listed},
        {"place": NA_SON, "village": "Bản Huổi Tìa Mới", "kind": "Thôn, bản đặc biệt khó khăn", **listed},
    ]


def events() -> list[Texts]:
    """Two changes entered by hand in a neighbouring province, where nothing else of the demo stands."""
    same = {"on": "01/10/2026", "decision": "NQ (giả định)", "decided_on": "15/08/2026"}
    return [
        {
            **same,
            "kind": "Đổi loại (xã thành phường…)",
            "about": "xã Mường La thành phường (giả định)",
            "before": _rows({"unit": "03808"}),
            "after": _rows({"code": "03808", "name": "Phường Mường La", "unit_type": "Phường"}),
        },
        {
            **same,
            "kind": "Nhập",
            "about": "xã Chiềng Hoa nhập vào xã Chiềng Lao (giả định)",
            "before": _rows({"unit": "03814"}, {"unit": "03850"}),
            "after": _rows({"code": "03814", "name": "Xã Chiềng Lao", "unit_type": "Xã"}),
        },
    ]


def decisions() -> list[Texts]:
    """How figures of Na Son are divided among the three communes it was made of."""
    parts = (("Thị trấn Điện Biên Đông", "40"), ("03205", "25"), ("03376", "35"))
    return [
        {
            "place": NA_SON,
            "how": "Tỷ lệ",
            "basis": "Biên bản bàn giao số liệu (giả định)",
            "decided_on": "15/08/2025",
            "officer": "Lò Văn Inh, Phó Chủ tịch UBND xã",
            "note": "Tỷ lệ theo số hộ khi bàn giao, để báo cáo theo địa giới cũ.",
            "parts": _rows(*({"into": unit, "share": share} for unit, share in parts)),
        }
    ]


def texts() -> list[Texts]:
    """A guidance that says otherwise than the finance text, and a resolution of the province."""
    return [
        {
            "number": UNION,
            "name": "Hướng dẫn thực hiện Dự án 8 (giả định)",
            "kind": "Văn bản khác",
            "issuer": "Đoàn Chủ tịch Hội LHPN Việt Nam",
            "valid_from": "01/10/2022",
            "confidence": "Chưa xác nhận",
            "articles": _rows({"article": "Mục III", "says": "Mức chi cho hoạt động truyền thông"}),
        },
        {
            "number": COUNCIL,
            "name": "Quy định một số mức chi trên địa bàn tỉnh (giả định)",
            "kind": "Nghị quyết",
            "issuer": "HĐND tỉnh Điện Biên",
            "valid_from": "01/01/2025",
            "confidence": "Chưa xác nhận",
            "articles": _rows({"article": "Điều 2", "says": "Mức thẩm định tài liệu"}),
        },
    ]


def norms() -> list[Texts]:
    """Two texts for one item, undecided and decided; an amount of the province instead of the general one."""
    same = {"kind": "Tối đa", "unit": "đ", "confidence": "Chưa xác nhận"}
    union = {**same, "text": UNION, "article": "Mục III", "valid_from": "01/10/2022"}
    return [
        {
            **union,
            "code": "P8.COMM.PARTICIPANT",
            "content": "Người tham gia chiến dịch",
            "value": "60000",
            "per": "người/buổi",
        },
        {
            **union,
            "code": "P8.COMM.MATERIAL.EDIT",
            "content": "Biên tập tài liệu",
            "value": "45000",
            "per": "trang",
            "preferred": "Có",
            "reason": "Sở Tài chính thống nhất bằng văn bản (giả định)",
        },
        {
            **same,
            "code": "P8.COMM.MATERIAL.REVIEW",
            "content": "Thẩm định tài liệu",
            "value": "25000",
            "per": "trang",
            "province": "Tỉnh Điện Biên",
            "text": COUNCIL,
            "article": "Điều 2",
            "valid_from": "01/01/2025",
        },
    ]


def doubles(households: list[Texts]) -> list[Texts]:
    """A few households entered once more, as a hurried hand writes them: no marks, no number."""
    again = [households[place] for place in (40, 210, 515)]
    return [{**row, "head_name": _hurried(row["head_name"]), "identity_number": ""} for row in again]


def _hurried(name: str) -> str:
    from desktop.declare.text import fold

    return fold(name).title()


def _rows(*rows: dict[str, str]) -> str:
    return json.dumps(rows, ensure_ascii=False)


FILES = {
    "07-shared.AreaStatus": statuses,
    "07-shared.PlaceEvent": events,
    "07-shared.SplitDecision": decisions,
    "08-shared.RegisteredText": texts,
    "09-shared.RegisteredNorm": norms,
}
