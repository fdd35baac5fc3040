"""The app: opens the game after the first frame, and decides which screen comes next.

Only what the first frame needs is imported here; every other screen comes in when it is first shown.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on
from textual.app import App, ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from game.tui import messages
from game.tui.backroom import Backroom
from game.tui.team_messages import OpenTeam
from game.tui.themes import DARK, LIGHT, OWN_VARIABLES, THEMES

if TYPE_CHECKING:
    from pathlib import Path

    from game.board.places import Opener
    from game.board.season import Kind
    from game.play.game import Game
    from game.play.playable import Playable
    from game.saves.players import Players
    from game.telling.views import Mode
    from game.town.working import WorkingWeek
    from game.tui.day_pages import DayPages, Wanted
    from game.tui.team_pages import TeamPages
    from game.tui.training_pages import TrainingPages

PACE = 0.25
"""Seconds between paragraphs, in full motion."""


class OwnItApp(App[None]):
    """The screen game.

    Args:
        open_game: opens saves and reads content; slow, so it is called in the back room. It takes the folder of a
            player's save, or none for whoever it is by itself.
        encounter: what to play at once, a key or a file; none opens the home page.
        mode: how; none shows the encounter's brief first, which asks.
        seed: which customer; none draws one.
        together: whether a room plays, by a show of hands.
        players: everybody who has a save here; none where it isn't for the screen to ask.
        train: a plan to take up and train by, "" for the one already followed; none doesn't train.
        boards: opens boards; none opens what is really there.
        week: a week at a workplace to spend; none spends none.
    """

    TITLE = "Own It"
    CSS_PATH = "app.tcss"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it
        (0, "-phone"),
        (60, "-narrow"),
        (72, "-normal"),
        (110, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-middle"), (30, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", "Help", key_display="?"),
        Binding("f1", "help", "Help", show=False),
    ]

    def __init__(
        self,
        open_game: "Callable[..., Game]",
        encounter: str | None = None,
        mode: "Mode | None" = None,
        seed: int | None = None,
        train: str | None = None,
        players: "Callable[[], Players] | None" = None,
        together: bool = False,
        boards: "Opener | None" = None,
        week: "Wanted | None" = None,
    ) -> None:
        super().__init__()
        self._open_game = open_game
        self._wanted = (encounter, mode, seed)
        self._players = players
        self._together = together
        self._boards = boards
        self._plan = train
        self._week = week
        self._whence: Literal["home", "training", "team"] = "home" if train is None else "training"
        self._backroom = Backroom()
        self._game: Game | None = None
        self._training: TrainingPages | None = None
        self._team: TeamPages | None = None
        self._day: DayPages | None = None
        self._busy = False
        self._name_to_ask = False
        self._notices_shown = 0
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name

    @property
    def game(self) -> "Game":
        """The open game. Only the back room may call what writes or reads files."""
        assert self._game is not None, "nothing asks for the game before it is open"
        return self._game

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The variables of our own, whatever theme is on."""
        return OWN_VARIABLES

    def compose(self) -> ComposeResult:
        """The first frame."""
        yield Static("OWN IT", id="opening")

    def on_ready(self) -> None:
        """The first frame is out: open the game behind it."""
        self._errand(self._open)

    async def on_unmount(self) -> None:
        """Let the back room finish, and the saves be closed there: they belong to its thread."""
        await self._get_up()
        self._backroom.close()

    async def _get_up(self) -> None:
        """Let go of the save that is open, and of the boards of its player."""
        if self._team is not None:
            await self._backroom.do(self._team.seasons.close)
        if self._game is not None:
            await self._backroom.do(self._game.close)

    # Errands: what takes a while, one at a time

    def _errand(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do this while the screen stays awake. A second wish meanwhile is a key pressed twice: ignored."""
        if not self._busy:
            self._busy = True
            self.run_worker(self._guarded(work), name="errand")

    async def _guarded(self, work: Callable[[], Awaitable[None]]) -> None:
        from game.play.run import PlayFault

        try:
            await work()
        except PlayFault as fault:
            self._whence = "home"
            await self._home(str(fault))
        finally:
            self._busy = False

    async def _open(self) -> None:
        if self._players is not None:
            found = await self._backroom.do(self._players)
            if len(found.there) > 1:
                from game.tui.screens.who import WhoScreen

                await self.push_screen(WhoScreen(found.there))
                return
        await self._open_for(None)

    async def _open_for(self, folder: "Path | None") -> None:
        await self._sit_down(folder)
        await self._come_in()

    async def _sit_down(self, folder: "Path | None") -> None:
        """Open a player's save in place of the one before."""
        await self._get_up()
        opening = (self._open_game, folder) if folder is not None else (self._open_game,)
        self._game = game = await self._backroom.do(*opening)
        self._training = self._team = self._day = None
        self._name_to_ask = game.first_time and not self._together
        self._notices_shown = 0
        self._apply_settings()

    async def _come_in(self) -> None:
        """The first page: what was asked for on the command line, else where this player is."""
        game = self.game
        encounter, mode, seed = self._wanted
        if encounter is not None and mode == "ranked":
            await self._come_into_season(encounter, "encounter")
        elif encounter is not None and mode is not None:
            await self.begin(encounter, mode, seed)
        elif encounter is not None:
            from game.tui.screens.brief import MODES

            await self._home()
            await self.prepare(encounter, seed, MODES)
        elif self._whence == "training":
            await self.training.today(self._plan)
        elif self._week is not None and self._week.ranked:
            assert self._week.town is not None, "the command line asks for a town"
            await self._come_into_season(self._week.town, "week")
        elif self._week is not None:
            await self.day.come_in(self._week)
        elif game.first_time and not await self._backroom.do(game.in_progress):
            from game.play.game import FIRST_ENCOUNTER

            # Somebody new meets a customer: no menu, no name asked.
            await self.begin(FIRST_ENCOUNTER, "coached", seed)
        else:
            await self._home()

    async def _come_into_season(self, key: str, kind: "Kind") -> None:
        self._whence = "team"
        await self.team.come_in(key, kind)

    @property
    def training(self) -> "TrainingPages":
        """The pages of this player's training."""
        if self._training is None:  # somebody new meets a customer first, and needn't wait for this
            from game.training.training import Training
            from game.tui.training_pages import TrainingPages

            self._training = TrainingPages(self, Training(self.game), self._backroom)
        return self._training

    @property
    def team(self) -> "TeamPages":
        """The pages of the seasons this player joined."""
        if self._team is None:
            from game.board.membership import Memberships
            from game.board.places import Places
            from game.tui.team_pages import TeamPages

            game = self.game
            boards = self._boards or Places(game.library, lambda: game.now)
            self._team = TeamPages(self, Memberships(game, boards), self._backroom)
        return self._team

    @property
    def day(self) -> "DayPages":
        """The pages of the weeks this player spends at workplaces."""
        if self._day is None:
            from game.town.weeks import Weeks
            from game.tui.day_pages import DayPages

            self._day = DayPages(self, Weeks(self.game), self._backroom)
        return self._day

    # Where the player stands

    async def stand_on(self, screen: Screen[None]) -> None:
        """Make this the page to stand on; whatever was open closes. Below it stays the first frame."""
        with self.batch_update():
            while len(self.screen_stack) > 1:
                await self.pop_screen()
            await self.push_screen(screen)
        self._ask_for_room(self.size)

    async def open_over(self, screen: Screen[None]) -> None:
        """Open a page over the one that is there; Esc closes it."""
        await self.push_screen(screen)

    def tell(self, sentence: str) -> None:
        """Say something in passing; it may hold anything a file or a player wrote."""
        self.notify(sentence, markup=False)

    async def _home(self, trouble: str = "") -> None:
        from game.tui.screens.home import HomeScreen

        game = self.game
        cards = await self._backroom.do(game.encounters)
        unfinished = await self._backroom.do(game.in_progress)
        notices = [*filter(None, [trouble]), *game.notices]
        self._notices_shown = len(game.notices)
        today = await self._backroom.do(self.training.training.today)
        team = await self._backroom.do(self.team.in_a_line)
        weeks = await self._backroom.do(self.day.unfinished)
        towns = await self._backroom.do(self.day.how_many)
        await self.stand_on(HomeScreen(game.name, cards, unfinished, notices, today, team, weeks, towns))

    async def prepare(
        self, encounter: str, seed: int | None, ways: "Sequence[tuple[Mode, str, str]]"
    ) -> None:
        """Show the brief of an encounter, to be played in one of these ways."""
        from game.tui.screens.brief import BriefScreen

        cards = await self._backroom.do(self.game.encounters)
        card = next((card for card in cards if card.key == encounter), None)
        if card is None:  # a file, or a wrong name: starting it says which
            await self.begin(encounter, ways[0][0], seed)
        else:
            await self.push_screen(BriefScreen(card, seed, ways))

    async def begin(self, encounter: str, mode: "Mode", seed: int | None) -> None:
        """Begin an encounter."""
        await self.play(await self._backroom.do(self.game.start, encounter, mode, seed))

    async def play(self, run: "Playable") -> None:
        """Play a run, begun or gone on with."""
        from game.tui.screens.play import PlayScreen

        if self._together:
            from game.tui.screens.voting import VotingScreen

            await self.stand_on(VotingScreen(run, self._backroom))
        else:
            await self.stand_on(PlayScreen(run, self._backroom, self.pace))

    async def spend(self, week: "WorkingWeek") -> None:
        """Spend a week at a workplace, begun or gone on with."""
        await self.day.spend(week)

    def week_ended(self, week: "WorkingWeek") -> messages.TeamWish | None:
        """Send a week that counts in a season and is over; returns what comes after its debrief."""
        self.run_worker(self.team.send(week), name="sending")
        return self.team.receipt_of(week)

    async def _look_back(self, run: "Playable") -> None:
        from game.tui.screens.debrief import DebriefScreen

        debrief = await self._backroom.do(run.debrief)
        await self.stand_on(DebriefScreen(run, debrief))

    # What screens ask for

    def on_begin(self, wish: messages.Begin) -> None:
        """Begin an encounter."""
        self._errand(lambda: self.begin(wish.encounter, wish.mode, wish.seed))

    def on_prepare(self, wish: messages.Prepare) -> None:
        """Show the brief of an encounter that is to be played in one way."""
        way = (wish.mode, wish.mode.capitalize(), wish.says)
        self._errand(lambda: self.prepare(wish.encounter, wish.seed, [way]))

    def on_go_on(self, wish: messages.GoOn) -> None:
        """Go on with a run."""

        async def go_on() -> None:
            await self.play(await self._backroom.do(self.game.resume, wish.run))

        self._errand(go_on)

    def on_again(self, wish: messages.Again) -> None:
        """Play a run again, or from a turn of it."""

        async def again() -> None:
            await self.play(await self._backroom.do(self.game.again, wish.run, wish.turn))

        self._errand(again)

    def on_reached_end(self, wish: messages.ReachedEnd) -> None:
        """Send a run that counts in a season, whatever its player looks at meanwhile."""
        if wish.run.mode == "ranked":
            self.run_worker(self.team.send(wish.run), name="sending")

    def on_ended(self, wish: messages.Ended) -> None:
        """Look back on a run; in training, after one question."""
        look_back = self.training.ask_first if self._whence == "training" else self._look_back
        if wish.run.mode == "ranked":
            look_back = self.team.ended
        self._errand(lambda: look_back(wish.run))

    def on_ended_together(self, wish: messages.EndedTogether) -> None:
        """Look back on a run that a room played."""

        async def look_back() -> None:
            from game.tui.screens.divided import DividedDebriefScreen

            debrief = await self._backroom.do(wish.run.debrief)
            await self.stand_on(DividedDebriefScreen(wish.run, debrief, wish.votes))

        self._errand(look_back)

    # Groups of pages, which lead from one to the next by themselves

    @on(messages.TrainingWish)
    def train(self, wish: messages.TrainingWish) -> None:
        """Do what a page of the training asks for."""

        async def train() -> None:
            self._whence = "training"
            await self.training.do(wish)

        self._errand(train)

    @on(messages.TeamWish)
    def play_in_season(self, wish: messages.TeamWish) -> None:
        """Do what a page of a team's seasons asks for."""

        async def play() -> None:
            self._whence = "team"
            await self.team.do(wish)

        self._errand(play)

    @on(messages.DayWish)
    def spend_day(self, wish: messages.DayWish) -> None:
        """Do what a page of the working day asks for."""

        async def spend() -> None:
            self._whence = "home"
            await self.day.do(wish)
            self.on_saved()

        self._errand(spend)

    # Coming and going

    def on_give_up(self, wish: messages.GiveUp) -> None:
        """Give a run up, and go home, or back to its season."""

        async def give_up() -> None:
            await self._backroom.do(self.game.leave, wish.run)
            await (self.team.back() if self._whence == "team" else self._home())

        self._errand(give_up)

    def on_go_home(self, wish: messages.GoHome | None = None) -> None:
        """Go home. From a run of the training or of a season, back there."""
        if self._whence != "home" and wish is not None and not wish.all_the_way:
            self._errand(self.training.today if self._whence == "training" else self.team.back)
        elif self._game is not None:  # else nobody has said yet who plays
            self._errand(self.go_home)

    async def go_home(self) -> None:
        """Show the home page; by way of the name, once, after the first encounter."""
        self._whence = "home"
        if self._name_to_ask and not self.game.first_time and not self.game.name:
            from game.tui.screens.name import NameScreen

            self._name_to_ask = False
            await self.stand_on(NameScreen())
        else:
            await self._home()

    def on_call_me(self, wish: messages.CallMe) -> None:
        """Note the player's name, and go home."""

        async def call_me() -> None:
            if wish.name.strip():
                await self._backroom.do(self.game.rename, wish.name)
            await self._home()

        self._errand(call_me)

    def on_open_players(self) -> None:
        """Ask who is playing."""

        async def ask() -> None:
            from game.tui.screens.who import WhoScreen

            if self._players is not None:
                await self.push_screen(WhoScreen((await self._backroom.do(self._players)).there))

        self._errand(ask)

    def on_choose_player(self, wish: messages.ChoosePlayer) -> None:
        """Play on as somebody else; somebody new is asked for a name first, since a list will show it."""

        async def choose() -> None:
            assert self._players is not None, "only asked where there are players to choose from"
            folder = wish.folder or (await self._backroom.do(self._players)).new
            if self._game is not None:  # somebody else takes over, with no wish of their own yet
                self._wanted, self._whence, self._week = (None, None, None), "home", None
            if wish.folder is not None:
                await self._open_for(folder)
            else:
                from game.tui.screens.name import NameScreen

                await self._sit_down(folder)
                self._name_to_ask = False
                await self.stand_on(NameScreen())

        self._errand(choose)

    async def on_set(self, wish: messages.Set) -> None:
        """Note a setting, and let it take effect."""
        await self._backroom.do(self.game.set, wish.name, wish.value)
        self._apply_settings()

    def on_saved(self) -> None:
        """Something was written: tell the player what the save has to say about it, if anything."""
        for notice in self.game.notices[self._notices_shown :]:
            self.tell(notice)
        self._notices_shown = len(self.game.notices)

    # Looks

    @property
    def pace(self) -> float:
        """Seconds between paragraphs."""
        return 0.0 if self.game.settings.get("motion") == "reduced" else PACE

    def _apply_settings(self) -> None:
        settings = self.game.settings
        self.theme = THEMES.get(settings.get("theme", "dark"), DARK).name
        self.animation_level = "none" if settings.get("motion") == "reduced" else "full"

    def on_resize(self, event: Resize) -> None:
        """Ask for room below the least size that shows everything."""
        self._ask_for_room(event.size)

    def _ask_for_room(self, size: Size) -> None:
        from game.tui.screens.room import ask_for_room

        ask_for_room(self, size)

    # Keys and commands of every page

    def action_help(self) -> None:
        """Say what every key does here."""
        from game.tui.screens.help import HelpScreen, keys_here

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(keys_here(self.screen)))

    def on_open_settings(self) -> None:
        """Open the settings."""
        from game.tui.screens.settings import SettingsScreen

        if self._game is not None and not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen(self._game.settings, self._game.name, self._players is not None))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """The palette: our own commands only."""
        wishes: list[tuple[str, str, Message]] = []
        if self._game is not None:
            other = "dark" if self.current_theme is LIGHT else "light"
            wishes = [
                ("Go home", "A run in progress waits there", messages.GoHome(all_the_way=True)),
                ("Team", "Your seasons, or how to join one", OpenTeam()),
                ("Settings", "Theme and motion", messages.OpenSettings()),
                (f"Theme: {other}", f"Change to the {other} theme", messages.Set("theme", other)),
            ]
        yield SystemCommand("Keys", "What every key does here", self.action_help)
        for title, says, wish in wishes:
            yield SystemCommand(title, says, partial(self.post_message, wish))
        yield SystemCommand("Quit", "Everything is saved", self.exit)
