"""Asks whether the component of Project 8 does all that every component must do."""

from typing import Any, ClassVar

from desktop.declare.records import Record
from desktop.testing import ComponentSuite
from project8_gender.activities import Activity
from project8_gender.contents import first_activities

KINDS = {kind.name: kind.id for kind in first_activities()}


class TestGender(ComponentSuite):
    component = "gender"
    examples: ClassVar[dict[type[Record], dict[str, Any]]] = {
        Activity: {"kind": KINDS["Truyền thông xóa bỏ định kiến giới tại bản"]}
    }
