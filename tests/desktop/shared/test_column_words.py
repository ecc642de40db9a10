"""Asks whether columns of money, figures and difficulties are known by the words offices head them with."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.catalog import Catalog
from desktop.excel.headings import Heading
from desktop.excel.matching import Vocabulary

Wording = tuple[str, dict[str, Any], str]

WORDINGS: dict[str, list[Wording]] = {
    "CapitalFact": [
        (
            "line",
            {},
            "Nội dung; Danh mục; Danh mục dự án; Chương trình, dự án; Chương trình/Dự án; "
            "Tên dự án, tiểu dự án; Nội dung chi; Dự án thành phần; Nội dung/Dự án thành phần; Tiểu dự án; "
            "Tên dự án; Dự án/Tiểu dự án; Nội dung, nhiệm vụ; Dự án, tiểu dự án; Nội dung thực hiện; "
            "Danh mục chương trình, dự án; Nội dung các dự án",
        ),
        (
            "place",
            {},
            "Địa phương; Địa bàn; Xã; Xã/phường; Xã, phường; Đơn vị hành chính; Tên xã; Địa phương/đơn vị",
        ),
        (
            "investor",
            {},
            "Chủ đầu tư; Đơn vị thực hiện; Đơn vị sử dụng ngân sách; Đơn vị được giao vốn; Chủ dự án; "
            "Đơn vị chủ đầu tư; Cơ quan, đơn vị thực hiện",
        ),
        ("capital_kind", {}, "Loại vốn; Tính chất vốn; Tính chất nguồn vốn"),
        ("source", {}, "Nguồn vốn; Nguồn; Nguồn kinh phí; Nguồn ngân sách"),
        ("plan_year", {}, "Năm kế hoạch; Vốn của năm; Năm giao vốn"),
        ("budget_year", {}, "Năm ngân sách; Niên độ ngân sách; Niên độ"),
        ("as_of", {}, "Số liệu đến ngày; Tính đến ngày; Ngày chốt số liệu; Thời điểm chốt số liệu"),
        (
            "assigned",
            {},
            "Kế hoạch giao; Kế hoạch vốn; Kế hoạch vốn giao; KH vốn; KH giao; KHV; Dự toán giao; "
            "Dự toán được giao; Kinh phí giao; Kinh phí được giao; Số vốn giao; Vốn giao; Vốn kế hoạch; "
            "Tổng kế hoạch vốn; Tổng vốn giao; Kế hoạch vốn được giao; Số vốn được giao; Kế hoạch; Dự toán",
        ),
        (
            "assigned",
            {"plan_year": 2025},
            "Kế hoạch vốn năm 2025; Kế hoạch năm 2025; KH 2025; KH vốn 2025; KHV 2025; Kế hoạch 2025; "
            "Vốn giao năm 2025; Dự toán năm 2025; Dự toán giao năm 2025; Kế hoạch vốn giao năm 2025; "
            "Vốn năm 2025; Kinh phí năm 2025; Kế hoạch vốn năm 2025 được giao; KH giao 2025",
        ),
        (
            "assigned",
            {"plan_year": 2024},
            "Vốn giao năm 2024; Vốn năm 2024 chuyển sang; Vốn năm 2024 kéo dài sang năm 2025; "
            "Kế hoạch vốn năm 2024 kéo dài; Số vốn kéo dài từ năm 2024 sang năm 2025",
        ),
        (
            "disbursed",
            {"plan_year": 2025},
            "Giải ngân năm 2025; Giải ngân vốn năm 2025; Giải ngân kế hoạch vốn năm 2025; Giải ngân 2025; "
            "Thực hiện năm 2025; TH 2025; Thanh toán vốn năm 2025",
        ),
        ("disbursed", {"plan_year": 2024}, "TH 2024; Giải ngân vốn năm 2024 kéo dài"),
        (
            "adjusted",
            {},
            "Điều chỉnh; Điều chỉnh tăng, giảm; Điều chỉnh tăng (+), giảm (-); Điều chỉnh tăng/giảm; "
            "Số điều chỉnh",
        ),
        ("cancelled", {}, "Hủy dự toán; Thu hồi; Số vốn hủy; Hủy kế hoạch vốn; Hủy bỏ; Vốn thu hồi"),
        (
            "allocated",
            {},
            "Đã phân bổ; Số vốn đã phân bổ; Đã phân bổ chi tiết; Phân bổ chi tiết; Vốn đã phân bổ",
        ),
        (
            "disbursed",
            {},
            "Giải ngân; Đã giải ngân; Lũy kế giải ngân; Luỹ kế giải ngân; Giá trị giải ngân; Thanh toán; "
            "Số đã thanh toán; Giải ngân đến 30/6/2025; Lũy kế thanh toán; Số tiền giải ngân; "
            "Kết quả giải ngân; Số đã giải ngân; Lũy kế giải ngân từ đầu năm; Kinh phí đã giải ngân; "
            "Vốn đã giải ngân; Giải ngân đến ngày 31/12/2025; Lũy kế giải ngân đến hết 30/9/2025; "
            "Số vốn đã giải ngân; Đã thanh toán; Giải ngân lũy kế; Thực hiện giải ngân; Số giải ngân",
        ),
        ("advance", {}, "Tạm ứng; Trong đó: tạm ứng; Trong đó tạm ứng; Số tạm ứng; Số vốn tạm ứng"),
        ("settled", {}, "Quyết toán; Số quyết toán; Đã quyết toán; Giá trị quyết toán; Vốn quyết toán"),
        (
            "rate",
            {},
            "Tỷ lệ giải ngân; Tỷ lệ (%); % giải ngân; Tỷ lệ GN (%); Tỷ lệ giải ngân (%); "
            "Tỷ lệ giải ngân so với kế hoạch (%); Đạt tỷ lệ (%); Tỉ lệ giải ngân; Tỷ lệ % giải ngân; "
            "Tỷ lệ giải ngân/KH (%); Đạt %",
        ),
        ("plan", {}, "Kế hoạch được sử dụng"),
        ("note", {}, "Ghi chú; Chú thích"),
        (
            "",
            {},
            "Còn lại; Vốn còn lại chưa giải ngân; Chưa giải ngân; Số vốn chưa giải ngân; "
            "Kế hoạch trung hạn 2021-2025; Kế hoạch vốn giai đoạn 2021-2025; Ước giải ngân đến 31/01/2026; "
            "Ước giải ngân cả năm; Dự kiến giải ngân năm 2025; Tổng mức đầu tư; Chênh lệch; "
            "Nhu cầu vốn năm 2026; Chưa phân bổ; Số vốn chưa phân bổ; Số quyết định; Lũy kế vốn đã bố trí; "
            "Đơn vị tính; Giải ngân cùng kỳ; Số hộ; Thời gian thực hiện; Khối lượng thực hiện; "
            "Tỷ lệ phân bổ",
        ),
        (
            "assigned",
            {"plan_year": 2025, "source": "central"},
            "Kế hoạch vốn năm 2025 | NSTW; Kế hoạch năm 2025 | Ngân sách trung ương; "
            "KH vốn 2025 | Trung ương; Kế hoạch vốn năm 2025 | Trong đó | NSTW; "
            "Vốn giao năm 2025 | Vốn NSTW",
        ),
        (
            "assigned",
            {"plan_year": 2025, "source": "local"},
            "Kế hoạch vốn năm 2025 | Địa phương; Kế hoạch vốn năm 2025 | NSĐP; "
            "Kế hoạch vốn năm 2025 | Đối ứng; Kế hoạch vốn năm 2025 | Ngân sách địa phương; "
            "Kế hoạch năm 2025 | Vốn đối ứng",
        ),
        (
            "disbursed",
            {"source": "local"},
            "Giải ngân | Địa phương; Đã giải ngân | NSĐP; Lũy kế giải ngân đến 30/6/2025 | NSĐP; "
            "Kết quả giải ngân | Ngân sách địa phương",
        ),
        (
            "disbursed",
            {"source": "central"},
            "Giải ngân | Trung ương; Kết quả giải ngân | NSTW; Số đã giải ngân | NSTW; "
            "Giải ngân đến 30/6/2025 | Trong đó | NSTW",
        ),
        (
            "assigned",
            {"plan_year": 2024, "source": "central"},
            "Số vốn kéo dài từ 2024 sang | NSTW; Vốn năm 2024 kéo dài | NSTW; "
            "Vốn năm 2024 kéo dài sang năm 2025 | NSTW; Vốn kéo dài năm 2024 | NSTW; "
            "Kế hoạch vốn năm 2024 kéo dài sang 2025 | NSTW; Vốn năm 2024 chuyển sang năm 2025 | NSTW",
        ),
        (
            "assigned",
            {"plan_year": 2025, "capital_kind": "investment"},
            "Kế hoạch vốn năm 2025 | Vốn đầu tư; Kế hoạch vốn năm 2025 | ĐTPT; "
            "Kế hoạch năm 2025 | Đầu tư phát triển; Kế hoạch vốn năm 2025 | Vốn ĐTPT",
        ),
        (
            "assigned",
            {"plan_year": 2025, "capital_kind": "recurrent"},
            "Kế hoạch vốn năm 2025 | Vốn sự nghiệp; Kế hoạch năm 2025 | Sự nghiệp; "
            "Kế hoạch vốn năm 2025 | Vốn SN; Kế hoạch vốn năm 2025 | Chi thường xuyên",
        ),
        (
            "disbursed",
            {"capital_kind": "investment"},
            "Giải ngân | Vốn đầu tư; Đã giải ngân | ĐTPT; Giải ngân | Đầu tư",
        ),
        (
            "assigned",
            {"capital_kind": "investment"},
            "Vốn đầu tư | Kế hoạch; Vốn đầu tư phát triển | Kế hoạch vốn; Vốn ĐTPT | Kế hoạch giao",
        ),
        (
            "disbursed",
            {"capital_kind": "recurrent"},
            "Vốn sự nghiệp | Giải ngân; Vốn sự nghiệp | Đã giải ngân",
        ),
        (
            "assigned",
            {"capital_kind": "investment", "source": "central"},
            "Vốn đầu tư | Kế hoạch | NSTW; Kế hoạch | Vốn đầu tư | NSTW; Kế hoạch giao | NSTW | Vốn đầu tư",
        ),
        (
            "assigned",
            {"source": "central"},
            "NSTW | Kế hoạch; Ngân sách trung ương | Kế hoạch giao; Kế hoạch vốn | NSTW",
        ),
        ("disbursed", {"source": "central"}, "NSTW | Giải ngân; Ngân sách trung ương | Đã giải ngân"),
        ("disbursed", {"source": "commune"}, "Giải ngân | NS xã; Đã giải ngân | Ngân sách xã"),
        ("assigned", {"source": "province"}, "Kế hoạch vốn | NS tỉnh; Kế hoạch giao | Ngân sách tỉnh"),
        ("rate", {"plan_year": None}, "Tỷ lệ giải ngân (%) | Vốn kéo dài"),
        (
            "",
            {},
            "Còn lại | NSTW; Ước giải ngân đến 31/01/2026 | NSTW; Kế hoạch trung hạn 2021-2025 | NSTW; "
            "Nhu cầu vốn năm 2026 | NSTW",
        ),
    ],
    "IndicatorValue": [
        (
            "indicator",
            {},
            "Chỉ tiêu; Tên chỉ tiêu; Mục tiêu, chỉ tiêu; Nội dung chỉ tiêu; Nhiệm vụ, chỉ tiêu; "
            "Các chỉ tiêu; Chỉ tiêu chủ yếu; Mục tiêu; Chỉ tiêu, nhiệm vụ; Tên mục tiêu, chỉ tiêu",
        ),
        ("place", {}, "Địa bàn; Xã; Địa phương; Đơn vị hành chính; Tên xã; Xã, phường"),
        ("year", {}, "Năm; Năm báo cáo"),
        ("period", {}, "Kỳ; Kỳ báo cáo"),
        ("edition", {}, "Loại số liệu"),
        ("group", {}, "Nhóm; Phân tổ"),
        ("numerator", {}, "Tử số"),
        ("denominator", {}, "Mẫu số"),
        ("value", {}, "Giá trị; Số liệu; Giá trị chỉ tiêu; Kết quả"),
        (
            "assessment",
            {},
            "Đánh giá; Kết quả đánh giá; Mức độ hoàn thành; Đánh giá mức độ hoàn thành; Đánh giá kết quả",
        ),
        ("counted_on", {}, "Số liệu đến ngày; Ngày chốt số liệu"),
        ("source", {}, "Nguồn số liệu; Nguồn"),
        ("note", {}, "Ghi chú"),
        (
            "value",
            {"year": 2025, "edition": "plan"},
            "Kế hoạch năm 2025; KH 2025; Kế hoạch 2025; KH năm 2025; Chỉ tiêu năm 2025; "
            "Kế hoạch giao năm 2025; Mục tiêu năm 2025; Chỉ tiêu giao năm 2025; Chỉ tiêu kế hoạch năm 2025; "
            "KH giao 2025; Kế hoạch tỉnh giao năm 2025; Năm 2025 | Kế hoạch; Năm 2025 | KH giao; "
            "Kế hoạch | Năm 2025",
        ),
        (
            "value",
            {"year": 2024, "edition": "official"},
            "Thực hiện năm 2024; TH 2024; TH năm 2024; Kết quả năm 2024; Kết quả thực hiện năm 2024; "
            "Thực hiện 2024; Năm 2024 | Thực hiện; Kết quả thực hiện | Năm 2024; Thực hiện cả năm 2024",
        ),
        (
            "value",
            {"year": 2025, "edition": "estimate", "period": "year"},
            "Ước thực hiện năm 2025; Ước TH năm 2025; Ước TH 2025; Ước năm 2025; Ước thực hiện cả năm 2025; "
            "Năm 2025 | Ước thực hiện; Ước thực hiện 2025; Ước TH cả năm 2025",
        ),
        (
            "value",
            {"edition": "plan"},
            "Kế hoạch năm; Kế hoạch giao; Chỉ tiêu giao; KH giao; Kế hoạch; KH năm; Chỉ tiêu kế hoạch",
        ),
        (
            "value",
            {"edition": "official", "period": "half"},
            "Thực hiện 6 tháng; Thực hiện 6 tháng đầu năm; Kết quả 6 tháng; TH 6 tháng; "
            "Kết quả thực hiện 6 tháng đầu năm",
        ),
        (
            "value",
            {"edition": "official", "period": "half", "year": 2025},
            "Thực hiện 6 tháng đầu năm 2025; Kết quả thực hiện 6 tháng đầu năm 2025; TH 6 tháng 2025; "
            "Thực hiện 6 tháng năm 2025",
        ),
        (
            "value",
            {"edition": "official", "period": "quarter"},
            "Thực hiện 9 tháng; Kết quả 9 tháng; TH 9 tháng",
        ),
        ("value", {"edition": "estimate", "period": "half"}, "Ước thực hiện 6 tháng; Ước TH 6 tháng đầu năm"),
        (
            "value",
            {"edition": "estimate", "period": "year"},
            "Ước thực hiện cả năm; Ước TH cả năm; Ước cả năm",
        ),
        ("value", {"edition": "official"}, "Thực hiện; Kết quả thực hiện"),
        (
            "",
            {},
            "Đơn vị tính; ĐVT; Tỷ lệ đạt (%); Tỷ lệ % so với kế hoạch; So với kế hoạch (%); "
            "So sánh cùng kỳ; So với cùng kỳ năm trước; Số đầu kỳ; Đạt (%); Tăng/giảm so với cùng kỳ; "
            "Thực hiện quý I; Cơ quan theo dõi; Cơ quan chủ trì; Lộ trình thực hiện; Tỷ lệ hoàn thành; "
            "So sánh TH/KH (%); Mức tăng giảm",
        ),
    ],
    "PhaseResult": [
        (
            "indicator",
            {},
            "Chỉ tiêu; Mục tiêu, chỉ tiêu; Tên chỉ tiêu; Nội dung chỉ tiêu; Mục tiêu/chỉ tiêu; "
            "Các mục tiêu, chỉ tiêu",
        ),
        ("unit", {}, "Đơn vị tính; ĐVT; Đơn vị"),
        (
            "base",
            {},
            "Năm gốc; Năm 2020 (gốc); Hiện trạng năm 2020; Thực trạng năm 2020; Thực hiện năm 2020; "
            "Số liệu năm gốc 2020; Giá trị năm gốc; Năm 2020; TH 2020",
        ),
        (
            "target",
            {},
            "Mục tiêu đến năm 2025; Mục tiêu cuối giai đoạn; Chỉ tiêu đến năm 2025; "
            "Mục tiêu giai đoạn 2021-2025; Kế hoạch giai đoạn 2021-2025; Mục tiêu 2025; "
            "Kế hoạch đến năm 2025; Mục tiêu giao đến 2025; KH giai đoạn 2021-2025; "
            "Chỉ tiêu giao giai đoạn 2021-2025",
        ),
        (
            "year_1",
            {},
            "Kết quả thực hiện | Năm 2021; TH 2021; Thực hiện năm 2021; Kết quả năm 2021; "
            "Kết quả thực hiện qua các năm | 2021; Năm 2021",
        ),
        (
            "year_5",
            {},
            "Kết quả thực hiện | Năm 2025 (ước); Ước thực hiện năm 2025; Kết quả thực hiện | Ước năm 2025; "
            "Ước TH 2025; Thực hiện năm 2025",
        ),
        (
            "assessment",
            {},
            "Đánh giá; Kết quả đánh giá; Đánh giá mức độ hoàn thành; Mức độ hoàn thành; "
            "Đánh giá (đạt/không đạt); Tự đánh giá",
        ),
        ("code", {}, "Mã; Mã chỉ tiêu; Mã số"),
        ("note", {}, "Ghi chú"),
    ],
    "Obstacle": [
        (
            "name",
            {},
            "Vướng mắc; Khó khăn, vướng mắc; Nội dung vướng mắc; Nội dung khó khăn, vướng mắc; Khó khăn; "
            "Tồn tại, hạn chế; Vấn đề vướng mắc; Nội dung khó khăn; Những khó khăn, vướng mắc; "
            "Khó khăn, tồn tại; Tồn tại, vướng mắc; Khó khăn/vướng mắc; Tên vướng mắc; "
            "Vấn đề khó khăn, vướng mắc; Khó khăn, vướng mắc, bất cập; Các khó khăn, vướng mắc; "
            "Nội dung tồn tại, hạn chế",
        ),
        ("description", {}, "Mô tả; Mô tả chi tiết; Diễn giải; Nội dung cụ thể; Mô tả vướng mắc"),
        (
            "cause",
            {},
            "Nguyên nhân; Nhóm nguyên nhân; Nguyên nhân chính; Nguyên nhân chủ yếu; Phân loại nguyên nhân; "
            "Loại vướng mắc; Nhóm vướng mắc",
        ),
        (
            "place",
            {},
            "Nơi gặp; Địa phương; Địa bàn; Nơi phát sinh; Xã; Xã, phường; Đơn vị kiến nghị; "
            "Địa phương kiến nghị; Đơn vị, địa phương; Tên xã; Địa phương gặp vướng mắc",
        ),
        ("found_on", {}, "Ngày phát hiện; Ngày phát sinh; Thời điểm phát sinh; Thời gian phát sinh"),
        (
            "clause",
            {},
            "Điều khoản liên quan; Quy định liên quan; Căn cứ pháp lý; Quy định hiện hành; "
            "Điều khoản vướng mắc; Văn bản quy định; Văn bản liên quan; Quy định, văn bản liên quan; "
            "Điều, khoản, văn bản; Văn bản, điều khoản vướng mắc; Nội dung quy định vướng mắc",
        ),
        (
            "level",
            {},
            "Cấp giải quyết được; Cấp có thẩm quyền giải quyết; Cơ quan giải quyết; Thẩm quyền xử lý; "
            "Thẩm quyền giải quyết; Cơ quan có thẩm quyền; Cơ quan có thẩm quyền giải quyết; Cơ quan xử lý; "
            "Cấp xử lý; Cấp giải quyết; Thẩm quyền; Cơ quan có thẩm quyền xử lý; Cấp có thẩm quyền xử lý; "
            "Cơ quan, đơn vị giải quyết; Kiến nghị với cấp",
        ),
        (
            "question",
            {},
            "Kiến nghị; Đề xuất; Kiến nghị, đề xuất; Đề xuất, kiến nghị; Nội dung kiến nghị; "
            "Giải pháp đề xuất; Đề xuất giải pháp; Giải pháp tháo gỡ; Đề nghị; Nội dung đề xuất, kiến nghị; "
            "Đề xuất tháo gỡ; Kiến nghị giải pháp; Đề xuất hướng giải quyết; Đề xuất hướng xử lý; "
            "Giải pháp, kiến nghị",
        ),
        ("asked_by", {}, "Văn bản kiến nghị; Công văn kiến nghị; Số văn bản kiến nghị"),
        ("asked_on", {}, "Ngày kiến nghị; Ngày gửi kiến nghị; Thời gian kiến nghị"),
        (
            "answer",
            {},
            "Nội dung trả lời; Kết quả trả lời; Ý kiến trả lời; Trả lời; Nội dung hướng dẫn, trả lời",
        ),
        ("answered_by", {}, "Văn bản trả lời; Số văn bản trả lời; Văn bản hướng dẫn, trả lời"),
        ("answered_on", {}, "Ngày trả lời; Thời gian trả lời"),
        ("solved_on", {}, "Ngày giải quyết xong; Ngày xử lý xong; Ngày tháo gỡ xong"),
        ("state", {}, "Tình trạng; Trạng thái; Tình trạng xử lý; Tình trạng giải quyết; Tình hình xử lý"),
        ("indicator", {}, "Chỉ tiêu bị ảnh hưởng"),
        (
            "",
            {},
            "Thời hạn giải quyết; Thời hạn; Thời hạn hoàn thành; Ghi chú; Cơ quan phối hợp; "
            "Thời gian đề nghị giải quyết; Hạn xử lý",
        ),
    ],
}
"""For each kind of record: the field, which record of the row it is of, and headings that say so. No field:
headings that are none of its own.
"""


@pytest.mark.parametrize("name", WORDINGS)
def test_that_a_column_is_known_by_the_words_at_its_head(catalog: Catalog, name: str) -> None:
    record_type = catalog.record_type(name)
    own = [layout for layout in catalog.layouts.values() if layout.record is record_type]
    vocabulary = Vocabulary(record_type, own[0] if own else None)
    wrong = []
    for field, apart, headings in WORDINGS[name]:
        for heading in headings.split("; "):
            found = vocabulary.matches([Heading(1, tuple(heading.split(" | ")))])
            got = (found[0].term.field, dict(found[0].term.apart)) if found else ("", {})
            if got[0] != field or not got[1].items() >= apart.items() or (field and got[1] and not apart):
                wrong.append((heading, field, apart, got))
    assert wrong == []
