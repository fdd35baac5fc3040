"""The times of a season, as people read and write them. Always UTC, and they say so."""

import re
from datetime import UTC, datetime
from typing import Final

_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?", re.ASCII)


def moment(at: int) -> str:
    """A time as people read it: `1 Dec 2026, 09:00 UTC`.

    Args:
        at: UTC milliseconds.
    """
    try:
        there = datetime.fromtimestamp(at / 1000, UTC)
    except (OverflowError, ValueError, OSError):  # beyond the year 9999: a stranger's board may say so
        return "some day"
    return f"{there.day} {there:%b %Y, %H:%M} UTC"


def written_moment(text: str) -> int | None:
    """The UTC milliseconds of `2026-12-01`, its first minute, or `2026-12-01T09:00`; none if it is no such date."""
    try:
        if not _DATE.fullmatch(text):
            return None
        at = datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()
    except (ValueError, OverflowError):
        return None
    return int(at * 1000) if at >= 0 else None
