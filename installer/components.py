"""Asks the components, as they were laid out, who they are; one that does not load stops the build."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass

from installer.assemble import Stage
from installer.locks import BuildFault

_ASK = """
import json, sys
from desktop.catalog import LOADED, load_catalog
from desktop.declare.text import translate, use_language
found = [each for each in load_catalog().components if each.module != "desktop.shared"]
answer = []
for each in found:
    if each.state != LOADED:
        sys.exit(f"{each.name}: {each.failure} {each.details}")
    titles = []
    for language in ("vi", "en"):
        use_language(language)
        titles.append(translate(each.title))
    answer.append([each.name, each.module, *titles])
json.dump(answer, sys.stdout)
"""


@dataclass(frozen=True)
class Component:
    """One box on the page of components: its name for `/PLUGINS=`, its package and its two titles."""

    name: str
    package: str
    title: str
    english: str


def ask_components(stage: Stage) -> list[Component]:
    """The laid out components, in the order of the program."""
    folders = [stage.program / "app", *(stage.plugins / name for name in stage.components())]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(map(str, folders)),
        "PYTHONIOENCODING": "utf-8",
    }
    # Bytecode of this machine must not be written into what is shipped.
    command = [sys.executable, "-B", "-P", "-c", _ASK]
    done = subprocess.run(
        command, env=environment, cwd=stage.folder, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise BuildFault(f"A component does not load: {done.stderr}")
    found = [Component(*each) for each in json.loads(done.stdout)]
    if {each.package for each in found} != set(stage.components()):
        raise BuildFault(f"Laid out: {stage.components()}; loaded: {[each.package for each in found]}.")
    return found
