"""A headless Chromium, asked over a pipe: no driver, no port, and nothing but the page's own address is loaded."""

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PROGRAM = shutil.which("chromium") or "/usr/bin/chromium"

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
    "--remote-debugging-pipe",
)  # fmt: skip


class Page:
    """A tab, through the browser's own protocol."""

    def __init__(self, reading: int, writing: int) -> None:
        self._in = os.fdopen(reading, "rb")
        self._out = os.fdopen(writing, "wb")
        self._asked = 0
        self._session: str | None = None
        self.events: list[dict[str, Any]] = []
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self._ask(f"{domain}.enable")

    def size(self, width: int, height: int) -> None:
        """Make it as large as a screen."""
        self._ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def go(self, address: str) -> None:
        """Load a page."""
        self._ask("Page.navigate", url=address)

    def says(self, script: str) -> Any:
        """What an expression comes to; a promise is waited for."""
        found = self._ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def until(self, script: str, seconds: float = 20) -> Any:
        """Wait in the page until an expression holds, looking whenever something in it changes; its value."""
        return self.says(
            f"""new Promise((found, failed) => {{
                const look = () => {{ let now = null; try {{ now = {script}; }} catch {{}} if (now) done(now); }};
                const watcher = new MutationObserver(look);
                const given_up = () => failed(new Error("waited in vain: " + document.body.innerText));
                const late = setTimeout(given_up, {seconds * 1000});
                const done = (now) => {{ watcher.disconnect(); clearTimeout(late); found(now); }};
                watcher.observe(document, {{ subtree: true, childList: true, attributes: true, characterData: true }});
                look();
            }})"""
        )

    def picture(self, path: Path) -> None:
        """Write what it looks like to a PNG file."""
        path.write_bytes(base64.b64decode(self._ask("Page.captureScreenshot", format="png")["data"]))

    def _ask(self, method: str, **params: Any) -> dict[str, Any]:
        self._asked += 1
        message: dict[str, Any] = {"id": self._asked, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._out.write(json.dumps(message).encode() + b"\0")
        self._out.flush()
        while True:
            heard = self._heard()
            if heard.get("id") == self._asked:
                assert "error" not in heard, heard
                found: dict[str, Any] = heard["result"]
                return found
            self.events.append(heard)

    def _heard(self) -> dict[str, Any]:
        said = bytearray()
        while not said.endswith(b"\0"):
            more = self._in.read(1)
            assert more, "the browser has gone"
            said += more
        found: dict[str, Any] = json.loads(said[:-1])
        return found


@contextmanager
def browser(folder: Path) -> Iterator[Page]:
    """A browser with one tab; skips where there is none."""
    if not Path(PROGRAM).is_file():
        pytest.skip("there is no Chromium here (Debian's package `chromium`)")
    to_it, we_write = os.pipe()
    we_read, from_it = os.pipe()

    def pipes() -> None:  # it reads from 3 and writes to 4
        os.dup2(to_it, 1000)
        os.dup2(from_it, 1001)
        os.dup2(1000, 3)
        os.dup2(1001, 4)

    with (folder / "chromium.log").open("wb") as log:
        process = subprocess.Popen(
            [PROGRAM, *FLAGS, f"--user-data-dir={folder / 'profile'}"],
            preexec_fn=pipes,
            close_fds=False,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    os.close(to_it)
    os.close(from_it)
    try:
        yield Page(we_read, we_write)
    finally:
        process.terminate()
        process.wait(20)
