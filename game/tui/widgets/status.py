"""The one line that says where the player stands: with whom, how they feel, what is promised, what time it is."""

from collections.abc import Iterator

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from game.telling.views import Turn
from game.tui.wording import company, counted, face

SHORT = 60
"""Below this width the mood comes first, for there is room for little else."""


class StatusLine(Widget):
    """The status line of a turn, in as many words as there is room for."""

    ALLOW_SELECT = False

    turn: reactive[Turn | None] = reactive(None)

    def render(self) -> Content:
        """The longest form that fits."""
        if self.turn is None:
            return Content()
        room, at = self.size.width, Content.styled(self.turn.at, "$quiet")
        forms = _short(self.turn) if room < SHORT else _long(self.turn)
        for form in forms:
            line = Content("   " if room >= SHORT else "  ").join(form)
            gap = room - line.cell_length - at.cell_length
            if gap >= 2 or (gap >= 0 and not at):
                return Content.assemble(line, " " * gap, at)
        return line.truncate(room, ellipsis=True)


def _long(turn: Turn) -> Iterator[list[Content]]:
    """Title, company, mood and promise, then with less and less."""
    title = Content.styled(turn.title, "bold")
    open_promises = [promise.text for promise in turn.case.promises if promise.status == "open"]
    promises = [
        [Content.styled(f"promised: {'; '.join(open_promises)}", "$accent")],
        [Content.styled(f"{counted(len(open_promises), 'promise')} open", "$accent")],
    ]
    for promise in (*(promises if open_promises else ()), []):
        yield [title, *_who_and_mood(turn, job=True), *promise]
    for promise in (promises[1] if open_promises else [], []):
        yield [title, *_who_and_mood(turn, job=False), *promise]
    if not open_promises:
        yield [title, *_who_and_mood(turn, job=False, number=False)]
    if open_promises:
        yield [*_who_and_mood(turn, job=False), *promises[1]]
        yield [*_who_and_mood(turn, job=False, number=False), *promises[1]]
    yield _who_and_mood(turn, job=False)


def _who_and_mood(turn: Turn, job: bool, number: bool = True) -> list[Content]:
    who = Content(company(turn, job))
    if turn.mood is None:
        return [who]
    mood = Content.styled(face(turn.mood) if number else f"{turn.mood.shape} {turn.mood.word}", "$loud")
    if turn.person == turn.customer:
        return [Content.assemble(who, "  ", mood)]
    return [who, Content.assemble((f"{turn.customer}: ", "$quiet"), mood)]


def _short(turn: Turn) -> Iterator[list[Content]]:
    """The mood first, then whom the player is with, then less."""
    who = Content.styled(company(turn, job=False), "$quiet")
    if turn.mood is None:
        yield [who]
        return
    word = Content.styled(f"{turn.mood.word} {turn.mood.shape}", "bold $loud")
    number = Content(f"({turn.mood.level} of 5)")
    yield [Content.assemble(word, " ", number), who]
    yield [word, who]
    yield [word, Content.styled(turn.person, "$quiet")]
    yield [word]
