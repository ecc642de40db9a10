"""Indicators, obstacles and reports of real communes, mostly invented, as officers write them."""

import json

from writings import Texts

NA_SON, MUONG_THANH = "03203", "03127"


AIMS = {
    "018f5a00-0000-7000-8000-000000000101": (
        "DA1-NO", "Hộ được hỗ trợ nhà ở", "hộ", "p1_houses",
        (("03328", 12), ("03169", 8), ("03163", 10)),
    ),
    "018f5a00-0000-7000-8000-000000000102": (
        "DA3-DA", "Dự án hỗ trợ sản xuất", "dự án", "production_projects",
        (("03226", 1), ("03328", 2)),
    ),
}  # fmt: skip
"""What a province gives its communes to reach in 2025, counted from the records of the components."""


def definitions() -> list[Texts]:
    """Indicators of the province's own."""
    same = {
        "programme": "Chỉ tiêu riêng của địa phương",
        "kind": "Số tuyệt đối",
        "direction": "Càng cao càng tốt",
    }
    return [
        {**same, "id": id, "code": code, "name": name, "unit": unit, "computed_by": counted}
        for id, (code, name, unit, counted, _communes) in AIMS.items()
    ]


PARTS = {
    ("I17", NA_SON, "2025"): (
        ("sex", "Nam", 96, 486), ("sex", "Nữ", 75, 464),
        ("people", "Hmông", 122, 548), ("people", "Thái", 38, 322), ("people", "Khơ-mú", 9, 64),
    ),
    ("I17", MUONG_THANH, "2025"): (
        ("sex", "Nam", 57, 456), ("sex", "Nữ", 47, 434),
        ("people", "Thái", 58, 520), ("people", "Kinh", 21, 250), ("people", "Hmông", 17, 68),
    ),
}  # fmt: skip
"""Of whom a figure speaks: numerator and denominator of each sex and of the peoples that were told."""


def parts_of(code: str, place: str, year: str) -> str:
    """The rows of a figure by sex and by people."""
    rows = [
        {whose: name, "numerator": str(above), "denominator": str(below)}
        for whose, name, above, below in PARTS.get((code, place, year), ())
    ]
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def values() -> list[Texts]:
    """Hardened village roads and clean water in two communes, two years; plans beside results."""
    figures = [
        ("I05", NA_SON, (("2024", 24, 38), ("2025", 27, 38)), "68"),
        ("I05", MUONG_THANH, (("2024", 30, 34), ("2025", 32, 34)), "90"),
        ("I08", NA_SON, (("2024", 6120, 7480), ("2025", 6390, 7520)), "90"),
        ("I08", MUONG_THANH, (("2024", 9050, 9410), ("2025", 9210, 9480)), "95"),
        ("I17", NA_SON, (("2024", 188, 940), ("2025", 171, 950)), "18"),
        ("I17", MUONG_THANH, (("2024", 112, 880), ("2025", 104, 890)), "12"),
    ]
    found = []
    for code, place, years, plan in figures:
        same = {"indicator": code, "place": place, "period": "Cả năm", "source": "Số giả định"}
        for year, above, below in years:
            found.append(
                {
                    **same,
                    "year": year,
                    "edition": "Chính thức",
                    "numerator": str(above),
                    "denominator": str(below),
                    "value": f"{100 * above / below:.1f}".replace(".", ","),
                    "parts": parts_of(code, place, year),
                }
            )
        found.append({**same, "year": "2025", "edition": "Kế hoạch", "value": plan})
    for id, (*_said, communes) in AIMS.items():
        same = {"indicator": id, "period": "Cả năm", "source": "Số giả định"}
        for place, wanted in communes:
            plans = {"place": place, "year": "2025", "edition": "Kế hoạch", "value": str(wanted)}
            found.append({**same, **plans})
    return found


def phase_results() -> list[Texts]:
    """What the press reported of Sơn La for 2025, beside the targets that are commonly quoted."""
    lines = [
        (
            "Thu nhập, giảm nghèo",
            "Tỷ lệ hộ nghèo, cận nghèo giảm bình quân/năm",
            "điểm %",
            "> 3",
            "4,47",
            "Vượt",
        ),
        ("Hạ tầng", "Bản có đường ô tô đến trung tâm được cứng hóa", "%", "≥ 70", "78,3", "Vượt"),
        ("Hạ tầng", "Hộ được sử dụng điện lưới quốc gia", "%", "≥ 99", "99,5", "Vượt"),
        ("Hạ tầng", "Dân số nông thôn được sử dụng nước hợp vệ sinh", "%", "≥ 90", "97,5", "Vượt"),
        ("Hạ tầng", "Bản có nhà sinh hoạt cộng đồng", "%", "≥ 80", "92,5", "Vượt"),
        ("Giáo dục, y tế", "Người từ 15 tuổi đọc thông, viết thạo", "%", "> 90", "> 94", "Vượt"),
        ("Giáo dục, y tế", "Đồng bào DTTS tham gia bảo hiểm y tế", "%", "≥ 98", "98", "Đạt"),
        ("Giáo dục, y tế", "Trẻ em suy dinh dưỡng thể nhẹ cân", "%", "< 15", "17,4", "Không đạt"),
    ]
    names = ("group", "indicator", "unit", "target", "year_5", "assessment")
    return [
        {
            "place": "14",
            "first_year": "2021",
            **dict(zip(names, line, strict=True)),
            "note": "Theo báo đã đăng",
        }
        for line in lines
    ]


