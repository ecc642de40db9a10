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
SEX_SPELLINGS = {"male": ("1", "trai", "M"), "female": ("2", "gái", "F", "nu")}
KINH = "kinh"


def sex_field(label: str = "Giới tính", **options: Any) -> Choice:
    """Male or female, as lists write it (Nam, Nữ, 1, 2)."""
    return Choice(label, SEXES, spellings=SEX_SPELLINGS, sensitive=True, **options)


def ethnicity_field(label: str = "Dân tộc", **options: Any) -> Choice:
    """One of the 54 peoples (QĐ 121-TCTK/PPCĐ of 1979), by any accepted spelling."""
    groups = codes.ethnic_groups()
    return Choice(label, codes.names(groups), spellings=codes.spellings(groups), sensitive=True, **options)


def poverty_field(label: str = "Diện hộ", **options: Any) -> Choice:
    """Poor, near-poor, newly escaped, other."""
    classes = codes.poverty_classes()
    return Choice(label, codes.names(classes), spellings=codes.spellings(classes), sensitive=True, **options)


def birth_field(label: str = "Ngày sinh", **options: Any) -> Date:
    """Date of birth; a year alone is kept as a year."""
    headings = ("Ngày, tháng, năm sinh", "Năm sinh", "Sinh ngày", "Sinh năm", "Sinh")
    hint = "Chỉ biết năm thì ghi năm: 1983."
    return Date(label, future=False, sensitive=True, headings=headings, hint=hint, **options)


def identity_field(label: str = "Số CCCD/CMND", **options: Any) -> NationalId:
    """The personal number, reported under G05; a component's rules find it as `identity_number`."""
    headings = (
        "Số CCCD",
        "CCCD",
        "CMND",
        "Số CMND",
        "CCCD/CMND",
        "Số định danh cá nhân",
        "Số định danh",
        "Số CMND/CCCD/ĐDCN",
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
        headings=("Xã, phường", "Xã/phường", "Tên xã", "Địa chỉ | Xã"),
        **options,
    )


def village_field(label: str = "Bản", **options: Any) -> VillageName:
    """The village, as the list writes it or as it is known in the commune already."""
    headings = ("Thôn, bản", "Thôn/bản", "Thôn", "Bản, tổ dân phố", "Tổ/bản", "Tên bản")
    return VillageName(label, within="commune", indexed=True, headings=headings, **options)


def old_commune_field(label: str = "Xã trước 01/7/2025", **options: Any) -> Reference:
    """The commune before 01/07/2025, where the list writes one."""
    headings = ("Xã cũ", "Xã (cũ)", "Xã, thị trấn (cũ)")
    return Reference(
        label, to=Place, only={"kind": "commune"}, hints=("old_district",), headings=headings, **options
    )


def old_district_field(label: str = "Huyện trước 01/7/2025", **options: Any) -> Text:
    """The district before 01/07/2025: it says which of two communes of one name is meant."""
    headings = ("Huyện", "Huyện cũ", "Huyện (cũ)", "Huyện (trước 01/7/2025)", "Huyện, thị xã, thành phố")
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
        basis=identity.BASIS,
        about="Giới tính theo số định danh",
    )
    def number_agrees_with_sex(self) -> bool:
        return identity.sex_fits(self.identity_number, self.sex)

    @rule(
        "Năm sinh trong số định danh khác năm sinh {birth}; hãy xem lại.",
        id="G05",
        field="identity_number",
        warns=True,
        basis=identity.BASIS,
        about="Năm sinh theo số định danh",
    )
    def number_agrees_with_birth_year(self) -> bool:
        return identity.birth_year_fits(self.identity_number, self.birth)
