"""Asks whether the installer is made of what the project is locked to, and of nothing else."""

import hashlib
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from installer.fetch import take_runtime
from installer.locks import HERE, WHEELS, BuildFault, read_pins, read_runtime, shipped_pins


def test_that_the_wheels_are_those_the_project_is_locked_to() -> None:
    locked, wheels = shipped_pins(), read_pins(WHEELS)
    assert wheels.keys() == locked.keys()
    for name, (version, digests) in wheels.items():
        assert version == locked[name][0], name
        assert len(digests) == 1 and digests <= locked[name][1], name


def test_that_no_lock_of_the_installer_holds_an_address() -> None:
    for file in (WHEELS, HERE / "runtime.lock"):
        assert not re.search(r"://|index-url|find-links", file.read_text("utf-8"))


def zipped(files: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, each in files.items():
            archive.writestr(f"cp311/{name}", each)
    return content.getvalue()


def test_that_a_runtime_of_another_digest_is_refused() -> None:
    locked = {"python.exe": hashlib.sha256(b"good").hexdigest()}
    runtime = replace(read_runtime(), files=locked)
    assert take_runtime(zipped({"python.exe": b"good"}), runtime) == {"python.exe": b"good"}
    for wrong in ({"python.exe": b"bad"}, {}):
        with pytest.raises(BuildFault, match=r"python\.exe"):
            take_runtime(zipped(wrong), runtime)


def test_that_the_runtime_is_the_python_the_wheels_are_for(tmp_path: Path) -> None:
    runtime = read_runtime()
    assert f"python{runtime.tag}.dll" in runtime.files
    assert f"python{runtime.tag}.zip" in runtime.files
