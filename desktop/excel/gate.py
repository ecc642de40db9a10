"""Whether a file from outside may be opened as a workbook, seen from its outside; reads no cell."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.declare.problems import Refusal
from desktop.declare.text import _

MB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """What a workbook may cost; an honest one of 50,000 rows × 20 columns is 6 MB, 53 MB unpacked."""

    file_bytes: int = 60 * MB
    parts: int = 2000
    unpacked_bytes: int = 1024 * MB
    sheet_bytes: int = 512 * MB
    strings_bytes: int = 256 * MB
    other_bytes: int = 32 * MB
    ratio: int = 100
    sheets: int = 200
    rows: int = 200_000
    columns: int = 702
    cells: int = 20_000_000
    merges: int = 20_000
    depth: int = 256
    memory_bytes: int = 1024 * MB
    seconds: int = 60


class Refused(Refusal):
    """A workbook that is not read, as a sentence whose places are filled by whoever shows it.

    The reading process does not know the language of the window, so it hands over the sentence and the
    names apart; `Refused(...)` made from both is the same refusal in the language in use.
    """

    def __init__(self, sentence: str, advice: str, **names: str | int) -> None:
        super().__init__(_(sentence).format(**names), _(advice).format(**names))
        self.sentence, self.advice_sentence, self.names = sentence, advice, names


@dataclass(frozen=True)
class Package:
    """What the outside of a file tells: its kind, and whether it takes values from other files."""

    kind: str
    """`xlsx`, `xlsb`, `ods`, `xls` or `csv`."""
    has_links: bool = False
    has_macros: bool = False
    """Whether it is one that says so (`.xlsm`) and holds macros; they are never run."""


_SUFFIXES = {
    "xlsx": {".xlsx", ".xlsm", ".xltx", ".xltm"},
    "xlsb": {".xlsb"},
    "ods": {".ods"},
    "xls": {".xls", ".xlt"},
}
_MANIFEST = "META-INF/manifest.xml"
_MAIN_PARTS = {"xl/workbook.xml": "xlsx", "xl/workbook.bin": "xlsb", "content.xml": "ods"}
_ACTIVE = re.compile(r"vbaproject|^xl/macrosheets/|^xl/activex/|^xl/embeddings/|^xl/connections\.|^basic/")
_MACROS = re.compile(r"xl/(?:_rels/)?vbaproject[a-z]*\.bin(?:\.rels)?")
_SAYS_SO = (".xlsm", ".xltm")
_ENCODING = re.compile(rb"""^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")
_CHUNK = 1 << 18


def inspect(path: Path, limits: Limits) -> Package:
    """The kind of workbook at `path`; raises `Refused` for what must not be opened."""
    size = path.stat().st_size
    if size == 0:
        raise Refused(_("Tệp rỗng (0 byte)."), _("Xin nơi gửi gửi lại tệp."))
    if size > limits.file_bytes:
        raise Refused(
            _("Tệp lớn quá {limit} MB."), _("Chia thành nhiều tệp nhỏ hơn."), limit=limits.file_bytes // MB
        )
    with path.open("rb") as stream:
        start = stream.read(4096)
    if start.startswith(b"PK"):
        package = _inspect_zip(path, limits)
    elif start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        package = _inspect_compound(path)
    else:
        package = _inspect_text(path, start)
    _refuse_other_suffix(path, package.kind)
    return package


