"""Killed at any moment, the game loses at most the choice being made, and goes on from that very turn."""

import random
import subprocess
import sys
import time
from pathlib import Path

from tests.play.test_game import folder_game

KILLS = 200

# Plays run after run in a saves folder and says after each choice what is safe by now.
PLAYER = """
import random, sys
from pathlib import Path
from tests.play.test_game import folder_game
game = folder_game(Path(sys.argv[1]))
numbers = random.Random(int(sys.argv[2]))
waiting = game.in_progress()
run = game.resume(waiting[0].run) if waiting else game.start("aisle-seven", seed=int(sys.argv[2]))
print("ready", flush=True)
while True:
    if run.turn.ended:
        run = game.again(run)
    if run.turn.can_step_back and numbers.random() < 0.1:
        run.step_back()
    else:
        run.choose(numbers.choice([choice.key for choice in run.turn.choices if not choice.locked]))
    print(run.id, run.stepped_back, ",".join(run.replies), flush=True)
"""


def last_line(said: bytes) -> tuple[str, int, list[str]] | None:
    """The last thing that was acknowledged in full."""
    lines = said.decode().split("\n")[:-1]
    if len(lines) < 2:
        return None
    run, stepped_back, replies = lines[-1].split(" ")
    return run, int(stepped_back), replies.split(",") if replies else []


def test_killed_two_hundred_times_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    saves = tmp_path / "saves"
    numbers = random.Random(20_261_121)
    lasted = 0
    for kill in range(KILLS):
        player = subprocess.Popen(
            [sys.executable, "-c", PLAYER, str(saves), str(kill)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert player.stdout is not None
        ready = player.stdout.readline()
        time.sleep(numbers.random() * 0.05)
        player.kill()
        rest, errors = player.communicate(timeout=30)
        assert ready == b"ready\n", errors.decode()
        acknowledged = last_line(ready + rest)

        game = folder_game(saves)
        assert game.notices == []
        waiting = game.in_progress()
        for unfinished in waiting:
            game.resume(unfinished.run)
        if acknowledged is None:
            continue
        lasted += 1
        run, stepped_back, replies = acknowledged
        kept = game.resume(run)
        lost = f"kill {kill}: {replies} was acknowledged, {kept.replies} is there"
        if kept.stepped_back > stepped_back:  # the one thing done after the last acknowledgement
            assert (kept.stepped_back, list(kept.replies)) == (stepped_back + 1, replies[:-1]), lost
        else:
            assert list(kept.replies[: len(replies)]) == replies, lost
            assert len(kept.replies) <= len(replies) + 1, lost
        if not kept.turn.ended:
            assert run in [unfinished.run for unfinished in waiting]
    assert lasted > KILLS // 2
