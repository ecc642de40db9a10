"""A list of wells as an officer's own workbook, part by part: table, notes, lists, macros, a formula."""

from __future__ import annotations

from pathlib import Path

from tests.desktop.excel.lists import HEAD
from tests.hostile.made import MAIN, OFFICE, PACKAGE, Parts, link, relationships, save, text

SHEET, STYLES, NOTES, BOXES = (
    "xl/worksheets/sheet1.xml",
    "xl/styles.xml",
    "xl/comments1.xml",
    "xl/drawings/vmlDrawing1.vml",
)
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_BORDER = '<border><left style="thin"/><right/><top/><bottom/><diagonal/></border>'
_LISTS = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"

ROWS = (
    '<row r="3" spans="1:7"><c r="A3" s="1"><v>1</v></c>'
    + text("B3", "Lò Văn A")
    + text("C3", "Bản Na Son")
    + '<c r="E3"><v>4</v></c><c r="F3" s="2"><f>20000000*2</f><v>40000000</v></c>'
    + text("G3", "1/QĐ")
    + "</row>",
    '<row r="4" spans="1:7" ht="31.5" customHeight="1"><c r="A4" s="1"><v>2</v></c>'
    + text("B4", "Lò Văn B")
    + text("C4", "Bản Tìa Ghênh")
    + '<c r="E4" s="3" t="inlineStr"><is><t>mười</t></is></c><c r="F4" s="2"><v>30000000</v></c>'
    + text("G4", "2/QĐ")
    + "</row>",
    '<row r="5" s="4" customFormat="1"><c r="A5" s="1"><v>3</v></c>'
    + text("B5", "Lò Văn C")
    + '<c r="E5"><v>5</v></c><c r="F5" s="2"><v>48000000</v></c>'
    + text("G5", "3/QĐ")
    + "</row>",
)
"""The second has no number of members, the third no village and more money than the norm allows."""


def officers(path: Path, rows: tuple[str, ...] = ROWS, **more: str | bytes) -> Path:
    """Save the workbook; `more` are other or further parts."""
    parts: Parts = {
        "[Content_Types].xml": _types(path.suffix == ".xlsm"),
        "_rels/.rels": relationships(link("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><bookViews><workbookView'
        ' firstSheet="0" activeTab="0"/></bookViews><sheets><sheet name="Giếng" sheetId="7" r:id="r1"/>'
        '<sheet name="Danh mục" sheetId="3" state="hidden" r:id="r2"/></sheets><definedNames><definedName'
        ' name="_xlnm.Print_Titles" localSheetId="0">Giếng!$2:$2</definedName></definedNames></workbook>',
        "xl/_rels/workbook.xml.rels": relationships(
            link("r1", "worksheet", "worksheets/sheet1.xml"),
            link("r2", "worksheet", "worksheets/sheet2.xml"),
            link("r3", "styles", "styles.xml"),
            link("r4", "calcChain", "calcChain.xml"),
        ),
        SHEET: _sheet(rows),
        "xl/worksheets/_rels/sheet1.xml.rels": relationships(
            link("r1", "comments", "../comments1.xml"),
            link("r2", "vmlDrawing", "../drawings/vmlDrawing1.vml"),
            link("r3", "table", "../tables/table1.xml"),
        ),
        "xl/worksheets/sheet2.xml": f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">'
        + text("A1", "Bản Na Son")
        + "</row></sheetData></worksheet>",
        STYLES: _styles(),
        "xl/calcChain.xml": f'<calcChain xmlns="{MAIN}"><c r="F3" i="7"/></calcChain>',
        "xl/tables/table1.xml": _table(),
        NOTES: f'<comments xmlns="{MAIN}"><authors><author>Bà Hoa</author></authors><commentList>'
        '<comment ref="B3" authorId="0"><text><t>Hộ mới</t></text></comment>'
        '<comment ref="E4" authorId="0"><text><t>Hỏi lại bản</t></text></comment></commentList></comments>',
        BOXES: '<xml xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:o="urn:schemas-microsoft-com:office:office"'
        ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit"'
        ' data="1"/></o:shapelayout>' + _box(1025, 2, 1) + _box(1026, 3, 4) + "</xml>",
        "customXml/item1.xml": "<a/>",
    }
    if path.suffix == ".xlsm":
        parts["xl/vbaProject.bin"] = bytes(range(256))
    return save(path, parts | more)


def _types(has_macros: bool) -> str:
    main = "application/vnd.ms-excel.sheet.macroEnabled.main+xml" if has_macros else f"{_TYPE}.sheet.main+xml"
    told = {
        "/xl/workbook.xml": main,
        f"/{SHEET}": f"{_TYPE}.worksheet+xml",
        "/xl/worksheets/sheet2.xml": f"{_TYPE}.worksheet+xml",
        f"/{STYLES}": f"{_TYPE}.styles+xml",
        "/xl/calcChain.xml": f"{_TYPE}.calcChain+xml",
        "/xl/tables/table1.xml": f"{_TYPE}.table+xml",
        f"/{NOTES}": f"{_TYPE}.comments+xml",
    }
    parts = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in told.items())
    ends = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        "vml": "application/vnd.openxmlformats-officedocument.vmlDrawing",
        "bin": "application/vnd.ms-office.vbaProject",
    }
    defaults = "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in ends.items())
    return f'<Types xmlns="{PACKAGE}/content-types">{defaults}{parts}</Types>'


