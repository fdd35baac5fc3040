"""A season as its organiser reaches it: in the store at hand, or through the server that has the store."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from game.board.connection import Connection
from game.board.server.settings import ADMIN
from game.board.store import seasons
from game.board.store.store import Store, open_store
from game.exits import WrongUse

T = TypeVar("T")


def in_store(place: str, job: Callable[[Store], Awaitable[T]], *, must_exist: bool = True) -> T:
    """Do something with a store.

    Args:
        place: where it is.
        job: what to do.
        must_exist: whether it isn't made where it isn't there.

    Raises:
        StoreTrouble: it can't be opened, also because a server has it.
        Refused: it says no.
    """

    async def done(store: Store) -> T:
        return await job(store)

    with open_store(place, must_exist=must_exist) as store:
        return asyncio.run(done(store))


def at_store(place: str, job: Callable[[Store, str], Awaitable[T]], *, season: str | None) -> T:
    """Do something with a season of a store: the only one, where none is named.

    Raises:
        WrongUse: none is named, and there isn't exactly one.
        StoreTrouble: the store can't be opened.
        Refused: it says no.
    """

    async def found(store: Store) -> T:
        keys = await store.read(seasons.keys)
        if season is None and len(keys) != 1:
            raise WrongUse(f"say which season by --season; there are: {', '.join(keys) or 'none'}")
        return await job(store, season or keys[0])

    return in_store(place, found)


def at_server(
    place: str,
    ask: Callable[[Connection], T],
    *,
    season: str | None,
    admin: Path | None,
    insecure: bool,
) -> T:
    """Ask a server about the season whose admin token is at hand.

    Args:
        place: its address.
        ask: what to ask.
        season: which one, where there are tokens of several.
        admin: the file with the token; the environment's, if none.
        insecure: whether the token may go over http to another machine.

    Raises:
        WrongUse: there is no token, or several.
        BoardTrouble: the server can't be reached.
        BoardRefused: it says no.
    """
    with Connection(place.rstrip("/"), _token(season, admin), insecure=insecure) as server:
        return ask(server)


def _token(season: str | None, admin: Path | None) -> str:
    said = os.environ.get(ADMIN, "")
    if admin is not None:
        try:
            said = admin.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as trouble:
            why = getattr(trouble, "strerror", None) or "it is no text"
            raise WrongUse(f"can't read the admin token in {admin}: {why}") from None
    tokens = {token for token in said.split() if token.isascii() and token.isprintable()}
    if season is not None:
        tokens = {token for token in tokens if token.rpartition(".")[0] == season}
    if not tokens:
        raise WrongUse(f"a server wants the season's admin token: name its file by --admin, or set {ADMIN}")
    if len(tokens) > 1:
        raise WrongUse("there are several admin tokens; say by --season which season is meant")
    return tokens.pop()
