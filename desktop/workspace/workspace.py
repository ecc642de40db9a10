"""An open database together with what was declared: writes, checks and answers in one place."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.catalog import Catalog, load_catalog, without
from desktop.declare.charts import Chart, Drawing
from desktop.declare.components import Change
from desktop.declare.fields import Computed, Details, Field, Habit, Reference
from desktop.declare.norms import NormBook
from desktop.declare.problems import ComponentRefusal, Problem, Refusal
from desktop.declare.reading import Reader, Where
from desktop.declare.records import Record
from desktop.declare.text import _, translate
from desktop.installation import default_database
from desktop.shared import AcceptedProblem, Office, Place, RegisteredNorm, RegisteredText
from desktop.shared.exported import ExportNote
from desktop.shared.officers import NAMES, Officer
from desktop.shared.places import places_within
from desktop.storage.addresses import Address, address_of
from desktop.storage.viewing import can_only_be_read, copy_to_look_at, throw_away, throw_away_left_behind
from desktop.workspace import checking, drawing, first_lists, norm_register
from desktop.workspace.acceptances import Acceptances, read_acceptances
from desktop.workspace.following import follow_households
from desktop.workspace.following_places import OF_VERSIONS, follow_places
from desktop.workspace.guarding import Guard
from desktop.workspace.judged_again import judged_otherwise
from desktop.workspace.judging import read_judge
from desktop.workspace.references import References

if TYPE_CHECKING:
    from desktop.shared.boundaries import Boundaries
    from desktop.storage.changes import Undone
    from desktop.storage.reading import Reading
    from desktop.storage.store import Store
    from desktop.storage.writing import Writing
    from desktop.workspace.as_of import AsOf, ReadingAsOf

_log = logging.getLogger(__name__)
_SEED = 1
"""The change set a new database begins with."""
_OF_NORMS = {kind.__name__ for kind in (RegisteredText, RegisteredNorm, Office, Place)}
"""What the book of norms is read from: a write that touches one of these has it read again."""
Listener = Callable[[Sequence[Change]], None]


def named_database(named: str | Path | None) -> Address:
    """The database of a name: the user's own for None. Raises `Refusal` for an address of another kind."""
    return address_of(named or default_database())


def open_workspace(
    database: str | Path | None = None, *, safe: bool = False, tell: Callable[[str], None] | None = None
) -> Workspace:
    """Load the components and open (or make) the database, a file or one on a server. Raises `Refusal`.

    `tell` hears a sentence whenever another program that writes has to be waited for.
    """
    if database is None:
        database = default_database()
        try:
            database.parent.mkdir(parents=True, exist_ok=True)
        except OSError as failure:
            raise Refusal(
                _("Không tạo được thư mục dữ liệu “{folder}”.").format(folder=database.parent),
                _("Kiểm tra quyền của thư mục, hoặc chỉ tệp dữ liệu ở nơi khác bằng --database."),
            ) from failure
    throw_away_left_behind()
    return Workspace.open(database, load_catalog(safe=safe), tell)


def _open_store(database: str | Path, catalog: Catalog, tell: Callable[[str], None] | None) -> Store:
    from desktop.storage.store import Store

    return Store.open(
        database,
        catalog.types_by_component(),
        migrations=catalog.migrations(),
        norms=catalog.norms,
        charts=catalog.charts.values(),
        seed=lambda writing: _seed(writing, catalog),
        tell=tell,
    )


def _seed(writing: Writing, catalog: Catalog) -> None:
    # Imported here: only a new database is filled.
    from desktop.workspace.seeding import seed_places

    seed_places(writing)
    norm_register.save_declared(writing, catalog)
    first_lists.save_first(writing, catalog)


