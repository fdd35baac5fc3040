from itertools import product

import pytest

from game.rules.gauges import Gauges
from game.rules.mood import MOODS, mood

EVERY_HEAT_AND_TRUST = list(product(range(21), range(21)))


@pytest.mark.parametrize(
    ("heat", "trust", "word"),
    [
        (20, 20, "furious"), (14, 20, "furious"),
        (13, 20, "tense"), (9, 20, "tense"),
        (8, 20, "wary"), (5, 20, "wary"), (4, 8, "wary"), (0, 0, "wary"),
        (4, 9, "calmer"), (2, 20, "calmer"), (1, 12, "calmer"),
        (1, 13, "warm"), (0, 20, "warm"),
    ],
)  # fmt: skip
def test_heat_decides_at_the_hot_end_and_trust_at_the_warm_one(heat: int, trust: int, word: str) -> None:
    assert mood(Gauges(heat, trust)).word == word


@pytest.mark.parametrize(("heat", "trust"), [(heat, trust) for heat, trust in EVERY_HEAT_AND_TRUST if heat])
def test_less_heat_never_shows_a_worse_mood(heat: int, trust: int) -> None:
    assert mood(Gauges(heat - 1, trust)).level >= mood(Gauges(heat, trust)).level


@pytest.mark.parametrize(("heat", "trust"), [(heat, trust) for heat, trust in EVERY_HEAT_AND_TRUST if trust])
def test_more_trust_never_shows_a_worse_mood(heat: int, trust: int) -> None:
    assert mood(Gauges(heat, trust)).level >= mood(Gauges(heat, trust - 1)).level


def test_heard_and_effort_do_not_show_in_the_face() -> None:
    assert {mood(Gauges(7, 7, heard, effort)) for heard in range(5) for effort in range(10)} == {
        mood(Gauges(7, 7))
    }


def test_moods_are_told_apart_without_colour() -> None:
    assert [one.level for one in MOODS] == [1, 2, 3, 4, 5]
    assert len({one.word for one in MOODS}) == len({one.shape for one in MOODS}) == 5
