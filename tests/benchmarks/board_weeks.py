"""What a week costs whoever keeps a board, against a run: `python -m tests.benchmarks.board_weeks [TIMES]`.

For every town of the pack, three weeks are judged: one in which no hour is spent, and two that choose at random. For
comparison the golden runs. Each is judged once before it is timed, so that what a server works out once,
the first time somebody replies so, isn't counted; `first` is that first time, the slowest of the three, with a town
that was just put together from its parts, which is `read`. Times are in milliseconds, `ms` medians; `ratio` is a week's
to a run's, and `bytes` is what is sent.
"""

import random
import sys
from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter

from game.board.material import parts_of
from game.board.verdict import Sent, Ticket, judge, said_in
from game.library.loaded import Loaded
from game.library.stored_towns import from_bytes
from game.library.towns import LoadedTown, town, town_names
from game.town.rules import Rules
from game.town.week import begin_week, options, take
from tests.board.weeks import idle, week_of
from tests.golden.record import names, read
from tests.library.shelf import SHELF

TIMES = 200
SEED = 7


def main(times: int) -> None:
    """Print the table."""
    runs = list[tuple[Sent, Loaded]]()
    for name in names():
        run, loaded = read(name)
        assert loaded is not None
        runs.append((run.model_copy(update={"mode": "ranked"}), loaded))
    a_run = median(timed(sent, loaded, times)[0] for sent, loaded in runs)
    bytes_of_run = median(len(sent.model_dump_json()) for sent, _ in runs)
    print(f"{'':16}{'choices':>8}{'ms':>8}{'ratio':>7}{'first ms':>10}{'bytes':>8}{'read ms':>9}")
    replies = median(len(said_in(sent)) for sent, _ in runs)
    print(f"{'a run':16}{replies:8.0f}{a_run:8.2f}{1:7}{'':10}{bytes_of_run:8.0f}")
    for key in town_names(SHELF):
        here = town(SHELF, key)
        (play, _, decides), (text, _, reads) = parts_of(here)
        weeks = [week_of(SEED, choices, here) for choices in (idle(here), *map(at_random(here), (1, 2)))]
        began = perf_counter()
        fresh = from_bytes(play, decides, text, reads)
        reading = perf_counter() - began
        assert fresh is not None
        found = [timed(week, fresh, times) for week in weeks]
        a_week, first = median(each[0] for each in found), max(each[1] for each in found)
        choices = median(len(week.choices) for week in weeks)
        sent = median(len(week.model_dump_json()) for week in weeks)
        print(
            f"{key:16}{choices:8.0f}{a_week:8.2f}{a_week / a_run:7.0f}{first:10.1f}{sent:8.0f}{reading * 1000:9.0f}"
        )


def at_random(loaded: LoadedTown) -> Callable[[int], Sequence[str]]:
    """Makes weeks in which anything is chosen, by a seed."""
    rules = Rules(loaded)

    def spent(seed: int) -> list[str]:
        pick, week, chosen = random.Random(seed), begin_week(rules), list[str]()
        while offered := options(rules, week):
            chosen.append(pick.choice(offered))
            week = take(rules, week, chosen[-1]).after
        return chosen

    return spent


def timed(sent: Sent, loaded: Loaded | LoadedTown, times: int) -> tuple[float, float]:
    """The median of judging it, and the first time, in milliseconds."""
    key = loaded.town.key if isinstance(loaded, LoadedTown) else loaded.encounter.key
    ticket = Ticket("t", key, loaded.play, sent.seed, 1)
    first = _seconds(lambda: judge(ticket, sent, loaded))
    return median(_seconds(lambda: judge(ticket, sent, loaded)) for _ in range(times)) * 1000, first * 1000


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TIMES)
