from itertools import product

import pytest

from game.rules.gauges import Gauges
from game.rules.mood import MOODS, mood


@pytest.mark.parametrize(
    ("heat", "trust", "word"),
    [
        (20, 20, "furious"), (14, 20, "furious"),
        (13, 20, "tense"), (9, 20, "tense"),
        (8, 20, "wary"), (5, 20, "wary"), (4, 8, "wary"), (0, 0, "wary"),
        (4, 9, "calm"), (2, 20, "calm"), (1, 12, "calm"),
        (1, 13, "warm"), (0, 20, "warm"),
    ],
)  # fmt: skip
def test_heat_decides_at_the_hot_end_and_trust_at_the_warm_one(heat: int, trust: int, word: str) -> None:
    assert mood(Gauges(heat, trust)).word == word


def test_less_heat_or_more_trust_never_shows_a_worse_mood() -> None:
    for heat, trust in product(range(20), range(20)):
        here = mood(Gauges(heat, trust)).level
        assert mood(Gauges(heat + 1, trust)).level <= here <= mood(Gauges(heat, trust + 1)).level


def test_heard_and_effort_do_not_show_in_the_face() -> None:
    faces = {mood(Gauges(7, 7, heard, effort)) for heard, effort in product(range(5), range(10))}
    assert faces == {mood(Gauges(7, 7))}


def test_moods_are_told_apart_without_colour() -> None:
    assert [one.level for one in MOODS] == [1, 2, 3, 4, 5]
    assert len({one.word for one in MOODS}) == len({one.shape for one in MOODS}) == 5
