"""Asks whether the charts answer with the right figures, read them in a sentence, and lead to the records."""

from desktop.declare.charts import Drawing
from desktop.declare.norms import NormBook
from desktop.declare.reading import Condition
from desktop.shared import Place
from project1_housing.cases import HousingCase
from project1_housing.charts import CHARTS, answer_causes, answer_money, answer_papers, answer_progress
from project1_housing.norms import NORMS
from tests.desktop.held import Held
from tests.plugins.project1_housing.sound import case, paying

PLACES = [Place(id="a", name="Xã Na Son"), Place(id="b", name="Xã Xa Dung")]
CASES = [
    case(id="1", commune="a", stage="done", no_certificate=True),
    case(id="2", commune="a", stage="not_started", no_certificate=True, no_map=True),
    case(id="3", commune="a", stage=None),
    case(id="4", commune="b", stage="done", no_map=True),
]


def values(drawing: Drawing) -> dict[str, tuple[object, ...]]:
    return {series.name: series.values for series in drawing.series if any(series.values)}


def test_that_progress_is_counted_by_commune_and_stage() -> None:
    reader = Held([*PLACES, *CASES])
    drawing = answer_progress(reader, ())
    assert drawing.labels == ("Xã Na Son", "Xã Xa Dung")
    assert values(drawing) == {"Hoàn thành": (1, 1), "Chưa khởi công": (1, 0), "(chưa ghi)": (1, 0)}
    assert "2 trong 4 nhà" in drawing.sentence and "50 %" in drawing.sentence
    assert "Xã Na Son, 1 nhà" in drawing.sentence
    for series in drawing.series:
        for value, where in zip(series.values, series.wheres, strict=True):
            assert reader.count(HousingCase, where) == value


def test_that_money_is_a_mean_for_one_house_beside_the_norms() -> None:
    cases = [paying(id="1"), paying(id="2", central_money=44_000_000, loan_nd28=0)]
    drawing = answer_money(Held(cases, NormBook(NORMS)), ())
    assert [str(value) for value in drawing.series[0].values[:3]] == ["42.00", "4.00", "15.00"]
    assert [(line.label, line.value) for line in drawing.lines] == [
        ("NSTW tối đa", 40),
        ("Địa phương tối thiểu", 4),
    ]
    assert "NSTW 42" in drawing.sentence and "1 nhà vượt mức NSTW" in drawing.sentence


def test_that_missing_papers_are_counted_by_commune() -> None:
    reader = Held([*PLACES, *CASES])
    drawing = answer_papers(reader, ())
    assert drawing.labels == ("Xã Na Son", "Xã Xa Dung")
    assert values(drawing) == {"Chưa có GCN QSDĐ": (2, 0), "Chưa có bản đồ địa chính": (1, 1)}
    assert "3 hồ sơ" in drawing.sentence and "Xã Na Son, 2 hồ sơ" in drawing.sentence
    assert reader.count(HousingCase, drawing.series[0].wheres[0]) == 2


def test_that_the_filter_of_the_page_counts() -> None:
    where = [Condition("commune", "is", "b")]
    drawing = answer_progress(Held([*PLACES, *CASES]), where)
    assert drawing.labels == ("Xã Xa Dung",)
    assert drawing.series[0].wheres[0][0] == where[0]


def test_that_many_communes_are_cut_to_the_biggest_and_that_is_said() -> None:
    cases = [case(id=str(number), commune=f"c{number:02d}") for number in range(30)]
    drawing = answer_progress(Held([*cases, case(id="x", commune="c29")]), ())
    assert len(drawing.labels) == 20 and drawing.labels[0] == "c29"
    assert drawing.among == 30


def test_that_every_chart_answers_with_a_sentence_where_nothing_is_stored() -> None:
    for chart in CHARTS:
        assert chart.answer is not None
        drawing = chart.answer(Held(), ())
        assert drawing.series == () and drawing.sentence


def test_that_each_missing_paper_is_a_cause_for_which_unfinished_cases_wait() -> None:
    reader = Held([*CASES, case(id="5", other_blocker="TRANHCHAP"), case(id="6", other_blocker="THIENTAI")])
    drawing = answer_causes(reader, ())
    assert drawing.labels == ("Chưa có GCN QSDĐ", "Chưa có bản đồ địa chính", "Tranh chấp")
    assert drawing.series[0].values == (1, 1, 1)
    assert [reader.count(HousingCase, where) for where in drawing.series[0].wheres] == [1, 1, 1]
    assert [chart.name for chart in CHARTS if chart.is_stuck] == ["houses_waiting_for_papers"]
