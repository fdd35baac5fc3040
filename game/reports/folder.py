"""A folder that results are sent to, read with distrust: anything may lie there, and only what is ours counts."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Final

from game.reports.sent import BYTES_MOST, NotResults, Result, Results, read_results, revoked_by, sent_by
from game.rules.clean import clean

FILES_MOST: Final = 10_000
RUNS_MOST: Final = 50_000
"""What is read of one folder at most."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whose results are there, oldest first. `sender` is opaque, `name` what they chose to be called."""

    sender: str
    name: str
    runs: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class Ignored:
    """A file that was left out, and a clause that says why. The name is clean."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a folder holds.

    Attributes:
        people: by name.
        first_until: the day on which the first of it is past its date; none where nothing is there.
        ignored: what was left out.
        deleted: what was deleted, and why.
    """

    people: tuple[Person, ...]
    first_until: date | None = None
    ignored: tuple[Ignored, ...] = ()
    deleted: tuple[Ignored, ...] = ()


def read_folder(folder: Path, today: date, days: int | None = None) -> Gathered:
    """Read what was sent to a folder, and delete what is past its date or was taken back.

    Args:
        folder: where.
        today: the UTC day.
        days: keep nothing longer than that after it was sent, also where more was promised.

    Raises:
        OSError: the folder can't be read at all.
    """
    names, ignored = _names(folder)
    revoked = {sender for name in names if (sender := revoked_by(name))}
    deleted: list[Ignored] = []
    kept: list[Results] = []
    runs = 0
    for name in names:
        if revoked_by(name) is not None:
            continue
        path = folder / name
        if sent_by(name) in revoked:
            _delete(path, "its sender took it back", deleted, ignored)
            continue
        try:
            results = read_results(name, first_bytes(path))
        except (NotResults, OSError) as trouble:
            ignored.append(Ignored(clean(name), _why(trouble)))
            continue
        until = _until(results, days)
        if results.sent > today + timedelta(days=1):  # beyond what time zones explain
            ignored.append(Ignored(clean(name), "it says it was sent on a day to come"))
        elif until < today:
            _delete(path, f"it was to be kept until {until}", deleted, ignored)
        elif (runs := runs + len(results.runs)) > RUNS_MOST:
            ignored.append(Ignored(clean(name), f"a report takes {RUNS_MOST:,} runs at most"))
        else:
            kept.append(results)
    return Gathered(
        people=_people(kept),
        first_until=min((_until(each, days) for each in kept), default=None),
        ignored=tuple(ignored),
        deleted=tuple(deleted),
    )


def results_of(folder: Path, sender: str) -> Iterator[tuple[Path, Results | None]]:
    """A sender's own files in a folder; none beside one that can't be read, or isn't as it was sent.

    Raises:
        OSError: the folder can't be read.
    """
    for name in _names(folder)[0]:
        if sent_by(name) == sender:
            path = folder / name
            try:
                yield path, read_results(name, first_bytes(path))
            except (NotResults, OSError):
                yield path, None


def first_bytes(path: Path) -> bytes:
    """A file's bytes, one more at most than there may be."""
    with path.open("rb") as file:
        return file.read(BYTES_MOST + 1)


def _names(folder: Path) -> tuple[list[str], list[Ignored]]:
    """The ordinary files there by name, and what else was found."""
    names: list[str] = []
    ignored: list[Ignored] = []
    with os.scandir(folder) as entries:
        for entry in islice(entries, FILES_MOST):
            if not entry.is_file(follow_symlinks=False):  # to open a pipe could wait for ever
                ignored.append(Ignored(clean(entry.name), "it is no ordinary file"))
            else:
                names.append(entry.name)
        if next(entries, None) is not None:
            ignored.append(Ignored("and more", f"a report looks at {FILES_MOST:,} files at most"))
    return sorted(names), sorted(ignored, key=lambda each: each.name)


def _until(results: Results, days: int | None) -> date:
    return results.until if days is None else min(results.until, results.sent + timedelta(days=days))


def _delete(path: Path, why: str, deleted: list[Ignored], ignored: list[Ignored]) -> None:
    try:
        path.unlink()
    except OSError as trouble:
        ignored.append(Ignored(clean(path.name), f"{why}, and it can't be deleted: {_why(trouble)}"))
    else:
        deleted.append(Ignored(clean(path.name), why))


def _why(trouble: Exception) -> str:
    return clean(str(getattr(trouble, "strerror", None) or trouble))


def _people(files: list[Results]) -> tuple[Person, ...]:
    """Everybody with what they sent; each run once, under the name they sent last."""
    names: dict[str, str] = {}
    runs: dict[str, dict[str, Result]] = {}
    for results in sorted(files, key=lambda each: (each.sent, each.file_name)):
        names[results.sender] = results.name
        runs.setdefault(results.sender, {}).update((run.run, run) for run in results.runs)
    people = [
        Person(sender, name, tuple(sorted(runs[sender].values(), key=lambda run: run.date)))
        for sender, name in names.items()
    ]
    return tuple(sorted(people, key=lambda each: (each.name.casefold(), each.sender)))
