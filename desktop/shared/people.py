"""How every list writes a person and where a household lives: fields and rules that all components share."""

from __future__ import annotations

from typing import Any

from desktop.declare.fields import Choice, Date, NationalId, Reference, Text
from desktop.declare.records import Record
from desktop.declare.rules import rule
from desktop.shared import codes, identity
from desktop.shared.places import Place
from desktop.shared.villages import VillageName

SEXES = {"male": "Nam", "female": "Nữ"}
SEX_SPELLINGS = {"male": ("1", "trai", "M"), "female": ("2", "gái", "F", "nu", "phụ nữ")}
KINH = "kinh"
HEADS_OF_HOUSEHOLDS = (
    *("Họ tên chủ hộ", "Chủ hộ", "Họ và tên", "Tên chủ hộ", "Tên hộ", "Họ tên người đại diện hộ"),
    *("Họ và tên người đứng đầu hộ", "Người đứng đầu hộ", "Họ tên hộ nghèo", "Họ và tên hộ gia đình"),
    *("Họ tên đại diện hộ", "Chủ hộ gia đình", "Họ tên hộ gia đình"),
)
"""What stands above the heads of households in the lists of every component."""

_SEX = ("GT", "Giới", "Nam/Nữ", "Phái", "Giới tính chủ hộ")
_ETHNICITY = ("DT", "DT chủ hộ", "Thành phần dân tộc", "Dân tộc chủ hộ", "Tên dân tộc")
_POVERTY = (
    "Phân loại hộ",
    "Loại hộ",
    "Đối tượng",
    "Đối tượng hộ",
    "Thuộc diện",
    "Diện đối tượng",
    "Hộ nghèo, hộ cận nghèo",
    "Hộ nghèo/cận nghèo",
    "Thuộc hộ nghèo, cận nghèo",
)


def _with_headings(options: dict[str, Any], more: tuple[str, ...]) -> dict[str, Any]:
    """The options with these headings after those that were given."""
    return {**options, "headings": tuple(dict.fromkeys((*options.get("headings", ()), *more)))}


def sex_field(label: str = "Giới tính", **options: Any) -> Choice:
    """Male or female, as lists write it (Nam, Nữ, 1, 2)."""
    return Choice(label, SEXES, spellings=SEX_SPELLINGS, sensitive=True, **_with_headings(options, _SEX))


def ethnicity_field(label: str = "Dân tộc", **options: Any) -> Choice:
    """One of the 54 peoples (QĐ 121-TCTK/PPCĐ of 1979), by any accepted spelling."""
    groups = codes.ethnic_groups()
    if label == "Dân tộc":
        options = _with_headings(options, _ETHNICITY)
    return Choice(label, codes.names(groups), spellings=codes.spellings(groups), sensitive=True, **options)


def poverty_field(label: str = "Diện hộ", **options: Any) -> Choice:
    """Poor, near-poor, newly escaped, other."""
    classes = codes.poverty_classes()
    options = _with_headings(options, _POVERTY)
    return Choice(
        label,
        codes.names(classes),
        spellings=codes.spellings(classes),
        sensitive=True,
        in_titles=("HCN", "HMTN"),
        **options,
    )


def birth_field(label: str = "Ngày sinh", **options: Any) -> Date:
    """Date of birth; a year alone is kept as a year."""
    headings = (
        "Ngày, tháng, năm sinh",
        "Năm sinh",
        "Sinh ngày",
        "Sinh năm",
        "Sinh",
        "Ngày sinh chủ hộ",
        "Năm sinh chủ hộ",
    )
    hint = "Chỉ biết năm thì ghi năm: 1983."
    return Date(label, future=False, sensitive=True, headings=headings, hint=hint, **options)


