"""Short phrases that more than one screen uses. Plain text in, plain text out."""

from typing import TYPE_CHECKING

from game.rules.mood import Mood

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.telling.views import Turn


def counted(number: int, one: str, many: str = "") -> str:
    """`1 turn`, `3 turns`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def ordinal(number: int) -> str:
    """`1st`, `2nd`, `11th`, `112th`, `1,003rd`."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"


def face(mood: Mood) -> str:
    """A mood as shape, word and number, so that it needs no colour."""
    return f"{mood.shape} {mood.word} ({mood.level} of 5)"


def company(turn: "Turn", job: bool = True) -> str:
    """Whom the player is with, unmistakably."""
    if not turn.person:
        return "it is over" if turn.ended else "nobody is listening"
    where = "inside, with" if turn.inside else "with"
    return f"{where} {turn.person}, {turn.job}" if job and turn.job else f"{where} {turn.person}"


def whose(holder: str) -> str:
    """Whose name stands on the case."""
    if holder == "you":
        return "Your name is on it."
    return f"{holder}'s name is on it." if holder else "Nobody's name is on it."


def cost(grade: str, points: int | None) -> str:
    """`Blunder −104`, `Best`; "" where nothing was graded."""
    return f"{grade} −{points}" if points else grade


_STEPS = "▁▂▃▄▅▆▇"  # without the full block, which would run into the line above


def curve(values: "Sequence[int]", most: int = 1000) -> str:
    """What was still possible, one character a turn between its first and last number."""
    return f"{values[0]} {steps(values, most)} {values[-1]}" if values else ""


def steps(values: "Sequence[int]", most: int = 1000) -> str:
    """Values from 0 to `most`, one character each; the scale is always the same."""
    return "".join(_STEPS[min(value * len(_STEPS) // most, len(_STEPS) - 1)] for value in values)


def bar(value: int, most: int, width: int = 10) -> str:
    """A bar of text. Something is never shown as nothing, nor less than all as all."""
    filled = value * width // most if most else 0
    if 0 < value < most:
        filled = min(max(filled, 1), width - 1)
    return "━" * filled + "·" * (width - filled)
