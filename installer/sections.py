"""Writes the parts of the setup that follow from what was laid out: its files, a box for each component."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from installer.assemble import Stage
from installer.components import Component

_BOX = """LangString BOX_{box} ${{LANG_VIETNAMESE}} "{title}"
LangString BOX_{box} ${{LANG_ENGLISH}} "{english}"
Section "$(BOX_{box})" SEC_{box}
{files}
SectionEnd
"""
_REMEMBERED = """  ReadINIStr $1 "$INSTDIR\\program\\components.ini" "components" "{name}"
  ${{If}} $1 == "0"
    !insertmacro UnselectSection ${{SEC_{box}}}
  ${{EndIf}}
"""
_NAMED = """  ${{WordFind}} ",$1," ",{name}," "E+1{{" $2
  ${{If}} $1 == "all"
  ${{OrIfNot}} ${{Errors}}
    !insertmacro SelectSection ${{SEC_{box}}}
  ${{Else}}
    !insertmacro UnselectSection ${{SEC_{box}}}
  ${{EndIf}}
  ClearErrors
"""
_KEPT = """  ${{If}} ${{SectionIsSelected}} ${{SEC_{box}}}
    WriteINIStr "$INSTDIR\\program.new\\components.ini" "components" "{name}" "1"
  ${{Else}}
    WriteINIStr "$INSTDIR\\program.new\\components.ini" "components" "{name}" "0"
  ${{EndIf}}
"""


def write_sections(stage: Stage, components: Iterable[Component], into: Path) -> None:
    """`files.nsh` and `components.nsh`; the files in one order always, so that two builds are equal."""
    into.mkdir(parents=True, exist_ok=True)
    (into / "files.nsh").write_text("\n".join(unpacking(stage.program, "")) + "\n", "utf-8")
    components = list(components)
    boxes = [
        _BOX.format(
            box=each.name.upper(),
            title=quoted(each.title),
            english=quoted(each.english),
            files="\n".join(unpacking(stage.plugins / each.package, r"\plugins")),
        )
        for each in components
    ]
    macros = [
        _macro("REMEMBERED_COMPONENTS", _REMEMBERED, components),
        _macro("NAMED_COMPONENTS", _NAMED, components),
        _macro("KEEP_COMPONENTS", _KEPT, components),
    ]
    (into / "components.nsh").write_text("\n".join([*boxes, *macros]), "utf-8")


def _macro(name: str, text: str, components: Iterable[Component]) -> str:
    body = "".join(text.format(name=each.name, box=each.name.upper()) for each in components)
    return f"!macro {name}\n{body}!macroend\n"


def unpacking(folder: Path, below: str) -> list[str]:
    """The lines that unpack a folder into `program.new`, folder by folder."""
    lines: list[str] = []
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    for place in sorted({file.parent for file in files}):
        inside = "\\".join(place.relative_to(folder).parts)
        lines.append(f'  SetOutPath "$INSTDIR\\program.new{below}' + (f'\\{inside}"' if inside else '"'))
        lines += [f'  File "{quoted(str(file))}"' for file in files if file.parent == place]
    return lines


def quoted(text: str) -> str:
    """A text between quotes of a setup script."""
    return text.replace("$", "$$").replace('"', '$\\"')
