"""The weeks a player spent at workplaces, as far as each went."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from game.saves.events import WeekChose, WeekFinished, WeekLeft, WeekStarted

WeekEvent = WeekStarted | WeekChose | WeekFinished | WeekLeft


def mark_of(choices: Sequence[str]) -> str:
    """What stands for all these choices, "" for none.

    Two windows may spend one week, and its words come again and again: that both last went `on` says nothing.
    """
    return sha256("\n".join(choices).encode()).hexdigest()[:16] if choices else ""


@dataclass(slots=True)
class SavedWeek:
    """One week. Times are UTC milliseconds."""

    started: WeekStarted
    started_at: int
    last_at: int
    choices: list[str] = field(default_factory=list)
    finished: WeekFinished | None = None
    left: bool = False


@dataclass(slots=True)
class SavedWeeks:
    """What the events of weeks add up to: `by_id`, in the order they were begun."""

    by_id: dict[str, SavedWeek] = field(default_factory=dict)

    def apply(self, event: WeekEvent, at: int) -> bool:
        """Take in an event; False, and no change, where it makes no sense."""
        week = self.by_id.get(event.week)
        if isinstance(event, WeekStarted):
            if week is not None:
                return False
            self.by_id[event.week] = SavedWeek(event, at, at)
            return True
        if week is None or week.left or week.finished is not None or not _happened(week, event):
            return False
        week.last_at = at
        return True

    def in_progress(self) -> list[SavedWeek]:
        """Weeks neither finished nor left, the one played last first."""
        weeks = [week for week in reversed(self.by_id.values()) if week.finished is None and not week.left]
        return sorted(weeks, key=lambda week: -week.last_at)

    def finished(self, town: str) -> list[SavedWeek]:
        """The finished weeks in this town, the one played last first."""
        weeks = [
            week for week in reversed(self.by_id.values()) if week.finished and week.started.town == town
        ]
        return sorted(weeks, key=lambda week: -week.last_at)

    def best(self, town: str) -> int | None:
        """The highest score of a finished week in this town, 0-1000; None before the first."""
        ends = [week.finished.score for week in self.finished(town) if week.finished]
        return max(ends, default=None)


def _happened(week: SavedWeek, event: WeekChose | WeekFinished | WeekLeft) -> bool:
    """Change a week by an event of its own; False, and no change, when it can't have happened."""
    if not isinstance(event, WeekLeft) and not _follows(event.after, week.choices):
        return False  # another window played the week differently from here
    match event:
        case WeekChose():
            if event.turn != len(week.choices):
                return False
            week.choices.append(event.choice)
        case WeekFinished():
            week.finished = event
        case WeekLeft():
            week.left = True
    return True


def _follows(after: str, choices: Sequence[str]) -> bool:
    """Whether something that came `after` came after these choices; older saves say only the last of them."""
    return after in (mark_of(choices), choices[-1] if choices else "")
