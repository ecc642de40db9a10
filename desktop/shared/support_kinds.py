"""The kinds of support that all components call by one code, so that rules hold across them."""

KINDS = {
    "house": "Nhà ở",
    "residential_land": "Đất ở",
    "production_land": "Đất sản xuất",
    "career_change": "Chuyển đổi nghề",
    "scattered_water": "Nước sinh hoạt phân tán",
    "central_water": "Nước sinh hoạt tập trung",
    "chain": "Liên kết chuỗi giá trị",
    "community": "Sản xuất cộng đồng",
    "livelihood": "Đa dạng hóa sinh kế",
    "herbs": "Dược liệu quý",
    "startup": "Khởi nghiệp",
    "forest": "Khoán bảo vệ rừng",
    "rice": "Trợ cấp gạo",
    "safe_birth": "Gói sinh con an toàn",
    "women_livelihood": "Sinh kế của phụ nữ",
    "other": "Hỗ trợ khác",
}
