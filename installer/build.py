"""Makes the setup and the portable folder from the locked parts, in one command; publishes nothing.

python installer/build.py                the setup .exe, the portable zip, digests, the bill of materials
python installer/build.py --fast         the same, for trials: hardly packed
python installer/build.py --stage-only   only lays out what would be packed

NTP_SIGN names a command that signs a file in place; setup, uninstaller and starters are signed by it.
Needs on Debian: nsis gcc-mingw-w64-x86-64-win32; on Windows NSIS and MinGW-w64 in PATH.
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import tomllib
import zipfile
from datetime import UTC, datetime
from pathlib import Path

# Run as a file it finds its neighbours as it does run as a module.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from installer.assemble import Stage, assemble, build_own_wheels, seal, shipped_files
from installer.bill import gather_licences, list_parts, write_bill
from installer.check import check_stage
from installer.components import ask_components
from installer.contents import contents_faults
from installer.fetch import fetch_runtime, fetch_wheels
from installer.keep import read_keep
from installer.locks import HERE, ROOT, WHEELS, BuildFault, digest_of, read_pins, read_runtime
from installer.sections import write_sections
from installer.starter import CONSOLE, ICON, WINDOW, compile_starters

BUDGET = {"setup.exe": 48, "portable.zip": 75}
"""MiB; a build that has grown beyond is refused, so that growth is a decision. `--fast` is not judged."""


def read_version() -> str:
    """The version of the program."""
    said = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return str(said["project"]["version"])


def read_epoch() -> int:
    """The time every file gets: SOURCE_DATE_EPOCH, else that of the last commit."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    asked = ["git", "log", "-1", "--format=%ct"]
    try:
        return int(subprocess.check_output(asked, cwd=ROOT, text=True, stderr=subprocess.DEVNULL))
    except (OSError, subprocess.CalledProcessError):
        return 315532800  # 1980, the first year a zip knows


def lay_out(
    work: Path, version: str, epoch: int, given_runtime: Path | None, *, starters: bool = True
) -> Stage:
    """Everything that is packed, in `work/stage`, checked."""
    runtime, stage = read_runtime(), Stage(work / "stage")
    python = fetch_runtime(work / "cache", runtime, given_runtime)
    wheels = fetch_wheels(work / "cache", runtime)
    assemble(stage, runtime, python, wheels, build_own_wheels(work / "own", epoch), read_keep())
    parts = list_parts(stage, runtime, WHEELS)
    gather_licences(parts, stage)
    write_bill(parts, version, epoch, stage.program / "licences" / "sbom.cdx.json")
    if starters:
        compile_starters(stage.core, work / "scratch", version, runtime)
        sign_starters(stage)
    components = ask_components(stage)
    seal(stage, version, epoch)
    write_sections(stage, components, work / "setup")
    _write_licence_pages(work / "setup")
    if faults := check_stage(stage):
        raise BuildFault("What was laid out is not fit to ship:\n" + "\n".join(faults))
    return stage


def sign_starters(stage: Stage) -> None:
    """Have the publisher's own command sign the starters; without one they stay as they are."""
    if sign := os.environ.get("NTP_SIGN"):
        for name in (WINDOW, CONSOLE):
            subprocess.run([*shlex.split(sign), str(stage.core / name)], check=True)


def _write_licence_pages(into: Path) -> None:
    qt = read_pins(WHEELS)["pyside6-essentials"][0]
    for language in ("vi", "en"):
        text = (HERE / "texts" / f"licence.{language}.txt").read_text("utf-8").replace("@QT@", qt)
        text += "\n".join((ROOT / name).read_text("utf-8") for name in ("LICENSE", "NOTICE"))
        (into / f"licence.{language}.txt").write_text(text, "utf-8-sig", newline="\r\n")


