"""How fast encounters are solved, and how that grows with scenes, replies, facts and hubs.

    uv run python -m tests.benchmarks.solve_speed

The built-in encounters first, cold, each temperament by itself; then made ones, in which one thing grows at a time.
"""

from collections.abc import Iterable
from time import process_time

from game import paths
from game.engine.compiled import Compiled
from game.engine.encounter import Encounter
from game.engine.graph import TooLarge
from game.engine.solve import Solver
from game.engine.step import begin
from game.library.library import Library
from game.rules.rulebook import Move
from tests.engine.making import compiled, encounter, ending, reply, scene

MOVES: tuple[Move, ...] = ("reflect", "ask", "own", "act", "inform", "stall")


def chain(scenes: int, replies: int = 3, facts: int = 0, hub: int = 0) -> Encounter:
    """Scenes one after another; the first ones may each reveal a fact that the last one asks for."""
    made = []
    for n in range(scenes):
        to, here = f"s{n + 1}" if n + 1 < scenes else "end", []
        for r in range(replies):
            learns = f"f{n}" if n < facts and not r else ""
            here.append(reply(f"r{r}", MOVES[(n + r) % len(MOVES)], learns=learns, to=to))
        if n == scenes - 1 and facts:
            here.append(reply("all", "say_back", cites=" ".join(f"f{n}" for n in range(facts)), to=to))
        if n == 1 and hub:
            asks = (reply(f"q{q}", "ask", learns=f"h{q}") for q in range(hub))
            made.append(scene("hub", *asks, reply("on", "inform", to="s1"), hub=True, otherwise="s1"))
        made.append(scene(f"s{n}", *here))
    if hub:
        first = scene("s0", *(reply(key, *one.moves, to="hub") for key, one in made[0][1].replies.items()))
        made[0] = first
    return encounter(*made, ending("end"))


def solve(name: str, one: Compiled) -> None:
    """Solve one and print its figures."""
    begun = process_time()
    try:
        solver = Solver(one)
        explored = process_time() - begun
        best = solver.best(begin(one)[0]).score
    except TooLarge as trouble:
        print(f"{name:<36} {trouble}")
        return
    ways = sum(map(len, solver.graph.ways))
    took = process_time() - begun
    states = len(solver.graph.states)
    print(
        f"{name:<36} {states:8,} states {ways:9,} replies {took * 1000:8.0f} ms"
        f" {states / explored:10,.0f} states/s   best {best}   {solver.runs():.1e} runs"
    )


def main() -> None:
    """Print everything."""
    library = Library(paths.content_dir())
    for name in library.names():
        loaded = library.encounter(name)
        for temperament in loaded.encounter.temperaments:
            solve(f"{name}, {temperament}", loaded.compiled(temperament))
    families: Iterable[tuple[str, Iterable[tuple[int, Encounter]]]] = (
        ("scenes", ((n, chain(n)) for n in (10, 20, 40, 80))),
        ("replies a scene", ((n, chain(20, replies=n)) for n in (2, 4, 6))),
        ("facts asked for at the end", ((n, chain(20, facts=n)) for n in (2, 4, 6, 8, 10, 12))),
        ("questions in a hub", ((n, chain(20, hub=n)) for n in (2, 4, 6, 8))),
    )
    for what, made in families:
        print()
        for number, one in made:
            solve(f"{number} {what}", compiled(one))


if __name__ == "__main__":
    main()
