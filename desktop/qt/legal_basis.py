"""What stands behind a rule or norm: the text, its dates and article, which norm applies; judges nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from desktop.declare.dates import show_date
from desktop.declare.norms import Cited, LegalText, Norm, cited
from desktop.declare.text import _, translate
from desktop.qt import tokens
from desktop.qt.page_dialog import open_page

if TYPE_CHECKING:
    from desktop.declare.norms import NormBook

_SIZE = QSize(780, 480)


class Knowing(Protocol):
    """Who is asked for the texts and norms of the moment: an open database, or what was declared."""

    @property
    def norms(self) -> NormBook:
        """The book as it is now."""


class BasisLink(QPushButton):
    """`Căn cứ: QĐ 04/2023/QĐ-TTg, Điều 4(1)`; pressing it opens the text. Hidden while there is none."""

    def __init__(self, known: Knowing) -> None:
        super().__init__()
        self.setObjectName("link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._known, self._basis = known, ""
        self.clicked.connect(lambda: open_basis(self._basis, self._known, self))
        self.show_basis("")

    def show_basis(self, basis: str) -> None:
        """Lead to this basis from now on."""
        self._basis = basis
        self.setText(_("Căn cứ: {basis}").format(basis=basis.replace("&", "&&")))
        self.setVisible(bool(basis))

    def indent(self) -> None:
        """Stand where the words of a panel begin."""
        self.setStyleSheet(f"margin: 0 {tokens.M}px {tokens.XS}px {tokens.M}px;")


def open_basis(basis: str, known: Knowing, beside: QWidget) -> QDialog:
    """Show the texts a basis cites in a small window of its own."""
    html = basis_page(basis, known.norms, date.today())
    return open_page(_("Căn cứ pháp lý"), html, beside, _SIZE)


def basis_page(basis: str, book: NormBook, today: date) -> str:
    """The texts a basis cites one under the other, each with the norms it holds and what became of them."""
    parts = []
    for one in cited(basis, book.texts):
        parts.append(f"<h3>{escape(one.number)}</h3>")
        if one.text is None:
            says = _("Chương trình chưa ghi gì về văn bản này; hãy xem bản gốc.")
            parts.append(f"<p>{escape(says)}</p>" + _table([(_("Điều khoản"), one.article)]))
            continue
        parts.append(f"<p>{escape(one.text.title)}</p>" + _table(_facts(one, one.text, book)))
        parts += _norms(one.text, book, today)
    return "".join(parts)


def _facts(one: Cited, text: LegalText, book: NormBook) -> Iterator[tuple[str, str]]:
    yield _("Điều khoản"), one.article
    yield _("Cơ quan ban hành"), text.issuer
    yield _("Ngày ban hành"), show_date(text.issued_on) if text.issued_on else ""
    yield _("Hiệu lực"), _span(text.valid_from, text.valid_to)
    yield _("Thay thế"), ", ".join(text.replaces)
    yield _("Sửa đổi, bổ sung"), ", ".join(text.amends)
    for label, by in ((_("Được thay bằng"), "replaces"), (_("Được sửa bởi"), "amends")):
        later = [other.cite() for other in book.texts.values() if text.number in getattr(other, by)]
        yield label, ", ".join(later)
    yield _("Ghi chú"), text.note


def _norms(text: LegalText, book: NormBook, today: date) -> Iterator[str]:
    """Every version of the norms of a text, so that one sees which date has which amount."""
    codes = dict.fromkeys(norm.code for norm in book if norm.text.number == text.number)
    if not codes:
        return
    yield f"<h4>{escape(_('Định mức'))}</h4>"
    heads = (_("Nội dung"), _("Mức"), _("Áp dụng"), _("Căn cứ"))
    cells = "".join(f"<th align=left>{escape(head)}</th>" for head in heads)
    rows = [f"<tr>{cells}</tr>"]
    for code in codes:
        for norm in sorted(book.named(code), key=lambda each: each.valid_from):
            rows.append(_norm_row(norm, norm.covers(today)))
    yield f"<table cellspacing=0 cellpadding=4 width='100%'>{''.join(rows)}</table>"


def _norm_row(norm: Norm, is_in_force: bool) -> str:
    applies = _span(norm.valid_from if norm.valid_from != date.min else None, norm.valid_to)
    if is_in_force:
        applies += " · " + _("đang áp dụng")
    what = translate(norm.content) + (f" ({_('mức của tỉnh')})" if norm.province else "")
    amount = norm.amount() if norm.is_confirmed else f"{norm.amount()} ({_('chưa xác nhận')})"
    cells = (what, amount, applies, norm.basis)
    weight = "b" if is_in_force else "span"
    return "<tr>" + "".join(f"<td><{weight}>{escape(each)}</{weight}></td>" for each in cells) + "</tr>"


def _span(first: date | None, last: date | None) -> str:
    if first and last:
        return _("từ {first} đến {last}").format(first=show_date(first), last=show_date(last))
    if last:
        return _("đến {last}").format(last=show_date(last))
    return _("từ {first}").format(first=show_date(first)) if first else _("chưa ghi ngày")


def _table(facts: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> str:
    rows = "".join(
        f"<tr><td><span style='color: {tokens.theme().quiet}'>{escape(label)}</span>&nbsp;&nbsp;</td>"
        f"<td>{escape(told)}</td></tr>"
        for label, told in facts
        if told
    )
    return f"<table cellspacing=0 cellpadding=3>{rows}</table>"
