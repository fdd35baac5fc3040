"""What a player can play here: the library, the saves and the clock brought together."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields
from secrets import randbelow
from uuid import uuid4

from game.engine.chance import SEED_MAX, temperament_for
from game.engine.encounter import Script
from game.library.library import Library, Unreadable
from game.library.loaded import Loaded
from game.library.pasts import Past
from game.library.personas import draw_persona, name_of
from game.library.stored import as_played, play_bytes, text_bytes
from game.library.summaries import Summary, summaries
from game.play.history import FinishedRun, finished_runs
from game.play.returning import customers_met, dealt, persona_with
from game.play.run import Meeting, PlayFault, Run
from game.rules.clean import chosen_name, clean
from game.saves.boards import BoardEvent, run_of
from game.saves.events import Drilled, Event, Left, Named, PlanChosen, Rated, RunStarted, SettingChanged
from game.saves.progress import Progress
from game.saves.saves import Saves
from game.saves.weeks import WeekEvent
from game.telling.telling import Telling
from game.telling.views import Mode

FIRST_ENCOUNTER = "aisle-seven"


@dataclass(frozen=True, slots=True)
class Card(Summary):
    """An encounter as the list shows it, with what the player has done in it.

    Attributes:
        plays: how often it was played to an end.
        best: the best score, or none.
        endings_found: how many different endings were reached.
    """

    plays: int = 0
    best: int | None = None
    endings_found: int = 0


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A run to go on with; `turn` is the one to be played next, from 1, `customer` who it is, or ""."""

    run: str
    encounter: str
    title: str
    turn: int
    customer: str
    mode: Mode


