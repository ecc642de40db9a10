"""Compiles the catalogs of translations, and names the visible words that have none; run by hand.

    python resources/translations/compile_catalogs.py            every .po beside its .mo, its part of the
                                                                 shipped lists in LC_LISTS
    python resources/translations/compile_catalogs.py missing    what has no English yet, as lines for a .po

A word is visible when it stands in `_(…)`, `translate(…)` or `say_in(…)`,
when a component declares it (labels, hints, options, sentences, titles), or, in the windows and commands,
when it is written with Vietnamese letters.
"""

import ast
import re
import struct
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_VIETNAMESE = re.compile("[À-ỹđĐ]")
_WORD = re.compile(r"[^\W\d_]")
BETWEEN = "\x04"
"""What gettext writes between a context and its sentence."""


def catalogs() -> dict[str, Path]:
    """Folder of code (`desktop`, `plugins/x/x`) to the English catalog of its words."""
    found = {"desktop": ROOT / "resources/translations/en/LC_MESSAGES/desktop.po"}
    for package in sorted(ROOT.glob("plugins/*/*/__init__.py")):
        folder = package.parent
        catalog = folder / "locale/en/LC_MESSAGES" / f"{folder.name}.po"
        found[folder.relative_to(ROOT).as_posix()] = catalog
    return found


def read_po(path: Path) -> dict[str, str]:
    """The sentences of a catalog and their translations; the header stands under the empty sentence.

    A sentence of a context (`msgctxt`) stands under both with `BETWEEN` between them, as gettext does it.
    """
    entries: dict[str, str] = {}
    empty = {"msgctxt": "", "msgid": "", "msgstr": ""}
    parts, current = dict(empty), ""
    for line in [*(path.read_text("utf-8").splitlines() if path.exists() else ()), "msgid"]:
        word, _space, text = line.strip().partition(" ")
        if word in ("msgctxt", "msgid") and current not in ("", "msgctxt"):
            entries[in_context(parts["msgctxt"], parts["msgid"])] = parts["msgstr"]
            parts, current = dict(empty), ""
        if word in parts:
            current, quoted = word, text
        else:
            quoted = line.strip()
        if quoted.startswith('"'):
            parts[current] += ast.literal_eval(quoted)
    return entries


def write_po(path: Path, entries: dict[str, str]) -> None:
    """A catalog in the order of its sentences, the header first."""
    blocks = [block(sentence, entries[sentence]) for sentence in sorted(entries)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(blocks), "utf-8")


def in_context(context: str, sentence: str) -> str:
    """The key of a sentence of a context; of one without, the sentence itself."""
    return f"{context}{BETWEEN}{sentence}" if context else sentence


def block(sentence: str, translated: str) -> str:
    """One entry as a catalog writes it; `sentence` may be that of a context."""
    context, between, alone = sentence.rpartition(BETWEEN)
    above = f"msgctxt {quote(context)}\n" if between else ""
    return f"{above}msgid {quote(alone)}\nmsgstr {quote(translated)}\n"


def quote(text: str) -> str:
    """Text as a catalog writes it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\n", "\\n")
    return f'"{escaped}"'


def compiled(entries: dict[str, str]) -> bytes:
    """A catalog as gettext reads it; what is not translated is left out."""
    kept = sorted((one.encode(), other.encode()) for one, other in entries.items() if other)
    start = 7 * 4
    place = start + 16 * len(kept)
    tables: list[bytes] = []
    for column in (0, 1):
        for entry in kept:
            tables.append(struct.pack("<II", len(entry[column]), place))
            place += len(entry[column]) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(kept), start, start + 8 * len(kept), 0, 0)
    texts = b"".join(entry[column] + b"\0" for column in (0, 1) for entry in kept)
    return head + b"".join(tables) + texts


def written_words(folder: str) -> Iterator[str]:
    """Every visible sentence that is written in the code below a folder."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        tree = ast.parse(path.read_bytes(), path)
        yield from _marked(tree)
        if {"qt", "cli"} & set(path.relative_to(ROOT / folder).parts):
            yield from _vietnamese(tree)


def _marked(tree: ast.Module) -> Iterator[str]:
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args)
    named = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for call in calls:
        if isinstance(call.func, ast.Name) and call.func.id in ("_", "translate", "say_in"):
            yield from _sentences(call.args[-1], named)


def _sentences(asked: ast.expr, named: Mapping[str, ast.expr]) -> Iterator[str]:
    if isinstance(asked, ast.Constant) and isinstance(asked.value, str):
        yield asked.value
    elif isinstance(asked, ast.IfExp):
        yield from _sentences(asked.body, named)
        yield from _sentences(asked.orelse, named)
    elif isinstance(asked, ast.Name) and isinstance(named.get(asked.id), ast.Constant):
        yield from _sentences(named[asked.id], named)


def is_vietnamese(text: str) -> bool:
    """Whether a text has letters that only Vietnamese has."""
    return _VIETNAMESE.search(text) is not None


def _vietnamese(tree: ast.Module) -> Iterator[str]:
    opening = (ast.Module, ast.ClassDef, ast.FunctionDef)
    blocks = (node.body for node in ast.walk(tree) if isinstance(node, opening) and node.body)
    documents = {id(body[0].value) for body in blocks if isinstance(body[0], ast.Expr)}
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in documents)
    yield from (text.value for text in texts if isinstance(text.value, str) and is_vietnamese(text.value))


