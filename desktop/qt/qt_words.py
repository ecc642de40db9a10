"""Qt's own buttons and menus in Vietnamese, because its wheels bring no such translation; knows no page."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

_WORDS = {
    "OK": "Đồng ý",
    "Open": "Mở",
    "Save": "Lưu",
    "Save All": "Lưu tất cả",
    "Cancel": "Hủy",
    "Close": "Đóng",
    "Discard": "Bỏ thay đổi",
    "Don't Save": "Không lưu",
    "Close without Saving": "Đóng, không lưu",
    "Apply": "Áp dụng",
    "Reset": "Đặt lại",
    "Restore Defaults": "Về mặc định",
    "Help": "Trợ giúp",
    "Yes": "Có",
    "Yes to All": "Có cho tất cả",
    "No": "Không",
    "No to All": "Không cho tất cả",
    "Abort": "Dừng",
    "Retry": "Thử lại",
    "Ignore": "Bỏ qua",
    "Show Details...": "Chi tiết…",
    "Hide Details...": "Ẩn chi tiết…",
    "Undo": "Hoàn tác",
    "Redo": "Làm lại",
    "Cut": "Cắt",
    "Copy": "Sao chép",
    "Copy Link Location": "Sao chép liên kết",
    "Copy Link": "Sao chép liên kết",
    "Paste": "Dán",
    "Delete": "Xóa",
    "Select All": "Chọn tất cả",
    "Back": "Quay lại",
    "Forward": "Tiến tới",
    "Parent Directory": "Thư mục trên",
    "Create New Folder": "Tạo thư mục mới",
    "New Folder": "Thư mục mới",
    "List View": "Dạng danh sách",
    "Detail View": "Dạng chi tiết",
    "Look in:": "Tìm trong:",
    "File name:": "Tên tệp:",
    "Files of type:": "Loại tệp:",
    "Save As": "Lưu thành",
    "Directory:": "Thư mục:",
    "Choose": "Chọn",
    "Find Directory": "Tìm thư mục",
    "Rename": "Đổi tên",
    "Show hidden files": "Hiện tệp ẩn",
    "All Files (*)": "Mọi tệp (*)",
    "Computer": "Máy này",
    "My Computer": "Máy này",
    "Name": "Tên",
    "Size": "Cỡ",
    "Type": "Loại",
    "Kind": "Loại",
    "Date Modified": "Ngày sửa",
    "Folder": "Thư mục",
    "File": "Tệp",
    "Go back": "Quay lại",
    "Go forward": "Tiến tới",
    "Go to the parent directory": "Lên thư mục trên",
    "Create a New Folder": "Tạo thư mục mới",
    "Change to list view mode": "Xem dạng danh sách",
    "Change to detail view mode": "Xem dạng chi tiết",
    "Sidebar": "Thanh bên",
    "Scroll Left": "Cuộn sang trái",
    "Scroll Right": "Cuộn sang phải",
    "Files": "Tệp",
    "Remove": "Bỏ",
    "%1 already exists.\nDo you want to replace it?": "%1 đã có.\nGhi đè lên tệp ấy?",
    "%1\nFile not found.\nPlease verify the correct file name was given.": (
        "%1\nKhông thấy tệp.\nHãy kiểm tra lại tên tệp."
    ),
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.": (
        "%1\nKhông thấy thư mục.\nHãy kiểm tra lại tên thư mục."
    ),
    "Are you sure you want to delete '%1'?": "Xóa “%1”?",
    "Could not delete directory.": "Không xóa được thư mục.",
    "Recent Places": "Nơi vừa dùng",
    "Drive": "Ổ đĩa",
    "Unknown": "Không rõ",
    "Bytes": "byte",
    "What's This?": "Đây là gì?",
    "Open Link": "Mở liên kết",
}


_INSTALLED = "vietnamese"


class VietnameseQt(QTranslator):
    """Answers Qt's English with our words; accelerator marks (`&`) are taken off, ours are written above."""

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:
        """The Vietnamese words, or the text itself where it is no word of a button."""
        return _WORDS.get(sourceText.replace("&", ""), sourceText)

    def isEmpty(self) -> bool:
        """Never: without this Qt does not ask at all."""
        return False


def use_qt_language(language: str, owner: QObject) -> None:
    """Install or take away the translation for `vi` or `en`."""
    # Kept under a name: to look among the children of the application hands its style to Python, whose many
    # enums the first paint cannot wait for.
    old = owner.property(_INSTALLED)
    if old is not None:
        owner.setProperty(_INSTALLED, None)
        QCoreApplication.removeTranslator(old)
        old.deleteLater()
    if language == "vi":
        new = VietnameseQt(owner)
        owner.setProperty(_INSTALLED, new)
        QCoreApplication.installTranslator(new)
