"""Runs Windows programs under Wine without a display, in a prefix of its own; for trials only, nothing ships.

Wine 8 lacks a few things of Windows 10 that Qt and numpy ask for; small libraries stand in for them.
"""

from __future__ import annotations

import math
import os
import select
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from installer.executables import read_executable
from installer.locks import HERE, BuildFault

WINE = Path("/usr/lib/wine/wine64")
_SERVER = Path("/usr/lib/wine/wineserver64")
_GCC = "x86_64-w64-mingw32-gcc"
_QUIET = "mscoree=d;mshtml=d;winemenubuilder.exe=d"
# Our own copies of the C++ runtime, not Wine's: that the starter finds them is part of the trial.
_OURS = "ucrtbase=n;msvcp140,msvcp140_1,msvcp140_2,vcruntime140,vcruntime140_1=n"
_LONGEST = 900.0
"""Seconds a program may take."""
_TO_COMPLEX = """
csin ccos ctan csinh ccosh ctanh cexp clog csqrt casin cacos catan casinh cacosh catanh conj cproj
"""
_TO_REAL = "creal cimag carg cabs"


class NoWindows(BuildFault):
    """Wine is here and does not start."""


class NoTime(Exception):
    """The time given to a Windows is over."""


def can_run() -> bool:
    """Whether Wine and the compiler for its stand-ins are here."""
    return WINE.exists() and shutil.which(_GCC) is not None