@contextmanager
def damage_refused() -> Iterator[None]:
    """Turn every way in which a zip or its parts can be broken into one refusal."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise damaged() from error


def damaged() -> Refused:
    """The refusal of a file that is cut off or broken."""
    return Refused(
        _("Tệp bị hỏng hoặc tải về chưa hết."),
        _("Thử mở bằng Excel rồi lưu lại thành tệp mới, hoặc xin nơi gửi gửi lại tệp."),
    )


def too_large() -> Refused:
    """The refusal of a file whose reading had to be ended."""
    return Refused(
        _("Đọc tệp tốn quá nhiều bộ nhớ hoặc thời gian nên đã dừng; tệp có thể bị hỏng hoặc cố ý gây hại."),
        _("Mở bằng Excel, chép phần cần nhập sang một tệp mới rồi nhập tệp đó."),
    )


def _inspect_zip(path: Path, limits: Limits) -> Package:
    with damage_refused(), zipfile.ZipFile(path) as package:
        parts = package.infolist()
        _refuse_amounts(parts, limits)
        names = [part.filename.lower() for part in parts]
        if len(set(names)) != len(names):
            raise damaged()
        if _MANIFEST in package.namelist() and b"encryption-data" in package.open(_MANIFEST).read(MB):
            raise locked()
        kind = next((kind for main, kind in _MAIN_PARTS.items() if main in names), "")
        if not kind:
            raise _no_workbook()
        macros = {name for name in names if path.suffix.lower() in _SAYS_SO and _MACROS.fullmatch(name)}
        _refuse_active([name for name in names if name not in macros])
        for part in parts:
            if part.filename.lower().endswith((".xml", ".rels")) and not is_sheet(part.filename):
                _look_through(package, part)
        links = any(name.startswith("xl/externallinks/") for name in names)
    return Package(kind, links, bool(macros))


def is_sheet(name: str) -> bool:
    """Whether a part holds the rows of a sheet; such parts are large and are looked through on their own."""
    return name.lower().startswith("xl/worksheets/sheet")


def _refuse_amounts(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    too_much = Refused(
        _("Tệp chứa lượng dữ liệu bất thường so với kích thước của nó nên không được mở."),
        _("Mở bằng Excel, chép phần cần nhập sang một tệp mới rồi nhập tệp đó."),
    )
    if len(parts) > limits.parts or sum(part.file_size for part in parts) > limits.unpacked_bytes:
        raise too_much
    for part in parts:
        if part.flag_bits & 0x1:
            raise locked()
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged()
        if part.file_size > _most_bytes(part.filename.lower(), limits):
            raise too_much
        if part.file_size > MB and part.file_size > limits.ratio * part.compress_size:
            raise too_much


def _most_bytes(name: str, limits: Limits) -> int:
    if name.startswith("xl/worksheets/") or name == "content.xml":
        return limits.sheet_bytes
    if name.startswith("xl/sharedstrings."):
        return limits.strings_bytes
    return limits.other_bytes


def _refuse_active(names: list[str]) -> None:
    found = next((name for name in names if _ACTIVE.search(name)), "")
    if found:
        raise _active("connections" in found)


def _active(is_connection: bool = False) -> Refused:
    if is_connection:
        return Refused(
            _("Tệp có kết nối lấy dữ liệu từ bên ngoài nên không được mở."),
            _("Trong Excel, xóa kết nối ở thẻ Data rồi lưu lại dạng .xlsx."),
        )
    return Refused(
        _("Tệp có macro hoặc đối tượng nhúng nên không được mở."),
        _("Trong Excel, chọn Lưu thành (Save As), kiểu «Excel Workbook (.xlsx)», rồi nhập tệp mới."),
    )


def locked() -> Refused:
    """The refusal of a workbook with a password."""
    return Refused(
        _("Tệp được bảo vệ bằng mật khẩu."),
        _("Mở bằng Excel, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ sổ) rồi lưu lại."),
    )


def _no_workbook() -> Refused:
    return Refused(
        _("Đây không phải là sổ tính Excel."),
        _("Chọn tệp .xlsx, .xls, .xlsb, .ods hoặc .csv."),
    )


def _look_through(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Read a part to its end, which also proves its checksum, and refuse a DOCTYPE or a strange encoding."""
    with package.open(part) as stream:
        before = b""
        while chunk := stream.read(_CHUNK):
            if not before:
                refuse_encoding(chunk)
            if b"<!DOCTYPE" in before[-8:] + chunk:
                raise unsafe_xml()
            before = chunk


def refuse_encoding(start: bytes) -> None:
    """Refuse XML that is not UTF-8: no workbook program writes any other."""
    named = _ENCODING.match(start)
    if start.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00")) or b"\x00" in start[:16]:
        raise unsafe_xml()
    if named and named[1].lower() not in (b"utf-8", b"utf8", b"us-ascii"):
        raise unsafe_xml()


def unsafe_xml() -> Refused:
    """The refusal of XML that no workbook program writes."""
    return Refused(
        _("Tệp có nội dung mà Excel không bao giờ ghi ra, có thể là tệp cố ý gây hại."),
        _("Mở bằng Excel rồi lưu lại thành tệp mới, hoặc xin nơi gửi gửi lại tệp."),
    )


def _inspect_compound(path: Path) -> Package:
    """An OLE file: an old .xls, a locked .xlsx, or something else; the names of its streams tell which."""
    content = path.read_bytes()

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise locked()
    if holds("_VBA_PROJECT") or holds("Macros"):
        raise _active()
    if not holds("Workbook") and not holds("Book"):
        raise _no_workbook()
    return Package("xls")


def _inspect_text(path: Path, start: bytes) -> Package:
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith(b"<"):
        raise Refused(
            _("Tệp mang đuôi {suffix} nhưng bên trong là trang web hoặc XML, không phải sổ tính."),
            _("Mở bằng Excel rồi lưu lại dạng .xlsx."),
            suffix=path.suffix,
        )
    is_utf16 = bool(wide_letters(start))
    if b"\x00" in start and not is_utf16:
        raise _no_workbook()
    if path.suffix.lower() in (".csv", ".txt", ".tsv"):
        return Package("csv")
    if is_utf16 or re.search(rb"[,;\t].*\n", start):
        raise Refused(
            _("Tệp mang đuôi {suffix} nhưng bên trong là văn bản thường (CSV)."),
            _("Đổi đuôi tệp thành .csv, hoặc mở bằng Excel rồi lưu lại dạng .xlsx."),
            suffix=path.suffix,
        )
    raise _no_workbook()


def wide_letters(start: bytes) -> str:
    """The encoding of a text whose letters take two bytes each; empty where they do not.

    Without the mark in front it is known by its line ends, digits and most letters: one byte of two is zero.
    """
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    zeros = [start[:4096][place::2].count(0) for place in (0, 1)]
    if not max(zeros) or max(zeros) * 4 < len(start[:4096]) or min(zeros):
        return ""
    return "utf-16-be" if zeros[0] else "utf-16-le"


def _refuse_other_suffix(path: Path, kind: str) -> None:
    allowed = _SUFFIXES.get(kind)
    if allowed and path.suffix.lower() not in allowed:
        raise Refused(
            _("Tệp mang đuôi «{suffix}» nhưng bên trong là tệp .{kind}."),
            _("Đổi đuôi tệp thành .{kind}, hoặc mở bằng Excel rồi lưu lại dạng .xlsx."),
            suffix=path.suffix,
            kind=kind,
        )


def find_part(package: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    """A part by its name whatever its case; a missing one is damage."""
    for part in package.infolist():
        if part.filename.lower() == name.lower():
            return part
    raise damaged()
