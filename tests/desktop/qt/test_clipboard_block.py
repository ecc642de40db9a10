"""What any program may have put on the clipboard is read, left as it stands, or refused with a sentence."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData

from desktop.declare.problems import Refusal
from desktop.qt.clipboard_block import Block, as_mime, as_text, from_mime, read_text


def test_that_quotes_of_another_program_stay_and_swallow_no_rows() -> None:
    assert read_text('"Bản Na\tmột\nhai\tba\n') == [['"Bản Na', "một"], ["hai", "ba"]]
    assert read_text('"Bản" Na\t1\n') == [['"Bản" Na', "1"]]
    assert read_text('a\t"' + "x" * 200_000) == [["a", '"' + "x" * 200_000]]
    assert read_text('"Bản\nNa"\t"nói ""x"""\n') == [["Bản\nNa", 'nói "x"']]


def test_that_a_stray_quote_leaves_the_lines_of_other_cells_together() -> None:
    assert read_text('A\t"Bản\nNa"\nB\t"Sao" Mai\n') == [["A", "Bản\nNa"], ["B", '"Sao" Mai']]
    assert read_text('B\t"Sao" Mai\n\nA\t"Bản\nNa"\tc\t') == [
        ["B", '"Sao" Mai', "", ""],
        ["", "", "", ""],
        ["A", "Bản\nNa", "c", ""],
    ]
    assert read_text('\t"a' * 50_000) == [["", *['"a'] * 50_000]]


def test_that_a_block_beyond_all_measure_is_refused_before_it_is_made() -> None:
    with pytest.raises(Refusal, match="Khối dán quá lớn"):
        read_text("\t" * 50_000 + "\n" * 50_000 + "x")


@given(
    st.lists(st.lists(st.text(st.characters(exclude_characters="\r\0")), min_size=2, max_size=2), min_size=1)
)
def test_that_what_is_copied_is_what_is_read(rows: list[list[str]]) -> None:
    if any(any(row) for row in rows):
        assert read_text(as_text(rows) + "\n") == rows


OWN = next(name for name in as_mime(Block([]), [], []).formats() if name.startswith("application/"))


@pytest.mark.parametrize(
    "told",
    [
        b"[" * 100_000,
        json.dumps({"type": "a", "fields": 1, "rows": 7}).encode(),
        json.dumps({"type": "a", "fields": [], "rows": [["x", "y"]]}).encode(),
        json.dumps({"type": 1, "fields": ["a", "b"], "rows": [["x", "y"]]}).encode(),
        json.dumps({"type": "a", "fields": ["a", "b"], "rows": [1]}).encode(),
        b"\xff\xfe",
    ],
)
def test_that_data_by_our_name_that_is_not_ours_is_plain_text(told: bytes) -> None:
    data = QMimeData()
    data.setText("x\ty")
    data.setData(OWN, told)
    block = from_mime(data)
    assert (block.rows, block.fields, block.stored) == ([["x", "y"]], [], [])
