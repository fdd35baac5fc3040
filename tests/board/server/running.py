"""A real `ownit board serve`, in a process of its own, and a line to it that breaks."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.board.store.refused import StoreTrouble
from game.board.store.store import open_store
from tests.board.server.making import kept, season_of


@dataclass
class Running:
    """A server that runs. `address` is its own, whatever players are told; `said` what it printed."""

    process: "subprocess.Popen[str]"
    address: str
    codes: dict[str, str]
    log: Path
    said: str

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])

    def lines(self) -> list[dict[str, Any]]:
        """What it has logged so far."""
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]


@contextmanager
def running(where: str, log: Path, *options: str) -> Iterator[Running]:
    """Serve a store on a port that is free; told to stop at the end, if it still runs."""
    command = [sys.executable, "-m", "game", "board", "serve", where, *options]
    if "--port" not in options:
        command += ["--port", "0"]
    with log.open("a", encoding="utf-8") as errors:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True)
    assert process.stdout is not None
    said: list[str] = []
    for line in process.stdout:
        said.append(line)
        if line.startswith("Stop it with"):
            break
    text = "".join(said)
    try:
        port = re.search(r"port (\d+)\.", text)
        assert port, text + log.read_text(encoding="utf-8")
        codes = {code.rsplit("-", 2)[0]: code for code in re.findall(r"code (\S+)", text)}
        scheme = "https" if "--tls-cert" in options else "http"
        yield Running(process, f"{scheme}://127.0.0.1:{port[1]}", codes, log, text)
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        process.wait(30)
        process.stdout.close()


async def a_store(where: str, **changed: Any) -> str:
    """Make a store with a season that is open by this machine's clock; its admin token."""
    from game.board.server.settings import utc_now

    now = utc_now()
    usual = {"opens": now - 1000, "closes": now + 7 * 24 * 60 * 60_000}
    season, content = season_of(**(usual | changed))
    with open_store(where) as store:
        admin, _ = await kept(store, season, content, now)
    return admin


def closed(where: str) -> bool:
    """Whether nobody has a store open any more."""
    try:
        open_store(where, must_exist=True).close()
    except StoreTrouble:
        return False
    return True
