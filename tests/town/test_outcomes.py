"""What talks may come to, as it is proved with."""

from pathlib import Path

import pytest

from game.engine.graph import TooLarge
from game.town import outcomes
from game.town.outcomes import Outcomes

from .corner import after, next_day, rules

FIRE = (*next_day(), *next_day(), "go")
"""Up to whoever asks for soup."""


@pytest.fixture(autouse=True)
def _nothing_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OWNIT_CACHE", str(tmp_path))


def test_an_encounter_has_four_outcomes_and_the_first_serves() -> None:
    week = after(*FIRE)
    assert week.talking == "soup-woman"
    served, short, back, worst = Outcomes(rules()).of(week)
    assert (served.left, served.deflected) == ("met", False)
    assert {short.left, back.left, worst.left} == {"passed_on"}
    assert back.deflected
    assert served.value == rules().town.points.neglected >= short.value >= worst.value


def test_an_encounter_that_cannot_be_searched_through_is_not_taken_for_one_nobody_can_be_served_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(outcomes, "MOST_SEARCHED", 0)
    with pytest.raises(TooLarge, match="promise the same score"):
        Outcomes(rules()).of(after(*FIRE))
