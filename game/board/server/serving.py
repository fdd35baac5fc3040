"""The server as a process, or as several: listening, logging, and stopping without dropping anything."""

import asyncio
import logging
import multiprocessing
import os
import signal
import socket
import ssl
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import FrameType
from typing import TYPE_CHECKING, Final

import uvicorn

from game.board.server.answers import LOG
from game.board.server.app import board_app
from game.board.server.logs import OneLine
from game.board.server.settings import Binding, Settings
from game.board.store.refused import StoreTrouble
from game.board.store.store import Store, open_store
from game.exits import WrongUse

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

STOPPING_SECONDS: Final = 10
"""How long requests under way may take once the server is told to stop."""

_SIGNALS: Final = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name)
)
_FILES: Final = 8192
_DEATHS_MOST: Final = 5
_DEATHS_WITHIN: Final = 60.0


@dataclass(frozen=True, slots=True)
class Serving:
    """What a process needs to serve; it can be sent to another one.

    Attributes:
        where: the store.
        settings: what the application goes by.
        binding: how it listens.
    """

    where: str
    settings: Settings
    binding: Binding


def listening(binding: Binding) -> socket.socket:
    """A socket that listens as told.

    Raises:
        WrongUse: nothing can listen there, or what is given for TLS isn't a certificate and its key.
    """
    if binding.cert:
        try:
            ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(binding.cert, binding.key)
        except (OSError, ssl.SSLError) as trouble:
            raise WrongUse(f"--tls-cert and --tls-key don't go together: {trouble}") from None
    family = socket.AF_INET6 if ":" in binding.host else socket.AF_INET
    # Named as TCP, which `create_server` leaves open: only then does asyncio send small packets at once, and an
    # answer of two parts doesn't wait 40 ms for the caller's acknowledgement of the first.
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((binding.host, binding.port))
        sock.listen(2048)
        return sock
    except (OSError, OverflowError) as trouble:
        sock.close()
        why = getattr(trouble, "strerror", None) or trouble
        raise WrongUse(f"can't listen on {binding.host}, port {binding.port}: {why}") from None


def serve(serving: Serving, store: Store, sock: socket.socket) -> None:
    """Serve from this process until it is told to stop; every request under way is answered, and the store closed."""
    log_lines()
    _allow_many()
    try:
        asyncio.run(_serve(serving, store, sock))
    finally:
        store.close()
        LOG.info("stopped", extra={"fields": {"event": "stopped"}})


def serve_from_many(serving: Serving, workers: int, sock: socket.socket) -> None:
    """Serve from several processes, which share the socket and the store; one that dies is replaced.

    Raises:
        StoreTrouble: they die as soon as they are there.
    """
    log_lines()
    spawn = multiprocessing.get_context("spawn")
    stopping = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopping.set()

    def started() -> "SpawnProcess":
        process = spawn.Process(target=work, args=(serving, sock), name="board worker")
        process.start()
        return process

    with _on_signals(stop):
        processes = [started() for _ in range(workers)]
        deaths: list[float] = []
        try:
            while not stopping.wait(0.2):
                for place, process in enumerate(processes):
                    if process.is_alive():
                        continue
                    deaths = [
                        *(one for one in deaths if one > time.monotonic() - _DEATHS_WITHIN),
                        time.monotonic(),
                    ]
                    fields = {"event": "worker died", "code": process.exitcode}
                    LOG.error("worker died", extra={"fields": fields})
                    if len(deaths) > _DEATHS_MOST:
                        raise StoreTrouble(
                            "The board's processes die as soon as they start; its log says why"
                        )
                    processes[place] = started()
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.join(STOPPING_SECONDS + 5)
                if process.is_alive():
                    process.kill()
                    process.join()


def work(serving: Serving, sock: socket.socket) -> None:
    """One of several processes: serves until it, or the one that started it, is told to stop."""
    store = open_store(serving.where, must_exist=True)
    serve(serving, store, sock)


def log_lines() -> None:
    """Have everything that is logged in this process go to its stream for people, a JSON object a line."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine())
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(logging.WARNING)
    LOG.setLevel(logging.INFO)


def _allow_many() -> None:
    """Let this process have as many connections open as it may: some systems begin with 256 or 1,024."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = _FILES if most == resource.RLIM_INFINITY else min(most, _FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


class _Server(uvicorn.Server):
    """Uvicorn's server, which also ends the streams when it is told to stop, and then exits as one that went well."""

    def __init__(self, config: uvicorn.Config, stopping: Callable[[], None]) -> None:
        super().__init__(config)
        self._stopping = stopping

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop listening, end the streams, wait for requests under way."""
        self._stopping()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take signals as a wish to stop. They are not raised again afterwards: stopping when told is no failure."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        with _on_signals(self.handle_exit):
            yield


async def _serve(serving: Serving, store: Store, sock: socket.socket) -> None:
    app = board_app(store, serving.settings)
    binding = serving.binding
    config = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,  # the application reads them itself, and believes the last hop alone
        server_header=False,
        timeout_graceful_shutdown=STOPPING_SECONDS,
        ssl_certfile=binding.cert,
        ssl_keyfile=binding.key,
    )
    server = _Server(config, app.state.referee.streams.stop)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_stop_after, args=(parent, server), daemon=True).start()
    LOG.info("started", extra={"fields": {"event": "started", "port": sock.getsockname()[1]}})
    try:
        await server.serve(sockets=[sock])
    finally:
        app.state.referee.close()


def _stop_after(parent: "multiprocessing.process.BaseProcess", server: uvicorn.Server) -> None:
    """Stop when the process that started this one has gone, however it went."""
    parent.join()
    server.should_exit = True


@contextmanager
def _on_signals(handle: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    before = {number: signal.signal(number, handle) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
