"""How long it takes to read a folder's board of 10,000 runs: `python -m tests.benchmarks.board_folder [RUNS]`.

First with nothing known, so that every run is checked and replayed; then again, as everybody does who looks at it the
second time. Then once more with a new run in it.
"""

import os
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from game.board.folder.reading import gathered
from game.board.folder.standing import standings
from tests.board.folder.making import DAY, NOON, Somebody, new_board

RUNS = 10_000


def main(runs: int) -> None:
    """Fill a folder, read it three times, and say how long each took."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["OWNIT_CACHE"] = f"{folder}/cache"
        board = new_board(Path(folder) / "march")
        people = [Somebody(board, f"P{n}", ("northgate", "southgate")[n % 2]) for n in range(-(-runs // 6))]
        left = runs
        for number, person in enumerate(people):
            person.card()
            for encounter in ("aisle-seven", "front-brake"):
                for attempt in (1, 2, 3):
                    if left:
                        person.played(attempt, encounter=encounter, pick=number + attempt)
                        left -= 1
        print(f"{len(people):,} people, {runs:,} runs")
        for what in ("nothing known", "known", "known but for one"):
            if what == "known but for one":
                late = Somebody(board, "Late")
                late.card()
                late.played()
            begun = perf_counter()
            found = gathered(board, NOON + DAY)
            read = perf_counter() - begun
            begun = perf_counter()
            seen = standings(board.season, found, NOON + DAY, people[0].player)
            print(
                f"  {what:18} {read:6.2f} s to read, {perf_counter() - begun:5.2f} s to rank {seen.people:,}"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
