"""The debrief of a run that a room played: besides the rest, where the room divided."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.visual import Visual

from game.play.votes import Vote, most_divided
from game.telling.views import Debrief
from game.tui.looking_back import BLANK
from game.tui.screens.debrief import DebriefScreen
from game.tui.widgets.prose import Prose
from game.tui.widgets.visuals import Hanging, Stack
from game.tui.wording import bar, cost

if TYPE_CHECKING:
    from game.play.playable import Playable

_BAR = 20


class DividedDebriefScreen(DebriefScreen):
    """The debrief for a room.

    Args:
        run: the run.
        debrief: what to show.
        votes: the hands of every turn.
    """

    tabs: ClassVar[dict[str, str]] = {"room": "The room", **DebriefScreen.tabs}

    def __init__(self, run: "Playable", debrief: Debrief, votes: Sequence[Vote]) -> None:
        super().__init__(run, debrief)
        self._divided = most_divided(votes)

    def pane_room(self) -> ComposeResult:
        """Every vote on which the room was not of one mind, the most divided first."""
        with VerticalScroll():
            if not self._divided:
                yield Prose("The room was of one mind all the way.")
            yield Prose(Stack([part for vote in self._divided for part in self._vote(vote)]), id="divided")

    def _vote(self, vote: Vote) -> list[Visual]:
        turn = self._debrief.turns[vote.turn - 1]
        graded = f"  {cost(turn.grade, turn.cost)}" if turn.grade else ""
        parts: list[Visual] = [
            Content.assemble((f"TURN {vote.turn}", "bold $quiet"), (graded, "$accent")),
            Content.styled(vote.line, "$quiet"),
        ]
        for place, (text, count) in enumerate(zip(vote.replies, vote.hands, strict=True)):
            mark = "▸" if place == vote.taken else " "
            label = Content.styled(f"{mark} {bar(count, vote.all, _BAR)} {count:>3}", "$accent")
            parts.append(
                Hanging(label, Content.styled(text, "$loud" if place == vote.taken else ""), _BAR + 8)
            )
        return [*parts, BLANK]
