"""Asks what the files an officer keeps are called."""

from pathlib import Path

import pytest

from desktop.qt.whole_files import with_kind


@pytest.mark.parametrize(
    ("chosen", "named"),
    [
        ("Báo cáo 1.2026", "Báo cáo 1.2026.docx"),
        ("Báo cáo", "Báo cáo.docx"),
        ("Báo cáo.docx", "Báo cáo.docx"),
        ("Báo cáo.DOCX", "Báo cáo.DOCX"),
    ],
)
def test_that_a_file_keeps_the_name_it_was_given(chosen: str, named: str) -> None:
    assert with_kind(Path(chosen), ".docx").name == named
