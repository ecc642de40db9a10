"""What belongs to a production project and finds it in the list it names; knows nothing more of it."""

from __future__ import annotations

from desktop.api import Integer, Record, Reference, rule
from desktop.shared import Place
from project3_value_chain.kinds import list_year_field
from project3_value_chain.projects import ProductionProject

_PROJECT = "Dự án"


def project_commune_field() -> Reference:
    """The commune whose list a number is of, where nobody lives in the record."""
    return Reference(
        "Xã", to=Place, only={"kind": "commune"}, current=True, section=_PROJECT, headings=("Xã của dự án",)
    )


class OfProject(Record):
    """A member, a lot, an amount due: lists name the project by its running number.

    Every list begins at 1: a number means a project of the same workbook, else one whose commune or year
    of the list is the same.
    """

    project = Reference(
        "Dự án",
        to=ProductionProject,
        found_by={"number": "project_number"},
        within={"commune": "commune", "list_year": "list_year"},
        section=_PROJECT,
        headings=("Tên dự án",),
        hint="Tự nối theo số dự án trong cùng tệp, hoặc trong danh mục cùng xã, cùng năm.",
    )
    project_number = Integer(
        "Dự án số",
        minimum=1,
        grouped=False,
        indexed=True,
        section=_PROJECT,
        headings=("Số dự án", "Dự án", "STT dự án", "Thuộc dự án số", "Dự án thứ"),
        hint="Số thứ tự của dự án trong danh mục.",
    )
    list_year = list_year_field(section=_PROJECT)
    commune: Reference
    """Of the household where there is one, else of the project."""

    @rule(
        "Chưa ghi thuộc dự án nào; ghi số dự án hoặc chọn dự án.",
        field="project_number",
        about="Có dự án của nó",
    )
    def project_is_named(self) -> bool:
        return self.project_number is not None or self.project is not None
