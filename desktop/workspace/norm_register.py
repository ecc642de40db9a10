"""Keeps the rows of legal texts and norms in step with what is declared, and makes a book of them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, NamedTuple

from desktop.declare.authors import PROGRAM
from desktop.declare.norms import CONFIRMED, PRESS, PRESUMED, LegalText, Norm, NormBook
from desktop.declare.problems import Refusal
from desktop.declare.reading import Reader
from desktop.declare.records import Record
from desktop.declare.text import _
from desktop.shared import legal_texts, registered_norms
from desktop.shared.legal_texts import RegisteredText, alike
from desktop.shared.office import read_office
from desktop.shared.places import place_of_code
from desktop.shared.programme_lines import lasting_id
from desktop.shared.provinces import Provinces
from desktop.shared.registered_norms import RegisteredNorm, is_whole

if TYPE_CHECKING:
    from desktop.catalog import Catalog
    from desktop.storage.changes import Touch
    from desktop.storage.store import Store
    from desktop.storage.writing import Writing

_log = logging.getLogger(__name__)
_DOUBT = (CONFIRMED, PRESS, PRESUMED)


class Register(NamedTuple):
    """The rows of texts and norms as they are stored, and who touched them."""

    texts: list[RegisteredText]
    norms: list[RegisteredNorm]
    touches: dict[type[Record], list[Touch]]

    def rows(self, kind: type[Record]) -> dict[str, Record]:
        """The rows of one kind by their ids."""
        return {row.id or "": row for row in (self.texts if kind is RegisteredText else self.norms)}


def read_register(store: Store) -> Register:
    """The register as it is now."""
    # Asked before a reader is held: a start then makes one connection instead of two.
    touches: dict[type[Record], list[Touch]] = {
        kind: store.touches(kind) for kind in (RegisteredText, RegisteredNorm)
    }
    with store.reading() as reader:
        return Register(list(reader.rows(RegisteredText)), list(reader.rows(RegisteredNorm)), touches)


def is_kept(catalog: Catalog) -> bool:
    """Whether the register is part of what is open: the tests of other matters do without."""
    return RegisteredNorm in catalog.record_types.values()


# -- what is declared, as rows


def shipped_norms(catalog: Catalog) -> dict[str, tuple[Norm, str]]:
    """The declared norms by the id of their row, each with the title of its component.

    The id is made of what names a norm, its amount and dates left out: a corrected one stays the same row.
    """
    found: dict[str, tuple[Norm, str]] = {}
    for component in catalog.loaded():
        for norm in component.norms:
            name = "/".join((norm.code, norm.source, norm.area, norm.province, norm.text.number))
            number = 1
            while (id := lasting_id("norm", name if number == 1 else f"{name}/{number}")) in found:
                number += 1
            found[id] = norm, component.title
    return found


def shipped_texts(catalog: Catalog) -> dict[str, LegalText]:
    """The declared texts by the id of their row; what one component leaves open another may tell."""
    found: dict[str, LegalText] = {}
    declared = [text for component in catalog.loaded() for text in component.texts]
    declared += [norm.text for norm in catalog.norms]
    for text in declared:
        id = lasting_id("text", text.number)
        found[id] = _together(found[id], text) if id in found else text
    return found


def _together(one: LegalText, other: LegalText) -> LegalText:
    names = [part.name for part in fields(LegalText)]
    told = {name: getattr(one, name) or getattr(other, name) for name in names}
    return LegalText(**{**told, "confidence": max(one.confidence, other.confidence, key=_DOUBT.index)})


def _text_rows(catalog: Catalog) -> dict[str, RegisteredText]:
    articles: dict[str, dict[str, str]] = {}
    for norm, _title in shipped_norms(catalog).values():
        if norm.article:
            articles.setdefault(norm.text.number, {}).setdefault(norm.article, norm.content)
    return {
        id: RegisteredText(id=id, **legal_texts.row_of(text, articles.get(text.number, {})))
        for id, text in shipped_texts(catalog).items()
    }


def _norm_rows(catalog: Catalog, reader: Reader) -> dict[str, RegisteredNorm]:
    provinces: dict[str, str | None] = {"": None}
    rows = {}
    for id, (norm, title) in shipped_norms(catalog).items():
        if norm.province not in provinces:
            place = place_of_code(norm.province, reader)
            provinces[norm.province] = place.id if place else None
        province = provinces[norm.province]
        if province or not norm.province:  # one of a province that is not there would hold everywhere
            rows[id] = RegisteredNorm(id=id, **registered_norms.row_of(norm, province, title))
    return rows


# -- in step


def save_declared(writing: Writing, catalog: Catalog) -> None:
    """Fill the register of a new database."""
    if is_kept(catalog):
        writing.save_all([*_text_rows(catalog).values(), *_norm_rows(catalog, writing).values()])


def keep_in_step(store: Store, catalog: Catalog) -> Register | None:
    """Bring the rows nobody but the program has touched to what is declared now, as a change set.

    The register that was read for it, as long as it is what is stored.
    """
    if not is_kept(catalog):
        return None
    register = read_register(store)
    with store.reading() as reader:
        wanted: dict[type[Record], Mapping[str, Record]] = {
            RegisteredText: _text_rows(catalog),
            RegisteredNorm: _norm_rows(catalog, reader),
        }
    titles = {component.title for component in catalog.loaded()}
    texts = {text.id: text for text in register.texts}
    away = {norm.text for norm in register.norms if norm.declared_by and norm.declared_by not in titles}
    wanted[RegisteredText] = {
        id: _added(text, row) if (text := texts.get(id)) and text.number in away else row
        for id, row in wanted[RegisteredText].items()
    }
    changed, gone = [], []
    for kind, rows in wanted.items():
        stored = register.rows(kind)
        touches = {touch.id: touch for touch in register.touches[kind]}
        own = {id for id, touch in touches.items() if touch.who != PROGRAM or touch.kind == "deleted"}
        changed += [
            row
            for id, row in rows.items()
            if id not in own and (id not in stored or stored[id].values() != row.values())
        ]
        gone += [row for id, row in stored.items() if id not in own and _is_gone(id, row, rows, titles)]
    if not changed and not gone:
        return register
    _write(store, changed, gone)
    return None


def _added(stored: RegisteredText, declared: Record) -> RegisteredText:
    """A text that a component cites which is away: what it alone told of it stays, for it may come back."""
    told = {name: getattr(declared, name) or value for name, value in stored.values().items()}
    # What is declared here counts, in the order of before: the component that comes back changes nothing.
    articles = {each.article: each for row in (stored, declared) for each in row.values()["articles"]}
    return stored.changed(**{**told, "articles": list(articles.values())})


def _is_gone(id: str, row: Record, rows: Mapping[str, Record], titles: set[str]) -> bool:
    """Whether the component that declared a norm is here and declares it no more."""
    return isinstance(row, RegisteredNorm) and id not in rows and row.declared_by in titles


def _write(store: Store, changed: list[Record], gone: list[Record]) -> None:
    try:
        with store.writing(_("Văn bản và định mức theo chương trình"), who=PROGRAM) as writing:
            writing.save_all(changed)
            for row in gone:
                writing.delete(type(row), row.id or "")
    except Refusal:
        # Another program is writing, or the folder is read-only: the next opening tries again.
        _log.warning("legal texts and norms have to wait")


# -- the book


def texts_of(register: Register) -> dict[str, LegalText]:
    """The legal texts of a register, by their numbers."""
    return {row.number: row.word() for row in register.texts if row.number}


def make_book(
    catalog: Catalog, reader: Reader, texts: Mapping[str, LegalText], norms: Mapping[str, Norm | None]
) -> NormBook:
    """The book of what is stored now, seen from the province of the office."""
    office = read_office(reader)
    province = Provinces().code_of(office.province or office.place, reader) if office else ""
    book = NormBook((norm for norm in norms.values() if norm is not None), texts, province)
    book.shipped = {id: norm for id, (norm, _title) in shipped_norms(catalog).items()}
    return book


def wording(texts: Mapping[str, LegalText], reader: Reader) -> Callable[[RegisteredNorm], Norm | None]:
    """What makes a norm of a row; None of one that does not say enough to judge by."""
    known = {alike(number): text for number, text in texts.items()}
    provinces = Provinces()

    def word(row: RegisteredNorm) -> Norm | None:
        code = provinces.code_of(row.province, reader)
        # A province nobody knows must not become the whole country.
        return row.word(known, code) if is_whole(row) and (code or not row.province) else None

    return word
