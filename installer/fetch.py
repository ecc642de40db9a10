"""Brings the locked wheels and the Python runtime here, and takes nothing that has another digest."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from installer.locks import WHEELS, BuildFault, Runtime, digest_of, read_pins


class NotFetched(BuildFault):
    """The locked parts are not here and could not be brought."""


def fetch_wheels(folder: Path, runtime: Runtime) -> list[Path]:
    """The wheels of `wheels.lock`, in a folder that keeps them for the next time."""
    pins = read_pins(WHEELS)
    wanted = {digest for _version, digests in pins.values() for digest in digests}
    folder.mkdir(parents=True, exist_ok=True)
    if wanted - {digest_of(file) for file in folder.glob("*.whl")}:
        windows = ["--platform", "win_amd64", "--python-version", runtime.version, "--implementation", "cp"]
        _pip_download(folder, "--only-binary", ":all:", *windows, "--requirement", str(WHEELS))
    found = {digest_of(file): file for file in folder.glob("*.whl")}
    if missing := wanted - found.keys():
        raise BuildFault(f"{len(missing)} locked wheels could not be fetched.")
    return sorted(found[digest] for digest in wanted)


def fetch_runtime(folder: Path, runtime: Runtime, given: Path | None) -> dict[str, bytes]:
    """The files of the Python that is shipped, from a zip of python.org or from the locked package."""
    if given is not None:
        return take_runtime(given.read_bytes(), runtime)
    folder.mkdir(parents=True, exist_ok=True)
    archives = [file for file in folder.glob("*.tar.gz") if digest_of(file) == runtime.package_sha256]
    if not archives:
        asked = folder / "runtime.txt"
        asked.write_text(f"{runtime.package} --hash=sha256:{runtime.package_sha256}\n", "utf-8")
        _pip_download(folder, "--no-binary", ":all:", "--requirement", str(asked))
        archives = [file for file in folder.glob("*.tar.gz") if digest_of(file) == runtime.package_sha256]
    return take_runtime(_data_in(archives[0], runtime), runtime)


def take_runtime(data: bytes, runtime: Runtime) -> dict[str, bytes]:
    """The locked files out of a zip. Raises `BuildFault` for one that is missing or differs."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = {name.rpartition("/")[2]: name for name in archive.namelist() if not name.endswith("/")}
        files = {name: archive.read(found[name]) for name in runtime.files if name in found}
    differing = _differing(files, runtime.files)
    if differing:
        raise BuildFault(f"The Python runtime is not the locked one: {', '.join(differing)}.")
    return files


def _differing(files: Mapping[str, bytes], locked: Mapping[str, str]) -> list[str]:
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    return sorted(name for name, digest in locked.items() if digests.get(name) != digest)


def _data_in(archive: Path, runtime: Runtime) -> bytes:
    """The zip inside the source package, which is never installed."""
    with tarfile.open(archive) as package:
        for member in package:
            if member.name.endswith("/data.zip"):
                stream = package.extractfile(member)
                data = stream.read() if stream else b""
                if hashlib.sha256(data).hexdigest() == runtime.data_sha256:
                    return data
    raise BuildFault(f"{archive.name} does not hold the locked runtime.")


def _pip_download(folder: Path, *arguments: str) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet", "download"]
    pip += ["--retries", "2"]  # without a network nobody waits for minutes to be told so
    command = [*pip, "--no-deps", "--require-hashes", "--dest", str(folder), *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if "DO NOT MATCH THE HASHES" in done.stderr:
        raise BuildFault(f"What was fetched is not what is locked: {done.stderr}")
    if done.returncode:
        raise NotFetched(
            f"pip could not fetch what is locked; is there a network, and an index? {done.stderr[-500:]}"
        )
