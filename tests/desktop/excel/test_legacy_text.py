"""Letters of TCVN3 and VNI fonts become Unicode, column by column; what is Unicode stays as it is."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Font

from desktop.excel.cells import Run
from desktop.excel.legacy_text import TCVN3, VNI, from_tcvn3, from_vni, repair
from desktop.excel.recognise import recognise
from desktop.excel.workbooks import read_workbook
from tests.desktop.excel.lists import LAYOUT, Well, sheet

_SMALL = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_CAPITAL = "ĂÂÊÔƠƯĐ"
_TCVN3 = dict(
    zip(
        _SMALL + _CAPITAL,
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢£¤¥¦§",
        strict=True,
    )
)
_VNI_LETTERS = (
    "aø aù aû aõ aï aê aè aé aú aü aë aâ aà aá aå aã aä ñ eø eù eû eõ eï eâ eà eá eå eã eä ì í æ ó ò"
    " oø où oû oõ oï oâ oà oá oå oã oä ô ôø ôù ôû ôõ ôï uø uù uû uõ uï ö öø öù öû öõ öï yø yù yû yõ î"
)
_VNI = dict(zip(_SMALL, _VNI_LETTERS.split(), strict=True))
_NAMES = (
    "Cứ A Dình",
    "Thào Thị Ca",
    "Vàng Thị Lìa",
    "Hờ A Phía",
    "Lò Văn Thành",
    "Mùa Giống Vư",
    "Nguyễn Đức Quỳnh",
)
_VILLAGES = ("Bản Tìa Ghênh", "Keo Lôm", "Bản Huổi Tủa", "Bản Chua Nhừ")
_LETTERS = st.text(alphabet="bcdghklmnpqrstvx aeiouy.,-/()0123456789" + _SMALL, max_size=60)


def tcvn3(text: str) -> str:
    return "".join(_TCVN3.get(letter) or _TCVN3.get(letter.lower(), letter) for letter in text)


def vni(text: str) -> str:
    return "".join(
        _VNI.get(letter) or (_VNI[letter.lower()].upper() if letter.lower() in _VNI else letter)
        for letter in text
    )


@given(_LETTERS)
def test_that_what_was_typed_in_tcvn3_comes_back(text: str) -> None:
    assert from_tcvn3(tcvn3(text)) == text


@given(_LETTERS)
def test_that_what_was_typed_in_vni_comes_back(text: str) -> None:
    assert from_vni(vni(text)) == text


@given(st.text(max_size=80))
def test_that_no_text_bursts_a_reader_of_old_letters(text: str) -> None:
    from_tcvn3(text), from_vni(text)
    page = sheet([("Họ tên", text), (text, text)], writings={2: [Run(1, 2, TCVN3)]})
    repair(page)
    assert [len(row) for row in page.rows] == [2, 2]


@given(
    st.lists(st.sampled_from((*_NAMES, *_VILLAGES, "m²", "½ sào", "Café", "5 × 3")), min_size=1, max_size=30)
)
def test_that_unicode_is_left_alone(texts: list[str]) -> None:
    page = sheet([("Họ và tên", "Bản"), *((text, "Na Son") for text in texts)])
    before = list(page.rows)
    repair(page)
    assert (page.rows, page.repaired) == (before, "")


@pytest.mark.parametrize("write", [tcvn3, vni])
@pytest.mark.parametrize("fonts", ["none told", "its own", "Unicode"])
def test_that_a_sheet_is_read_as_it_was_typed(write: object, fonts: str) -> None:
    assert callable(write)
    rows = [("Họ và tên", "Bản"), *((name, village) for name in _NAMES for village in _VILLAGES)]
    own = [Run(1, len(rows), TCVN3 if write is tcvn3 else VNI)]
    writings = {"none told": None, "its own": {1: own, 2: own}, "Unicode": {}}[fonts]
    page = sheet([tuple(map(write, row)) for row in rows], writings=writings)
    repair(page)
    assert page.rows == [tuple(row) for row in rows]
    assert ("TCVN3" if write is tcvn3 else "VNI") in page.repaired


def test_that_a_column_typed_in_unicode_stays_beside_one_in_tcvn3() -> None:
    rows = [(tcvn3(name), village) for name in _NAMES for village in _VILLAGES]
    page = sheet([(tcvn3("Họ và tên"), "Bản"), *rows], writings={1: [Run(1, 99, TCVN3)]})
    repair(page)
    assert page.rows[1] == (_NAMES[0], _VILLAGES[0])
    assert page.repaired.count("cột A;") == 1


def test_that_a_word_in_capitals_keeps_its_capitals() -> None:
    assert from_tcvn3(tcvn3("TỈNH ĐIỆN BIÊN") + " " + tcvn3("Điện Biên")) == "TỈNH ĐIỆN BIÊN Điện Biên"
    assert from_vni("DAÂN TOÄC, Hoà Bình".replace("oà", "oaø").replace("ì", "ì")) == "DÂN TỘC, Hoà Bình"


def test_that_a_table_in_old_letters_is_recognised_and_says_so() -> None:
    rows = [("TT", "Chủ hộ", "Bản", "Số khẩu"), *((1, name, "Tìa Ghênh", 3) for name in _NAMES)]
    cells = sheet([tuple(tcvn3(v) if isinstance(v, str) else v for v in row) for row in rows])
    (table,) = recognise([cells], [Well], [LAYOUT], "a.xls")
    assert table.record_type is Well
    assert any("TCVN3" in doubt for doubt in table.doubts)
    assert cells.rows[1][1] == _NAMES[0]


def test_that_the_font_of_a_cell_says_how_a_word_is_read_that_could_be_either() -> None:
    old, new = "Hoàng A Dính", "Hoàng A Dính"  # in a VNI font the same letters show Hồng
    page = sheet([("Họ và tên",), (old,), (new,), ("Nguyễn Hoàng",)], writings={1: [Run(2, 2, VNI)]})
    repair(page)
    assert [row[0] for row in page.rows[1:]] == ["Hồng A Dính", "Hoàng A Dính", "Nguyễn Hoàng"]
    assert page.repaired.count("VNI") == 1


def test_that_a_cell_in_a_unicode_font_stays_where_its_letters_say_nothing() -> None:
    rows = [("Họ và tên",), *((vni(name),) for name in _NAMES), ("Hoàng A Páo",)]
    page = sheet(rows, writings={})
    repair(page)
    assert [row[0] for row in page.rows[1:]] == [*_NAMES, "Hoàng A Páo"]


def test_that_unicode_typed_in_an_old_font_stays() -> None:
    rows = [("Họ và tên",), *((name,) for name in _NAMES), ("Hoàng A Páo",), ("Lò Văn Hoàng",)]
    page = sheet(rows, writings={1: [Run(1, len(rows), VNI)]})
    repair(page)
    assert (page.rows, page.repaired) == (rows, "")


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_that_fonts_are_known_cell_by_cell(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{kind}"
    texts = [(1, "Hoàng A Dính", "VNI-Times"), (2, "Hoàng A Dính", "Times New Roman")]
    texts += [(3, tcvn3("Cứ A Có"), ".VnTime"), (4, "Cã", "Times New Roman")]
    if kind == "xlsx":
        book = openpyxl.Workbook()
        for row, text, font in texts:
            book.worksheets[0].cell(row, 2, text).font = Font(name=font)
        book.save(path)
    else:
        old = xlwt.Workbook()
        page = old.add_sheet("S")
        for row, text, font in texts:
            page.write(row - 1, 1, text, xlwt.easyxf(f"font: name {font}"))
        old.save(str(path))
    (read,) = read_workbook(path)
    assert read.writings == {2: [Run(1, 1, VNI), Run(3, 3, TCVN3)]}
    repair(read)
    assert [row[1] for row in read.rows] == ["Hồng A Dính", "Hoàng A Dính", "Cứ A Có", "Cã"]


def test_that_a_cell_half_in_an_old_font_and_half_in_unicode_is_read_word_by_word() -> None:
    rows = [
        ("Họ và tên",),
        *((tcvn3(name),) for name in _NAMES),
        (tcvn3("Bản Tìa") + " ở Mường Lạn",),
    ]
    page = sheet(rows, writings={1: [Run(2, len(rows), TCVN3)]})
    repair(page)
    assert page.rows[-1] == ("Bản Tìa ở Mường Lạn",)


def test_that_a_cell_typed_in_two_fonts_is_read_piece_by_piece(tmp_path: Path) -> None:
    old, fonts = tmp_path / "plain.xlsx", tmp_path / "fonts.xlsx"
    book = openpyxl.Workbook()
    for line in (("Chủ hộ", "Bản"), ("MIXED", "Hoàng"), ("Hoàng", "Na Son")):
        book.worksheets[0].append(line)
    book.save(old)
    run = '<r><rPr><rFont val="{font}"/></rPr><t xml:space="preserve">{text}</t></r>'
    pieces = [("Hoàng Văn ", "Times New Roman"), (vni("Hồng"), "VNI-Times"), (" Súa", "Arial")]
    told = "".join(run.format(font=font, text=text) for text, font in pieces)
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    shared = 't="inlineStr"><is><t>MIXED</t></is>', 't="s"><v>0</v>'
    with zipfile.ZipFile(old) as before, zipfile.ZipFile(fonts, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).decode().replace(*shared))
        after.writestr("xl/sharedStrings.xml", f'<sst xmlns="{namespace}"><si>{told}</si></sst>')
    [page] = read_workbook(fonts)
    repair(page)
    assert page.rows[1:] == [("Hoàng Văn Hồng Súa", "Hoàng"), ("Hoàng", "Na Son")]
    assert "VNI" in page.repaired


def test_that_a_text_no_writing_explains_stays_and_is_named_with_its_cell() -> None:
    page = sheet(
        [
            ("Chủ hộ", "Diện tích"),
            ("Nguyễn Văn An", "120 m²"),
            ("Phïng V¨n Khoa", "90 m² · ½"),
            ("Lò Thị Tý", "5"),
        ]
    )
    repair(page)
    assert page.rows[2][0] == "Phïng V¨n Khoa"
    assert "1 ô còn chữ không rõ bảng mã" in page.repaired and "(A3)" in page.repaired
