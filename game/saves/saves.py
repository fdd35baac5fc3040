"""A player's save, as the rest of the game sees it."""

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Self

from game.saves.damage import copied, open_sound
from game.saves.events import Event
from game.saves.log import NAME, Content, Entry, Log
from game.saves.progress import Progress
from game.saves.trouble import READING, clause


class Saves:
    """What the player has done so far, and the only writer of the saves folder.

    `progress` is the sum of all events, read-only to everybody else. `where` is the folder the save is in,
    None when it lives in memory. `notices` are plain sentences for the player, oldest first; more may come at
    any time. Trouble with the disk or the file never raises: the game goes on, and a notice says how.

    Use it from the thread that opened it.
    """

    def __init__(
        self, log: Log, entries: Iterable[Entry], where: Path | None, notices: Iterable[str]
    ) -> None:
        self._log = log
        self._unsaved: list[Entry | Content] = []
        self.where = where
        self.notices = list(notices)
        self.progress = Progress()
        for event, at in entries:
            self.progress.apply(event, at)

    @classmethod
    def open(cls, folder: Path, elsewhere: Path | Callable[[], Path] | None = None) -> Self:
        """Open the save in `folder`, else in `elsewhere` (asked for only when needed), else in memory."""
        try:
            return cls._open(folder)
        except (*READING, OSError) as error:
            trouble = clause(error)
        with suppress(*READING, OSError):
            second = elsewhere() if callable(elsewhere) else elsewhere
            if second and second != folder:
                return cls._open(second, f"{trouble}, so this game is kept in {second} instead.")
        notice = f"{trouble}, so this game is kept in memory only and ends with it."
        with suppress(*READING, OSError):  # a full disk need not hide what the player has done so far
            copy = copied(folder / NAME)
            return cls(copy.log, copy.entries, None, [notice])
        return cls.in_memory(notice)

    @classmethod
    def _open(cls, folder: Path, *notices: str) -> Self:
        folder.mkdir(parents=True, exist_ok=True)
        opened = open_sound(folder / NAME)
        return cls(opened.log, opened.entries, folder, [*notices, *filter(None, [opened.notice])])

    @classmethod
    def in_memory(cls, *notices: str) -> Self:
        """A save that ends with the game."""
        return cls(Log.in_memory(), [], None, notices)

    def record(self, event: Event, at: int) -> None:
        """Add one event that happened `at` (UTC milliseconds); it is on the disk on return.

        If it can't be, a notice says so, it counts all the same, and every later call tries again.
        """
        self.progress.apply(event, at)
        self._save(Entry(event, at))

    def keep_content(self, kind: str, digest: str, body: bytes) -> None:
        """Keep a compiled encounter or rulebook (`kind` says which) under its digest, once."""
        if self.content(digest) is None:
            self._save(Content(kind, digest, body))

    def content(self, digest: str) -> bytes | None:
        """The content kept under this digest; None when there is none that can be trusted."""
        for item in self._unsaved:
            if isinstance(item, Content) and item.digest == digest:
                return item.body
        try:
            found = self._log.content(digest)
        except sqlite3.ProgrammingError:
            raise
        except READING:
            return None
        return found.body if found else None

    def close(self) -> None:
        """Let go of the save, after a last try at what could not be written."""
        self._save()
        self._log.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _save(self, *items: Entry | Content) -> None:
        """Write what is unsaved, oldest first: a run with a choice missing could not be replayed."""
        failing = bool(self._unsaved)
        self._unsaved += items
        try:
            while self._unsaved:
                match self._unsaved[0]:
                    case Entry() as entry:
                        self._log.append([entry])
                    case Content() as content:
                        self._log.keep(content)
                del self._unsaved[0]
        except sqlite3.ProgrammingError:  # a closed save, another thread: the caller's mistake
            raise
        except (*READING, OSError) as error:
            if not failing:
                self.notices.append(
                    f"{clause(error)}, so from here on this game is kept in memory only, until that changes."
                )
            return
        if failing:
            self.notices.append("Your game can be saved again, and nothing is missing.")
