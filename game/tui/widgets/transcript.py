"""The conversation so far: paragraphs that stay fast however many there are."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.timer import Timer

from game.telling.views import Line
from game.tui.widgets.prose import Prose

# A key stays under 25 ms to the frame with this many paragraphs on screen, and takes 200 ms with 2,000.
SHOWN_MOST: Final = 120
# Pruned and brought back this many at a time: pruning at every paragraph would cost a layout each.
SHOWN_STEP: Final = 40


class Paragraph(Prose):
    """One line of the conversation, under its speaker's name unless they just spoke."""

    def __init__(self, line: Line, before: Line | None) -> None:
        goes_on = before is not None and (before.voice, before.speaker) == (line.voice, line.speaker)
        text = Content(line.text)
        if line.speaker and not goes_on:
            text = Content.assemble(
                (line.speaker, "bold $accent" if line.voice != "you" else "bold"), "\n", text
            )
        super().__init__(text, classes=f"paragraph -{line.voice}")


class Transcript(VerticalScroll, can_focus=False):
    """Shows lines, the newest in view; brings older ones back when the player scrolls up to them."""

    @dataclass
    class Told(Message):
        """Everything there was to tell is on the screen."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: list[Line] = []
        self._first = 0  # the oldest line on the screen, as an index of `_lines`
        self._untold: deque[Line] = deque()
        self._timer: Timer | None = None
        self._turning_back = False

    def on_mount(self) -> None:
        """Keep the newest in view until the player scrolls."""
        self.anchor()

    @property
    def telling(self) -> bool:
        """Whether there is more to tell."""
        return bool(self._untold)

    async def show(self, lines: Sequence[Line]) -> None:
        """Show these lines instead, all at once."""
        self._stop()
        self._lines = list(lines)
        self._first = max(0, len(self._lines) - SHOWN_MOST)
        await self.remove_children()
        await self.mount_all(self._paragraphs(self._first, len(self._lines)))
        self.anchor()

    async def tell(self, lines: Sequence[Line], pace: float) -> None:
        """Add lines one after another, `pace` seconds apart; all at once if that is 0. `Told` follows."""
        self._untold.extend(lines)
        self.anchor()
        if not pace or len(self._untold) < 2:
            await self.tell_all()
            return
        await self._add([self._untold.popleft()])
        # A timer's callback runs in the timer's own task: stopping the timer there would cancel the telling.
        self._timer = self.set_interval(pace, lambda: self.call_later(self._tell_one))

    async def tell_all(self) -> None:
        """Tell what is left at once."""
        rest = list(self._untold)
        self._stop()
        await self._add(rest)
        self.post_message(self.Told())

    async def _tell_one(self) -> None:
        if len(self._untold) > 1:
            await self._add([self._untold.popleft()])
        elif self._untold:
            await self.tell_all()

    def _stop(self) -> None:
        self._untold.clear()
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    async def _add(self, lines: Sequence[Line]) -> None:
        start = len(self._lines)
        self._lines += lines
        await self.mount_all(self._paragraphs(start, len(self._lines)))
        await self._prune()

    def _paragraphs(self, start: int, end: int) -> list[Paragraph]:
        return [
            Paragraph(self._lines[place], self._lines[place - 1] if place else None)
            for place in range(start, end)
        ]

    async def _prune(self) -> None:
        """Take the oldest paragraphs off the screen once there are many, unless the player is reading there."""
        excess = len(self.children) - SHOWN_MOST
        if excess < SHOWN_STEP or not self.is_vertical_scroll_end:
            return
        self._first += excess
        await self.remove_children(self.children[:excess])

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """At the top, bring older paragraphs back."""
        super().watch_scroll_y(old_value, new_value)
        if new_value <= 0 < old_value and self._first and not self._turning_back:
            self._turning_back = True
            self.call_later(self._turn_back)

    async def _turn_back(self) -> None:
        start = max(0, self._first - SHOWN_STEP)
        height = self.virtual_size.height
        await self.mount_all(self._paragraphs(start, self._first), before=0)
        self._first = start

        def keep_place() -> None:
            self._turning_back = False
            self.scroll_to(y=self.virtual_size.height - height, animate=False, immediate=True)

        self.call_after_refresh(keep_place)