def make_setup(stage: Stage, work: Path, out: Path, version: str, epoch: int, *, fast: bool) -> None:
    """The setup `.exe`, looked into once it is made."""
    makensis = shutil.which("makensis")
    if makensis is None:
        raise BuildFault("makensis is missing: apt-get install nsis")
    said = {
        "VERSION": version,
        "WORK": work / "setup",
        "STAGE": stage.folder,
        "ICON": ICON,
        "OUT": out,
        "COMPRESSOR": "off" if fast else "lzma",
    }
    if sign := os.environ.get("NTP_SIGN"):
        said["SIGN"] = sign
    defined = [f"-D{name}={value}" for name, value in said.items()]
    command = [makensis, "-V2", "-WX", "-INPUTCHARSET", "UTF8", *defined, str(HERE / "setup.nsi")]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise BuildFault(f"makensis: {done.stdout}{done.stderr}")
    if faults := contents_faults(out, stage):
        raise BuildFault("The setup does not hold what was laid out:\n" + "\n".join(faults[:20]))


def make_portable(stage: Stage, out: Path, version: str, epoch: int, *, fast: bool = False) -> None:
    """The same files as a zip with the mark beside the starter that keeps the data there too."""
    top = f"NTP-Desktop-{version}"
    time = datetime.fromtimestamp(epoch, UTC).timetuple()[:6]
    files = [(f"program/{name}", file.read_bytes()) for name, file in shipped_files(stage)]
    files += [(name, (stage.core / name).read_bytes()) for name in (WINDOW, CONSOLE)]
    files += [("portable.txt", b""), ("program/files.sha256", (stage.program / "files.sha256").read_bytes())]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1 if fast else 9) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(f"{top}/{name}", time)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)


def sizes_of(stage: Stage) -> list[str]:
    """How much is installed, by folder, in MiB."""
    tops: dict[str, list[int]] = {}
    for name, file in shipped_files(stage):
        tops.setdefault("/".join(name.split("/")[: 2 if name.startswith("lib/") else 1]), []).append(
            file.stat().st_size
        )
    total = [size for sizes in tops.values() for size in sizes]
    lines = [f"{sum(sizes) / 2**20:8.1f} MiB {len(sizes):5} files  {top}" for top, sizes in tops.items()]
    return [*sorted(lines, reverse=True)[:12], f"{sum(total) / 2**20:8.1f} MiB {len(total):5} files  in all"]


def build(options: argparse.Namespace) -> None:
    """All steps, in order."""
    version, epoch = options.version or read_version(), read_epoch()
    stage = lay_out(options.work, version, epoch, options.runtime)
    print("\n".join(sizes_of(stage)))
    if options.stage_only:
        return
    options.out.mkdir(parents=True, exist_ok=True)
    made = {kind: options.out / f"NTP-Desktop-{version}-{kind}" for kind in BUDGET}
    make_setup(stage, options.work, made["setup.exe"], version, epoch, fast=options.fast)
    make_portable(stage, made["portable.zip"], version, epoch, fast=options.fast)
    shutil.copyfile(
        stage.program / "licences" / "sbom.cdx.json", options.out / f"NTP-Desktop-{version}.cdx.json"
    )
    for kind, file in made.items():
        size = file.stat().st_size / 2**20
        print(f"{size:8.1f} MiB  {file.name}")
        if size > BUDGET[kind] and not options.fast:
            raise BuildFault(f"{file.name} is larger than {BUDGET[kind]} MiB; look what has grown.")
    files = [*made.values(), options.out / f"NTP-Desktop-{version}.cdx.json"]
    lines = [f"{digest_of(file)}  {file.name}\n" for file in files]
    (options.out / "SHA256SUMS").write_text("".join(lines), "ascii")


def main() -> int:
    parser = argparse.ArgumentParser(prog="installer/build.py", description=__doc__)
    parser.add_argument(
        "--runtime", type=Path, help="the embeddable zip of python.org, instead of the package"
    )
    parser.add_argument("--fast", action="store_true", help="for trials: hardly packed")
    parser.add_argument("--stage-only", action="store_true", help="lay out and check only")
    parser.add_argument("--version", help="another version than the project's, for trials of updates")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "installer")
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    options = parser.parse_args()
    options.work, options.out = options.work.resolve(), options.out.resolve()
    try:
        build(options)
    except BuildFault as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