def obstacles() -> list[Texts]:
    """Four difficulties: two with the cases they hold up, one with the indicator it holds back."""
    return [
        {
            "name": "Hộ chưa có giấy chứng nhận quyền sử dụng đất nên chưa làm được nhà",
            "cause": "Giấy tờ đất",
            "place": "11",
            "found_on": "12/03/2026",
            "level": "Tỉnh",
            "question": "Cho phép xác nhận đất ở hợp pháp theo nguồn gốc sử dụng thay giấy chứng nhận.",
            "asked_by": "CV 41/UBND",
            "asked_on": "20/03/2026",
            "record_type": "housing.HousingCase",
            "records": "no_certificate = Có; stage = Chưa khởi công",
            "money": "central_money",
        },
        {
            "name": "Giá vật liệu chở đến bản xa cao hơn mức hỗ trợ",
            "cause": "Định mức",
            "place": MUONG_THANH,
            "found_on": "05/02/2026",
            "clause": "Điều 4 QĐ 04/2023/QĐ-TTg",
            "level": "Chính phủ, Thủ tướng",
            "question": "Xem xét nâng mức hỗ trợ nhà ở đối với bản đặc biệt khó khăn.",
            "record_type": "housing.HousingCase",
            "records": f"commune = {MUONG_THANH}; stage != Hoàn thành",
        },
        {
            "name": "Chưa giao được mặt bằng để mở đường vào bản",
            "cause": "Thủ tục",
            "place": NA_SON,
            "found_on": "14/01/2026",
            "level": "Tỉnh",
            "question": "Cho phép tách giải phóng mặt bằng thành hạng mục riêng, làm trước.",
            "asked_by": "CV 12/UBND",
            "asked_on": "02/02/2026",
            "indicator": "I05",
        },
        {
            "name": "Mưa lũ làm hỏng đường vào bản",
            "cause": "Thời tiết, thiên tai",
            "place": NA_SON,
            "found_on": "02/08/2025",
            "level": "Xã",
            "solved_on": "10/10/2025",
        },
    ]


def periods() -> list[Texts]:
    """Reports of two communes in 2026: sent, open and to be updated."""
    year = {"period_start": "15/12/2025", "period_end": "14/12/2026", "cutoff_on": "31/08/2026"}
    first = {
        "duty": "BC-NAM-XA",
        "name": "Báo cáo năm 2026 của cấp xã",
        "edition": "Lần đầu",
        "due_on": "15/09/2026",
    }
    again = {"duty": "BC-NAM-XA", "name": "Cập nhật báo cáo năm 2026", "edition": "Cập nhật"}
    review = {
        "duty": "RS-NGHEO-CT",
        "name": "Kết quả chính thức rà soát hộ nghèo 2026",
        "edition": "Lần đầu",
        "period_start": "15/12/2025",
        "period_end": "14/12/2026",
        "cutoff_on": "14/12/2026",
        "due_on": "20/12/2026",
        "state": "Đang tổng hợp",
    }
    return [
        {**first, **year, "place": NA_SON, "state": "Đã ký xác thực", "sent_on": "11/09/2026"},
        {**first, **year, "place": MUONG_THANH, "state": "Đang tổng hợp"},
        {
            **again,
            **year,
            "cutoff_on": "14/12/2026",
            "due_on": "31/01/2027",
            "place": NA_SON,
            "state": "Đang tổng hợp",
        },
        {**review, "place": NA_SON},
        {**review, "place": MUONG_THANH},
    ]


def visits() -> list[Texts]:
    """Two visits: one recommendation is done, one is late."""
    return [
        {
            "place": NA_SON,
            "visited_on": "22/04/2026",
            "led_by": "HĐND xã",
            "subject": "Hỗ trợ nhà ở năm 2025",
            "findings": "Hồ sơ của một số hộ thiếu biên bản bình xét.",
            "recommendation": "Bổ sung biên bản bình xét.",
            "due_on": "30/05/2026",
            "state": "Đã thực hiện",
            "done_on": "18/05/2026",
        },
        {
            "place": MUONG_THANH,
            "visited_on": "16/07/2026",
            "led_by": "Sở Dân tộc và Tôn giáo",
            "subject": "Tiến độ giải ngân 6 tháng",
            "findings": "Vốn sự nghiệp giải ngân chậm.",
            "recommendation": "Rà soát, đề xuất điều chỉnh nội dung không còn đối tượng.",
            "due_on": "30/10/2026",
            "state": "Chưa thực hiện",
        },
    ]


FILES = {
    "49-shared.IndicatorDefinition": definitions,
    "50-shared.IndicatorValue": values,
    "51-shared.PhaseResult": phase_results,
    "52-shared.Obstacle": obstacles,
    "53-shared.ReportingPeriod": periods,
    "54-shared.SupervisionVisit": visits,
}
