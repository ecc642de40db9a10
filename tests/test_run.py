"""Asks how run.py makes its environment and what it says; nothing is fetched or installed."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

import run


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of its own, in which making and installing only leaves traces."""
    for name in (run.RUNTIME, run.TESTS, "pyproject.toml"):
        (tmp_path / name).write_text(name, "utf-8")
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "VENV", tmp_path / ".venv")
    return tmp_path


@pytest.fixture
def called(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    calls: list[list[str]] = []

    def call(command: list[str], **_: Any) -> int:
        calls.append([str(word) for word in command])
        (checkout / ".venv").mkdir(exist_ok=True)
        return 0

    monkeypatch.setattr(subprocess, "check_call", call)
    monkeypatch.setattr(subprocess, "call", call)
    return calls


def makes_anew(calls: list[list[str]]) -> bool:
    return any("--clear" in command for command in calls)


def test_that_a_second_run_installs_nothing(called: list[list[str]]) -> None:
    run.make_ready(run.TESTS)
    assert makes_anew(called)
    called.clear()
    run.make_ready(run.TESTS)
    run.make_ready(run.RUNTIME)
    assert not called


def test_that_tests_are_added_to_what_the_program_has(called: list[list[str]]) -> None:
    run.make_ready(run.RUNTIME)
    called.clear()
    run.make_ready(run.TESTS)
    assert called
    assert not makes_anew(called)


def test_that_making_ready_leaves_the_answer_of_a_command_alone(
    called: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    run.make_ready(run.RUNTIME)
    out, said = capsys.readouterr()
    assert (out, "Đang chuẩn bị" in said) == ("", True)


def test_that_a_changed_lock_is_installed_over(checkout: Path, called: list[list[str]]) -> None:
    run.make_ready(run.RUNTIME)
    called.clear()
    (checkout / run.RUNTIME).write_text("changed", "utf-8")
    run.make_ready(run.RUNTIME)
    assert any("--require-hashes" in command for command in called)
    assert not makes_anew(called)


def test_that_work_cut_off_in_the_middle_begins_anew(
    called: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run.make_ready(run.RUNTIME)

    def cut(*_: str) -> None:
        raise subprocess.CalledProcessError(1, "pip")

    with monkeypatch.context() as broken, pytest.raises(SystemExit):
        broken.setattr(run, "install", cut)
        run.make_ready(run.TESTS)
    assert "chạy lại" in capsys.readouterr().err
    called.clear()
    run.make_ready(run.TESTS)
    assert makes_anew(called)


def test_that_root_on_debian_installs_what_the_system_lacks(
    called: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([{"libEGL.so.1": "libegl1", "venv": "python3-venv"}, {}])
    monkeypatch.setattr(run, "find_missing", lambda: next(answers))
    monkeypatch.setattr("shutil.which", lambda _: "apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 0, raising=False)
    run.complete_system()
    assert [command[:2] for command in called] == [["apt-get", "update"], ["apt-get", "install"]]
    assert {"libegl1", "python3-venv"} <= set(called[1])


def test_that_anyone_else_is_told_the_line_to_type(
    called: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "find_missing", lambda: {"libEGL.so.1": "libegl1"})
    monkeypatch.setattr("shutil.which", lambda _: "apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)
    with pytest.raises(SystemExit) as refused:
        run.complete_system()
    said = capsys.readouterr()
    assert refused.value.code == 2
    assert not called
    assert "libEGL.so.1" in said.err
    assert "apt-get install -y --no-install-recommends libegl1" in said.err


@pytest.mark.parametrize("version", [(3, 10, 13), (3, 14, 0)])
def test_that_an_unfit_python_is_refused_with_a_sentence(
    version: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Version(tuple[int, ...]):
        major, minor = version[:2]

    monkeypatch.setattr("sys.version_info", Version(version))
    with pytest.raises(SystemExit):
        run.check_python()
    monkeypatch.undo()
    assert "Cần Python" in capsys.readouterr().err


def test_that_a_machine_without_a_display_is_told_where_the_pictures_are(
    checkout: Path,
    called: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(run, "complete_system", lambda: None)
    monkeypatch.setattr(run, "has_display", lambda: False)
    assert run.main([]) == 0
    pictures = str(checkout / "build" / "demo")
    assert called[-1][1:] == ["-m", "desktop", "demo", "--out", pictures]
    assert pictures in capsys.readouterr().out


def test_that_a_server_for_the_tests_is_installed_where_root_can(
    called: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "has_server", lambda: False)
    monkeypatch.setattr("shutil.which", lambda _: "apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 0, raising=False)
    run.bring_server()
    assert called[-1][-1] == run.SERVER
    assert "các bài khác vẫn chạy" in capsys.readouterr().err
    called.clear()
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)
    run.bring_server()
    assert not called
