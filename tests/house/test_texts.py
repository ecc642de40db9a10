"""Asks whether each legal text has one home: who rests on the same text must say the same of it."""

import dataclasses
from collections.abc import Iterable, Iterator
from datetime import date

from desktop.catalog import Catalog, LoadedComponent
from desktop.declare.norms import LegalText, cited
from desktop.declare.rules import RecordRule, Rule
from desktop.shared.legal_texts import alike

Declared = tuple[str, LegalText]


def declared(catalog: Catalog) -> Iterator[Declared]:
    """Each text with the component that declares it or rests a norm on it."""
    for component in catalog.loaded():
        for text in (*component.texts, *(norm.text for norm in component.norms)):
            yield component.name, text


def contradictions(found: Iterable[Declared]) -> list[str]:
    """What two components say differently of one text: `QĐ 1/2020: valid_to (housing, gender)`."""
    first: dict[str, Declared] = {}
    told = []
    for component, text in found:
        earlier, known = first.setdefault(alike(text.number), (component, text))
        unlike = [name for name in LegalText.__slots__ if getattr(known, name) != getattr(text, name)]
        if unlike:
            told.append(f"{text.number}: {', '.join(unlike)} ({earlier}, {component})")
    return told


def test_that_a_contradiction_is_found() -> None:
    text = LegalText("QĐ 1/2020/QĐ-TTg", "Một quyết định")
    ending = dataclasses.replace(text, number="QĐ 1/2020/QĐ–TTg", valid_to=date(2025, 12, 31))
    assert contradictions([("housing", text), ("gender", text)]) == []
    (told,) = contradictions([("housing", text), ("gender", ending)])
    assert told == "QĐ 1/2020/QĐ–TTg: number, valid_to (housing, gender)"


def test_that_no_text_is_declared_by_two_components_with_different_facts(catalog: Catalog) -> None:
    assert contradictions(declared(catalog)) == []


def test_that_a_text_is_declared_once(catalog: Catalog) -> None:
    numbers = [alike(text.number) for component in catalog.loaded() for text in component.texts]
    assert sorted(numbers) == sorted(set(numbers))


def test_that_every_text_a_norm_rests_on_is_declared(catalog: Catalog) -> None:
    texts = {text for component in catalog.loaded() for text in component.texts}
    assert [norm.text.number for norm in catalog.norms if norm.text not in texts] == []


def test_that_every_text_a_rule_cites_is_declared(catalog: Catalog) -> None:
    bases = {"; ".join(rule.basis for rule in rules_of(component)) for component in catalog.loaded()}
    assert [one.number for basis in bases for one in cited(basis, catalog.texts) if one.text is None] == []


def rules_of(component: LoadedComponent) -> list[Rule | RecordRule]:
    return [*component.rules, *(rule for kind in component.record_types for rule in kind.rules)]
