"""What can be played turn by turn, wherever its cards are dealt: here, or by a board that keeps them to itself."""

from collections.abc import Iterable
from typing import Protocol

from game.telling.conversation import Conversation
from game.telling.views import Debrief, Line, Mode, Turn


class Playable(Protocol):
    """A run as the screen and the lines see it. `Run` is one; so is a run that a board deals.

    Methods that change it may take a while: they write to the save, or ask a board.
    """

    turn: Turn
    """The moment as it stands."""

    stepped_back: int
    """How often its player stepped back."""

    @property
    def id(self) -> str:
        """The run's own name."""

    @property
    def mode(self) -> Mode:
        """How it is played."""

    @property
    def title(self) -> str:
        """The encounter's title."""

    @property
    def brief(self) -> str:
        """What the player knows before the first line."""

    @property
    def desk_card(self) -> str:
        """What the player may do, and who can say yes to the rest."""

    @property
    def replies(self) -> tuple[str, ...]:
        """The keys chosen so far; "" for one that isn't known here."""

    def transcript(self) -> tuple[Line, ...]:
        """Everything said so far."""

    def choose(self, key: str) -> Turn:
        """Give a reply, and see what comes of it.

        Raises:
            PlayFault: it can't be given now; nothing has changed.
        """

    def step_back(self) -> Turn:
        """Take back the last reply.

        Raises:
            PlayFault: there is nothing to take back, or no stepping back here.
        """

    def debrief(self) -> Debrief:
        """Look back on the run, once it has ended.

        Raises:
            PlayFault: there is no looking back on it yet, and the sentence says when.
        """

    def export(self) -> str:
        """The conversation as plain text."""


class DealtHere:
    """What a run dealt here says of itself: all of it stands in its conversation."""

    _said: Conversation

    @property
    def title(self) -> str:
        """The encounter's title."""
        return self._said.title

    @property
    def brief(self) -> str:
        """What the player knows before the first line."""
        return self._said.brief

    @property
    def desk_card(self) -> str:
        """What the player may do, and who can say yes to the rest."""
        return self._said.desk_card

    @property
    def replies(self) -> tuple[str, ...]:
        """The keys chosen so far."""
        return self._said.replies

    def transcript(self) -> tuple[Line, ...]:
        """Everything said so far."""
        return self._said.transcript()

    def export(self) -> str:
        """The conversation as plain text."""
        return as_text(self.title, self.transcript())


def as_text(title: str, lines: Iterable[Line]) -> str:
    """A conversation as plain text, its title first."""
    parts = [f"{title}\n{'=' * len(title)}"]
    parts += [f"{line.speaker}: {line.text}" if line.speaker else line.text for line in lines]
    return "\n\n".join(parts) + "\n"
