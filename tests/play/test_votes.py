"""Hands are counted, and a room's division is a number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.play.votes import NoCounts, Vote, counted, leading, most_divided


def vote(*hands: int, turn: int = 1) -> Vote:
    return Vote(turn, "", tuple("abcdefgh"[: len(hands)]), hands, leading(hands))


@pytest.mark.parametrize("typed", ["7 3 0", "7,3,0", " 7 , 3;0 ", "007 3 0"])
def test_hands_are_typed_as_people_type_them(typed: str) -> None:
    assert counted(typed, 3) == (7, 3, 0)


@pytest.mark.parametrize(
    ("typed", "why"),
    [("7 3", "3 replies"), ("7 3 0 1", "3 replies"), ("", "3 replies"), ("0 0 0", "No hand"), ("7 x 0", "Whole"),
     ("7 -3 0", "Whole"), ("7 3.5 0", "Whole"), ("1e3 1 1", "Whole"), ("99999 0 0", "Whole"), ("٣ 1 1", "Whole")],
)  # fmt: skip
def test_anything_else_is_refused_with_a_sentence(typed: str, why: str) -> None:
    with pytest.raises(NoCounts, match=why):
        counted(typed, 3)


@given(st.lists(st.integers(0, 9999), min_size=1, max_size=9).filter(any))
def test_what_was_counted_reads_back(hands: list[int]) -> None:
    assert counted(" ".join(map(str, hands)), len(hands)) == tuple(hands)
    assert hands[leading(hands)] == max(hands)


def test_of_equals_the_first_leads() -> None:
    assert leading((2, 5, 5)) == 1


def test_a_room_of_one_mind_is_not_divided_and_an_even_split_is() -> None:
    assert vote(9, 0, 0).divided == 0
    assert vote(0, 0).divided == 0
    assert vote(5, 5).divided == 500
    assert vote(3, 3, 3).divided > vote(5, 5).divided > vote(9, 1).divided > 0


def test_the_most_divided_comes_first_and_the_rest_not_at_all() -> None:
    votes = [vote(9, 1, turn=1), vote(9, 0, turn=2), vote(5, 5, turn=3)]
    assert [one.turn for one in most_divided(votes)] == [3, 1]
