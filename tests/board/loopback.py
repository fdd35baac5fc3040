"""A real server on this machine, and a line to it that loses what is told to be lost."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread

import uvicorn

from game.board.creating import Content
from game.board.season import Season
from game.board.server.app import board_app
from game.board.server.settings import Settings
from game.board.store.store import Store, open_store
from tests.board.in_memory import NOW
from tests.board.server.making import kept


@dataclass
class Served:
    """A server, and what its organiser has."""

    address: str
    port: int
    code: str
    admin: str
    store: Store
    now: list[int]


@contextmanager
def served(folder: Path, season: Season, content: Content) -> Iterator[Served]:
    """A server with one season, on a free port of this machine. Its clock stands at `now[0]`."""
    now = [NOW]
    with open_store(str(folder / "board.sqlite3")) as store:
        admin, code = asyncio.run(kept(store, season, content, NOW))
        with socket.create_server(("127.0.0.1", 0)) as listening:
            port = listening.getsockname()[1]
            address = f"http://127.0.0.1:{port}"
            app = board_app(store, Settings(address, look_every=0.02, clock=lambda: now[0]))
            server = uvicorn.Server(
                uvicorn.Config(app, log_config=None, lifespan="off", timeout_graceful_shutdown=5)
            )
            running = Thread(target=server.run, kwargs={"sockets": [listening]})
            running.start()
            try:
                yield Served(address, port, code, admin, store, now)
            finally:
                app.state.referee.streams.stop()
                server.should_exit = True
                running.join(20)
                app.state.referee.close()
                assert not running.is_alive()


class Losing:
    """A proxy before a port: it carries bytes, and loses whole answers, or questions, when told to."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._lock = Lock()
        self.answers, self.questions = 0, 0
        """How many of the next answers, and questions, to lose."""
        self.lost = 0
        self._open: list[socket.socket] = []
        Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listening.close()
        for one in self._open:
            _shut(one)

    def _accept(self) -> None:
        with suppress(OSError):  # closed
            while True:
                near, _ = self._listening.accept()
                far = socket.create_connection(("127.0.0.1", self._to))
                self._open += [near, far]
                Thread(target=self._carry, args=(near, far, "questions"), daemon=True).start()
                Thread(target=self._carry, args=(far, near, "answers"), daemon=True).start()

    def _carry(self, source: socket.socket, to: socket.socket, what: str) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if self._loses(what):
                    break
                to.sendall(data)
        _shut(source)
        _shut(to)

    def _loses(self, what: str) -> bool:
        with self._lock:
            left = getattr(self, what)
            if left:
                setattr(self, what, left - 1)
                self.lost += 1
            return bool(left)


def _shut(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