def _sheet(rows: tuple[str, ...]) -> str:
    heads = "".join(text(f"{letter}2", word) for letter, word in zip("ABCDEFG", HEAD, strict=True))
    return (
        f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"><dimension ref="A1:G5"/><sheetViews><sheetView'
        ' tabSelected="1" workbookViewId="0"/></sheetViews><cols><col min="1" max="1" width="5"/>'
        '<col min="3" max="16384" width="14" style="2"/></cols><sheetData><row r="1">'
        + text("A1", "DANH SÁCH GIẾNG")
        + f'</row><row r="2">{heads}</row>{"".join(rows)}</sheetData><sheetProtection sheet="1"/>'
        '<mergeCells count="1"><mergeCell ref="A1:G1"/></mergeCells><conditionalFormatting sqref="F3:F5">'
        '<cfRule type="cellIs" priority="1" operator="lessThan"><formula>0</formula><extLst><ext uri="x"/>'
        '</extLst></cfRule></conditionalFormatting><pageMargins left="1" right="1" top="1" bottom="1"'
        ' header="0" footer="0"/><legacyDrawing r:id="r2"/><tableParts count="1"><tablePart r:id="r3"/>'
        f'</tableParts><extLst><ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{_LISTS}">'
        '<x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1">'
        "<x14:dataValidation type=\"list\"><x14:formula1><xm:f>'Danh mục'!$A$1:$A$3</xm:f></x14:formula1>"
        "<xm:sqref>C3:C5</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
    )


def _styles() -> str:
    yellow = '<fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill></fill>'
    plain = '<xf numFmtId="{0}" fontId="0" fillId="{1}" borderId="{2}" xfId="0"{3}'
    formats = [
        plain.format(0, 0, 0, "/>"),
        plain.format(1, 0, 1, "/>"),
        plain.format(3, 0, 1, ' applyNumberFormat="1"><alignment horizontal="right"/></xf>'),
        plain.format(49, 2, 1, ' applyFill="1"/>'),
        plain.format(14, 0, 1, "/>"),
    ]
    bare = "<border><left/><right/><top/><bottom/><diagonal/></border>"
    none = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    pattern = '<fill><patternFill patternType="{0}"/></fill>'
    return (
        f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="12"/><name val="Arial"/></font></fonts>'
        f'<fills count="3">{pattern.format("none")}{pattern.format("gray125")}{yellow}</fills>'
        f'<borders count="2">{bare}{_BORDER}</borders><cellStyleXfs count="1">{none}</cellStyleXfs>'
        f'<cellXfs count="{len(formats)}">{"".join(formats)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _table() -> str:
    columns = "".join(f'<tableColumn id="{number}" name="{word}"/>' for number, word in enumerate(HEAD, 1))
    return (
        f'<table xmlns="{MAIN}" id="1" name="Bang" displayName="Bang" ref="A2:G5"><autoFilter ref="A2:G5"/>'
        f'<tableColumns count="{len(HEAD)}">{columns}</tableColumns></table>'
    )


def _box(number: int, row: int, column: int) -> str:
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="visibility:hidden"><x:ClientData'
        f' ObjectType="Note"><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>'
    )
