"""Asks whether each measured trap of Qt, Excel and plugins has its tests, and whether it is kept out of."""

import ast
import re
from pathlib import Path

TRAPS = {
    "a dot or a comma in a number": (
        "that_decimals_are_read_as_meant",
        "that_a_number_of_two_meanings_is_decided_by_its_column_or_reported",
        "that_an_ambiguous_number_is_said_and_kept",
        "that_a_large_amount_is_written_out_under_its_field",
        "that_a_doubtful_figure_is_asked_once_for_its_column",
        "that_a_large_amount_is_shown_grouped_while_it_is_typed",
        "that_another_ratio_is_tried_without_writing",
    ),
    "money beyond the whole numbers of Qt": (
        "that_money_never_passes_through_whole_numbers_of_qt",
        "that_money_reads_back_in_any_unit",
    ),
    "dates by the locale": ("that_dates_are_kept_as_exact_as_they_are_written",),
    "English words of Qt": ("that_no_qt_button_is_left_in_english",),
    "the order of đ and of names": (
        "that_letters_stand_as_in_the_vietnamese_alphabet",
        "that_people_stand_by_given_name_then_by_family",
        "that_words_stand_in_vietnamese_order",
    ),
    "searching without marks": ("that_search_keys_ignore_marks_and_spelling_keys_do_not",),
    "composed and decomposed letters": (
        "that_composed_and_decomposed_writing_is_one",
        "that_text_is_composed_and_of_single_spaces",
    ),
    "keyboards that backspace and resend": (
        "that_a_vietnamese_keyboard_is_not_disturbed",
        "that_a_vietnamese_keyboard_is_not_disturbed_in_any_cell",
        "that_a_cell_of_details_takes_a_vietnamese_keyboard",
        "that_every_line_of_the_list_takes_a_vietnamese_keyboard",
        "that_every_line_of_every_page_takes_a_vietnamese_keyboard",
        "that_a_long_word_is_never_cut_while_it_is_typed",
        "that_a_reference_is_found_without_marks_and_picked_by_keys",
        "that_who_leaves_a_list_by_a_key_types_into_the_next_line",
        "that_a_vietnamese_keyboard_chooses",
        "that_no_shortcut_is_a_bare_letter_or_switches_unikey",
    ),
    "the wheel over what has no focus": (
        "that_the_wheel_leaves_alone_what_has_no_focus",
        "that_the_wheel_changes_nothing_that_has_no_focus",
    ),
    "a plugin that breaks, raises or misspells": (
        "that_a_component_that_raises_on_import_is_named",
        "that_a_hook_that_raises_is_named_and_no_value_is_logged",
        "that_a_misspelled_hook_is_named",
        "that_a_wrong_argument_of_a_hook_is_named",
    ),
    "lists and formulas of a workbook": (
        "that_a_template_is_dressed",
        "that_rows_go_in_and_all_below_moves_with_its_formulas",
        "that_a_form_that_could_be_harmed_is_refused",
        "that_a_copy_reads_as_the_workbook_it_was_made_of",
    ),
    "reading workbooks slowly": ("that_workbooks_are_read_fast",),
    "paper without Vietnamese letters": (
        "that_the_paper_is_written_with_vietnamese_letters",
        "that_the_accents_of_capitals_are_not_cut",
    ),
    "a copy of the database": ("that_a_copy_holds_everything_and_takes_its_name_last",),
}
"""Each trap with the tests that hold it, by their names."""

NEVER = {
    r"Q(Double)?SpinBox": "takes 62.5 for 625 in Vietnamese, and ends at two billion",
    r"Q\w*Validator": "rejects letters in the middle of a word",
    r"setMaxLength": "cuts a word that is being typed",
    r"QSortFilterProxyModel": "puts đ last",
    r"InlineCompletion": "fills in letters nobody typed",
    r"QComboBox(?=\()": "finds no marked letter by typing",
    r"ShortFormat": "shows the year by two figures",
}
"""What nobody writes in what ships, and why."""


def test_that_every_trap_has_its_tests(sources: dict[str, ast.Module]) -> None:
    known = {
        node.name.removeprefix("test_")
        for name, tree in sources.items()
        if name.startswith("tests/")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }
    missing = {trap: sorted(set(names) - known) for trap, names in TRAPS.items()}
    assert {trap: names for trap, names in missing.items() if names} == {}


def find_walked_into(name: str, text: str) -> list[str]:
    return [f"{name}: {found}" for trap in NEVER for found in re.findall(rf"\b(?:{trap})\b", text)]


def test_that_nobody_walks_into_one(sources: dict[str, ast.Module], root: Path) -> None:
    ships = [name for name in sources if name.startswith(("desktop/", "plugins/"))]
    assert [
        found for name in ships for found in find_walked_into(name, (root / name).read_text("utf-8"))
    ] == []
    assert find_walked_into("a.py", "line.setMaxLength(3); QDoubleSpinBox()") != []
    assert find_walked_into("a.py", "box = QComboBox()") != []
    assert find_walked_into("a.py", "PickBox(QComboBox):") == []


def test_that_workbooks_are_read_fast(sources: dict[str, ast.Module]) -> None:
    """One reader for all; what openpyxl still opens it streams."""
    opens = [
        (name, {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords})
        for name, tree in sources.items()
        if name.startswith("desktop/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("load_workbook")
    ]
    assert [name for name, options in opens if options.get("read_only") != "True"] == []
