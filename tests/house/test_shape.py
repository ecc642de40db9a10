"""Asks whether files and functions are small, well named and introduced."""

import ast
import re
from pathlib import Path

VAGUE = {"util", "utils", "common", "core", "misc", "helper", "helpers", "manager", "managers"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 50

# What may be longer, each with its reason: "path" for a file, "path: name" for a function.
LONGER: dict[str, str] = {}


def find_long(sources: dict[str, ast.Module], root: Path) -> set[str]:
    found = set()
    for name, tree in sources.items():
        if len((root / name).read_text("utf-8").splitlines()) > LONGEST_FILE:
            found.add(name)
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                found |= {f"{name}: {node.name}"} if length > LONGEST_FUNCTION else set()
    return found


def test_that_what_is_long_has_a_reason(sources: dict[str, ast.Module], root: Path) -> None:
    assert find_long(sources, root) == LONGER.keys()


def test_that_length_is_seen(tmp_path: Path) -> None:
    text = "def long():\n" + "    pass\n" * LONGEST_FUNCTION + "x = 1\n" * LONGEST_FILE
    (tmp_path / "a.py").write_text(text, "utf-8")
    assert find_long({"a.py": ast.parse(text)}, tmp_path) == {"a.py", "a.py: long"}


def find_vague(names: list[str]) -> list[str]:
    return [name for name in names if VAGUE & set(re.split(r"[/._]", name.lower()))]


def test_that_no_file_or_folder_has_a_vague_name(sources: dict[str, ast.Module]) -> None:
    assert not find_vague(list(sources))
    assert find_vague(["desktop/qt/table_utils.py", "desktop/core/a.py"])


def test_that_no_class_manages_or_helps(sources: dict[str, ast.Module]) -> None:
    vague = re.compile(r"(Manager|Helper|Utils?)$")
    classes = (node for tree in sources.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    assert not [node.name for node in classes if vague.search(node.name)]


def test_that_every_module_opens_with_a_sentence(sources: dict[str, ast.Module]) -> None:
    openings = {name: (ast.get_docstring(tree) or "").partition("\n\n")[0] for name, tree in sources.items()}
    assert not [name for name, opening in openings.items() if not opening.rstrip().endswith((".", "?"))]
