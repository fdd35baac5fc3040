"""The solver against brute force: every run of hundreds of small encounters, equal in every figure."""

from collections.abc import Iterator
from random import Random

import pytest

from game import paths
from game.engine.compiled import Compiled, compile_encounter
from game.engine.graph import TooLarge
from game.engine.solve import Solver
from game.engine.state import State
from game.engine.step import available, begin, ending, replay, score_of, step
from game.library.library import Library
from game.rules.score import Score

from .generating import an_encounter
from .making import encounter, reply, scene, the_rulebook
from .making import ending as an_ending

CASES = 400
MOST_RUNS = 3000


def outcomes(compiled: Compiled, state: State, room: list[int]) -> Iterator[tuple[str, Score]]:
    """Where every run from here ends and what it scores; stops where there are too many."""
    score = score_of(compiled, state)
    if score is not None:
        room[0] -= 1
        reached = ending(compiled, state)
        assert reached is not None
        yield reached, score
        return
    for key in available(compiled, state):
        if room[0] > 0:
            yield from outcomes(compiled, step(compiled, state, key).after, room)


def agree(solver: Solver, compiled: Compiled, state: State) -> bool:
    """Whether solver and brute force say the same of a state; False where brute force has no room."""
    room = [MOST_RUNS]
    found = list(outcomes(compiled, state, room))
    if room[0] <= 0:
        return False
    capped, uncapped = [score.score for _, score in found], [score.uncapped for _, score in found]
    assert solver.best(state).score == max(capped)
    assert solver.worst(state).score == min(capped)
    assert solver.best(state, capped=False).score == max(uncapped)
    assert solver.worst(state, capped=False).score == min(uncapped)
    assert solver.endings(state) == {reached for reached, _ in found}
    return True


def small(number: int) -> Compiled:
    made = an_encounter(number, scenes=2 + number % 5, most_replies=2 + number % 2)
    return compile_encounter(made, the_rulebook(), ("weary", "furious")[number % 2])


@pytest.mark.parametrize("first", range(0, CASES, 50))
def test_solving_agrees_with_trying_every_run(first: int) -> None:
    compared = 0
    for number in range(first, first + 50):
        compiled, random = small(number), Random(number)
        solver = Solver(compiled)
        state, _ = begin(compiled)
        room = [MOST_RUNS]
        everything = list(outcomes(compiled, state, room))
        if room[0] > 0:
            assert solver.runs() == len(everything)
            assert solver.mastered_runs() == sum(score.mastered for _, score in everything)
        while ending(compiled, state) is None:
            compared += agree(solver, compiled, state)
            state = step(compiled, state, random.choice(list(available(compiled, state)))).after
        compared += agree(solver, compiled, state)
    assert compared > 100


@pytest.mark.parametrize("first", range(0, CASES, 100))
def test_the_line_a_solver_gives_comes_to_what_it_says(first: int) -> None:
    for number in range(first, first + 100):
        compiled = small(number)
        solver, (state, _) = Solver(compiled), begin(compiled)
        for line, capped in ((solver.best(state), True), (solver.worst(state, capped=False), False)):
            score = replay(compiled, line.replies).score
            assert score is not None
            assert line.score == (score.score if capped else score.uncapped)


@pytest.mark.parametrize("name", ["aisle-seven", "rerouted-flight", "billed-three-times"])
def test_an_encounter_can_be_played_flawlessly_with_every_temperament(name: str) -> None:
    """`ownit check content` proves it of all of them."""
    loaded = Library(paths.content_dir()).encounter(name)
    for temperament in loaded.encounter.temperaments:
        compiled = loaded.compiled(temperament)
        solver = Solver(compiled)
        best = solver.best(begin(compiled)[0])
        assert best.score == 1000
        replayed = replay(compiled, best.replies)
        assert replayed.score is not None
        assert replayed.score.mastered
        assert replayed.state.harm == 0
        assert solver.mastered_runs() >= 10


def test_best_never_rises_along_a_run_and_falls_only_by_what_was_chosen() -> None:
    loaded = Library(paths.content_dir()).encounter("aisle-seven")
    for temperament in loaded.encounter.temperaments:
        compiled = loaded.compiled(temperament)
        solver, random = Solver(compiled), Random(7)
        for _ in range(50):
            state, _ = begin(compiled)
            while ending(compiled, state) is None:
                before = solver.best(state).score
                after = {
                    key: solver.best(step(compiled, state, key).after).score
                    for key in available(compiled, state)
                }
                assert max(after.values()) == before
                state = step(compiled, state, random.choice(list(after))).after


def test_an_encounter_with_too_many_states_says_so_and_what_multiplies_them() -> None:
    questions = [
        scene(
            f"q{n}",
            reply("yes", "inform", sets=f"f{n}", to=f"q{n + 1}"),
            reply("no", "inform", to=f"q{n + 1}"),
        )
        for n in range(10)
    ]
    asks = " and ".join(f"flag(f{n})" for n in range(10))
    made = encounter(
        *questions, scene("q10", reply("go", to=[(asks, "good"), "bad"])), an_ending("good"), an_ending("bad")
    )
    compiled = compile_encounter(made, the_rulebook(), "calm")
    assert len(Solver(compiled).graph.states) > 1000
    with pytest.raises(TooLarge, match="flags multiply them most") as trouble:
        Solver(compiled, most_states=500)
    assert trouble.value.states > 500


def test_what_nobody_reads_later_tells_no_states_apart() -> None:
    questions = [
        scene(
            f"q{n}",
            reply("yes", "inform", sets=f"f{n}", to=f"q{n + 1}"),
            reply("no", "inform", to=f"q{n + 1}"),
        )
        for n in range(10)
    ]
    made = encounter(*questions, scene("q10", reply("go", to="good")), an_ending("good"))
    assert len(Solver(compile_encounter(made, the_rulebook(), "calm")).graph.states) == 12
