"""Lists every part that is shipped with version, digest and licence, and gathers the licences' texts.

The list is written twice: as CycloneDX for machines, as THIRD-PARTY.txt for people. A part without a known
licence stops the build.
"""

from __future__ import annotations

import json
import shutil
import tomllib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.parser import BytesParser
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from installer.assemble import Stage
from installer.keep import is_licence
from installer.locks import HERE, ROOT, BuildFault, Runtime, read_pins

_OURS = "Apache-2.0"


@dataclass(frozen=True)
class Part:
    """One part: a package, or what lies inside one without metadata of its own."""

    name: str
    version: str
    licence: str
    address: str
    sha256: str = ""
    texts: list[Path] = field(default_factory=list)


def list_parts(stage: Stage, runtime: Runtime, wheels_lock: Path) -> list[Part]:
    """All that is shipped, packages first. Raises `BuildFault` where a licence is not known."""
    said = tomllib.loads((HERE / "parts.toml").read_text("utf-8"))
    pins = {name.replace("-", "_"): pin for name, pin in read_pins(wheels_lock).items()}
    python = Part(
        "cpython", runtime.version, "PSF-2.0", f"pkg:generic/cpython@{runtime.version}", runtime.data_sha256
    )
    parts = [python]
    roots = [
        stage.program / "lib",
        stage.program / "app",
        *(stage.plugins / name for name in stage.components()),
    ]
    for folder in sorted(folder for root in roots for folder in root.glob("*.dist-info")):
        parts.append(_part_of(folder, said["licences"], pins))
    versions = {part.name: part.version for part in parts}
    for inside in said["inside"]:
        if inside["of"] not in versions:
            raise BuildFault(f"parts.toml speaks of {inside['of']}, which is not shipped.")
        version = versions[inside["of"]] if inside["name"] == "Qt" else ""
        parts.append(Part(inside["name"], version, inside["licence"], inside["website"]))
    return parts


def _part_of(folder: Path, licences: dict[str, str], pins: dict[str, tuple[str, set[str]]]) -> Part:
    said = BytesParser().parsebytes((folder / "METADATA").read_bytes())
    name = folder.name.partition("-")[0].lower()
    licence = licences.get(name) or str(said["License-Expression"] or "")
    if not licence:
        raise BuildFault(f"The licence of {name} is not known; say it in parts.toml.")
    digests = pins[name][1] if name in pins else {""}
    version = str(said["Version"])
    texts = sorted(
        file
        for file in folder.rglob("*")
        if file.is_file() and is_licence(file.relative_to(folder.parent).as_posix())
    )
    address = f"pkg:pypi/{name.replace('_', '-')}@{version}"
    return Part(name, version, licence, address, min(digests), texts)


def write_bill(parts: list[Part], version: str, epoch: int, file: Path) -> None:
    """The list as CycloneDX 1.6; the same parts give the same file."""
    components = []
    for part in parts:
        is_package = part.address.startswith("pkg:")
        one: dict[str, object] = {
            "type": "library",
            "name": part.name,
            "bom-ref": part.address if is_package else part.name,
        }
        one |= {"version": part.version} if part.version else {}
        one |= (
            {"purl": part.address}
            if is_package
            else {"externalReferences": [{"type": "website", "url": part.address}]}
        )
        one |= {"hashes": [{"alg": "SHA-256", "content": part.sha256}]} if part.sha256 else {}
        components.append({**one, "licenses": [{"expression": part.licence}]})
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, json.dumps(components))}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(epoch, UTC).isoformat(),
            "component": {"type": "application", "name": "NTP Desktop", "version": version},
        },
        "components": components,
    }
    file.write_text(json.dumps(bill, ensure_ascii=False, indent=1) + "\n", "utf-8")


def gather_licences(parts: list[Part], stage: Stage) -> None:
    """All texts in `program/licences`, a folder for each part, and the list of who is owed what."""
    folder = stage.program / "licences"
    folder.mkdir(parents=True)
    for name in ("LICENSE", "NOTICE"):
        shutil.copyfile(ROOT / name, folder / f"{name}.txt")
    for file in (HERE / "licences").iterdir():
        shutil.copyfile(file, folder / file.name)
    shutil.copyfile(stage.program / "runtime" / "LICENSE.txt", folder / "Python.txt")
    shutil.copyfile(ROOT / "resources" / "fonts" / "OFL.txt", folder / "OFL-1.1.txt")
    for part in parts:
        for text in part.texts:
            inside = text.relative_to(next(each for each in text.parents if each.name.endswith(".dist-info")))
            into = folder / part.name / inside.as_posix().removeprefix("licenses/").replace("/", "-")
            into.parent.mkdir(exist_ok=True)
            shutil.copyfile(text, into)
    lines = [
        f"{part.name} {part.version}".strip() + f"\n    {part.licence}\n    {part.address}\n"
        for part in parts
    ]
    (folder / "THIRD-PARTY.txt").write_text("\n".join(lines), "utf-8")
