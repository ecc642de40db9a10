"""In which words officers write of difficulties: headings of columns, names of options; knows no record."""

LEVEL_SPELLINGS = {
    "commune": ("Cấp xã", "UBND xã", "Ủy ban nhân dân xã", "Xã, phường", "Phường"),
    "province": (
        "Cấp tỉnh",
        "UBND tỉnh",
        "Ủy ban nhân dân tỉnh",
        "HĐND tỉnh",
        "Sở",
        "Sở, ngành",
        "Tỉnh, thành phố",
    ),
    "ministry": (
        "Bộ",
        "Cấp bộ",
        "Các bộ",
        "Các bộ, ngành",
        "Bộ, ngành trung ương",
        "Bộ Dân tộc và Tôn giáo",
        "UBDT",
    ),
    "government": ("Chính phủ", "CP", "Thủ tướng", "TTg", "Thủ tướng Chính phủ"),
    "assembly": ("QH", "UBTVQH", "Ủy ban Thường vụ Quốc hội"),
}
_ABOVE, _BELOW = ("ministry", "government", "assembly"), ("commune", "province")
LEVEL_DOUBTS = {
    **dict.fromkeys(("Trung ương", "Cấp trung ương", "TW", "T.Ư", "Cấp TW"), _ABOVE),
    # A district solved things until 30/06/2025; who took them over is not the same for all.
    **dict.fromkeys(("Địa phương", "Huyện", "Cấp huyện", "UBND huyện"), _BELOW),
}
CAUSE_SPELLINGS = {
    "guidance": ("Hướng dẫn", "Thiếu hướng dẫn", "Chưa có hướng dẫn", "Chậm hướng dẫn", "Văn bản hướng dẫn"),
    "land_papers": ("Đất đai", "Giấy tờ về đất", "Thủ tục đất đai", "Hồ sơ đất đai"),
    "matching": ("Đối ứng", "Thiếu vốn đối ứng", "Bố trí vốn đối ứng"),
    "norm": ("Định mức hỗ trợ", "Mức hỗ trợ", "Định mức thấp"),
    "procedure": ("Thủ tục hành chính", "Trình tự, thủ tục", "Hồ sơ, thủ tục"),
    "capacity": ("Năng lực", "Nhân lực", "Cán bộ", "Thiếu cán bộ"),
    "market": ("Thị trường", "Giá cả", "Giá cả thị trường", "Biến động giá"),
    "weather": ("Thời tiết", "Thiên tai", "Mưa lũ"),
}
NAMES = (
    *("Khó khăn, vướng mắc", "Nội dung khó khăn, vướng mắc", "Nội dung vướng mắc", "Nội dung khó khăn"),
    *("Khó khăn", "Khó khăn, tồn tại", "Tồn tại, hạn chế", "Tồn tại, vướng mắc", "Nội dung tồn tại, hạn chế"),
    *("Vấn đề vướng mắc", "Vấn đề khó khăn, vướng mắc", "Khó khăn, vướng mắc, bất cập", "Tên vướng mắc"),
)
CLAUSES = (
    *("Quy định liên quan", "Quy định có liên quan", "Văn bản liên quan", "Quy định, văn bản liên quan"),
    *("Căn cứ pháp lý", "Quy định hiện hành", "Văn bản quy định", "Điều khoản vướng mắc"),
    *("Điều, khoản, văn bản", "Văn bản, điều khoản vướng mắc", "Nội dung quy định vướng mắc"),
)
LEVELS_ASKED = (
    *("Cấp có thẩm quyền xử lý", "Cấp có thẩm quyền giải quyết", "Cấp xử lý", "Cấp giải quyết"),
    *("Thẩm quyền giải quyết", "Thẩm quyền xử lý", "Thẩm quyền", "Kiến nghị với cấp"),
    *("Cơ quan giải quyết", "Cơ quan xử lý", "Cơ quan có thẩm quyền", "Cơ quan có thẩm quyền giải quyết"),
    *("Cơ quan có thẩm quyền xử lý", "Cơ quan, đơn vị giải quyết"),
)
QUESTIONS = (
    *("Kiến nghị", "Đề xuất", "Đề nghị", "Đề xuất, kiến nghị", "Kiến nghị, đề xuất", "Giải pháp, kiến nghị"),
    *("Nội dung đề xuất, kiến nghị", "Đề xuất giải pháp", "Giải pháp đề xuất", "Kiến nghị giải pháp"),
    *("Giải pháp tháo gỡ", "Đề xuất tháo gỡ", "Đề xuất hướng giải quyết", "Đề xuất hướng xử lý"),
)
