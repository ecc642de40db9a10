"""What waits, one line each: the number, the report or file with its place, and the way there."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from desktop.declare.charts import BarChart, Drawing, Series
from desktop.declare.reading import Condition
from desktop.qt.waiting import (
    dated_lines,
    money_lines,
    read_waiting,
    returned_lines,
    split_lines,
    stuck_lines,
    waiting_lines,
)
from desktop.shared import (
    CapitalFact,
    CarryOver,
    Household,
    Obstacle,
    Place,
    PlaceLink,
    ReportingPeriod,
    ReturnedRows,
    SplitDecision,
    SupervisionVisit,
)
from desktop.shared.calendar import Agenda
from desktop.shared.ledger import Carried
from desktop.testing import na_son, sound_example
from desktop.workspace import Workspace

TODAY = date(2026, 6, 12)
PLACES = {"na-son": "Xã Na Son"}


def test_that_late_reports_and_recommendations_come_with_their_days_and_place() -> None:
    late = SupervisionVisit(id="v", subject="Hỗ trợ nhà ở", due_on=date(2026, 6, 1))
    due = ReportingPeriod(id="p", name="6 tháng đầu năm 2026", due_on=date(2026, 6, 25), place="na-son")
    lines = dated_lines(Agenda((late,), (due,)), TODAY, PLACES)
    assert [(line.number, line.grade) for line in lines] == [(11, "BLOCK"), (13, "WARN")]
    assert [line.route.record for line in lines] == ["v", "p"]
    assert "Hỗ trợ nhà ở (hạn 01/06/2026)" in lines[0].sentence
    assert lines[1].sentence.startswith("ngày nữa đến hạn: 6 tháng đầu năm 2026, Xã Na Son (hạn")


def test_that_a_recommendation_is_named_as_in_the_calendar() -> None:
    said = {"recommendation": "Thu hồi phần chi trùng", "subject": "Hỗ trợ nhà ở"}
    late = SupervisionVisit(id="v", due_on=date(2026, 6, 1), **said)
    (line,) = dated_lines(Agenda((late,), ()), TODAY, PLACES)
    assert line.sentence == "ngày quá hạn: Thu hồi phần chi trùng (hạn 01/06/2026)"


def test_that_money_about_to_lapse_is_told_with_its_days_act_and_place() -> None:
    act = CarryOver(id="a", basis="NQ 12/NQ-HĐND", from_year=2025, place="na-son")
    (line,) = money_lines([(act, Carried(10_000_000_000, 4_000_000_000, 18))], PLACES)
    assert (line.number, line.route.record_type, line.route.record) == (18, CarryOver, "a")
    assert line.sentence == (
        "ngày nữa hết hạn giải ngân: còn 6.000 triệu đồng vốn 2025 kéo dài theo NQ 12/NQ-HĐND, Xã Na Son"
    )


def test_that_returned_rows_lead_to_their_batch_and_the_rest_to_a_list_of_just_them() -> None:
    batches = [
        ReturnedRows(
            id=f"b{number}",
            file=f"xa-{number}.xlsx",
            sheet="Hộ",
            record_type="shared.Household",
            place="na-son",
            returned_on=date(2026, 6, 1),
            rows="2–5, 9",
        )
        for number in range(5)
    ]
    lines = returned_lines(batches, PLACES, {"shared.Household": Household})
    assert [line.number for line in lines] == [5, 5, 5, 10]
    assert lines[0].sentence == (
        "dòng bị trả lại chưa nhập lại: xa-0.xlsx · Hộ · Danh sách hộ, Xã Na Son (trả ngày 01/06/2026)"
    )
    assert [line.route.record for line in lines] == ["b0", "b1", "b2", ""]
    assert lines[-1].route.where == (Condition("id", "in", ["b3", "b4"]),)


def test_that_causes_of_stuck_records_are_told_by_number_and_lead_to_them() -> None:
    chart = BarChart("Hộ nào vướng?", Household, name="stuck", is_stuck=True)
    wheres = tuple((Condition("commune", "is", name),) for name in "abc")
    drawing = Drawing(("Thiếu sổ", "Tranh chấp", "Khác"), (Series("Hộ", (2, 7, 0), wheres),))
    lines = stuck_lines([(chart, drawing)])
    assert [(line.number, line.sentence) for line in lines] == [
        (7, "hộ gia đình đang vướng: Tranh chấp"),
        (2, "hộ gia đình đang vướng: Thiếu sổ"),
    ]
    assert lines[0].route.where == wheres[1]


def test_that_what_is_stored_is_asked_with_the_names_of_its_places(workspace: Workspace) -> None:
    place = na_son(workspace)
    fact = sound_example(
        workspace,
        CapitalFact,
        plan_year=2025,
        budget_year=2026,
        as_of=TODAY,
        assigned=5_000_000_000,
        disbursed=1_000_000_000,
    )
    workspace.save(fact)
    act = {"basis": "NQ 1", "from_year": 2025, "to_year": 2026}
    for days in (20, 400, -3):
        deadline = TODAY + timedelta(days=days)
        workspace.save(CarryOver(**{**act, "basis": f"NQ {days}"}, deadline=deadline, place=place))
    workspace.save(
        ReturnedRows(
            file="a.xlsx",
            sheet="1",
            record_type="shared.Household",
            returned_on=TODAY,
            returned=2,
            rows="2, 3",
            state="waiting",
            place=place,
        )
    )
    lines = waiting_lines(read_waiting(workspace, TODAY), workspace, TODAY)
    assert [line.number for line in lines] == [20, 2]
    assert "NQ 20, Xã Na Son" in lines[0].sentence
    assert "còn 4.000 triệu đồng" in lines[0].sentence
    assert "a.xlsx · 1" in lines[1].sentence
    assert "Xã Na Son" in lines[1].sentence


def test_that_units_nobody_has_divided_are_asked_about(workspace: Workspace) -> None:
    with workspace.store.reading() as reader:
        old = next(
            row[0] for row in reader.totals(PlaceLink, ["old"], where=[Condition("kind", "is", "part")])
        )
        name = reader.names(Place, [old])[old]
    assert read_waiting(workspace, TODAY).splits == []
    workspace.save(
        Obstacle(name="Thiếu đất", place=old, cause="land_papers", level="province", state="found")
    )
    (line,) = split_lines(read_waiting(workspace, TODAY).splits)
    assert (line.number, line.route.record_type, line.route.new) == (1, SplitDecision, True)
    assert f"hồ sơ của {name}, nay là nhiều đơn vị: ghi ai quyết định chia" in line.sentence
    with workspace.store.reading() as reader:
        begun = SplitDecision.begun({"place": old}, reader)
        into = {row[0] for row in reader.totals(PlaceLink, ["new"], where=[Condition("old", "is", old)])}
    parts = begun["parts"]
    assert {part.into for part in parts} == into and len(into) > 1
    shares = [100 - len(parts) + 1, *(1 for _part in parts[1:])]
    decision = SplitDecision(
        place=old, how="share", basis="BB 1", decided_on=TODAY, officer="Lò Văn A",
        parts=[part.changed(share=Decimal(share)) for part, share in zip(parts, shares, strict=True)],
    )  # fmt: skip
    workspace.save(decision)
    assert read_waiting(workspace, TODAY).splits == []
