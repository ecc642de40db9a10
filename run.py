"""Makes a bare checkout run: its environment, its locked packages, then the program or the tests.

python3 run.py              opens the program on demo data (without a display: makes its pictures)
python3 run.py test ...     runs the whole test suite; the rest goes to pytest
python3 run.py COMMAND ...  runs one command of the program, as `ntp-desktop COMMAND ...` would
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

RUNTIME = "requirements.lock"
TESTS = "requirements-dev.lock"  # holds the runtime too

INSTALL = "apt-get install -y --no-install-recommends"

# What Qt loads from a Linux system, and the Debian package that brings it.
QT_LIBRARIES = {
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


# What a Linux system lacks for the tests that open a database on a server of their own.
SERVER = "postgresql"


def main(arguments: list[str]) -> int:
    check_python()
    complete_system()
    if arguments[:1] == ["test"]:
        bring_server()
        make_ready(TESTS)
        return start("pytest", "-n", "2", "--dist", "loadfile", *arguments[1:], folder=ROOT)
    make_ready(RUNTIME)
    if arguments:
        return start("desktop", *arguments)
    if has_display():
        return start("desktop", "--demo")
    pictures = ROOT / "build" / "demo"
    status = start("desktop", "demo", "--out", str(pictures))
    if status not in (0, 1):  # 1: the demo data hold faults on purpose, for the pages that show them
        return status
    print(f"Máy này không có màn hình; ảnh các trang và kết quả chạy thử nằm trong {pictures}.")
    return 0


def check_python() -> None:
    found = sys.version_info
    if not (3, 11) <= found[:2] <= (3, 13) or sys.maxsize < 2**32:
        refuse(
            f"Cần Python 3.11, 3.12 hoặc 3.13 bản 64 bit; đây là Python {found.major}.{found.minor}. "
            "Hãy cài một bản như thế rồi chạy lại bằng nó."
        )


def has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def complete_system() -> None:
    """Sees that the system has what pip cannot bring; as root on Debian installs it."""
    missing = find_missing()
    if not missing:
        return
    tell(f"Hệ thống còn thiếu: {', '.join(missing)}.")
    if not shutil.which("apt-get"):
        refuse("Hãy cài các phần ấy bằng trình cài gói của hệ điều hành rồi chạy lại.")
    install = f"{INSTALL} {' '.join(sorted(set(missing.values())))}"
    if os.geteuid() != 0:
        refuse(f"Hãy gõ dòng sau rồi chạy lại:\n  sudo apt-get update && sudo {install}")
    tell("Đang cài bằng apt-get …")
    install_packages(*sorted(set(missing.values())))
    importlib.invalidate_caches()
    if find_missing():
        refuse(f"apt-get không cài được. Hãy kiểm tra mạng, hoặc tự gõ dòng sau rồi chạy lại:\n  {install}")


def bring_server() -> None:
    """Installs a database server where root on Debian can; elsewhere its tests are left out, as is said."""
    if has_server() or os.name == "nt":
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        tell("Đang cài PostgreSQL cho các bài thử …")
        install_packages(SERVER)
    if not has_server():
        tell("Máy này không có PostgreSQL: các bài thử trên máy chủ không chạy, các bài khác vẫn chạy.")


def has_server() -> bool:
    return bool(shutil.which("initdb")) or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def install_packages(*packages: str) -> None:
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for command in ("apt-get update", f"{INSTALL} {' '.join(packages)}"):
        subprocess.call(command.split(), env=quiet, stdout=subprocess.DEVNULL)


def find_missing() -> dict[str, str]:
    missing = {} if importlib.util.find_spec("ensurepip") else {"venv": "python3-venv"}
    if sys.platform.startswith("linux"):
        for library, package in {**QT_LIBRARIES, **(WINDOW_LIBRARIES if has_display() else {})}.items():
            try:
                ctypes.CDLL(library)
            except OSError:
                missing[library] = package
    return missing


def make_ready(lock: str) -> None:
    """Makes `.venv` hold what the lock and the projects ask for.

    The stamp is taken away first and written last, so work cut off in the middle begins anew.
    """
    stamp = VENV / f"ready-{sys.version_info.major}.{sys.version_info.minor}"
    ready = stamp.read_text("utf-8").split() if stamp.exists() else []
    if fingerprint(lock) in ready:
        return
    tell("Đang chuẩn bị môi trường .venv (lần đầu mất một, hai phút) …")
    stamp.unlink(missing_ok=True)
    try:
        if not ready:
            subprocess.check_call([sys.executable, "-m", "venv", "--clear", str(VENV)])
        install("--require-hashes", "--only-binary", ":all:", "--requirement", str(ROOT / lock))
        projects = [ROOT, *(file.parent for file in plugin_projects())]
        install("--no-build-isolation", *(word for path in projects for word in ("--editable", str(path))))
    except (OSError, subprocess.CalledProcessError):
        refuse(
            "Chưa cài xong. Hãy kiểm tra mạng, chỗ trống trên đĩa, đóng chương trình đang mở rồi chạy lại."
        )
    if hasattr(os, "sync"):
        os.sync()
    stamp.write_text("\n".join(map(fingerprint, {lock, RUNTIME})), "utf-8")


def install(*arguments: str) -> None:
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", *quiet]
    subprocess.check_call([*pip, "install", "--no-deps", *arguments])


def plugin_projects() -> list[Path]:
    return sorted((ROOT / "plugins").glob("*/pyproject.toml"))


def fingerprint(lock: str) -> str:
    """Names one state of the environment: where it lies, what is locked, what the projects declare."""
    digest = hashlib.sha256(str(ROOT).encode())
    for file in (ROOT / lock, ROOT / "pyproject.toml", *plugin_projects()):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def start(module: str, *arguments: str, folder: Path | None = None) -> int:
    environment = dict(os.environ)
    if not has_display():
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    return subprocess.call([str(PYTHON), "-m", module, *arguments], cwd=folder, env=environment)


def tell(sentence: str) -> None:
    """Says how far it is; standard output is for what the command answers."""
    print(sentence, file=sys.stderr, flush=True)


def refuse(sentence: str) -> None:
    tell(sentence)
    raise SystemExit(2)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        raise SystemExit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        raise SystemExit(130) from None
