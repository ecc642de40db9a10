"""Asks whether the demo data hold the real totals, show problems, and come out the same every time."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.declare.fields import Habit
from desktop.declare.problems import Grade
from desktop.resources import resource
from desktop.shared.demo import read_demo
from project1_housing.cases import HousingCase


@pytest.fixture(scope="module")
def cases() -> list[HousingCase]:
    habit = Habit(look_up=lambda _field, text: text)
    fields = HousingCase.fields
    return [
        HousingCase(**{name: fields[name].parse(text, habit) for name, text in texts.items()})
        for record_type, texts in read_demo()
        if record_type == "housing.HousingCase"
    ]


def test_that_the_demo_has_the_real_totals(cases: list[HousingCase]) -> None:
    assert len(cases) == 507
    assert sum(case.central_money for case in cases) == 507 * 40_000_000
    assert sum(case.local_money for case in cases) == 507 * 4_000_000


def test_that_the_demo_names_nobody(cases: list[HousingCase]) -> None:
    numbers = {case.identity_number for case in cases if case.identity_number}
    assert len(numbers) > 490
    assert all(number.startswith("099") for number in numbers)


def test_that_most_demo_cases_are_sound_and_some_show_each_kind_of_problem(cases: list[HousingCase]) -> None:
    problems = [(case, problem) for case in cases for problem in case.problems()]
    faulty = {id(case) for case, problem in problems if problem.grade is not Grade.NOTE}
    assert 30 < len(faulty) < 90
    rules = {problem.rule for _case, problem in problems}
    assert rules >= {"G01", "G02", "G03", "G04", "G05", "G07", "G09", "G10"}
    assert rules >= {f"P1-{number:02d}" for number in (1, 2, 4, 5, 6, 9, 13, 15, 16, 17, 18)}


def test_that_the_demo_comes_out_the_same_every_time(tmp_path: Path) -> None:
    script = resource("demo/make_demo.py")
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True, cwd=script.parents[2])
    made = sorted(tmp_path.glob("*.csv.gz"))
    assert [file.name for file in made] == sorted(each.name for each in script.parent.glob("*.csv.gz"))
    for file in made:
        kept = (script.parent / file.name).read_bytes()
        assert gzip.decompress(file.read_bytes()) == gzip.decompress(kept)
