"""A process that plays into a store as fast as it can, and says on its standard output what was acknowledged.

    python -m tests.board.store.under_load WHERE

A line for each, once the store has answered: `join PLAYER`, `ticket PLAYER TICKET ATTEMPT` or
`run TICKET SCORE POINTS`.
It goes on until it is killed. `test_kill.py` does that, and looks what is left.
"""

import asyncio
import sys

from game.board.store.store import open_store

from .samples import Board, came_to

AT_ONCE = 16


async def play(board: Board, number: int) -> None:
    """Join as somebody new again and again, and play everything there is."""
    round_ = 0
    while True:
        round_ += 1
        player = await board.join(f"Player {number}x{round_}x", "reds" if number % 2 else "blues")
        say(f"join {player.player}")
        for encounter in ("wet-floor", "the-clause", "mould"):
            for attempt in range(3):
                ticket = await board.ticket(
                    player, encounter, request=f"{player.player} {encounter} {attempt}"
                )
                say(f"ticket {player.player} {ticket.ticket} {ticket.attempt}")
                score = (number * 37 + round_ * 11 + attempt * 101) % 1001
                receipt = await board.send(player, ticket, came_to(score, harm=attempt, hot=bool(attempt)))
                say(f"run {ticket.ticket} {receipt.score} {receipt.points}")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def main(where: str) -> None:
    with open_store(where) as store:
        board = await Board(store).create()
        say("open")
        await asyncio.gather(*(play(board, number) for number in range(AT_ONCE)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
