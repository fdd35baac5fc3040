"""Moments as people read them, by the clock of this computer."""

from datetime import datetime
from typing import Final

_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment(at: int, now: int) -> str:
    """`13:02` today, `Sun 15 Mar, 13:02` this year, `Sun 15 Mar 2027, 13:02` in another.

    Args:
        at: UTC milliseconds.
        now: likewise.
    """
    there, here = _local(at), _local(now)
    if there is None or here is None:
        return "some day"
    clock = f"{there.hour:02}:{there.minute:02}"
    return clock if there.date() == here.date() else f"{_day(there, here)}, {clock}"


def window(opens: int, closes: int, now: int) -> str:
    """`from Mon 1 Mar, 09:00 to Sun 15 Mar, 17:00`; both in UTC milliseconds."""
    first, last, here = _local(opens), _local(closes), _local(now)
    if first is None or last is None or here is None:
        return "from some day to another"
    return (
        f"from {_day(first, here)}, {first.hour:02}:{first.minute:02} "
        f"to {_day(last, here)}, {last.hour:02}:{last.minute:02}"
    )


def _local(at: int) -> datetime | None:
    try:
        return datetime.fromtimestamp(at / 1000).astimezone()
    except (OverflowError, ValueError, OSError):  # a board may say what it likes
        return None


def _day(there: datetime, here: datetime) -> str:
    year = "" if there.year == here.year else f" {there.year}"
    return f"{_DAYS[there.weekday()]} {there.day} {_MONTHS[there.month - 1]}{year}"
