"""A card with a chart: pointed at, walked over by keys, copied and kept as a picture."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QImage, QPageLayout
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.declare.charts import Drawing, Line, Series
from desktop.declare.problems import Refusal
from desktop.declare.reading import Condition
from desktop.qt import tokens
from desktop.qt.chart_card import ChartCard
from desktop.qt.pictures import draw_chart
from desktop.qt.print_preview import PrintPreview

WHERES = ((Condition("commune", "is", "na-son"),), (Condition("commune", "is", "nam-ke"),))
DRAWING = Drawing(
    ("Xã Na Son", "Xã Nậm Kè"),
    (Series("Hộ", (30, 12), WHERES),),
    "hộ",
    (Line("Mục tiêu", 25),),
    "Na Son nhiều nhất.",
)


@pytest.fixture
def card(qtbot: QtBot) -> ChartCard:
    made = ChartCard("Bao nhiêu hộ ở từng xã?")
    qtbot.addWidget(made)
    made.show_drawing(DRAWING)
    made.resize(560, 360)
    made.show()
    return made


def test_that_a_click_on_a_bar_leads_to_its_records(qtbot: QtBot, card: ChartCard) -> None:
    second = card.view.marks()[1]
    with qtbot.waitSignal(card.chosen) as chosen:
        qtbot.mouseClick(
            card.view.viewport(), Qt.MouseButton.LeftButton, pos=card.view.place_of(second).toPoint()
        )
    assert chosen.args[0].where == WHERES[1]


def test_that_in_a_narrow_card_numbers_stand_apart_and_none_is_cut(qtbot: QtBot) -> None:
    card = ChartCard("Vốn kéo dài còn bao nhiêu?")
    qtbot.addWidget(card)
    money = Series("Còn lại", (9_563, 25_725), WHERES)
    card.show_drawing(Drawing(("Nghị quyết số 01", "Nghị quyết số 02"), (money,), "triệu đồng"))
    card.show()
    for width, most in ((560, 6), (240, 2)):
        card.resize(width, 360)
        card.grab()
        axis = card.view.getPlotItem().getAxis("bottom")
        assert 1 < len(axis._tickLevels[0]) <= most
        assert axis._tickLevels[0][0][0] == 0
        end = card.view.place_of(card.view.marks()[1]).x() * 2 - card.view.getPlotItem().vb.x()
        assert end + QFontMetrics(tokens.font("small")).horizontalAdvance("25.725") < card.view.width()


def test_that_a_click_beside_the_bars_leads_nowhere(qtbot: QtBot, card: ChartCard) -> None:
    with qtbot.assertNotEmitted(card.chosen):
        qtbot.mouseClick(card.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(1, 1))


def test_that_arrows_walk_over_the_bars_and_enter_opens_one(qtbot: QtBot, card: ChartCard) -> None:
    card.view.setFocus()
    qtbot.keyClick(card.view, Qt.Key.Key_Down)
    qtbot.keyClick(card.view, Qt.Key.Key_Down)
    with qtbot.waitSignal(card.chosen) as chosen:
        qtbot.keyClick(card.view, Qt.Key.Key_Return)
    assert chosen.args[0].where == WHERES[1]
    qtbot.keyClick(card.view, Qt.Key.Key_Escape)
    qtbot.keyClick(card.view, Qt.Key.Key_Up)
    assert card.view.current == len(card.view.marks()) - 1


def test_that_a_card_says_of_how_many_it_draws_the_first(card: ChartCard) -> None:
    bars = Drawing(("A", "B", "C"), (Series("", (3, 2, 1)),), "hộ", among=30)
    card.show_drawing(bars)
    assert card.unit.text().endswith("3 dòng đầu trong 30")
    card.show_drawing(bars, 2)
    assert card.unit.text().endswith("2 dòng đầu trong 30")


def test_that_a_screen_reader_is_told_what_the_bars_say(card: ChartCard) -> None:
    assert card.view.accessibleName() == "Bao nhiêu hộ ở từng xã?"
    assert "Xã Na Son: 30 hộ" in card.view.accessibleDescription()
    assert "Mục tiêu: 25" in card.legend.accessibleName()


def test_that_a_picture_is_kept_as_png_and_svg(card: ChartCard, tmp_path: Path) -> None:
    card.keep(tmp_path / "hình.png")
    card.keep(tmp_path / "hình.svg")
    assert QImage(str(tmp_path / "hình.png")).width() == 1120
    drawn = (tmp_path / "hình.svg").read_text("utf-8")
    assert "Xã Na Son" in drawn and "Na Son nhiều nhất." in drawn
    assert "<image" not in drawn


def test_that_a_picture_that_cannot_be_written_is_refused_in_a_sentence(
    card: ChartCard, tmp_path: Path
) -> None:
    for name in ("hình.png", "hình.svg"):
        with pytest.raises(Refusal, match=name):
            card.keep(tmp_path / "không có" / name)


@pytest.mark.parametrize("name", ["hình.png", "hình.svg"])
def test_that_a_full_disk_leaves_the_earlier_picture(
    card: ChartCard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def fill(path: Path, content: bytes) -> int:
        with path.open("wb") as stream:
            stream.write(content[:10])
        raise OSError(errno.ENOSPC, "no space")

    (tmp_path / name).write_text("trước", "utf-8")
    monkeypatch.setattr(Path, "write_bytes", fill)
    with pytest.raises(Refusal, match="Không ghi được"):
        card.keep(tmp_path / name)
    assert [path.read_text("utf-8") for path in tmp_path.iterdir()] == ["trước"]


def test_that_a_copied_chart_brings_its_words(card: ChartCard) -> None:
    card.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    assert data.text() == "Bao nhiêu hộ ở từng xã?\nNa Son nhiều nhất."


def test_that_an_empty_answer_says_so_in_the_place_of_the_chart(card: ChartCard) -> None:
    card.show_drawing(Drawing(sentence="Chưa có hồ sơ nào."))
    assert not card.view.isVisible()
    assert card.sentence.text() == "Chưa có hồ sơ nào."
    card.show_drawing(DRAWING)
    assert card.view.isVisible()


def test_that_no_label_of_a_card_is_cut(card: ChartCard) -> None:
    for label in card.findChildren(QLabel):
        if label.isVisible():
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            assert label.height() >= needed


@pytest.mark.parametrize("kind", ["bar", "stacked", "line", "progress"])
@pytest.mark.parametrize("ending", ["png", "svg"])
def test_that_every_kind_is_drawn_to_a_file(qtbot: QtBot, tmp_path: Path, kind: str, ending: str) -> None:
    drawing = Drawing(("2024", "2025"), (Series("Đạt", (1, 3)), Series("Kế hoạch", (2, 4))), "lớp")
    path = draw_chart(drawing, tmp_path / f"x.{ending}", title="Đến đâu rồi?", kind=kind)
    assert path.stat().st_size > 2000


def test_that_a_picture_is_on_white_ground_in_the_dark_too(qtbot: QtBot) -> None:
    with tokens.drawn_in(tokens.DARK):
        made = ChartCard("Bao nhiêu hộ ở từng xã?")
        qtbot.addWidget(made)
        made.show_drawing(DRAWING)
        made.resize(560, 360)
        picture = made.picture()
        assert QColor(picture.pixel(20, picture.height() // 2)).lightness() > 250
        assert tokens.theme() is tokens.DARK


def test_that_a_chart_is_copied_by_its_key(qtbot: QtBot, card: ChartCard) -> None:
    QGuiApplication.clipboard().clear()
    card.view.setFocus()
    qtbot.keyClick(card.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().mimeData().hasImage()


def test_that_the_unit_stands_at_the_axis_and_percent_at_its_numbers(card: ChartCard) -> None:
    across = card.view.getPlotItem().getAxis("bottom")
    assert across.label.isVisible() and across.labelText == "hộ"
    card.show_drawing(Drawing(("A",), (Series("", (80,)),), "%"))
    assert not across.label.isVisible()
    assert across._tickLevels[0][-1][1] == "80 %"


def test_that_paper_is_seen_before_it_is_printed(qtbot: QtBot, card: ChartCard, tmp_path: Path) -> None:
    qtbot.keyClick(card, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = card.window().findChildren(PrintPreview)
    assert dialog.preview.pageCount() == 1
    assert dialog.preview.orientation() == QPageLayout.Orientation.Landscape
    dialog.save_pdf(tmp_path / "biểu đồ.pdf")
    assert (tmp_path / "biểu đồ.pdf").read_bytes().startswith(b"%PDF")
    dialog.close()


def test_that_the_page_to_print_goes_with_its_card(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    card = ChartCard("Bao nhiêu hộ ở từng xã?", parent=window)
    card.show_drawing(DRAWING)
    window.show()
    qtbot.keyClick(card, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = window.findChildren(PrintPreview)
    with qtbot.waitSignal(dialog.rejected):
        card.deleteLater()