@dataclass(frozen=True)
class Wine:
    """One prefix: a Windows of its own, with its user's folders; at `until` (`time.monotonic`) its time is
    over: what runs then is ended, and `NoTime` raised.
    """

    folder: Path
    until: float = math.inf

    @property
    def drive(self) -> Path:
        return self.folder / "prefix" / "drive_c"

    @property
    def user(self) -> Path:
        return next(each for each in (self.drive / "users").iterdir() if each.name != "Public")

    def begin(self) -> None:
        """Make the prefix, call it Windows 10, lay in the stand-ins. Raises `NoWindows`."""
        (self.folder / "home").mkdir(parents=True, exist_ok=True)
        system = self.drive / "windows" / "system32"
        _status, said = self._run(["wineboot", "-i"], _QUIET)
        self.call_itself("win10")
        self.end()
        if not (system / "ucrtbase.dll").exists():
            raise NoWindows(f"Wine does not start here: {said[-300:]}")
        make_stand_ins(system, self.folder / "stand-ins")

    def call_itself(self, version: str) -> None:
        """Which Windows it says it is: `win10`, `win7`."""
        self._run(["reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", version, "/f"], _QUIET)

    def run(self, *words: str | Path, variables: dict[str, str] | None = None) -> tuple[int, str]:
        """The exit status of a program and what it said."""
        return self._run([str(word) for word in words], f"{_QUIET};{_OURS}", variables)

    def registry(self, key: str, name: str) -> str:
        """A value of the registry, empty where there is none."""
        status, said = self.run("reg", "query", key, "/v", name)
        return said.partition("REG_SZ")[2].strip().splitlines()[0] if not status and "REG_SZ" in said else ""

    def default(self, key: str) -> str:
        """The value a key of the registry has itself, empty where there is none."""
        status, said = self.run("reg", "query", key, "/ve")
        return said.partition("REG_SZ")[2].strip().splitlines()[0] if not status and "REG_SZ" in said else ""

    def end(self) -> None:
        """Stop what still runs in the prefix."""
        subprocess.run([_SERVER, "-k", "-w"], env=self._environment(""), check=False, capture_output=True)

    def _environment(self, overrides: str) -> dict[str, str]:
        kept = {
            name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")
        }
        ours = {"HOME": self.folder / "home", "WINEPREFIX": self.folder / "prefix", "WINESERVER": _SERVER}
        said = {"WINEARCH": "win64", "WINEDEBUG": "-all", "WINEDLLOVERRIDES": overrides, "LC_ALL": "C.UTF-8"}
        return {**kept, **{name: str(value) for name, value in ours.items()}, **said}

    def _run(
        self, words: list[str], overrides: str, variables: dict[str, str] | None = None
    ) -> tuple[int, str]:
        # Python under Wine cannot take a file for its output: it is given pipes.
        with subprocess.Popen(
            [WINE, *words],
            env={**self._environment(overrides), **(variables or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as process:
            said = _said_by(process, self.until)
        return process.returncode, said.decode("utf-8", "replace")


def _said_by(process: subprocess.Popen[bytes], over: float) -> bytes:
    """What a program says until it ends: the desktop that Wine starts beside it holds the pipe for longer."""
    assert process.stdout is not None
    said, until = b"", time.monotonic() + _LONGEST
    while True:
        if time.monotonic() > over:
            process.kill()
            raise NoTime
        has_ended = process.poll() is not None
        ready, _write, _fault = select.select([process.stdout], [], [], 0.1)
        if ready:
            more = os.read(process.stdout.fileno(), 65536)
            if not more:
                process.wait()
                return said
            said += more
        elif has_ended:
            return said
        if time.monotonic() > until:
            process.kill()
            return said + b"\nended: it took too long"


def make_stand_ins(system: Path, scratch: Path) -> None:
    """Compile the libraries that Wine 8 lacks into its system folder."""
    scratch.mkdir(parents=True, exist_ok=True)
    for name, more in (("icuuc", []), ("bcryptprimitives", ["-ladvapi32"])):
        _compile(scratch / f"{name}.dll", HERE / "wine" / f"{name}.c", *more)
    builtin = system / "ucrtbase.dll"
    shutil.copyfile(builtin, scratch / "ucrtwine.dll")
    (scratch / "complex.c").write_text(complex_functions(), "ascii")
    (scratch / "ucrtbase.def").write_text(forwards(read_executable(builtin).exports()), "ascii")
    _compile(scratch / "ucrtbase.dll", scratch / "complex.c", str(scratch / "ucrtbase.def"))
    for library in scratch.glob("*.dll"):
        (system / library.name).unlink(missing_ok=True)
        shutil.copyfile(library, system / library.name)


def _compile(out: Path, source: Path, *more: str) -> None:
    flags = ["-O2", "-s", "-w", "-shared", "-static", "-static-libgcc"]
    subprocess.run([_GCC, *flags, "-o", str(out), str(source), *more], check=True)


def _names() -> list[tuple[str, str, str]]:
    """Each function of complex numbers: name, kind of number, what it answers."""
    kinds = (("f", "float"), ("", "double"), ("l", "double"))
    return [
        (f"{name}{suffix}", number, answers)
        for suffix, number in kinds
        for names, answers in ((_TO_COMPLEX, "complex"), (_TO_REAL, "real"))
        for name in names.split()
    ]


def complex_functions() -> str:
    """C source: complex numbers as Windows passes them, worked out by the compiler's own library."""
    lines = ["#include <complex.h>", "typedef struct { float re, im; } pair_float;"]
    lines += ["typedef struct { double re, im; } pair_double;"]
    for name, number, answers in _names():
        if answers == "real":
            lines.append(f"{number} our_{name}(pair_{number} z) {{ return {name}(z.re + z.im * I); }}")
            continue
        pair = f"pair_{number}"
        body = f"{number} complex w = {name}(z.re + z.im * I); {pair} r = {{creal(w), cimag(w)}}; return r;"
        lines.append(f"{pair} our_{name}({pair} z) {{ {body} }}")
    return "\n".join(lines) + "\n"


def forwards(exports: list[str]) -> str:
    """A definition file that leads every name to Wine's own library but those made here."""
    own = {name for name, _number, _answers in _names()}
    lines = [f'  "{name}" = ' + (f"our_{name}" if name in own else f"ucrtwine.{name}") for name in exports]
    return "\n".join(["LIBRARY ucrtbase.dll", "EXPORTS", *lines]) + "\n"
