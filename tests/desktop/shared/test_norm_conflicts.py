"""Two norms that differ become the question to the upper level, until one is chosen or it was asked."""

from datetime import date
from decimal import Decimal as Dec
from typing import Any

from desktop.shared import Obstacle, RegisteredNorm
from desktop.shared.norm_conflicts import read_conflicts
from desktop.testing import na_son
from desktop.workspace import Workspace
from desktop.workspace.obstacle_board import read_obstacles


def norms(workspace: Workspace, **of: Any) -> list[RegisteredNorm]:
    same: dict[str, Any] = {"code": "VD.9", "content": "Tiền nước", "kind": "max", "unit": "đ", "per": "buổi"}
    same |= {"valid_from": date(2023, 1, 1), "confidence": "H", **of}
    own = (("TT 55/2023/TT-BTC", "Điều 5", 20_000), ("HD 02/HD-ĐCT", "Mục III", 30_000))
    saved = [
        workspace.save(RegisteredNorm(text=text, article=article, value=Dec(value), **same))
        for text, article, value in own
    ]
    return [each for each in saved if isinstance(each, RegisteredNorm)]


def test_that_two_norms_that_differ_are_a_question_until_it_is_asked(workspace: Workspace) -> None:
    norms(workspace)
    (conflict,) = read_obstacles(workspace).conflicts
    assert conflict.clause == "VD.9: Mục III, HD 02/HD-ĐCT; Điều 5, TT 55/2023/TT-BTC"
    assert "tối đa 20.000 đ/buổi" in conflict.question and "chênh 10.000 đ/buổi" in conflict.question
    with workspace.store.reading() as reader:
        begun = Obstacle.begun({"cause": "norm", "clause": conflict.clause}, reader)
        assert Obstacle.begun({"cause": "norm"}, reader) == {}
    assert begun == {"name": conflict.name, "question": conflict.question}
    given = {"cause": "norm", "clause": conflict.clause, "level": "ministry", "place": na_son(workspace)}
    saved = workspace.save(Obstacle(**begun, **given))
    assert not [problem for problem in saved.problems() if problem.field == "level"]
    assert read_obstacles(workspace).conflicts == ()


def test_that_items_of_the_same_articles_are_asked_one_by_one(workspace: Workspace) -> None:
    norms(workspace)
    norms(workspace, code="VD.10", content="Tiền giấy")
    norms(workspace, area="hard")
    found = read_obstacles(workspace).conflicts
    assert len({each.clause for each in found}) == len({each.name for each in found}) == 3
    asked = found[0]
    with workspace.store.reading() as reader:
        begun = Obstacle.begun({"clause": asked.clause}, reader)
    assert begun["name"] == asked.name
    given = {"cause": "norm", "clause": asked.clause, "level": "ministry", "place": na_son(workspace)}
    workspace.save(Obstacle(**begun, **given))
    assert read_obstacles(workspace).conflicts == found[1:]


def test_that_a_norm_that_was_chosen_asks_nothing(workspace: Workspace) -> None:
    chosen, _other = norms(workspace)
    workspace.save(chosen.changed(preferred=True, reason="Sở Tài chính thống nhất"))
    with workspace.store.reading() as reader:
        assert list(read_conflicts(reader)) == []
