"""Values of named parts: what is equal, what they say of themselves, what is made of them."""

from __future__ import annotations

from dataclasses import KW_ONLY, field, replace

from desktop.declare.values import plain_value


@plain_value
class Span:
    """From one number to another."""

    least: int
    most: int = 0
    _: KW_ONLY
    words: tuple[str, ...] = ()


@plain_value
class Named(Span):
    """A span that has a name."""

    name: str = ""
    others: dict[str, int] = field(default_factory=dict)


def test_that_values_are_equal_where_all_their_parts_are() -> None:
    assert Span(1, 2, words=("a",)) == Span(1, 2, words=("a",)) and hash(Span(1)) == hash(Span(1, 0))
    assert Span(1) != Span(2) and Span(1) != Span(1, words=("a",))
    assert Named(1) != Span(1) and len({Span(1), Span(1), Span(2)}) == 2


def test_that_a_value_says_its_parts_and_others_are_made_of_it() -> None:
    assert repr(Span(1)) == "Span(least=1, most=0, words=())"
    assert replace(Span(1), most=3) == Span(1, 3)
    one, other = Named(1, name="a"), Named(1, name="a")
    one.others["b"] = 1
    assert other.others == {} and one != other
