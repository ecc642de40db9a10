"""Compiles the two small .exe that start the program, one with a console and one without."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from installer.locks import HERE, BuildFault, Runtime

WINDOW, CONSOLE = "NTP-Desktop.exe", "NTP-Desktop-cli.exe"
ICON = HERE / "ntp-desktop.ico"
_PREFIX = "x86_64-w64-mingw32-"
_FLAGS = ["-Os", "-s", "-municode", "-finput-charset=UTF-8", "-D_WIN32_WINNT=0x0A00", "-Wall", "-Werror"]
_LINK = ["-lshell32", "-Wl,--dynamicbase,--nxcompat,--high-entropy-va,--no-insert-timestamp"]


def compile_starters(into: Path, scratch: Path, version: str, runtime: Runtime) -> None:
    """Both starters, in the folder where the program is laid out."""
    scratch.mkdir(parents=True, exist_ok=True)
    for name, kind in ((WINDOW, ["-mwindows"]), (CONSOLE, ["-mconsole", "-DCONSOLE"])):
        script, resources = scratch / "launcher.rc", scratch / "launcher.o"
        script.write_text(_script(name, version), "utf-8")
        _run("windres", "--codepage=65001", str(script), "-O", "coff", "-o", str(resources))
        python = f'-DPYTHON_DLL=L"python{runtime.tag}.dll"'
        source = str(HERE / "launcher" / "launcher.c")
        _run("gcc", *_FLAGS, *kind, python, "-o", str(into / name), source, str(resources), *_LINK)


def _script(name: str, version: str) -> str:
    text = (HERE / "launcher" / "launcher.rc.in").read_text("utf-8")
    numbers = ",".join([*version.split("."), "0"])
    manifest = (HERE / "launcher" / "launcher.manifest").as_posix()
    said = {
        "NAME": name,
        "VERSION": version,
        "NUMBERS": numbers,
        "ICON": ICON.as_posix(),
        "MANIFEST": manifest,
    }
    for word, value in said.items():
        text = text.replace(f"@{word}@", value)
    return text


def _run(tool: str, *arguments: str) -> None:
    program = shutil.which(_PREFIX + tool)
    if program is None:
        raise BuildFault(f"{_PREFIX}{tool} is missing: apt-get install gcc-mingw-w64-x86-64-win32")
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildFault(f"{tool}: {done.stderr}")
