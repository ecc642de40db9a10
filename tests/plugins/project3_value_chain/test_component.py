"""Asks whether the component of production support does all that every component must do."""

from typing import Any, ClassVar

from desktop.declare.records import Record
from desktop.testing import ComponentSuite
from project3_value_chain.members import MemberItem, ProjectMember


class TestValueChain(ComponentSuite):
    component = "value_chain"
    examples: ClassVar[dict[type[Record], dict[str, Any]]] = {
        ProjectMember: {
            "items": [
                MemberItem(item="cây giống cà phê", support=38_000_000),
                MemberItem(item="phân bón", support=1_000_000),
            ]
        }
    }
