"""Asks whether each kind of faulty declaration is a finding with its id."""

import ast
import re
from pathlib import Path

import pytest

from desktop.catalog import LOADED, checks, load_catalog, support_checks
from tests.desktop.catalog.visits import SOUND, Load, Plant, answering, named


def beside(line: str) -> str:
    """The sound component with one more line in its record."""
    return SOUND.replace("    day =", f"    {line}\n    day =")


def charted(arguments: str) -> str:
    return answering(
        "register_charts", f"return [BarChart({arguments})]", 'class Other(Visit): title = "Khác"'
    )


def laid(arguments: str) -> str:
    return answering("register_excel_layouts", f'return [ExcelLayout("a", "A", Visit, {arguments})]')


def ruled(finds: str, field: str = "") -> str:
    return answering(
        "register_rules", f'return [Rule("", "once", "Trùng.", Visit, {finds}, field="{field}")]'
    )


def supported(arguments: str, line: str = 'home = Reference("Hộ", to="Household")') -> str:
    return beside(f'{line}\n    paid = Money("Tiền")\n    supports = (Support({arguments}),)')


ROWS = """
from desktop.api import *

class Row(Record):
    title = "Dòng"

class Part(Record):
    title = "Phần"
    rows = Details("Dòng", of=Row)
"""
OWNING = ROWS + SOUND.replace("    day =", '    parts = Details("Phần", of=Row)\n    day =')

FAULTS = [
    ("C01", SOUND.replace("[Visit]", "[Visit, Visit]")),
    ("C02", SOUND.replace('    title = "Lượt thăm"\n', "")),
    ("C03", SOUND.replace('("number",)', '("number", "place")')),
    ("C03", SOUND.replace('("number",)', '"number"')),
    ("C03", beside('shown_by = ("name",)')),
    ("C03", beside('known_by = {"number": ("name",)}')),
    ("C04", beside('good = rule("Sai.", field="nothing")(lambda self: True)')),
    ("C04", ruled('Twice(by=["name"])')),
    ("C04", ruled('Twice(by=["number"])', "name")),
    ("C04", ruled('Twice(by=["number"], where=[Condition("name", "filled")])')),
    ("C04", ruled("lambda reader, among: []", "name")),
    ("C05", SOUND.replace('Date("Ngày")', 'Date("")')),
    ("C05", beside('other_day = Date("Ngày")')),
    ("C05", beside('step = Choice("Bậc", {})')),
    ("C05", beside('count = Integer("Lượt", minimum=5, maximum=1)')),
    ("C05", beside('count = Integer("Lượt", default="x")')),
    ("C05", beside('count = Integer("Lượt", minimum=5, default=1)')),
    ("C06", charted('"Số lượt", Visit, group_by="place"')),
    ("C06", charted('"Số lượt", Visit, group_by="stage", total="money"')),
    ("C06", charted('"Số lượt", Visit, group_by="stage", total="day"')),
    ("C06", charted('"Số lượt", Visit, group_by="stage", split_by="place"')),
    ("C06", charted('"Số lượt", Visit, group_by="stage", where=[Condition("place")]')),
    ("C06", charted('"Số lượt", Visit')),
    ("C06", charted('"", Visit, group_by="stage"')),
    ("C06", OWNING + charted('"Số phần", Visit, "parts"').removeprefix(SOUND)),
    ("C07", laid('[Column(["Bản"], "village")]')),
    ("C07", laid('outline=["village"]')),
    ("C07", laid('constants={"village": "x"}')),
    ("C07", laid('[Column(["Ngày"], "day", also={"village": 1})]')),
    ("C07", laid('[Column(["Cũ"], "stage", mark="old")]')),
    ("C07", laid('[Column(["Ngày"], "number", part="day")]')),
    ("C07", laid('[Column("Ngày", "day")]')),
    ("C07", laid('[Column(["Ngày"], "day", pieces="(?P<village>.+)")]')),
    ("C07", laid('[Column(["Ngày"], "day", pieces="(?P<day>.+")]')),
    ("C08", answering("register_migrations", "return [m002_other]", "def m002_other(schema): ...")),
    ("C09", SOUND.replace("    day =", "    changed_in =")),
    ("C09", SOUND.replace("    day =", "    day__fold =")),
    ("C09", SOUND.replace("    day =", "    values =")),
    ("C09", SOUND.replace("    day =", "    rules =")),
    ("C09", OWNING.replace("parts =", "words =")),
    ("C09", SOUND.replace("    day =", "    ngày =")),
    ("C10", beside('one = Reference("Lượt", to="Visit", hints=("a",))')),
    ("C10", beside('one = Reference("Lượt", to="Visit", as_written="a")')),
    ("C10", beside('one = Reference("Lượt", to="Visit", found_by={"number": "a"})')),
    ("C10", beside('one = Reference("Lượt", to="Visit", within={"place": "a"})')),
    ("C10", beside('all = Computed(Integer("Tổng"), of=SumOf("number", "a"))')),
    ("C11", beside('one = Reference("Lượt", to="Nothing")')),
    ("C11", beside('one = Reference("Lượt", to=Record)')),
    ("C12", answering("register_charts", 'return [BarChart("Số", Visit, "stage", name="a") for _ in "ab"]')),
    ("C14", answering("register_norms", 'return [Norm("A", "", "most", 1, "đ", "hộ", LegalText("1/2020"))]')),
    ("C15", charted('"Số", Other, "number"')),
    ("C17", supported('"house", "", "home"')),
    ("C17", supported('"house", "Nhà", "number"')),
    ("C17", supported('"stage.kind", "Nhà", "home"')),
    ("C17", supported('"home.kind", "Nhà", "home"')),
    ("C17", supported('"house", "Nhà", "home", through="day"')),
    ("C17", supported('"house", "Nhà", "home", amounts={"NSTW": "number"}')),
    ("C17", supported('"house", "Nhà", "home", amounts={"Khác": "paid"}')),
    ("C17", supported('"house", "Nhà", "home", on="number"')),
    ("C17", supported('"house", "Nhà", "home", year="day"')),
    ("C17", supported('"house", "Nhà", "home", decision="number"')),
    ("C17", supported('"house", "Nhà", "home", programme="number"')),
    ("C17", supported('"house", "Nhà", "home", received=(Condition("place"),)')),
    ("C17", supported('"house", "Nhà", "home"', 'home = Reference("Xã", to="Place")')),
    ("C18", answering("register_reports", 'return [Report("Kỳ", "Báo cáo", print)]')),
    ("C18", answering("register_reports", 'return [Report("visits", "", print)]')),
    ("C18", answering("register_reports", 'return [Report("visits", "Báo cáo", None)]')),
    ("C18", answering("register_reports", 'return [Report("visits", "Báo cáo", print, takes=("day",))]')),
    ("C19", answering("register_indicators", 'return [Indicator("n", "Số", "lượt", print, sex="stage")]')),
    ("C19", answering("register_indicators", 'return [Indicator("n", "N", "", print, over=Visit, sex="x")]')),
    ("C16", OWNING.replace("of=Row)\n    day", "of=Part)\n    day")),
]


