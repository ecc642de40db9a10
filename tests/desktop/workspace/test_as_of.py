"""Records by the units of another day: whole, split, decided; through a real store and a small country."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.catalog import Catalog, LoadedComponent
from desktop.declare.charts import BarChart
from desktop.declare.fields import Integer, Money, Reference, Text
from desktop.declare.problems import Refusal
from desktop.declare.reading import Condition
from desktop.declare.records import Record
from desktop.shared.area_status import AreaStatus, AreaStatuses, overlapping
from desktop.shared.boundaries import divided
from desktop.shared.place_events import PlaceEvent, UnitAfter, UnitBefore, unit_id
from desktop.shared.place_splits import SplitDecision, SplitPart
from desktop.shared.places import Place, PlaceLink
from desktop.shared.unit_conversions import UnitConversion
from desktop.shared.village_list import Village
from desktop.shared.villages import VillageName
from desktop.storage.store import Store
from desktop.workspace import Workspace
from desktop.workspace.as_of import AsOf

LAST, FIRST = date(2025, 6, 30), date(2025, 7, 1)
BEFORE, AFTER = AsOf(LAST), AsOf(FIRST)


class Fact(Record):
    title = "Dòng tiền"
    key = ("number",)
    number = Integer("Số", required=True)
    commune = Reference("Xã", to=Place, only={"kind": "commune"}, current=True, as_written="old_commune")
    old_commune = Reference("Xã cũ", to=Place)
    village = VillageName("Bản", within="commune")
    line = Text("Nội dung")
    year = Integer("Năm")
    amount = Money("Số tiền")


CHART = BarChart("Tiền theo xã", Fact, name="by_commune", group_by="commune", total="amount", unit="đồng")


def unit(code: str, name: str, kind: str, parent: str | None, *, new: bool) -> Place:
    return Place(
        id=unit_id(code, kind, FIRST if new else None),
        code=code,
        name=name,
        kind=kind,
        parent=parent,
        valid_from=FIRST if new else None,
        valid_to=None if new else LAST,
    )


PROVINCE = unit("11", "Tỉnh Điện Biên", "province", None, new=False)
PROVINCE_NOW = unit("11", "Tỉnh Điện Biên", "province", None, new=True)
DISTRICT = unit("101", "Huyện Điện Biên Đông", "district", PROVINCE.id, new=False)
TOWN = unit("03203", "Thị trấn Điện Biên Đông", "commune", DISTRICT.id, new=False)
NA_SON = unit("03205", "Xã Na Son", "commune", DISTRICT.id, new=False)
KEO_LOM = unit("03376", "Xã Keo Lôm", "commune", DISTRICT.id, new=False)
SPLIT = unit("03400", "Xã Chia", "commune", DISTRICT.id, new=False)
NA_SON_NOW = unit("03203", "Xã Na Son", "commune", PROVINCE_NOW.id, new=True)
OTHER_NOW = unit("03400", "Xã Khác", "commune", PROVINCE_NOW.id, new=True)
UNITS = [PROVINCE, PROVINCE_NOW, DISTRICT, TOWN, NA_SON, KEO_LOM, SPLIT, NA_SON_NOW, OTHER_NOW]
LINKS = [
    *(PlaceLink(old=old.id, new=NA_SON_NOW.id, kind="whole") for old in (TOWN, NA_SON, KEO_LOM)),
    *(PlaceLink(old=SPLIT.id, new=new.id, kind="part") for new in (NA_SON_NOW, OTHER_NOW)),
    PlaceLink(old=PROVINCE.id, new=PROVINCE_NOW.id, kind="whole"),
]
TYPES = [Place, PlaceLink, PlaceEvent, SplitDecision, AreaStatus, UnitConversion, Village, Fact]


@pytest.fixture
def country(tmp_path: Path) -> Iterator[Workspace]:
    component = LoadedComponent("country", "Nước", record_types=TYPES, charts=[CHART])
    catalog = Catalog([component])
    with Store.open(tmp_path / "country.db", catalog.types_by_component()) as store:
        workspace = Workspace(catalog, store)
        with workspace.writing("Địa bàn") as writing:
            writing.save_all([each.changed(changed_in=0) for each in UNITS])
            writing.save_all([each.changed(changed_in=0) for each in LINKS])
        yield workspace


def put(workspace: Workspace, *facts: tuple[Place, int] | Fact) -> None:
    told = [
        each
        if isinstance(each, Fact)
        else Fact(number=n, commune=each[0].id, amount=each[1], line="a", year=2025)
        for n, each in enumerate(facts)
    ]
    with workspace.writing("Tiền") as writing:
        writing.save_all([replaced.changed(number=n) for n, replaced in enumerate(told)])


def sums(workspace: Workspace, as_of: AsOf | None, by: str = "commune") -> dict[Any, int]:
    workspace.as_of = as_of
    with workspace.reading() as reader:
        return {row[0]: row[-1] for row in reader.totals(Fact, [by], ["amount"])}


def decide(workspace: Workspace, how: str, *parts: tuple[Place, Any], of: Place = SPLIT) -> None:
    rows = [
        SplitPart(into=into.id, **({"share": Decimal(told)} if how == "share" else {"village": told}))
        for into, told in parts
    ]
    decision = SplitDecision(
        place=of.id, how=how, basis="15/BB", decided_on=FIRST, officer="Lò Văn Một, Chủ tịch", parts=rows
    )
    assert not decision.problems()
    workspace.save(decision)


def test_that_a_code_means_another_unit_before_and_after(country: Workspace) -> None:
    put(country, (TOWN, 1), (NA_SON, 20), (KEO_LOM, 300), (NA_SON_NOW, 4000))
    assert sums(country, AFTER) == {NA_SON_NOW.id: 4321}
    before = sums(country, BEFORE)
    assert before == {TOWN.id: 1, NA_SON.id: 20, KEO_LOM.id: 300, NA_SON_NOW.id: 4000}
    assert sums(country, None) == before


def test_that_what_was_written_of_the_old_commune_counts_by_old_boundaries(country: Workspace) -> None:
    put(country, Fact(commune=NA_SON_NOW.id, old_commune=KEO_LOM.id, amount=7), (NA_SON_NOW, 5))
    assert sums(country, BEFORE) == {KEO_LOM.id: 7, NA_SON_NOW.id: 5}
    assert sums(country, AFTER) == {NA_SON_NOW.id: 12}
    with country.reading() as reader:
        country.as_of = BEFORE
    with country.reading() as reader:
        assert [row.amount for row in reader.rows(Fact, [Condition("commune", "is", KEO_LOM.id)])] == [7]
        assert [row.amount for row in reader.rows(Fact, [Condition("commune", "is", NA_SON_NOW.id)])] == [5]
        assert "chưa chia" in reader.names(Place, [NA_SON_NOW.id or ""])[NA_SON_NOW.id or ""]


def test_that_nothing_is_guessed_of_a_split_unit(country: Workspace) -> None:
    put(country, (SPLIT, 100), (TOWN, 1))
    assert sums(country, AFTER) == {SPLIT.id: 100, NA_SON_NOW.id: 1}
    drawing = country.drawing(CHART)
    assert set(drawing.labels) == {"Xã Chia – chưa chia", "Xã Na Son"}


def test_that_a_share_divides_to_the_dong_and_only_what_is_asked(country: Workspace) -> None:
    put(country, (SPLIT, 100), (TOWN, 1), (OTHER_NOW, 50))
    decide(country, "share", (NA_SON_NOW, "33.3333"), (OTHER_NOW, "66.6667"))
    assert sums(country, AFTER) == {NA_SON_NOW.id: 34, OTHER_NOW.id: 117}
    with country.reading() as reader:
        asked = [Condition("commune", "is", OTHER_NOW.id)]
        assert reader.totals(Fact, ["line"], ["amount"], asked) == [("a", 2, 117)]
        assert reader.count(Fact, asked) == 2


def test_that_villages_divide_and_an_unknown_one_stays_open(country: Workspace) -> None:
    put(
        country,
        Fact(commune=SPLIT.id, village="Bản Na Sang", amount=10),
        Fact(commune=SPLIT.id, village="Huổi Lóng", amount=200),
        Fact(commune=SPLIT.id, village="Bản Lạ", amount=3000),
    )
    decide(country, "village", (NA_SON_NOW, "Na Sang"), (OTHER_NOW, "Bản Huổi Lóng"))
    assert sums(country, AFTER) == {NA_SON_NOW.id: 10, OTHER_NOW.id: 200, SPLIT.id: 3000}
    with country.reading() as reader:
        seen = {row.amount: row.commune for row in reader.rows(Fact)}
    assert seen == {10: NA_SON_NOW.id, 200: OTHER_NOW.id, 3000: SPLIT.id}


def test_that_half_a_decision_divides_nothing(country: Workspace) -> None:
    put(country, (SPLIT, 100))
    decision = SplitDecision(
        place=SPLIT.id,
        how="share",
        basis="1",
        decided_on=FIRST,
        officer="A",
        parts=[
            SplitPart(into=NA_SON_NOW.id, share=Decimal(40)),
            SplitPart(into=OTHER_NOW.id, share=Decimal(59)),
        ],
    )
    assert "99 %" in decision.problems()[0].message
    country.save(decision)
    assert sums(country, AFTER) == {SPLIT.id: 100}


def test_that_a_province_needs_no_decision_on_what_stays_inside_it(country: Workspace) -> None:
    put(country, (SPLIT, 100), (TOWN, 1), (NA_SON_NOW, 20), (DISTRICT, 3))
    assert sums(country, replace(AFTER, level="province")) == {PROVINCE_NOW.id: 124}
    assert sums(country, replace(BEFORE, level="province")) == {PROVINCE.id: 124}


def test_that_the_stored_records_are_never_rewritten(country: Workspace) -> None:
    put(country, (KEO_LOM, 1))
    last = country.store.change_sets(limit=1)[0].number
    assert sums(country, AFTER) == {NA_SON_NOW.id: 1}
    assert country.store.change_sets(limit=1)[0].number == last
    with country.store.reading() as reader:
        assert [row.commune for row in reader.rows(Fact)] == [KEO_LOM.id]


def test_that_the_list_of_units_is_that_of_the_day(country: Workspace) -> None:
    country.as_of = BEFORE
    with country.reading() as reader:
        assert {unit.code for unit in reader.rows(Place)} == {"11", "101", "03203", "03205", "03376", "03400"}
        assert reader.count(Place) == 6


def test_that_what_refers_to_no_place_is_empty_as_before(country: Workspace) -> None:
    put(country, Fact(amount=9), (TOWN, 1))
    assert sums(country, AFTER) == {None: 9, NA_SON_NOW.id: 1}


amounts = st.lists(
    st.tuples(st.sampled_from([TOWN, NA_SON, KEO_LOM, NA_SON_NOW]), st.integers(0, 10**13)), max_size=12
)


def test_that_whole_transfers_agree_to_the_dong(country: Workspace) -> None:
    @settings(max_examples=25, deadline=None)
    @given(amounts)
    def holds(facts: list[tuple[Place, int]]) -> None:
        with country.writing("Xóa") as writing:
            for record in list(writing.rows(Fact)):
                writing.delete(Fact, record.id or "")
        put(country, *facts)
        whole = sum(amount for _place, amount in facts)
        reported, before, after = (sums(country, as_of) for as_of in (None, BEFORE, AFTER))
        assert sum(before.values()) == sum(after.values()) == sum(reported.values()) == whole
        assert after == ({NA_SON_NOW.id: whole} if facts else {})

    holds()


shares = st.lists(st.integers(1, 1000), min_size=1, max_size=6)


@given(st.integers(-(10**15), 10**15), shares)
def test_that_parts_of_an_amount_sum_to_it(amount: int, weights: list[int]) -> None:
    told = [(str(n), Fraction(weight, sum(weights))) for n, weight in enumerate(weights)]
    parts = dict(divided(amount, told))
    assert sum(parts.values()) == amount
    assert all(abs(parts[unit] - amount * share) < 1 for unit, share in told)
    scaled = dict(divided(Decimal(amount) / 100, told))
    assert sum(scaled.values()) == Decimal(amount) / 100


def merged(*units: Place, on: date, code: str = "03203", name: str = "Xã Mới", **more: Any) -> PlaceEvent:
    values: dict[str, Any] = {
        "kind": "merge",
        "on": on,
        "about": "nhập xã",
        "decision": "99/NQ-UBTVQH",
        "before": [UnitBefore(unit=each.id) for each in units],
        "after": [UnitAfter(code=code, name=name, unit_type="xã")],
    }
    return PlaceEvent(**(values | more))


NEXT = date(2027, 1, 1)


def test_that_an_event_makes_versions_and_links_in_one_change_set(country: Workspace) -> None:
    put(country, (TOWN, 1), (OTHER_NOW, 20))
    event = country.save(merged(NA_SON_NOW, OTHER_NOW, on=NEXT))
    made = unit_id("03203", "commune", NEXT)
    assert sums(country, AsOf(NEXT)) == {made: 21}
    assert sums(country, AFTER) == {NA_SON_NOW.id: 1, OTHER_NOW.id: 20}
    number = country.store.change_sets(limit=1)[0].number
    assert event.changed_in == number
    country.undo(number)
    assert sums(country, AsOf(NEXT)) == {NA_SON_NOW.id: 1, OTHER_NOW.id: 20}
    with country.store.reading() as reader:
        assert reader.get(Place, made) is None
        assert reader.count(PlaceLink) == len(LINKS)
        ended = reader.get(Place, OTHER_NOW.id or "")
        assert ended is not None and ended.valid_to is None


def test_that_a_new_name_keeps_the_code_and_all_sums(country: Workspace) -> None:
    put(country, (KEO_LOM, 1))
    country.save(merged(NA_SON_NOW, on=NEXT, kind="rename", name="Xã Na Son Mới"))
    assert sums(country, AsOf(NEXT)) == {unit_id("03203", "commune", NEXT): 1}


def test_that_a_split_by_hand_stays_open_until_somebody_decides(country: Workspace) -> None:
    put(country, (OTHER_NOW, 100))
    parts = [UnitAfter(code=code, name=f"Xã {code}", unit_type="xã") for code in ("03400", "03401")]
    country.save(merged(OTHER_NOW, on=NEXT, kind="split", after=parts))
    assert sums(country, AsOf(NEXT)) == {OTHER_NOW.id: 100}


def test_that_a_part_that_is_given_away_leaves_the_rest_under_its_name(country: Workspace) -> None:
    before = [UnitBefore(unit=NA_SON_NOW.id), UnitBefore(unit=OTHER_NOW.id, how="part")]
    country.save(merged(on=NEXT, before=before))
    with country.store.reading() as reader:
        rest = reader.get(Place, unit_id("03400", "commune", NEXT))
        links = list(reader.rows(PlaceLink, [Condition("old", "is", OTHER_NOW.id)]))
    assert rest is not None and rest.name == OTHER_NOW.name
    assert [link.kind for link in links] == ["part", "part"]


@pytest.mark.parametrize(
    ("event", "says"),
    [
        (lambda: merged(TOWN, NA_SON_NOW, on=NEXT), "đã hết hiệu lực ngày"),
        (lambda: merged(NA_SON_NOW, OTHER_NOW, on=date(2025, 1, 1)), "chỉ có từ ngày"),
        (lambda: merged(NA_SON_NOW, NA_SON_NOW, on=NEXT), "chính nó"),
        (lambda: merged(NA_SON_NOW, on=NEXT), "ít nhất hai đơn vị trước đó"),
        (lambda: merged(NA_SON_NOW, on=NEXT, kind="rename", code="03400"), "đang là của Xã Khác"),
    ],
)
def test_that_an_event_that_cannot_have_been_changes_nothing(
    country: Workspace, event: Any, says: str
) -> None:
    with pytest.raises(Refusal, match=says):
        country.save(event())
    with country.store.reading() as reader:
        assert reader.count(Place) == len(UNITS)
        assert reader.count(PlaceEvent) == 0


def test_that_a_unit_ends_once(country: Workspace) -> None:
    country.save(merged(NA_SON_NOW, on=NEXT, kind="rename", name="Xã A"))
    with pytest.raises(Refusal, match="không ghi hai thay đổi chồng nhau"):
        country.save(merged(NA_SON_NOW, on=NEXT, kind="rename", name="Xã B", about="lần nữa"))


def test_that_the_words_of_an_event_may_change_but_not_its_units(country: Workspace) -> None:
    event = country.save(merged(NA_SON_NOW, OTHER_NOW, on=NEXT))
    noted = country.save(event.changed(note="Đã bàn giao."))
    with pytest.raises(Refusal, match="không sửa được"):
        country.save(noted.changed(on=date(2027, 2, 1)))
    with pytest.raises(Refusal, match="không xóa riêng được"):
        country.delete(noted)


def test_that_a_status_is_asked_of_a_place_on_a_day(country: Workspace) -> None:
    def status(
        place: Place, kind: str, first: date, last: date | None = None, village: str = ""
    ) -> AreaStatus:
        return AreaStatus(
            place=place.id, kind=kind, valid_from=first, valid_to=last, village=village, decision="861/QĐ-TTg"
        )

    with country.writing("Diện") as writing:
        writing.save_all(
            [
                status(KEO_LOM, "region_3", date(2021, 6, 4)),
                status(NA_SON_NOW, "region_2", date(2026, 1, 29)),
                status(NA_SON_NOW, "hardest_village", date(2026, 1, 29), village="Bản Na Sang"),
            ]
        )
    with country.store.reading() as reader:
        asked = AreaStatuses(reader)
        old, new, later = KEO_LOM.id or "", NA_SON_NOW.id or "", date(2026, 2, 1)
        assert asked.on(old, date(2024, 5, 1)) == {"region_3"}
        assert asked.on(new, date(2024, 5, 1)) is None
        assert asked.on(new, date(2025, 9, 1)) == frozenset()
        assert asked.on(new, later, "Na Sang") == {"region_2", "hardest_village"}
        assert asked.on(new, later, "Huổi Lóng") == {"region_2"}


def test_that_two_regions_at_once_are_told(country: Workspace) -> None:
    values = {"place": NA_SON_NOW.id, "decision": "60/QĐ-BDTTG"}
    country.save(AreaStatus(kind="region_2", valid_from=FIRST, **values))
    country.save(AreaStatus(kind="region_3", valid_from=NEXT, **values))
    with country.store.reading() as reader:
        assert len(list(overlapping(reader, None))) == 1
