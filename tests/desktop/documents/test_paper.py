"""Asks whether a file of the paper that somebody wrote wrongly is refused in a sentence."""

from pathlib import Path

import pytest

from desktop.declare.problems import Refusal
from desktop.documents import paper
from desktop.resources import resource


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        (b"top = 20", b"top = '20'"),
        (b"top = 20", b"top = -20"),
        (b"body = 13", b"body = 13.5"),
        (b"body = 13", b"body = true"),
        (b"body = 13", b""),
        (b"[margins]", b"[margin]"),
        (b"left = 30", b"left 30"),
        (b"Times", b"\xff\xfe"),
    ],
)
def test_that_a_paper_written_wrongly_is_refused_in_a_sentence(
    written: bytes, instead: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = resource("documents/paper.toml").read_bytes()
    assert written in sound
    file = tmp_path / "paper.toml"
    file.write_bytes(sound.replace(written, instead))
    monkeypatch.setattr(paper, "resource", lambda _name: file)
    with pytest.raises(Refusal, match="thể thức"):
        paper.read_paper.__wrapped__()


def test_that_a_file_that_cannot_be_read_is_refused_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "resource", lambda _name: tmp_path)
    with pytest.raises(Refusal, match="thể thức"):
        paper.read_paper.__wrapped__()
