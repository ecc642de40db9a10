"""Whose desk this database stands on: level, province, commune; what follows for new records."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.declare.fields import Choice, Reference, Text
from desktop.declare.problems import Finding, Grade
from desktop.declare.reading import Reader
from desktop.declare.records import Record
from desktop.declare.rules import Rule, rule
from desktop.shared.places import Place, PlaceLink, place_references

COMMUNE, PROVINCE, CENTRAL = "commune", "province", "central"
_LEVELS = {COMMUNE: "Cấp xã", PROVINCE: "Cấp tỉnh", CENTRAL: "Trung ương"}


class LeftOut(Text):
    """The names of components an office does not work with; the window ticks them off a list."""


class Office(Record):
    """The office that uses this database; there is one."""

    title = "Đơn vị sử dụng"
    plural = "Đơn vị sử dụng"
    icon = "settings"
    menu = "Danh mục"
    key = ("name",)
    shown_by = ("name",)
    listed = ("name", "level", "province", "commune")

    level = Choice("Cấp của đơn vị", _LEVELS, required=True)
    province = Reference("Tỉnh của đơn vị", to=Place, only={"kind": "province"}, current=True)
    commune = Reference(
        "Xã của đơn vị", to=Place, only={"kind": "commune"}, current=True, hint="Để trống nếu là cấp tỉnh."
    )
    name = Text("Tên đơn vị", required=True, hint="Ví dụ: UBND xã Na Son.")
    left_out = LeftOut(
        "Dự án không triển khai",
        hint="Thanh bên không hiện phần được đánh dấu; dữ liệu của phần đó còn nguyên.",
    )

    @property
    def place(self) -> str | None:
        """The id of the unit the office stands for; None for one of the whole country."""
        if self.level == CENTRAL:
            return None
        return self.commune if self.level == COMMUNE else self.province

    @property
    def components_left_out(self) -> frozenset[str]:
        """The names of the components this office does not work with."""
        return frozenset(part.strip() for part in (self.left_out or "").split(",") if part.strip())

    @rule("Đơn vị cấp xã thì phải chọn xã.", field="commune")
    def commune_office_names_its_commune(self) -> bool:
        return self.level != COMMUNE or self.commune is not None

    @rule("Đơn vị cấp tỉnh thì phải chọn tỉnh.", field="province")
    def province_office_names_its_province(self) -> bool:
        return self.level != PROVINCE or self.province is not None


def read_office(reader: Reader) -> Office | None:
    """The office as it was chosen, None before that."""
    return next(iter(reader.rows(Office, limit=1)), None)


def place_values(office: Office | None, record_type: type[Record]) -> dict[str, str]:
    """What the office already says of a new record: the places it cannot do without."""
    if office is None or office.place is None or issubclass(record_type, Place | PlaceLink | Office):
        return {}
    own = {COMMUNE: office.commune if office.level == COMMUNE else None, PROVINCE: office.province}
    values: dict[str, str] = {}
    for name, field in place_references(record_type).items():
        place = own.get(str(field.only["kind"])) if "kind" in field.only else office.place
        if place and (field.required or name in record_type.key):
            values[name] = place
    return values


def _others(reader: Reader, among: frozenset[str] | None) -> Iterator[Finding]:
    for office in list(reader.rows(Office))[1:]:
        yield Finding(record=office.id or "")


RULES = [
    Rule(
        "",
        "there_is_one_office",
        "Dữ liệu này đã có một đơn vị sử dụng; hãy xóa dòng thừa.",
        Office,
        _others,
        field="name",
        grade=Grade.WARN,
        about="Mỗi tệp dữ liệu của một đơn vị",
    )
]
