"""Values of an import that nobody understood, gathered once each with what may be meant; decides nothing."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz, process

from desktop.catalog import Catalog
from desktop.declare.dates import show_date
from desktop.declare.fields import Choice, Field, Reference, YesNo
from desktop.declare.problems import Refusal
from desktop.declare.reading import Condition, Reader
from desktop.declare.text import _, fold_words, translate
from desktop.declare.values import plain_value
from desktop.excel.parsed import ParsedTable
from desktop.shared.places import Place, PlaceLink, bare_name, places_within, successor
from desktop.shared.settled import answer_key
from desktop.workspace.import_same import LATER, OTHER, SAME, SameKey
from desktop.workspace.own_office import own_office
from desktop.workspace.references import found_one, name_distance

if TYPE_CHECKING:
    from desktop.workspace.workspace import Workspace

Answers = dict[tuple[str, str, str], str]
"""Record type, field and what was written (`answer_key`) → what is read instead; empty for nothing."""

CONFIRMED = "x"
"""The answer that what reading changed in a column is right; an empty one leaves the cells empty."""

_SAME = "same"
_LIKELY, _CERTAIN, _MOST, _MOST_NAMES = 70.0, 0.86, 5, 5_000
_MOST_SEARCHED = 200
"""So many different writings have their like looked for; a column of nothing but them is the wrong column."""

_SEARCHED_FROM = 3
"""From so many letters on units of earlier days are looked for while somebody types."""


@plain_value
class Offer:
    """What a writing may mean: `value` is what the field reads, `sure` from 0 to 1."""

    value: str
    label: str
    sure: float


@plain_value
class Question:
    """One writing in one field that could not be understood, wherever it stands."""

    record_type: str
    field: str
    label: str
    written: str
    why: str
    count: int
    cells: tuple[str, ...]
    offers: tuple[Offer, ...]

    @property
    def key(self) -> tuple[str, str, str]:
        """Where its answer is kept among the `Answers`."""
        return self.record_type, self.field, answer_key(self.written)

    @property
    def proposal(self) -> Offer | None:
        """The offer that is likely enough to be proposed, where one stands out."""
        if not self.offers or self.offers[0].sure < _CERTAIN:
            return None
        rest = self.offers[1].sure if len(self.offers) > 1 else 0.0
        return self.offers[0] if self.offers[0].sure > rest or self.offers[0].sure == 1.0 else None


def open_questions(tables: Sequence[ParsedTable], reader: Reader, catalog: Catalog) -> list[Question]:
    """What could not be understood in these tables, the most frequent first."""
    open_still = _each_once(each for parsed in tables for each in _questions(parsed, reader, catalog))
    ordered = sorted(open_still, key=lambda question: -question.count)
    return [*ordered, *_each_once(each for parsed in tables for each in _to_confirm(parsed))]


def _each_once(questions: Iterable[Question]) -> list[Question]:
    """The questions with those that ask the same, of several tables, made one."""
    found: dict[tuple[str, str, str], Question] = {}
    for question in questions:
        known = found.get(question.key)
        if known is not None:
            cells = (*known.cells, *question.cells)[:_MOST]
            count = known.count + question.count
            question = dataclasses.replace(known, count=count, cells=cells)
        found[question.key] = question
    return list(found.values())


def _to_confirm(parsed: ParsedTable) -> Iterator[Question]:
    """What reading changed in a column beyond the writing, asked once for all its cells."""
    assert parsed.table.record_type is not None
    for (name, sentence), written in parsed.to_confirm.items():
        declared = parsed.table.record_type.fields[name]
        positions = list(written)
        first = positions[0]
        meant = declared.format(getattr(parsed.records[first], name))
        cells = [
            parsed.table.spot(parsed.rows[each], parsed.cell_of(each, name)) for each in positions[:_MOST]
        ]
        yield Question(
            parsed.table.record_type.__name__,
            name,
            declared.label,
            sentence,
            _("Xác nhận một lần cho mọi ô như vậy trong cột."),
            len(positions),
            tuple(map(str, cells)),
            (Offer(CONFIRMED, f"{written[first]} → {meant}", 1.0),),
        )


def _questions(parsed: ParsedTable, reader: Reader, catalog: Catalog) -> Iterator[Question]:
    record_type = parsed.table.record_type
    assert record_type is not None
    gathered: dict[tuple[str, str], list[int]] = {}
    first: dict[tuple[str, str], tuple[str, str]] = {}
    for name, position, written, why in parsed.not_understood:
        # A doubtful figure may have been decided since, by the totals of the table.
        if any(each.field == name and each.message == why for each in parsed.problems.get(position, ())):
            gathered.setdefault((name, answer_key(written)), []).append(position)
            first.setdefault((name, answer_key(written)), (written, why))
    for number, ((name, key), positions) in enumerate(gathered.items()):
        declared = record_type.fields[name]
        written, why = first[name, key]
        cells = [
            str(parsed.table.spot(parsed.rows[position], parsed.cell_of(position, name)))
            for position in positions[:_MOST]
        ]
        yield Question(
            record_type.__name__,
            name,
            declared.label,
            written,
            why,
            len(positions),
            tuple(cells),
            tuple(_offers(declared, written, parsed, positions[0], reader, catalog))
            if number < _MOST_SEARCHED
            else (),
        )


def _offers(
    declared: Field[Any], written: str, parsed: ParsedTable, position: int, reader: Reader, catalog: Catalog
) -> list[Offer]:
    if isinstance(declared, Choice):
        if meant := declared.may_mean(written):
            return [Offer(code, declared.format(code), round(1 / len(meant), 2)) for code in meant]
        return _likely(written, _words_of(declared), lambda code: declared.format(code))
    if isinstance(declared, Reference):
        if catalog.target_of(declared) is Place:
            beside = {str(getattr(parsed.records[position], hint) or "") for hint in declared.hints}
            return _places(declared, written, parsed, reader, {bare_name(text) for text in beside - {""}})
        target = catalog.target_of(declared)
        if reader.count(target) > _MOST_NAMES:
            return []
        names = reader.names(target, [record.id or "" for record in reader.rows(target)])
        return _likely(written, {name: id for id, name in names.items()}, lambda id: names[id])
    return []


def _words_of(declared: Choice) -> dict[str, str]:
    """Every writing of an option that is understood → the option."""
    words = {translate(label): code for code, label in declared.options.items()}
    words |= {label: code for code, label in declared.options.items()}
    return words | {word: code for code, own in declared.spellings.items() for word in own}


def _likely(written: str, words: Mapping[str, str], show: Any) -> list[Offer]:
    """What is written most alike, each meaning once."""
    folded = {word: fold_words(word) for word in words}
    best: dict[str, float] = {}
    near = process.extract(fold_words(written), folded, scorer=fuzz.ratio, score_cutoff=_LIKELY, limit=20)
    for _text, score, word in near:
        best[words[word]] = max(score, best.get(words[word], 0.0))
    ranked = sorted(best.items(), key=lambda each: -each[1])[:_MOST]
    return [Offer(value, show(value), round(score / 100, 2)) for value, score in ranked]


def _places(
    declared: Reference, written: str, parsed: ParsedTable, reader: Reader, districts: set[str]
) -> list[Offer]:
    """Units of that name or nearly so, those where the other rows lie first; with what they are today.

    Where a district stands beside the name, the unit of that district comes first.
    """
    kind = str(declared.only.get("kind", "commune"))
    home = _province(Counter(_ids(parsed, declared.name)).most_common(1), reader)
    of_kind = [Condition("kind", "is", kind)]
    bare = {id: name for id, name, _count in reader.totals(Place, ["id", "bare"], where=of_kind)}
    near = process.extract(bare_name(written), bare, scorer=fuzz.ratio, score_cutoff=_LIKELY, limit=30)
    offers: dict[str, Offer] = {}
    alike = [Condition("id", "in", [id for _name, _score, id in near])]
    places = {place.id: place for place in reader.rows(Place, alike)}
    # Of two units of one name that are one today, the one that stands today is meant.
    for _name, score, id in sorted(near, key=lambda each: places[each[2]].valid_to is not None):
        place = places[id]
        beside = _province([(id, 1)], reader) == home if home else True
        for today in _today(id, reader) if declared.current else (id,):
            label = _shown(place, today, reader)
            sure = (
                score / 100
                - (0 if beside else 0.25)
                - (0.1 if _lies_elsewhere(place, districts, reader) else 0)
            )
            kept = offers.get(today)
            if kept is None or kept.sure < sure:
                offers[today] = Offer(id if _is_whole(id, reader) else today, label, round(sure, 2))
    return sorted(offers.values(), key=lambda offer: -offer.sure)[:_MOST]


def _lies_elsewhere(place: Place, districts: set[str], reader: Reader) -> bool:
    above = reader.get(Place, place.parent) if districts and place.parent else None
    return bool(districts) and (above is None or above.bare not in districts)


def _ids(parsed: ParsedTable, name: str) -> list[str]:
    return [id for record in parsed.records if (id := getattr(record, name))]


def _province(counted: Sequence[tuple[str, int]], reader: Reader) -> str:
    """The province of today in which the most frequent unit lies."""
    place = reader.get(Place, successor(counted[0][0], reader) or counted[0][0]) if counted else None
    while place is not None and place.kind != "province" and place.parent:
        place = reader.get(Place, place.parent)
    return (successor(place.id or "", reader) or place.id or "") if place is not None else ""


def _is_whole(id: str, reader: Reader) -> bool:
    return successor(id, reader) is not None


def _today(id: str, reader: Reader) -> list[str]:
    """The units of today that a unit is, or was divided among."""
    today = successor(id, reader)
    if today is not None:
        return [today]
    return [link.new for link in reader.rows(PlaceLink, [Condition("old", "is", id)])]


def _shown(place: Place, today: str, reader: Reader) -> str:
    above = reader.get(Place, place.parent) if place.parent else None
    label = f"{place.name}, {above.name}" if above is not None else str(place.name)
    if place.valid_to is None:
        return label
    now = reader.get(Place, today)
    label += _(" (đến {day})").format(day=show_date(place.valid_to))
    return f"{label} → {now.name}" if now is not None and today != place.id else label


def read_answer(workspace: Workspace, record_type: str, field: str, text: str) -> str:
    """What to keep for an answer that was typed. Raises `Refusal` where the field cannot read it either."""
    fields = workspace.catalog.record_type(record_type).fields
    if field not in fields:
        raise Refusal(
            _("Không có mục “{field}” trong loại hồ sơ “{type}”.").format(field=field, type=record_type),
            _("Xem tên loại và tên mục trong phần “questions” của câu trả lời."),
        )
    declared = fields[field]
    if not text.strip():
        return ""
    if text == CONFIRMED and type(declared).remark is not Field.remark:
        return text
    try:
        if isinstance(declared, Reference):
            with workspace.store.reading() as reader:
                found = found_one(declared, text, {}, reader, workspace.catalog)
            return found.as_written or found.id
        value = declared.parse(text)
    except ValueError as failure:
        raise Refusal(str(failure), _("Chọn một giá trị trong danh sách, hoặc để trống.")) from failure
    return str(value) if isinstance(declared, Choice) else text


def choices_of(workspace: Workspace, question: Question) -> list[Offer]:
    """All a question may be answered with where that is a short list; the offers first."""
    declared = workspace.catalog.record_type(question.record_type).fields[question.field]
    others: list[Offer] = []
    if isinstance(declared, Choice):
        others = [Offer(code, declared.format(code), 0.0) for code in declared.options]
    elif isinstance(declared, YesNo):
        others = [Offer("x", _("Có"), 0.0), Offer("0", _("Không"), 0.0)]
    known = {offer.value for offer in question.offers}
    return [*question.offers, *(each for each in others if each.value not in known)]


def search_meaning(workspace: Workspace, question: Question, text: str, limit: int) -> list[tuple[str, str]]:
    """What may be meant by what somebody types, in a field that leads to records; the likeliest first.

    Old lists mean units that there are no more: those are found too, with what they are today, and of equal
    names those of the office's own province come first.
    """
    declared = workspace.catalog.record_type(question.record_type).fields[question.field]
    if not isinstance(declared, Reference):
        return []
    found = workspace.search_reference(declared, text, limit)
    is_place = declared.current and workspace.catalog.target_of(declared) is Place
    if not is_place or len(bare_name(text)) < _SEARCHED_FROM:
        return found
    where = [Condition(name, "is", value) for name, value in declared.only.items()]
    where += [Condition("", "contains", text), Condition("valid_to", "filled")]
    with workspace.store.reading() as reader:
        ended = {place.id or "": place for place in reader.rows(Place, where, limit=limit)}
        today = {id: now for id in ended if (now := successor(id, reader)) is not None}
        found += [(id, _shown(ended[id], now, reader)) for id, now in today.items()]
        home = _at_home(workspace, reader)
    names = {id: str(ended[id].name) if id in ended else label.split(", ")[0] for id, label in found}
    found.sort(
        key=lambda each: (name_distance(names[each[0]], text), today.get(each[0], each[0]) not in home)
    )
    return found[:limit]


def _at_home(workspace: Workspace, reader: Reader) -> frozenset[str]:
    office = own_office(workspace, reader)
    province = office.province if office is not None else None
    return frozenset(places_within(province, reader)) if province else frozenset()


def read_answers(workspace: Workspace, path: Path) -> Answers:
    """Answers of a file: `{"Household": {"poverty_class": {"Hộ cận ngheo": "Hộ cận nghèo"}}}`."""
    answers: Answers = {}
    for record_type, fields in _items(_told(path), path):
        for field, meant in _items(fields, path) if record_type != _SAME else ():
            for written, text in _items(meant, path):
                if not isinstance(text, str | None):
                    raise _misshapen(path)
                key = record_type, field, answer_key(written)
                answers[key] = read_answer(workspace, record_type, field, text or "")
    return answers


def read_sameness(path: Path) -> dict[SameKey, str]:
    """What a file of answers says under `same` of rows that may be a stored record.

    Each is one of the answer's `likely` with `is` filled in: `same`, `other` or `later`; empty is no answer.
    """
    found: dict[SameKey, str] = {}
    lines = dict(_items(_told(path), path)).get(_SAME, [])
    if not isinstance(lines, list):
        raise _misshapen(path)
    for line in lines:
        one = dict(_items(line, path))
        texts = [one.get(name) or "" for name in ("file", "sheet", "part", "type", "record")]
        row, answer = one.get("row"), one.get("is")
        if answer not in (SAME, OTHER, LATER, None) or type(row) is not int:
            raise _misshapen(path)
        if not all(isinstance(text, str) for text in texts):
            raise _misshapen(path)
        if answer is not None:
            file, sheet, part, record_type, record = texts
            found[file, sheet, part, record_type, row, record] = answer
    return found


def _told(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8-sig"))
    except OSError as failure:
        raise Refusal(_("Không đọc được tệp {file}.").format(file=path.name)) from failure
    except (ValueError, RecursionError) as failure:
        raise Refusal(
            _("Tệp {file} không phải là tệp JSON đúng.").format(file=path.name),
            _("Mẫu: loại hồ sơ → mục → giá trị viết trong tệp → giá trị đúng."),
        ) from failure


def _items(told: Any, path: Path) -> list[tuple[str, Any]]:
    if not isinstance(told, dict):
        raise _misshapen(path)
    return list(told.items())


def _misshapen(path: Path) -> Refusal:
    return Refusal(
        _("Tệp {file} không đúng mẫu xử lý.").format(file=path.name),
        _("Mẫu: loại hồ sơ → mục → giá trị viết trong tệp → giá trị đúng."),
    )
