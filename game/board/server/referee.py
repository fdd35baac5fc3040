"""The referee: what every part of the server needs at hand, and nothing that another process would have to know."""

import asyncio
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from starlette.requests import Request

from game.board.material import Material, put_together
from game.board.season import Offered, Season
from game.board.server.callers import bearer
from game.board.server.dealing import Dealer, LookingBack
from game.board.server.published import Published, Publishing, who
from game.board.server.settings import Settings
from game.board.server.streams import Streams
from game.board.store import seasons
from game.board.store.players import Player
from game.board.store.refused import Refused
from game.board.store.seasons import Kept
from game.board.store.store import Store
from game.board.store.tx import Tx

_ENCOUNTERS_MOST: Final = 100
"""Encounters and towns kept ready to judge; each is a megabyte or so, a town a few."""


class Referee:
    """What the endpoints share.

    Attributes:
        store: where everything is; closed by whoever opened it.
        settings: what the application goes by.
        publishing: the standings that everybody sees.
        streams: those who watch them.
        dealer, dealing: tells sealed conversations, and the one thread in which it does.
        looking_back, remembering: works out debriefs, and the one thread for it; one may take seconds.
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store = store
        self.settings = settings
        self.publishing = Publishing()
        self.streams = Streams(self.published, settings.look_every)
        self.dealer = Dealer()
        self.dealing = ThreadPoolExecutor(1, thread_name_prefix="board dealing")
        self.looking_back = LookingBack()
        self.remembering = ThreadPoolExecutor(1, thread_name_prefix="board remembering")
        self._loaded: OrderedDict[tuple[str, str], Material] = OrderedDict()
        self._loading = asyncio.Lock()

    def now(self) -> int:
        """The time that counts, UTC milliseconds."""
        return self.settings.clock()

    async def published(self, key: str) -> Published:
        """What everybody is shown of a season.

        Raises:
            Refused: there is none of this key.
        """

        def job(tx: Tx) -> Published:
            return self.publishing.published(tx, seasons.existing(tx, key), self.now())

        return await self.store.read(job)

    async def player(self, request: Request) -> tuple[Kept, Player]:
        """Who calls, and in which season.

        Raises:
            Refused: nobody this board knows.
        """
        token = bearer(request)
        kept, player = await self.store.read(lambda tx: who(tx, token))
        request.state.season = kept.season.season
        return kept, player

    async def loaded(self, season: Season, offered: Offered) -> Material:
        """An encounter, or a town, of a season, ready to be played.

        Raises:
            Refused: what was kept of it isn't what today's engine plays.
        """
        digests = (offered.play, offered.text)
        if digests not in self._loaded:
            async with self._loading:  # many ask at once when a server has just started
                if digests not in self._loaded:
                    self._loaded[digests] = await self._read(season, offered)
                    if len(self._loaded) > _ENCOUNTERS_MOST:
                        self._loaded.popitem(last=False)
        found = self._loaded[digests]
        self._loaded.move_to_end(digests)
        return found

    async def _read(self, season: Season, offered: Offered) -> Material:
        key, play, text = season.season, offered.play, offered.text

        def job(tx: Tx) -> Material | None:
            return put_together(offered, seasons.content(tx, key, play), seasons.content(tx, key, text))

        loaded = await self.store.read(job)
        if loaded is None:
            raise Refused(
                f"This board's game has changed since the season began, and can't judge “{offered.title}” any more; "
                "its organiser must serve it with the version it was created with",
                503,
            )
        return loaded

    def close(self) -> None:
        """Let go of the threads. The store stays open."""
        self.streams.stop()
        self.dealing.shutdown(cancel_futures=True)
        self.remembering.shutdown(cancel_futures=True)


def referee_of(request: Request) -> Referee:
    """The referee of the application that a request came to."""
    found = request.app.state.referee
    assert isinstance(found, Referee)
    return found