def components() -> list[Any]:
    """All components of the repository, as the program loads them."""
    points = []
    for file in sorted(ROOT.glob("plugins/*/pyproject.toml")):
        sys.path.insert(0, str(file.parent))
        declared = tomllib.loads(file.read_text("utf-8"))["project"]["entry-points"]["ntp_desktop.components"]
        points += [EntryPoint(name, value, "ntp_desktop.components") for name, value in declared.items()]
    sys.path.insert(0, str(ROOT))
    from desktop.catalog import load_catalog

    return list(load_catalog(entry_points=points).components)


def declared_words() -> dict[str, list[str]]:
    """Folder of code to every word its component declares."""
    words = {"desktop": sorted(_unit_words())}
    for component in components():
        package = component.module.partition(".")[0]
        folder = next(each for each in catalogs() if each.rpartition("/")[2] == package)
        words.setdefault(folder, []).extend(_component_words(component))
    return words


def _unit_words() -> set[str]:
    from desktop.shared.units import read_units

    units, links = read_units()
    shipped = {unit.unit_type for unit in units} | {link.basis for link in links}
    return set(filter(is_vietnamese, shipped))


def _component_words(component: Any) -> Iterator[str]:
    yield from (component.title, component.help)
    for record_type in component.record_types:
        yield from _record_words(record_type)
    yield from _first_words(component)
    for rule in component.rules:
        yield from (rule.sentence, rule.about)
    for norm in component.norms:
        # `đ/hộ` is đ/household, a share of `số hộ` one of the households.
        context = "each" if norm.per and not norm.kind.startswith("share_") else ""
        yield in_context(context, norm.per)
    for chart in component.charts:
        yield from (chart.title, chart.unit, chart.help, *(line.label for line in chart.lines))
    for report in component.reports:
        yield from (report.title, report.about)
    for layout in component.layouts:
        yield layout.title
    for indicator in component.indicators:
        yield from (indicator.title, indicator.unit)


def _first_words(component: Any) -> Iterator[str]:
    """What its lists begin with in a new database, but for what norms are reckoned by."""
    for record_type in component.record_types:
        yield from _spoken_words(record_type, record_type.first_records())
    for text in component.texts:
        yield from (text.title, text.issuer, text.note)
    for norm in component.norms:
        yield from (norm.content, norm.unit, norm.note)


def listed_words() -> set[str]:
    """All that the lists of a new database say in fields that are `spoken`, by their contexts."""
    loaded = components()
    found = _unit_words().union(*map(_first_words, loaded), (each.title for each in loaded))
    return found | {in_context("each", norm.per) for each in loaded for norm in each.norms if norm.per}


def list_catalogs() -> dict[Path, dict[str, str]]:
    """The part of each catalog that the shipped lists say, by where it is compiled to.

    What no catalog says in its context is said there as it usually is.
    """
    catalogs_there = {path: read_po(path) for path in catalogs().values() if path.exists()}
    known = set().union(*catalogs_there.values())
    entry = {one: one if one in known else one.rpartition(BETWEEN)[2] for one in listed_words() if one}
    return {
        _lists_path(path): {"": said[""], **{one: said[of] for one, of in entry.items() if of in said}}
        for path, said in catalogs_there.items()
    }


def _lists_path(path: Path) -> Path:
    return path.parents[1] / "LC_LISTS" / path.with_suffix(".mo").name


def _record_words(record_type: Any) -> Iterator[str]:
    one, many = record_type.title, record_type.plural
    # One word for both in Vietnamese is two in English: `20 hồ sơ nhà ở` are `20 housing cases`.
    yield from (one, in_context(many.context, one), *([str(many)] if one != many else []))
    yield from (record_type.help, record_type.menu, record_type.kept)
    for rule in record_type.rules:
        yield from (rule.sentence, rule.about)
    for field in record_type.fields.values():
        shown = getattr(field, "kind_of", field)
        yield from (field.label, field.hint, field.section, getattr(shown, "unit", ""))
        yield from getattr(shown, "options", {}).values()
        if hasattr(field, "of") and isinstance(field.of, type):
            yield from _record_words(field.of)


def _spoken_words(record_type: Any, records: Iterable[Any]) -> Iterator[str]:
    """What the program's own lists come with in Vietnamese, own rows included."""
    for record in records:
        for name, field in record_type.fields.items():
            if getattr(field, "spoken", None):
                text = getattr(record, name) or ""
                yield in_context(getattr(field.spoken, "context", ""), text if is_vietnamese(text) else "")
            elif field.kind == "details":
                yield from _spoken_words(field.of, getattr(record, name) or ())


def visible_words() -> dict[str, set[str]]:
    """Folder of code to all its visible sentences."""
    declared = declared_words()
    return {
        folder: {word for word in _all(folder, declared) if _WORD.search(re.sub(r"\{[^}]*\}", "", word))}
        for folder in catalogs()
    }


def _all(folder: str, declared: dict[str, list[str]]) -> Iterable[str]:
    yield from written_words(folder)
    yield from declared.get(folder, ())


def missing_words(visible: dict[str, set[str]]) -> dict[str, list[str]]:
    """Folder of code to its visible sentences that no catalog translates; a plugin may use the desktop's."""
    known = {folder: read_po(path) for folder, path in catalogs().items()}
    return {
        folder: sorted(word for word in words if not (known[folder].get(word) or known["desktop"].get(word)))
        for folder, words in visible.items()
    }


def main() -> None:
    if sys.argv[1:] == ["missing"]:
        for folder, words in missing_words(visible_words()).items():
            print(f"# {folder}: {len(words)}")
            print("\n".join(block(word, "") for word in words))
        return
    whole = {path.with_suffix(".mo"): read_po(path) for path in catalogs().values() if path.exists()}
    for file, entries in {**whole, **list_catalogs()}.items():
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(compiled(entries))
        print(file.relative_to(ROOT))


if __name__ == "__main__":
    main()