class Game:
    """Everything a screen or a line of text needs in order to let somebody play.

    Args:
        library: what there is to play.
        saves: what was played, and where it is kept.
        now: the time in UTC milliseconds.
    """

    def __init__(self, library: Library, saves: Saves, now: Callable[[], int]) -> None:
        self._library = library
        self._saves = saves
        self._now = now

    @property
    def first_time(self) -> bool:
        """Nobody has finished a run here, or said what to be called."""
        progress = self._saves.progress
        return not progress.name and not any(run.finished for run in progress.runs.values())

    @property
    def name(self) -> str:
        """What the player wants to be called, or ""."""
        return self._saves.progress.name

    def rename(self, name: str) -> None:
        """Note what the player wants to be called; cleaned, and cut to 40 characters."""
        self._record(Named(name=chosen_name(name)))

    @property
    def notices(self) -> list[str]:
        """Plain sentences about the saves that the player should see."""
        return self._saves.notices

    @property
    def kept(self) -> bool:
        """Whether there is a disk under the saves, so that what is noted now is known tomorrow."""
        return self._saves.where is not None

    @property
    def settings(self) -> Mapping[str, str]:
        """What the player set: name → value."""
        return self._saves.progress.settings

    def set(self, name: str, value: str) -> None:
        """Note a setting."""
        self._record(SettingChanged(name=name, value=value))

    def encounters(self) -> list[Card]:
        """Every encounter of the library with what the player has done in it, easiest first."""
        progress = self._saves.progress
        return [
            Card(
                **{field.name: getattr(one, field.name) for field in fields(one)},
                plays=progress.plays(one.key),
                best=progress.best(one.key),
                endings_found=len(progress.endings_found(one.key)),
            )
            for one in summaries(self._library)
        ]

    @property
    def library(self) -> Library:
        """What there is to play."""
        return self._library

    @property
    def progress(self) -> Progress:
        """What the save adds up to; read-only."""
        return self._saves.progress

    @property
    def now(self) -> int:
        """The time in UTC milliseconds."""
        return self._now()

    def history(self) -> list[FinishedRun]:
        """Every run that stands at an ending, in the order they ended."""
        return finished_runs(self._saves.progress.runs.values(), self._as_played)

    def customer(self, run: str) -> str:
        """Who a run was with, for the screen; "" where there was no customer."""
        started = self._saves.progress.runs[run].started
        loaded = self._as_played(started)
        if loaded is None:
            return ""
        return clean(name_of(loaded.script, started.persona, loaded.encounter.customer or ""))

    def note(self, event: Rated | Drilled | PlanChosen | BoardEvent | WeekEvent) -> None:
        """Note something of the player's training, of a season they joined, or of a week at a workplace."""
        self._record(event)

    def kept_content(self, digest: str) -> bytes | None:
        """What the save keeps under a digest, or none."""
        return self._saves.content(digest)

    def keep_content(self, kind: str, digest: str, body: bytes) -> None:
        """Keep bytes under their digest, once."""
        self._saves.keep_content(kind, digest, body)

    def in_progress(self) -> list[Unfinished]:
        """Runs that can be gone on with, the one played last first."""
        return [
            self._unfinished(saved.started, len(saved.replies) + 1)
            for saved in self._saves.progress.in_progress()
        ]

    def _unfinished(self, started: RunStarted, turn: int) -> Unfinished:
        loaded = self._as_played(started)
        title, customer = started.encounter, ""
        if loaded is not None:
            title = loaded.script.title
            customer = name_of(loaded.script, started.persona, loaded.encounter.customer or "")
        return Unfinished(started.run, started.encounter, clean(title), turn, clean(customer), started.mode)

    def start(self, encounter: str, mode: Mode = "coached", seed: int | None = None) -> Run:
        """Begin a run.

        Args:
            encounter: its key, or the path of its file.
            mode: how it is played.
            seed: 0..2**32-1; drawn where none is given.

        Raises:
            PlayFault: there is no such encounter, its file has problems, or it would be ranked, which takes a ticket.
        """
        if mode == "ranked":
            raise PlayFault(
                "a ranked run is played on a ticket of a season; join one first: `ownit board join`"
            )
        loaded = self._load(encounter)
        pasts = self.customers_met(loaded.script)
        seed, past = dealt(loaded, pasts, seed, lambda: randbelow(SEED_MAX + 1))
        persona = persona_with(self._library, loaded, pasts, past, seed)
        temperament = temperament_for(loaded.encounter, seed)
        return self._begin(self._telling(loaded, seed, temperament, persona), mode)

    def customers_met(self, script: Script, only: Collection[str] | None = None) -> list[Past]:
        """Customers of this save who may come back in this encounter, the one met last first; nobody in most.

        Args:
            script: what is read of the encounter.
            only: the encounters they may have been met in; any, where none are named.
        """
        if script.returns is None:
            return []
        return customers_met(self._library, self._saves.progress.runs.values(), script, only)

    def start_ranked(self, loaded: Loaded, ticket: str, seed: int) -> Run:
        """Begin the one run of a ticket.

        Args:
            loaded: the encounter as its season plays it.
            ticket: the board's.
            seed: the ticket's.

        Raises:
            PlayFault: it can't be begun.
        """
        temperament, persona = temperament_for(loaded.encounter, seed), draw_persona(loaded.script, seed)
        return self._begin(self._telling(loaded, seed, temperament, persona), "ranked", ticket=ticket)

    def at_hand(self, encounter: str, play: str, text: str, *, alike: bool = False) -> Loaded | None:
        """An encounter of exactly these digests, from the library or the save; none where it is in neither.

        Args:
            encounter: its key.
            play: the digest of what decides a run.
            text: the digest of what is read.
            alike: whether one that plays alike and reads differently will do.
        """
        return as_played(self._library, encounter, play, text, self._saves.content, alike=alike)

    def keep(self, loaded: Loaded) -> None:
        """Keep what a run of this needs to be played and replayed, whatever becomes of its file."""
        if self._saves.content(loaded.play) is None:
            self._saves.keep_content("play", loaded.play, play_bytes(loaded))
        if self._saves.content(loaded.text) is None:
            self._saves.keep_content("text", loaded.text, text_bytes(loaded))

    def resume(self, run: str) -> Run:
        """Go on with a run from the very turn it was left at.

        Raises:
            PlayFault: there is no such run, or the encounter it was played on is no longer at hand.
        """
        saved = self._saves.progress.runs.get(run)
        if saved is None:
            raise PlayFault(f"there is no run “{run}”")
        started = saved.started
        loaded = self._as_played(started)
        if loaded is None:
            raise PlayFault(
                f"the version of “{started.encounter}” this run was played on is no longer at hand"
            )
        persona = started.persona
        if loaded.text != started.text:  # its words were mended since, and may name what wasn't drawn then
            persona = draw_persona(loaded.script, started.seed) | persona
        meeting = Meeting(
            run, self._telling(loaded, started.seed, started.temperament, persona), started.mode
        )
        resumed = Run(
            meeting, self._record, tuple(saved.replies), saved.stepped_back, self._endings(started.encounter)
        )
        if resumed.turn.ended and saved.finished is None:
            resumed.record_end()  # the game stopped between the last reply and the note of how it came out
        return resumed

    def again(self, run: Run, turn: int = 1) -> Run:
        """A new run with the same person, standing before the given turn of another; for practice, if that was ranked.

        Args:
            run: the run to begin again.
            turn: from 1; beyond the first it counts as stepping back.
        """
        before = run.replies[: turn - 1]
        mode: Mode = "practice" if run.mode == "ranked" else run.mode  # a ticket is played once
        fresh = self._begin(run.telling, mode, stepped_back=1 if before else 0)
        for key in before:
            fresh.choose(key)
        return fresh

    def leave(self, run: str) -> None:
        """Give a run up; it is not offered again."""
        self._record(Left(run=run))

    def close(self) -> None:
        """Let go of the saves, after a last try at what could not be written."""
        self._saves.close()

    def _begin(self, telling: Telling, mode: Mode, stepped_back: int = 0, ticket: str | None = None) -> Run:
        run, loaded = run_of(ticket) if ticket else uuid4().hex, telling.loaded
        endings = self._endings(loaded.encounter.key)
        begun = Run(Meeting(run, telling, mode), self._record, stepped_back=stepped_back, endings=endings)
        # Only now: a run that can't be begun leaves nothing behind to go on with.
        self.keep(loaded)
        self._record(
            RunStarted(
                run=run,
                encounter=loaded.encounter.key,
                play=loaded.play,
                text=loaded.text,
                seed=telling.seed,
                temperament=telling.compiled.temperament,
                persona=telling.persona,
                mode=mode,
                stepped_back=stepped_back,
                ticket=ticket,
            )
        )
        return begun

    def _telling(self, loaded: Loaded, seed: int, temperament: str, persona: dict[str, str]) -> Telling:
        return Telling(loaded, loaded.compiled(temperament), persona, seed)

    def _endings(self, encounter: str) -> frozenset[str]:
        return frozenset(self._saves.progress.endings_found(encounter))

    def _load(self, encounter: str) -> Loaded:
        try:
            return self._library.encounter(encounter)
        except Unreadable as trouble:
            raise PlayFault("\n".join(filter(None, (str(trouble), trouble.details)))) from trouble

    def played(self, run: str) -> Loaded | None:
        """The encounter that a run of `history` was played on; none where it is no longer at hand."""
        return self._as_played(self._saves.progress.runs[run].started)

    def _as_played(self, started: RunStarted) -> Loaded | None:
        """The encounter a run was played on, as the library or the save has it."""
        return as_played(self._library, started.encounter, started.play, started.text, self._saves.content)

    def _record(self, event: Event) -> None:
        self._saves.record(event, self._now())
