"""Where boards are, and how each kind is opened: an address is a server's, anything else is a folder."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import urlsplit

from game.board.keeper import BoardRefused, Door, Keeper
from game.board.season import Season
from game.board.seen import Holds
from game.library.library import Library
from game.rules.clean import clean

_CODE: Final = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)-[a-z0-9]{4}-?[a-z0-9]{4}")


@dataclass(frozen=True, slots=True)
class Membership:
    """What lets a player in again.

    Attributes:
        where: the board's address or folder.
        season: the season.
        player: who we are there.
        secret: what proves it.
        name, team, shown: as last known.
        insecure: whether its owner was told that nothing hides what is sent there.
    """

    where: str
    season: Season
    player: str
    secret: str
    name: str
    team: str
    shown: bool
    insecure: bool = False


class Opener(Protocol):
    """Opens boards; tests open others."""

    def door(self, where: str, *, insecure: bool) -> Door:
        """A board to be joined. Raises BoardRefused where there can be none."""

    def keeper(self, membership: Membership) -> Keeper:
        """A board that was joined. Raises BoardRefused where there can be none."""


def holds(where: str) -> Holds:
    """What keeps the board there: an address is a server's, anything else is a folder."""
    return "refereed" if where.lower().startswith(("http://", "https://")) else "friendly"


def settled(where: str) -> str:
    """An address or a folder as it is kept, so that one place is written in one way.

    Raises:
        BoardRefused: it is no address of a board.
    """
    where = where.strip()
    if "://" not in where:
        if not where:
            raise BoardRefused("Say which folder or which address.")
        return str(Path(where).expanduser().resolve())
    try:
        parts = urlsplit(where)
        port = parts.port
    except ValueError:
        raise BoardRefused(f"“{clean(where)}” is no address.") from None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise BoardRefused(f"“{clean(where)}” is no address of a board; it begins with https://.")
    if parts.username is not None or parts.query or parts.fragment:
        raise BoardRefused("The address of a board has no name, question mark or # in it.")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme.lower()}://{host}{f':{port}' if port else ''}{parts.path.rstrip('/')}"


def season_named(code: str) -> str:
    """The season that a join code names before its eight letters, however it was typed; "" where it names none."""
    found = _CODE.fullmatch("".join(code.split()).lower())
    return found[1] if found else ""


class Places:
    """Opens what is there: servers over the network, and shared folders.

    Args:
        library: the pack at hand; a folder's runs are replayed with it where the folder lacks an encounter.
        now: the time in UTC milliseconds.
    """

    def __init__(self, library: Library, now: Callable[[], int]) -> None:
        self._library = library
        self._now = now

    def door(self, where: str, *, insecure: bool) -> Door:
        """A board to be joined. Raises BoardRefused where there can be none."""
        if holds(where) == "refereed":
            from game.board.client import HttpDoor  # only here: most games never ask a server

            return HttpDoor(where, insecure=insecure)
        from game.board.folder.door import FolderDoor

        return FolderDoor(Path(where), self._library, self._now)

    def keeper(self, membership: Membership) -> Keeper:
        """A board that was joined. Raises BoardRefused where there can be none."""
        if holds(membership.where) == "refereed":
            from game.board.client import HttpKeeper

            return HttpKeeper(membership)
        from game.board.folder.door import FolderKeeper

        return FolderKeeper(Path(membership.where), membership.secret, self._library, self._now)
