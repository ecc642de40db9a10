"""What belongs to a production project and finds it by its number in the list; knows nothing more of it."""

from __future__ import annotations

from desktop.api import Integer, Record, Reference, rule
from project3_value_chain.projects import ProductionProject

_PROJECT = "Dự án"


class OfProject(Record):
    """A member, a lot, an amount due: lists name the project by its running number."""

    project_number = Integer(
        "Dự án số",
        minimum=1,
        grouped=False,
        indexed=True,
        section=_PROJECT,
        headings=("Số dự án", "Dự án"),
        hint="Số thứ tự của dự án trong danh mục.",
    )
    project = Reference(
        "Dự án",
        to=ProductionProject,
        found_by={"number": "project_number"},
        section=_PROJECT,
        headings=("Tên dự án",),
        hint="Tự nối theo số dự án khi danh mục chỉ có một dự án mang số này.",
    )

    @rule(
        "Chưa ghi thuộc dự án nào; ghi số dự án hoặc chọn dự án.",
        field="project_number",
        about="Có dự án của nó",
    )
    def project_is_named(self) -> bool:
        return self.project_number is not None or self.project is not None