def identity_field(label: str = "Số CCCD/CMND", **options: Any) -> NationalId:
    """The personal number, reported under G05; a component's rules find it as `identity_number`."""
    headings = (
        *("Số CCCD", "CCCD", "CMND", "Số CMND", "CCCD/CMND", "Số định danh cá nhân"),
        *("Số định danh", "Số CMND/CCCD/ĐDCN", "Số căn cước", "Căn cước", "Số CC/CCCD"),
        *("Số CCCD/ĐDCN", "Mã định danh", "Mã định danh cá nhân", "Mã số định danh"),
        *("Số giấy tờ tùy thân", "Mã số định danh cá nhân"),
    )
    return NationalId(label, rule="G05", indexed=True, headings=headings, **options)


def commune_field(label: str = "Xã", **options: Any) -> Reference:
    """The commune of today; one of before 01/07/2025 as written is kept in `old_commune`."""
    return Reference(
        label,
        to=Place,
        only={"kind": "commune"},
        current=True,
        as_written="old_commune",
        hints=("old_district",),
        headings=(
            *("Xã, phường", "Xã/phường", "Tên xã", "Địa chỉ | Xã", "Xã, thị trấn"),
            *("Xã, phường, thị trấn", "Xã, phường, đặc khu", "Xã (mới)", "Xã sau sắp xếp"),
            *("Xã hiện nay", "Đơn vị (xã)", "Tên xã, phường", "Địa bàn xã", "Thuộc xã"),
            "Xã thực hiện",
        ),
        **options,
    )


def village_field(label: str = "Bản", **options: Any) -> VillageName:
    """The village, as the list writes it or as it is known in the commune already."""
    headings = (
        *("Thôn, bản", "Thôn/bản", "Thôn", "Bản, tổ dân phố", "Tổ/bản", "Tên bản", "Tên thôn"),
        *("Tên thôn, bản", "Thôn, bản, tổ dân phố", "Bản, tiểu khu", "Thôn, tổ dân phố", "Thôn, xóm"),
        *("Xóm", "Ấp", "Buôn", "Làng", "Tổ dân phố", "Khu dân cư", "Thôn, buôn", "Thôn, làng", "Bản, khối"),
        *("Địa chỉ (thôn, bản)", "Nơi ở (thôn, bản)", "Nơi ở hiện nay (thôn, bản)"),
        *("Thôn, xóm, bản", "Xóm, bản"),
    )
    return VillageName(label, within="commune", indexed=True, headings=headings, **options)


def old_commune_field(label: str = "Xã trước 01/7/2025", **options: Any) -> Reference:
    """The commune before 01/07/2025, where the list writes one."""
    headings = (
        *("Xã cũ", "Xã (cũ)", "Xã, thị trấn (cũ)", "Thuộc xã cũ", "Tên xã cũ"),
        *("Đơn vị cũ (xã)", "Xã, phường, thị trấn cũ"),
    )
    return Reference(
        label, to=Place, only={"kind": "commune"}, hints=("old_district",), headings=headings, **options
    )


def old_district_field(label: str = "Huyện trước 01/7/2025", **options: Any) -> Text:
    """The district before 01/07/2025: it says which of two communes of one name is meant."""
    headings = (
        *("Huyện", "Huyện cũ", "Huyện (cũ)", "Huyện (trước 01/7/2025)"),
        *("Huyện, thị xã, thành phố", "Thuộc huyện cũ", "Tên huyện cũ"),
    )
    return Text(label, headings=headings, **options)


class Numbered(Record):
    """A record of one person's: number, sex and year of birth must agree, softly (registers have errors)."""

    identity_number: NationalId
    sex: Choice
    birth: Date

    @rule(
        "Số định danh cho biết người này khác giới với cột giới tính; hãy xem lại số hoặc giới tính.",
        id="G05",
        field="identity_number",
        warns=True,
        basis=identity.NUMBER_BASIS,
        about="Giới tính theo số định danh",
    )
    def number_agrees_with_sex(self) -> bool:
        return identity.sex_fits(self.identity_number, self.sex)

    @rule(
        "Năm sinh trong số định danh khác năm sinh {birth}; hãy xem lại.",
        id="G05",
        field="identity_number",
        warns=True,
        basis=identity.NUMBER_BASIS,
        about="Năm sinh theo số định danh",
    )
    def number_agrees_with_birth_year(self) -> bool:
        return identity.birth_year_fits(self.identity_number, self.birth)
