"""Reads what the installer is made of, version by version and digest by digest; fetches nothing.

python -m installer.locks FOLDER    writes wheels.lock anew from the wheels in a folder
"""

from __future__ import annotations

import hashlib
import re
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
WHEELS = HERE / "wheels.lock"
_NOT_SHIPPED = {"hatchling", "pathspec", "tomlkit", "trove-classifiers"}
"""What `requirements.lock` holds for building alone."""


class BuildFault(Exception):
    """What keeps the installer from being made, as a sentence."""


@dataclass(frozen=True)
class Runtime:
    """The Python that is shipped, and the digest of each file of it."""

    version: str
    package: str
    package_sha256: str
    data_sha256: str
    files: dict[str, str]

    @property
    def tag(self) -> str:
        """`311`, as in python311.dll."""
        return "".join(self.version.split(".")[:2])


def read_runtime(file: Path = HERE / "runtime.lock") -> Runtime:
    """What `runtime.lock` says."""
    return Runtime(**tomllib.loads(file.read_text("utf-8")))


def read_pins(file: Path) -> dict[str, tuple[str, set[str]]]:
    """Each package of a lock with its version and digests."""
    pins = {}
    for entry in file.read_text("utf-8").replace("\\\n", " ").splitlines():
        found = re.match(r"([\w.-]+)==([\w.]+)", entry)
        if found:
            pins[found[1]] = (found[2], set(re.findall(r"sha256:([0-9a-f]{64})", entry)))
    return pins


def shipped_pins(file: Path = ROOT / "requirements.lock") -> dict[str, tuple[str, set[str]]]:
    """What the program runs on, as the lock of the project has it."""
    return {name: pin for name, pin in read_pins(file).items() if name not in _NOT_SHIPPED}


def digest_of(file: Path) -> str:
    """The SHA-256 of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def make_wheels_lock(folder: Path) -> str:
    """The text of `wheels.lock`: for each package the one wheel for 64-bit Windows and this Python."""
    digests = {digest_of(wheel): wheel for wheel in folder.glob("*.whl")}
    lines = [
        "# The wheels for 64-bit Windows and the Python of runtime.lock; each is in requirements.lock too."
    ]
    for name, (version, known) in sorted(shipped_pins().items()):
        fitting = sorted(known & digests.keys())
        if len(fitting) != 1:
            raise BuildFault(f"{folder} holds {len(fitting)} wheels of {name} {version}, not one.")
        lines.append(f"{name}=={version} --hash=sha256:{fitting[0]}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    WHEELS.write_text(make_wheels_lock(Path(sys.argv[1])), "utf-8")
