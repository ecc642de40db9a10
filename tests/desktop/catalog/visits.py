"""A sound component, and how it is made faulty."""

import importlib.metadata as metadata
import re
from collections.abc import Callable

from desktop.catalog import Catalog, LoadedComponent

Plant = Callable[..., list[metadata.EntryPoint]]
Load = Callable[..., LoadedComponent]

SOUND = """
from desktop.api import *

class Visit(Record):
    title = "Lượt thăm"
    key = ("number",)
    number = Integer("Số", required=True)
    stage = Choice("Bước", {"new": "Mới", "done": "Xong"})
    day = Date("Ngày")

@hookimpl
def register_component():
    return Component("visits", "Thăm hộ")

@hookimpl
def register_record_types():
    return [Visit]
"""


def named(catalog: Catalog, name: str) -> LoadedComponent:
    return next(component for component in catalog.components if component.name == name)


def answering(hook: str, answer: str, before: str = "") -> str:
    """The sound component with one more answer."""
    return f"{SOUND}\n{before}\n@hookimpl\ndef {hook}():\n    {answer}\n"


def is_vietnamese(sentence: str) -> bool:
    return bool(re.search("[ăâđêôơưàáảãạầấậếềệốồộớờợứừựịọụỏủ]", sentence)) and sentence.endswith(".")
