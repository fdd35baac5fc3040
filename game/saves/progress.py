"""What the events of a save add up to."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from game.saves.boards import Boards, run_of
from game.saves.events import (
    BoardChanged,
    BoardJoined,
    BoardLeft,
    Chose,
    Delivered,
    Drilled,
    Event,
    Finished,
    JoinWished,
    Left,
    Named,
    PlanChosen,
    Rated,
    RunStarted,
    SettingChanged,
    SteppedBack,
    TicketDrawn,
    TicketWished,
    WeekChose,
    WeekFinished,
    WeekLeft,
    WeekStarted,
)
from game.saves.weeks import SavedWeek, SavedWeeks


@dataclass(slots=True)
class SavedRun:
    """One run, as far as it went. Times are UTC milliseconds; `stepped_back` counts the steps back.

    Stepping back from an ending opens the run again: `finished` is None then, and `ends` keeps what was reached.
    """

    started: RunStarted
    started_at: int
    last_at: int
    replies: list[str] = field(default_factory=list)
    stepped_back: int = 0
    finished: Finished | None = None
    ends: list[Finished] = field(default_factory=list)
    left: bool = False
    ratings: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Progress:
    """The state of a save: feed it every event in order with `apply`, and ask.

    `runs` is by run id, in the order they started; `drills` the drills with their times; `plan` the plan taken up;
    `boards` the seasons joined; `weeks` the weeks at workplaces.
    `ignored` counts events that made no sense where they stood (an unknown run, a turn that isn't the next): two
    windows may play one run, and a save opens anyway.
    """

    name: str = ""
    settings: dict[str, str] = field(default_factory=dict)
    runs: dict[str, SavedRun] = field(default_factory=dict)
    drills: list[tuple[Drilled, int]] = field(default_factory=list)
    plan: str = ""
    boards: Boards = field(default_factory=Boards)
    weeks: SavedWeeks = field(default_factory=SavedWeeks)
    ignored: int = 0

    def apply(self, event: Event, at: int) -> None:
        """Take in one event that happened `at` (UTC milliseconds). Never raises for what it says."""
        match event:
            case Named():
                self.name = event.name
            case SettingChanged():
                self.settings[event.name] = event.value
            case PlanChosen():
                self.plan = event.plan
            case Drilled():
                self.drills.append((event, at))
            case Rated():
                if (run := self.runs.get(event.run)) is None:
                    self.ignored += 1
                else:  # once given a rating stands: it was made before the answer was known
                    run.ratings.setdefault(event.what, event.value)
            case RunStarted():
                if event.run in self.runs:
                    self.ignored += 1
                else:
                    self.runs[event.run] = SavedRun(
                        event, started_at=at, last_at=at, stepped_back=event.stepped_back
                    )
            case (
                BoardJoined()
                | BoardChanged()
                | BoardLeft()
                | JoinWished()
                | TicketWished()
                | TicketDrawn()
                | Delivered()
            ):
                self.ignored += not self.boards.apply(event)
            case WeekStarted() | WeekChose() | WeekFinished() | WeekLeft():
                self.ignored += not self.weeks.apply(event, at)
            case Left() if event.run not in self.runs:
                self.ignored += not self.boards.left(event.run)
            case _:
                run = self.runs.get(event.run)
                if run is not None and _happened(run, event):
                    run.last_at = at
                else:
                    self.ignored += 1

    def in_progress(self) -> list[SavedRun]:
        """Runs neither finished nor left, the one played last first."""
        runs = [run for run in reversed(self.runs.values()) if run.finished is None and not run.left]
        return sorted(runs, key=lambda run: -run.last_at)

    def ranked(self, ticket: str) -> SavedRun | SavedWeek | None:
        """The run, or the week, that is played on a ticket; none before it is begun, or where a board deals it."""
        run = run_of(ticket)
        return self.runs.get(run) or self.weeks.by_id.get(run)

    def outbox(self, board: str) -> list[tuple[str, SavedRun | SavedWeek]]:
        """What ended in a season and its board has neither taken nor refused, oldest first, each with its ticket."""
        joined = self.boards.joined.get(board)
        waiting = (
            [] if joined is None else [key for key, held in joined.tickets.items() if not held.delivered]
        )
        found = [
            (ticket, played) for ticket in waiting if (played := self.ranked(ticket)) and played.finished
        ]
        return sorted(found, key=lambda each: each[1].last_at)

    def endings_found(self, encounter: str) -> set[str]:
        """The endings that runs of this encounter reached."""
        return {end.ending for run in self._of(encounter) for end in run.ends}

    def best(self, encounter: str) -> int | None:
        """The highest score (0 to 1000) that a run of this encounter reached; None before the first."""
        return max((end.score for run in self._of(encounter) for end in run.ends), default=None)

    def plays(self, encounter: str) -> int:
        """How many runs of this encounter reached an ending."""
        return sum(1 for run in self._of(encounter) if run.ends)

    def _of(self, encounter: str) -> Iterator[SavedRun]:
        return (run for run in self.runs.values() if run.started.encounter == encounter)


def _happened(run: SavedRun, event: Chose | SteppedBack | Finished | Left) -> bool:
    """Change `run` by an event of its own; False, and no change, when it can't have happened."""
    if run.left or (run.finished is not None and not isinstance(event, SteppedBack)):
        return False
    if not isinstance(event, Left) and event.after not in (None, run.replies[-1] if run.replies else ""):
        return False  # another window played the run differently from here
    match event:
        case Chose():
            if event.turn != len(run.replies):
                return False
            run.replies.append(event.reply)
        case SteppedBack():
            if event.turn >= len(run.replies):
                return False
            del run.replies[event.turn :]
            run.stepped_back += 1
            run.finished = None
        case Finished():
            run.finished = event
            run.ends.append(event)
        case Left():
            run.left = True
    return True