class Workspace:
    """The catalog, the store, and what can be done with both."""

    def __init__(
        self, catalog: Catalog, store: Store, register: norm_register.Register | None = None
    ) -> None:
        """`register` are the rows of texts and norms where they have just been read."""
        self.catalog = catalog
        self.store = store
        self.references = References(catalog, store)
        self.guard = Guard(catalog, store)
        store.guard = self.guard.judge
        store.others_wrote = self._follow
        self._listeners: list[Listener] = []
        self.as_of: AsOf | None = None
        """By the boundaries of which day lists and charts are shown; None: as they were reported."""
        self._boundaries: tuple[AsOf, Boundaries] | None = None
        self._acceptances: Acceptances | None = None
        self._take_norms(register)

    @classmethod
    def open(
        cls, database: str | Path, catalog: Catalog, tell: Callable[[str], None] | None = None
    ) -> Workspace:
        """Open a database for what the catalog declares; a new one gets units, indicators and duties.

        A component that cannot be brought up has failed from then on in the catalog of the workspace; its
        tables stay as they were and the rest goes on. Raises `Refusal` where the file cannot be used.
        """
        where = address_of(database)
        if isinstance(where, Path) and can_only_be_read(where):
            return cls._looking_at(where, catalog, tell)
        while True:
            try:
                store = _open_store(database, catalog, tell)
                first_lists.add_first(store, catalog)
                return cls(catalog, store, norm_register.keep_in_step(store, catalog))
            except ComponentRefusal as refusal:
                if refusal.component == Place.component:
                    raise
                _log.error("component %s does not fit the database", refusal.component)
                catalog = without(catalog, refusal.component, str(refusal), traceback.format_exc())

    @classmethod
    def _looking_at(cls, where: Path, catalog: Catalog, tell: Callable[[str], None] | None) -> Workspace:
        """What cannot be written is looked at: a copy is brought up to this version, then takes no write."""
        copy = copy_to_look_at(where)
        try:
            workspace = cls.open(copy, catalog, tell)
        except BaseException:
            throw_away(copy)
            raise
        workspace.store.only_look(where)
        return workspace

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()

    def problems_of(self, record: Record) -> list[Problem]:
        """What is wrong with one record by itself, by the norms of its day and its province."""
        with self.store.reading() as reader:
            return self.acceptances(reader).marked(self.judge.problems_of(record, reader), record)

    def problems_of_each(self, records: Sequence[Record]) -> list[list[Problem]]:
        """The same of several stored records of one type, in one reading."""
        found: dict[str | None, list[Problem]] = {record.id: [] for record in records}
        with self.store.reading() as reader:
            for problem in self.judge.problems(records, reader):
                found[problem.record].append(problem)
            marked = self.acceptances(reader).marked
            return [marked(found[record.id], record) for record in records]

    def marked(self, problems: Sequence[Problem], record: Record) -> list[Problem]:
        """Problems that others found of a record, what was accepted of them marked as it is now."""
        with self.store.reading() as reader:
            return self.acceptances(reader).marked(problems, record)

    def acceptances(self, reader: Reader) -> Acceptances:
        """The warnings that officers let stand, read once until one more is accepted."""
        if self._acceptances is None:
            self._acceptances = read_acceptances(self.catalog, reader)
        return self._acceptances

    def book_for(self, record: Record) -> NormBook:
        """The norms a record is judged by: those of its province and of the time it was written."""
        with self.store.reading() as reader:
            return self.judge.book_for(record, reader)

    def judged(self, record: Record) -> Record:
        """The record, with what norms decide of it as it stands now."""
        fields = [field for field in type(record).fields.values() if isinstance(field, Computed)]
        by_norms = [field for field in fields if field.by_norms]
        if by_norms:
            book = self.book_for(record)
            vars(record).update({field.name: field.work_out(record, book) for field in by_norms})
        return record

    @property
    def norms(self) -> NormBook:
        """The norms and legal texts as they are stored now, seen from the province of the office."""
        return self.judge.now

    def _take_norms(self, register: norm_register.Register | None = None) -> None:
        self.judge = read_judge(self.catalog, self.store, register)
        self.store.norms = self.judge.now
        self.store.book_of = self.judge.book_of_now
        self.store.judged_by = self.judge.book_for

    def _follow(self, touched: set[type[Record]]) -> None:
        """Read again what is kept here of records that another program has written."""
        self._forget({record_type.__name__ for record_type in touched})
        self.references.forget_all()

    def _forget(self, names: Collection[str]) -> None:
        """Let go of what is kept of records of some types, by their names."""
        if OF_VERSIONS.intersection(names):
            self._boundaries = None
        if Officer.__name__ in names:
            self.guard.forget()
        if AcceptedProblem.__name__ in names:
            self._acceptances = None
        if _OF_NORMS.intersection(names):
            self._take_norms()

    def _judge_again(self) -> None:
        with self.store.reading() as reader:
            others = judged_otherwise(self.judge, self.catalog, reader)
        if others:
            with self.writing(_("Xét lại theo định mức đã đổi")) as writing:
                writing.save_all(others)

    def check(
        self,
        record_type: type[Record] | None = None,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> checking.CheckResult:
        """All rules over all stored records, of one type or of all."""
        result = checking.check(self.catalog, self.store, self.judge, record_type, progress, cancelled)
        with self.store.reading() as reader:
            found = self.acceptances(reader).among(result.problems, reader, self.catalog)
        result.problems = sorted(found, key=lambda problem: (problem.rank, problem.rule))
        return result

    def charts(self) -> list[Chart]:
        """All charts, in the order of the components."""
        return list(self.catalog.charts.values())

    def drawing(self, chart: Chart | str, where: Where = ()) -> Drawing:
        """The answer to a chart's question, for the records that fit."""
        found = self.catalog.chart(chart) if isinstance(chart, str) else chart
        with self.reading() as reader:
            return drawing.answer(found, reader, where, self.catalog, self.as_of.day if self.as_of else None)

    @contextmanager
    def reading(self) -> Iterator[Reading | ReadingAsOf]:
        """What is stored, seen by the boundaries of `as_of` where a day is chosen; else as reported."""
        with self.store.reading() as reader:
            if self.as_of is None:
                yield reader
                return
            from desktop.workspace.as_of import ReadingAsOf, boundaries_of

            if self._boundaries is None or self._boundaries[0] != self.as_of:
                self._boundaries = (self.as_of, boundaries_of(reader, self.as_of))
            yield ReadingAsOf(reader, self._boundaries[1], self.catalog)

    def places_within(self, unit: str) -> list[str]:
        """A unit and all below it, as conditions name them; with those it came from and went into.

        Where a day is chosen and the unit stands then, the boundaries of the day say what belongs to it.
        """
        from desktop.workspace.as_of import ReadingAsOf

        with self.store.reading() as stored, self.reading() as seen:
            stands = isinstance(seen, ReadingAsOf) and seen.stands(unit)
            return sorted(places_within(unit, stored, linked=not stands))

    def place_texts(self, records: Sequence[Record]) -> Sequence[Mapping[str, str]]:
        """For each record how its places are shown by the boundaries of `as_of`; it stays as it is."""
        from desktop.workspace.as_of import ReadingAsOf

        with self.reading() as reader:
            if isinstance(reader, ReadingAsOf):
                return reader.place_texts(records)
        return [{}] * len(records)

    def hiding(self, record_type: type[Record], masked: bool | None) -> Callable[[Field[Any]], bool] | None:
        """What a file or a line of these records hides; without the right to names all that is personal.

        `masked` left out, it is as the record type asks (`confidential`). Raises `Refusal` where somebody
        without the right asks for names.
        """
        if masked is False:
            self.guard.refuse_without(NAMES)
        may_see = self.guard.may(NAMES)
        hides = self.catalog.hiding(record_type, masked if may_see else True)
        if may_see or hides is None:
            return hides
        owned = (each.of for each in record_type.fields.values() if isinstance(each, Details))
        fields = chain(*(each.fields.values() for each in (record_type, *owned)))
        return hides if any(map(hides, fields)) else None

    def habit(self, unit: int = 1) -> Habit:
        """How values are read and shown here: references by name, money in `unit` đồng."""
        return self.references.habit(unit)

    def search_reference(self, field: Reference, text: str, limit: int = 20) -> list[tuple[str, str]]:
        """Records a reference may lead to, with how each is shown; the likeliest first."""
        return self.references.search(field, text, limit)

    def name_of(self, record_type: type[Record], id: str) -> str:
        """How a record is shown where it is referred to."""
        return self.references.name_of(record_type, id)

    @contextmanager
    def writing(self, why: str, *, who: str | None = None) -> Iterator[Writing]:
        """One change set: what is saved inside is kept together, or not at all; listeners are told after."""
        with self.store.writing(why, who=who) as writing:
            yield writing
            follow_households(writing, self.catalog)
            follow_places(writing)
            changes = list(writing.changes())
        self.tell(changes)

    def save(self, record: Record, why: str = "") -> Record:
        """Save one record as a change set of its own and give it back as it is stored now."""
        title = translate(type(record).title)
        reason = why or (_("Sửa {title}") if record.id else _("Thêm {title}")).format(title=title)
        with self.writing(reason) as writing:
            saved = writing.save(record)
        with self.store.reading() as reader:
            return reader.get(type(record), saved.id) or record

    def delete(self, record: Record, why: str = "") -> None:
        """Delete one record as a change set of its own."""
        title = translate(type(record).title)
        if record.kept:
            raise Refusal(_("{title} được giữ lại, không xóa.").format(title=title), translate(record.kept))
        reason = why or _("Xóa {title}").format(title=title)
        with self.writing(reason) as writing:
            writing.delete(type(record), record.id or "")

    def undo(
        self,
        change_set: int,
        *,
        who: str | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Undone:
        """Take one change set back; later changes to the same fields are reported and kept."""
        if change_set == _SEED:
            raise Refusal(
                _("Lần ghi số 1 là danh mục địa bàn cả nước, không hoàn tác được."),
                _("Các lần ghi sau nó thì hoàn tác được."),
            )
        if self.is_note(change_set):
            raise Refusal(
                _("Lần ghi số {number} chỉ ghi rằng dữ liệu đã được xuất.").format(number=change_set),
                _("Việc đã xuất không hoàn tác được; nhật ký xuất dữ liệu giữ nguyên."),
            )
        undone = self.store.undo(change_set, who=who, progress=progress)
        self.tell(undone.changes)
        return undone

    def is_note(self, change_set: int) -> bool:
        """Whether a change set only says that something was exported."""
        is_kept = ExportNote in self.catalog.record_types.values()
        return is_kept and bool(self.store.touched(change_set, ExportNote))

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Be told of the records every write has touched, until what is given back is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def tell(self, changes: Sequence[Change]) -> None:
        """Tell listeners and components what a write has touched."""
        if not changes:
            return
        self.references.forget(changes)
        names = {change.record_type for change in changes}
        self._forget(names)
        if RegisteredNorm.__name__ in names:
            self._judge_again()
        with self.store.reading() as reader:
            self.catalog.tell(changes, reader)
        for listener in list(self._listeners):
            listener(changes)
