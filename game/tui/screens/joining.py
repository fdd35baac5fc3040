"""Joining a season: what it is, and who one will be there."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input

from game.board.membership import FAULTS, Memberships
from game.board.season import ATTEMPTS, Season
from game.rules.clean import NAME_MOST, clean
from game.tui.backroom import Backroom
from game.tui.messages import Saved
from game.tui.moments import moment, window
from game.tui.pages import Page
from game.tui.standing import KINDS
from game.tui.team_messages import OpenSeason
from game.tui.widgets.heading import Heading
from game.tui.widgets.keys import Keys
from game.tui.widgets.prose import Prose
from game.tui.widgets.rows import NumberedList, Row, RowList
from game.tui.widgets.visuals import Hanging, Stack
from game.tui.wording import counted

if TYPE_CHECKING:
    from game.board.seen import Found

_SHOWN: Final = "others see your name beside your points. You can change that at any time."
_UNSHOWN: Final = {
    "refereed": "others see “somebody of {team}”; only whoever runs the season knows your name. You can change that at "
    "any time.",
    "friendly": "the board shows “somebody of {team}”, but whoever opens the folder can find your name in it.",
}


class JoiningScreen(Page):
    """Shows what a code or a folder leads to, and asks for team and name.

    Args:
        found: what it leads to.
        code: what lets one in; "" for a folder.
        called: what the player is called, or "".
        now: the time in UTC milliseconds.
        seasons: what the player joined. It belongs to the back room.
        backroom: where a board is asked.
        insecure: whether http will do beyond this computer.
    """

    CSS_PATH = "joining.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back"),
        Binding("ctrl+s", "join", "Join"),
    ]

    def __init__(
        self,
        found: "Found",
        code: str,
        called: str,
        now: int,
        seasons: Memberships,
        backroom: Backroom,
        *,
        insecure: bool = False,
    ) -> None:
        super().__init__()
        self._found = found
        self._code = code
        self._called = called
        self._now = now
        self._seasons = seasons
        self._backroom = backroom
        self._insecure = insecure
        self._team = ""
        self._shown = False

    def compose(self) -> ComposeResult:
        """The season; then team, name, whether it may stand on the board; then in."""
        season = self._found.season
        yield Heading(clean(season.title), KINDS[self._found.holds], self._found.holds)
        with VerticalScroll(can_focus=False):
            yield Prose(_about(self._found, self._now), id="about")
            yield Prose("YOUR TEAM", classes="kicker")
            yield NumberedList(list(self._teams()), id="teams")
            yield Prose("YOUR NAME THERE", classes="kicker")
            yield Input(self._called, max_length=NAME_MOST, id="name")
            yield Prose("MAY YOUR NAME STAND ON THE BOARD?", classes="kicker")
            yield RowList(list(self._answers()), id="answers")
            yield Prose(id="said")
        yield Keys()

    def on_mount(self) -> None:
        """The keys are the teams', but the page is read from its top."""
        teams = self.query_one("#teams", NumberedList)
        teams.focus(scroll_visible=False)
        if len(self._found.season.teams) == 1:
            self._choose(self._found.season.teams[0].team)

    # The rows

    def _teams(self) -> Iterator[Row]:
        for team in self._found.season.teams:
            mine = team.team == self._team
            size = counted(team.size, "person", "people") if team.size else ""
            yield Row(
                f"team {team.team}",
                Content.assemble(
                    ("● " if mine else "○ ", "$accent"),
                    (clean(team.title), "bold $loud" if mine else "bold"),
                    (f"  {size}" if size else "", "$quiet"),
                ),
            )

    def _answers(self) -> Iterator[Row]:
        said = "yes" if self._shown else "no"
        team = self._found.season.team(self._team)
        others = _UNSHOWN[self._found.holds].format(team=clean(team.title) if team else "your team")
        yield Row(
            "shown",
            Hanging(
                Content.assemble(("● " if self._shown else "○ ", "$accent"), (said, "bold")),
                Content.styled(_SHOWN if self._shown else others, "$quiet"),
                8,
            ),
        )
        title = clean(self._found.season.title)
        yield Row("join", Content.styled(f"Join “{title}”", "bold $accent"))

    def _choose(self, team: str) -> None:
        self._team = team
        rows = self.query_one("#teams", NumberedList)
        self.query_one("#answers", RowList).retell(list(self._answers()))
        rows.fill(list(self._teams()), marked=[row.key for row in rows.rows].index(f"team {team}"))

    def on_row_list_picked(self, event: RowList.Picked) -> None:
        """Take the team, turn the answer, or join."""
        event.stop()
        match event.key.split(" "):
            case ["shown"]:
                self._shown = not self._shown
                self.query_one("#answers", RowList).fill(list(self._answers()))
            case ["join"]:
                self.action_join()
            case ["team", team]:
                self._choose(team)
                self.query_one("#name").focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """On to the last question."""
        event.stop()
        self.query_one("#answers").focus()

    # Joining

    def action_join(self) -> None:
        """Join, if everything is said."""
        name = self.query_one("#name", Input).value.strip()
        if not self._team:
            self._fail("Choose your team first.", "#teams")
        elif not name:
            self._fail("Say what you want to be called there.", "#name")
        else:
            self._say("Joining …")
            self.run_worker(self._join(name), group="join", exclusive=True)

    async def _join(self, name: str) -> None:
        found = self._found
        try:
            view = await self._backroom.do(
                self._seasons.join,
                found.where,
                self._code,
                name,
                self._team,
                shown=self._shown,
                insecure=self._insecure,
            )
        except FAULTS as fault:
            self._fail(str(fault), "#name")
            return
        self.app.post_message(OpenSeason(view.board))
        self.app.post_message(Saved())

    def _fail(self, why: str, field: str) -> None:
        self._say(why)
        self.query_one(field).focus()

    def _say(self, text: str) -> None:
        said = self.query_one("#said", Prose)
        said.say(text)
        said.scroll_visible(animate=False)


def _about(found: "Found", now: int) -> Stack:
    """What the season is, in facts."""
    season = found.season
    parts: list[Content | Hanging] = []
    if season.about:
        parts += [Content(clean(season.about, keep_newlines=True)), Content(" ")]
    parts += [
        _fact("Proves", found.proves),
        _fact("Open", window(season.opens, season.closes, now)),
        _fact("Played", _played(season)),
    ]
    if season.freezes is not None:
        still = (
            f"{moment(season.freezes, now)}: from then on standings stand still until the season is closed."
        )
        parts.append(_fact("Freezes", still))
    return Stack(parts)


def _played(season: Season) -> str:
    from game.board.seen import played_in

    titles = played_in(season)
    more = f" and {len(titles) - 6} more" if len(titles) > 6 else ""
    return f"{', '.join(titles[:6])}{more}. {ATTEMPTS} tries at each, and the best one counts."


def _fact(name: str, says: str) -> Hanging:
    return Hanging(Content.styled(name, "$quiet"), Content(says), 9)
