"""A room plays together: hands are counted, the split is shown, and the debrief says where the room divided."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

HANDS_MOST: Final = 9999
"""For one reply."""


@dataclass(frozen=True, slots=True)
class Vote:
    """One turn's hands.

    Attributes:
        turn: its number, from 1.
        line: what had been said, or "".
        replies: the replies in the order of the screen.
        hands: as many numbers.
        taken: the place of the reply that was given, from 0.
    """

    turn: int
    line: str
    replies: tuple[str, ...]
    hands: tuple[int, ...]
    taken: int

    @property
    def all(self) -> int:
        """How many hands there were."""
        return sum(self.hands)

    @property
    def divided(self) -> int:
        """How divided the room was, 0 (of one mind) to 1000 (every hand for another reply)."""
        if not self.all:
            return 0
        squares = sum(count * count for count in self.hands)
        return 1000 - 1000 * squares // (self.all * self.all)


class NoCounts(ValueError):
    """What was typed are not the hands for each reply; the message is a sentence."""


def counted(typed: str, replies: int) -> tuple[int, ...]:
    """The hands for each reply, from what was typed: `7 3 0`, commas will do.

    Args:
        typed: the line.
        replies: how many replies there are.

    Raises:
        NoCounts: it is something else.
    """
    numbers = re.findall(r"[^\s,;]+", typed)
    if any(
        not number.isascii() or not number.isdigit() or int(number[:6]) > HANDS_MOST for number in numbers
    ):
        raise NoCounts(f"Whole numbers up to {HANDS_MOST}, please, one for each reply.")
    if len(numbers) != replies:
        raise NoCounts(f"There are {replies} replies, so {replies} numbers, please; 0 where no hand went up.")
    counts = tuple(map(int, numbers))
    if not any(counts):
        raise NoCounts("No hand at all? One is enough.")
    return counts


def leading(hands: Sequence[int]) -> int:
    """The place of the reply most hands were for, from 0; the first of equals."""
    return max(range(len(hands)), key=lambda place: (hands[place], -place))


def most_divided(votes: Sequence[Vote]) -> list[Vote]:
    """The votes in which not everybody was of one mind, the most divided first."""
    return sorted((vote for vote in votes if vote.divided), key=lambda vote: -vote.divided)
