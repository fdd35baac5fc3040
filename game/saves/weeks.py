"""The weeks a player spent at workplaces, as far as each went."""

from dataclasses import dataclass, field

from game.saves.events import WeekChose, WeekFinished, WeekLeft, WeekStarted

WeekEvent = WeekStarted | WeekChose | WeekFinished | WeekLeft


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
    last = week.choices[-1] if week.choices else ""
    match event:
        case WeekChose():
            if event.turn != len(week.choices) or event.after != last:
                return False  # another window played the week differently from here
            week.choices.append(event.choice)
        case WeekFinished():
            if event.after != last:
                return False
            week.finished = event
        case WeekLeft():
            week.left = True
    return True
