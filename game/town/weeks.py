"""A player's weeks: which towns there are, begin a week, go on with one."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePath
from secrets import randbelow
from uuid import uuid4

from game.engine.chance import SEED_MAX
from game.library.library import Unreadable
from game.library.stored_towns import as_spent, play_bytes, text_bytes
from game.library.towns import LoadedTown, town, town_names
from game.play.game import Game
from game.play.run import PlayFault
from game.rules.clean import clean
from game.saves.boards import run_of
from game.saves.events import WeekLeft, WeekStarted
from game.town.day import due_today
from game.town.returning import people_of
from game.town.rules import Rules
from game.town.telling import TownTelling, weekday
from game.town.working import WorkingWeek


@dataclass(frozen=True, slots=True)
class FinishedWeek:
    """A week to look back on: when it ended, in UTC milliseconds, and its score, 0-1000."""

    week: str
    at: int
    score: int


@dataclass(frozen=True, slots=True)
class TownCard:
    """A town as a list shows it, with the weeks finished there, the latest first.

    `problem` where its file can't be played; then the rest but the title is empty.
    """

    key: str
    title: str
    role: str = ""
    about: str = ""
    weeks: tuple[FinishedWeek, ...] = ()
    best: int | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class UnfinishedWeek:
    """A week to go on with: where, on which day, how many promises are due today; `ranked` if a season counts it."""

    week: str
    town: str
    title: str
    weekday: str
    promises_due: int
    ranked: bool = False


class Weeks:
    """What a player does and did at workplaces.

    Args:
        game: what there is to play.
    """

    def __init__(self, game: Game) -> None:
        self._game = game

    def towns(self) -> list[TownCard]:
        """Every town of the library that is finished."""
        cards = [self.card(key) for key in town_names(self._game.library)]
        return [card for card in cards if card is not None]

    def card(self, key: str) -> TownCard | None:
        """A town of the library; none where it is a draft."""
        weeks = self._game.progress.weeks
        try:
            script = town(self._game.library, key).script
        except Unreadable as trouble:
            return TownCard(key, clean(key), problem=str(trouble))
        if script.draft:
            return None
        about = clean(script.about, keep_newlines=True)
        over = tuple(
            FinishedWeek(one.started.week, one.last_at, one.finished.score)
            for one in weeks.finished(key)
            if one.finished
        )
        return TownCard(key, clean(script.title), clean(script.role), about, over, weeks.best(key))

    def in_progress(self) -> list[UnfinishedWeek]:
        """Weeks that can be gone on with, the one played last first."""
        found = []
        for saved in self._game.progress.weeks.in_progress():
            try:
                week = self.resume(saved.started.week)
            except PlayFault:
                continue
            rules = week.rules
            due = len(due_today(rules, week.state))
            found.append(
                UnfinishedWeek(
                    week.id, saved.started.town, week.title, weekday(week.state.day), due, week.ranked
                )
            )
        return found

    def last(self, town: str | None = None) -> WorkingWeek | None:
        """The week played last that can be gone on with; none where there is none.

        Args:
            town: of this town, by its key or its file; of any where none is named.
        """
        key = town and PurePath(town).stem
        for saved in self._game.progress.weeks.in_progress():
            if key in (None, saved.started.town):
                with suppress(PlayFault):
                    return self.resume(saved.started.week)
        return None

    def start(self, name: str, seed: int | None = None) -> WorkingWeek:
        """Begin a week.

        Args:
            name: the town's key, or its file.
            seed: 0..2**32-1; drawn where none is given.

        Raises:
            PlayFault: there is no such town, or its file has problems.
        """
        try:
            loaded = town(self._game.library, name)
        except Unreadable as trouble:
            raise PlayFault("\n".join(filter(None, (str(trouble), trouble.details)))) from trouble
        seed = randbelow(SEED_MAX + 1) if seed is None else seed
        rules = Rules(loaded)
        return self._begin(uuid4().hex, rules, seed, people_of(self._game, rules, seed))

    def start_ranked(self, loaded: LoadedTown, ticket: str, seed: int) -> WorkingWeek:
        """Begin the one week of a ticket, in which nobody comes back from before: it is the same for everybody.

        Args:
            loaded: the town as its season plays it.
            ticket: the board's.
            seed: the ticket's.
        """
        return self._begin(run_of(ticket), Rules(loaded), seed, loaded.people(seed), ranked=True)

    def _begin(
        self, week: str, rules: Rules, seed: int, people: dict[str, str], *, ranked: bool = False
    ) -> WorkingWeek:
        begun = WorkingWeek(week, TownTelling(rules, people, seed), self._game.note, ranked=ranked)
        loaded = rules.loaded
        self.keep(loaded)
        self._game.note(
            WeekStarted(
                week=week, town=loaded.town.key, play=loaded.play, text=loaded.text, seed=seed, people=people
            )
        )
        return begun

    def at_hand(self, name: str, play: str, text: str, *, alike: bool = False) -> LoadedTown | None:
        """A town of exactly these digests, from the library or the save; none where it is in neither.

        Args:
            name: its key.
            play: the digest of what decides a week.
            text: the digest of what is read.
            alike: whether one that plays alike and reads differently will do.
        """
        return as_spent(self._game.library, name, play, text, self._game.kept_content, alike=alike)

    def keep(self, loaded: LoadedTown) -> None:
        """Keep what a week in this town needs to go on, whatever becomes of its file."""
        if self._game.kept_content(loaded.play) is None:  # writing a town out takes longer than asking
            self._game.keep_content("play", loaded.play, play_bytes(loaded))
        if self._game.kept_content(loaded.text) is None:
            self._game.keep_content("text", loaded.text, text_bytes(loaded))

    def resume(self, week: str) -> WorkingWeek:
        """Go on with a week from the very choice it was left at.

        Raises:
            PlayFault: there is no such week, or the town it was spent in is no longer at hand.
        """
        saved = self._game.progress.weeks.by_id.get(week)
        if saved is None:
            raise PlayFault(f"there is no week “{week}”")
        started = saved.started
        loaded = self.at_hand(started.town, started.play, started.text, alike=True)
        if loaded is None:
            raise PlayFault(f"the version of “{started.town}” this week was spent in is no longer at hand")
        people = started.people
        if loaded.text != started.text:  # its words were mended since, and may name what wasn't drawn then
            people = loaded.people(started.seed) | people
        telling = TownTelling(Rules(loaded), people, started.seed)
        ranked = self._game.progress.boards.counts(week)
        resumed = WorkingWeek(week, telling, self._game.note, saved.choices, ranked=ranked)
        if resumed.over and saved.finished is None:
            resumed.record_end()  # the game stopped between the last choice and the note of how it came out
        return resumed

    def leave(self, week: str) -> None:
        """Give a week up; it is not offered again."""
        self._game.note(WeekLeft(week=week))
