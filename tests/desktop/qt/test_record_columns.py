"""Asks whether a column is as wide as what its kind of field usually holds."""

from desktop.declare.fields import Choice, LongText, Text
from desktop.qt.record_columns import usual_width


def test_that_a_title_has_more_room_than_a_word_and_a_choice_as_much_as_its_options() -> None:
    name = usual_width(Text("Cơ quan ban hành"))
    assert usual_width(LongText("Tên, trích yếu")) > name
    assert usual_width(Choice("Loại văn bản", {"law": "Luật", "decree": "Nghị định"})) < name
    assert usual_width(Choice("Cách làm", {"both": "Vừa đào tạo vừa cấp vốn " * 3})) <= name
    assert usual_width(Choice("Có", {"yes": "Có"})) >= 10