@pytest.mark.parametrize(("id", "code"), FAULTS)
def test_that_a_faulty_declaration_is_a_finding(failed: Load, id: str, code: str) -> None:
    component = failed(code)
    assert id in [finding.partition(" ")[0] for finding in component.details.splitlines()]
    assert re.search(r"C\d\d", component.failure)


def test_that_a_name_that_is_no_table_is_a_finding(plant: Plant) -> None:
    catalog = load_catalog(entry_points=plant("Visits-1", SOUND.replace('"visits"', '"Visits-1"')))
    assert named(catalog, "Visits-1").details.startswith("C13 ")


def test_that_every_finding_has_a_test() -> None:
    files = [Path(str(module.__file__)) for module in (checks, support_checks)]
    trees = [ast.parse(file.read_text("utf-8")) for file in files]
    texts = [node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    ids = {text[:3] for text in texts if isinstance(text, str) and re.match(r"C\d\d ", text)}
    assert ids == {id for id, _code in FAULTS} | {"C13"}


def test_that_the_chart_of_another_is_not_taken(plant: Plant) -> None:
    chart = answering("register_charts", 'return [BarChart("Số", Visit, "stage", name="visits_by_stage")]')
    points = plant("visits", chart) + plant("again", chart.replace('"visits"', '"again"'))
    catalog = load_catalog(entry_points=points)
    assert named(catalog, "again").state == LOADED
    assert named(catalog, "visits").details.startswith("C12 ")
    assert catalog.chart("visits_by_stage").over.component == "again"


def test_that_one_that_leads_to_a_failed_one_fails_too(plant: Plant) -> None:
    leading = SOUND.replace('"visits"', '"a"').replace(
        "day =", 'to = Reference("Đến", to="b.Visit")\n    day ='
    )
    faulty = SOUND.replace('"visits"', '"b"').replace("day =", 'to = Reference("Đến", to="Gone")\n    day =')
    points = plant("a", leading) + plant("b", faulty)
    catalog = load_catalog(entry_points=points)
    assert [named(catalog, name).details[:3] for name in "ab"] == ["C11", "C11"]
    assert [component.name for component in catalog.loaded()] == ["shared"]


def test_that_one_kind_of_support_has_one_title(plant: Plant) -> None:
    one = supported('"well", "Giếng", "home"')
    other = supported('"well", "Giếng nước", "home"').replace('"visits"', '"again"')
    catalog = load_catalog(entry_points=plant("visits", one) + plant("again", other))
    assert sorted(each.state for each in catalog.components if each.name != "shared") == ["failed", "loaded"]
    assert named(catalog, "visits").details.startswith("C17 ")


def test_that_a_sound_support_is_no_finding(plant: Plant) -> None:
    sound = supported('"house", "Nhà ở", "home", amounts={"NSTW": "paid"}, on="day"')
    component = named(load_catalog(entry_points=plant("visits", sound)), "visits")
    assert component.state == LOADED, component.details
