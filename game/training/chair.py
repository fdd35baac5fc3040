"""The chair swap: three of the player's own lines, read from the other side before the thought behind is uncovered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from game.telling.views import Debrief, TurnAccount

_SHOWN: Final = {"Best": 5, "Good": 4, "Slip": 3, "Mistake": 2, "Blunder": 1}
_WARM: Final = ("reflect", "say_back", "keep", "own")


@dataclass(frozen=True, slots=True)
class ChairLine:
    """One of the player's lines.

    Attributes:
        turn: its number, from 1.
        why: why this one, in a few words.
        speaker, heard: who was spoken to, and what they had said.
        said: the line.
        thought: what they thought on hearing it.
        shown: what it was worth, 1-5, on the scale of the player's rating.
    """

    turn: int
    why: str
    speaker: str
    heard: str
    said: str
    thought: str
    shown: int


def chair_lines(debrief: Debrief) -> tuple[ChairLine, ...]:
    """The turning point, the best and the last line of a run, as far as somebody had a thought about them."""
    turns = [turn for turn in debrief.turns if turn.thought]
    chosen: dict[int, str] = {}
    if debrief.costliest is not None and any(turn.number == debrief.costliest.turn for turn in turns):
        chosen[debrief.costliest.turn] = "the one that cost most"
    if turns:
        chosen.setdefault(turns[-1].number, "the last one")
    if best := [turn for turn in turns if turn.number not in chosen and not turn.cost and not turn.harm]:
        chosen[max(best, key=_warmth).number] = "one that served well"
    return tuple(_line(turn, chosen[turn.number]) for turn in turns if turn.number in chosen)


def _warmth(turn: TurnAccount) -> tuple[int, int]:
    """How much a line did for the person: moves that say so first, then how much changed; the earlier among equals."""
    return sum(move in _WARM for move in turn.moves), sum(len(told.changed) for told in turn.told)


def _line(turn: TurnAccount, why: str) -> ChairLine:
    ungraded = 1 if turn.harm > 1 else 2 if turn.harm else 4
    return ChairLine(
        turn=turn.number,
        why=why,
        speaker=turn.speaker,
        heard=turn.heard,
        said=turn.said,
        thought=turn.thought,
        shown=_SHOWN.get(turn.grade, ungraded),
    )


def gap_in_words(rated: Sequence[int], shown: Sequence[int]) -> str:
    """How one's own reading compares with what the lines were worth, in a sentence."""
    apart = [said - worth for said, worth in zip(rated, shown, strict=True)]
    if all(abs(one) <= 1 for one in apart):
        return "You read your own lines much as they landed."
    if min(apart) >= -1:
        return "They landed harder than you read them."
    if max(apart) <= 1:
        return "They landed better than you read them."
    return "Some landed harder than you read them, and some better."
