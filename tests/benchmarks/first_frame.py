"""How soon the first frame stands, beside a bare Textual app, and how soon the customer speaks.

    uv run python -m tests.benchmarks.first_frame [ROUNDS]

Both are started by turns in a pseudo-terminal of 80 by 24 (so on Linux and macOS only), and timed from the start of
the process to the moment the first frame's words have arrived. Target: at most 1.3 times the bare app.
"""

import fcntl
import os
import pty
import signal
import struct
import sys
import tempfile
import termios
import time
from select import select
from statistics import median

BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("OWN IT")
Bare().run()
"""
OURS = "import sys; from game.cli import main; sys.exit(main(sys.argv[1:]))"
ROUNDS = 15
PATIENCE = 20.0  # seconds


def seconds_until(code: str, words: list[bytes], saves: str) -> list[float]:
    """Start Python with this code in a terminal; the seconds until each of these words has arrived."""
    begun = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.environ.pop(
            "PYTHONDONTWRITEBYTECODE", None
        )  # without byte-code, its compiling is all one measures
        os.environ |= {"TERM": "xterm-256color", "OWNIT_SAVES": saves}
        os.execv(sys.executable, [sys.executable, "-c", code])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    seen = b""
    found: list[float] = []
    try:
        while len(found) < len(words) and time.perf_counter() - begun < PATIENCE:
            if select([terminal], [], [], 0.5)[0]:
                seen += os.read(terminal, 65536)
            while len(found) < len(words) and words[len(found)] in seen:
                found.append(time.perf_counter() - begun)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)
    if len(found) < len(words):
        raise SystemExit(f"{words[len(found)]!r} never came; what came: {seen[-2000:]!r}")
    return found


def main() -> None:
    """Print both times of every round, and the median ratio."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    bare, ours, spoken = [], [], []
    for number in range(rounds + 1):
        with tempfile.TemporaryDirectory() as saves:
            plain = seconds_until(BARE, [b"OWN IT"], saves)[0]
            frame, line = seconds_until(OURS, [b"OWN IT", b"soup"], saves)
        if number:  # the first round warms the caches
            bare.append(plain)
            ours.append(frame)
            spoken.append(line)
            print(
                f"bare {plain * 1000:4.0f} ms   first frame {frame * 1000:4.0f}   first line {line * 1000:4.0f}"
            )
    ratio = median(one / other for one, other in zip(ours, bare, strict=True))
    print(
        f"median: bare {median(bare) * 1000:.0f} ms, first frame {median(ours) * 1000:.0f} ms, "
        f"the customer speaks at {median(spoken) * 1000:.0f} ms; ratio {ratio:.2f} (target: at most 1.3)"
    )


if __name__ == "__main__":
    main()
