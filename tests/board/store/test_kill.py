"""A server killed while many play: what was acknowledged is there, once, and everything adds up."""

import signal
from subprocess import PIPE, Popen
from sys import executable

import pytest

from game.board.standings import Counted, TeamSums, tally, team_sums
from game.board.store import ranks
from game.board.store.store import open_store
from game.board.store.tx import LIVE, Tx
from game.board.verdict import Verdict

ENOUGH = 1_500
"""Lines acknowledged before it is killed; a second of play or two."""


def acknowledged(where: str, enough: int) -> list[list[str]]:
    """What was acknowledged by a process that then was killed."""
    with Popen([executable, "-m", "tests.board.store.under_load", where], stdout=PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            lines = [process.stdout.readline() for _ in range(enough)]
        finally:
            process.send_signal(signal.SIGKILL)
        lines += process.stdout.readlines()
    assert process.returncode == -signal.SIGKILL, "it had not ended by itself"
    # The last line may have been cut off in the middle.
    return [line.split() for line in lines if line.endswith("\n")]


def recount(tx: Tx) -> list[TeamSums]:
    """The teams' sums, added up from the runs."""
    runs: dict[str, list[Counted]] = {}
    for player, encounter, attempt, score, harm, criticals, outcome, ending, mastered, hot in tx.rows(
        "SELECT player, encounter, attempt, score, harm, criticals, outcome, ending, mastered, hot FROM attempts"
        " WHERE season = 'march' AND accepted = 1"
    ):
        verdict = Verdict(score, harm, criticals, outcome, ending, bool(mastered), bool(hot))
        runs.setdefault(player, []).append(Counted(encounter, attempt, verdict))
    members = tx.rows("SELECT player, team FROM players WHERE season = 'march'")
    return [
        team_sums(team, [tally(runs.get(player, [])) for player, theirs in members if theirs == team])
        for team in ("blues", "reds")
    ]


@pytest.mark.parametrize("more", [0, 57])
async def test_nothing_acknowledged_is_lost_and_nothing_is_doubled(where: str, more: int) -> None:
    heard = acknowledged(where, ENOUGH + more)
    assert heard[0] == ["open"]
    joined = {line[1] for line in heard if line[0] == "join"}
    drawn = {line[2]: (line[1], int(line[3])) for line in heard if line[0] == "ticket"}
    sent = {line[1]: (int(line[2]), int(line[3])) for line in heard if line[0] == "run"}
    assert len(sent) > 100, "it was under load"
    with open_store(where) as store:
        players = {player for (player,) in await store.read(lambda tx: tx.rows("SELECT player FROM players"))}
        assert joined <= players
        kept = await store.read(
            lambda tx: tx.rows("SELECT ticket, player, attempt, accepted, score, points FROM attempts")
        )
        tickets = {ticket: (player, attempt) for ticket, player, attempt, *_ in kept}
        assert drawn.items() <= tickets.items()
        assert {player for player, _ in tickets.values()} <= players
        accepted = {ticket: (score, points) for ticket, _, _, done, score, points in kept if done}
        assert sent.items() <= accepted.items()
        found = await store.read(lambda tx: ranks.teams(tx, "march", LIVE))
        assert sorted(found, key=lambda one: one.team) == await store.read(recount)
        assert sum(one.runs for one in found) == len(accepted)
