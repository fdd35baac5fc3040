"""What is proved of an encounter, against every run of small ones."""

from collections.abc import Iterator

import pytest

import game.checks.harm as harm
from game.checks.check import CHECKS
from game.checks.checked import Checked
from game.checks.frontiers import Frontiers
from game.checks.marks import MOST_PERCENT, full_marks
from game.checks.pedagogy import _differ
from game.checks.reached import dealt
from game.checks.searching import best_run, mastered_runs, scene_path
from game.engine.compiled import Compiled, compile_encounter
from game.engine.encounter import Temperament
from game.engine.solve import Solver
from game.engine.state import Mark, State
from game.engine.step import Replayed, available, begin, ending, replay, step
from game.rules.gauges import Gauges
from game.rules.score import Scorer
from game.rules.skills import SKILLS, Skill, unpack_evidence

from ..engine.making import compiled, encounter, reply, scene, the_rulebook
from ..engine.making import ending as an_ending
from .test_flow import MOST_RUNS, checked_of, small


def all_runs(made: Compiled, room: list[int]) -> Iterator[tuple[str, ...]]:
    """The replies of every run; stops where there are too many."""
    waiting: list[tuple[State, tuple[str, ...]]] = [(begin(made)[0], ())]
    while waiting and room[0] > 0:
        state, run = waiting.pop()
        if ending(made, state) is not None:
            room[0] -= 1
            yield run
            continue
        waiting += [(step(made, state, key).after, (*run, key)) for key in available(made, state)]


def few(number: int) -> tuple[Checked, dict[str, list[Replayed]]] | None:
    """A small encounter and all its runs by temperament; none where there are too many."""
    checked, room = checked_of(small(number)), [MOST_RUNS]
    runs = {}
    for temperament in dealt(checked):
        made = checked.loaded.compiled(temperament)
        runs[temperament] = [replay(made, run) for run in all_runs(made, room)]
    return (checked, runs) if room[0] > 0 else None


FIRST = range(0, 160, 40)


@pytest.mark.parametrize("first", FIRST)
def test_mastered_runs_are_all_there_are(first: int) -> None:
    compared = 0
    for number in range(first, first + 40):
        if (case := few(number)) is None:
            continue
        checked, runs = case
        for temperament, solver in dealt(checked).items():
            found = [tuple(way.reply for way in run) for run in mastered_runs(solver)]
            mastered = {
                tuple(one.reply for one in run.steps)
                for run in runs[temperament]
                if run.score and run.score.mastered
            }
            assert len(found) == len(set(found))
            assert set(found) == mastered
            compared += 1
    assert compared > 15


@pytest.mark.parametrize("first", FIRST)
def test_the_best_run_with_a_rescue_and_without(first: int) -> None:
    for number in range(first, first + 40):
        if (case := few(number)) is None:
            continue
        checked, runs = case
        for temperament, solver in dealt(checked).items():
            for rescue in (True, False):
                scores = [
                    run.score.uncapped
                    for run in runs[temperament]
                    if run.score and bool(run.state.marks & Mark.RESCUED) == rescue
                ]
                best = best_run(solver, rescue=rescue)
                assert (best[0] if best else None) == (max(scores) if scores else None)
                if best:
                    again = replay(solver.compiled, [way.reply for way in best[1]]).score
                    assert again is not None
                    assert again.uncapped == best[0]
                    assert best_run(solver, rescue=rescue, least=best[0] + 1) is None


def marks_by_trying(checked: Checked, runs: dict[str, list[Replayed]]) -> dict[Skill, int]:
    """The rule as its docstring tells it, slowly."""
    offered = [skill for skill in SKILLS if skill in checked.encounter.full_marks]
    flawless = []
    for its in runs.values():
        shown = [
            unpack_evidence(run.state.evidence)
            for run in its
            if not (run.state.harm or run.state.criticals or run.state.marks & Mark.RESCUED)
            and run.score
            and run.score.outcome == "met"
        ]
        if not shown:
            return {}
        flawless.append(shown)
    most = {skill: min(max(run[skill] for run in shown) for shown in flawless) for skill in offered}
    for percent in range(MOST_PERCENT, -1, -1):
        wanted = {skill: max(1, most[skill] * percent // 100) for skill in offered if most[skill]}
        if all(
            any(all(run[skill] >= least for skill, least in wanted.items()) for run in shown)
            for shown in flawless
        ):
            return wanted
    return {skill: 1 for skill in offered if most[skill]}


@pytest.mark.parametrize("first", FIRST)
def test_full_marks_are_what_the_rule_says(first: int) -> None:
    compared = 0
    for number in range(first, first + 40):
        if (case := few(number)) is not None:
            marks = marks_by_trying(*case)
            assert full_marks(case[0]) == marks
            compared += bool(marks)
    assert compared > 0


@pytest.mark.parametrize("first", FIRST)
def test_a_frontier_gives_the_best_from_every_state(first: int) -> None:
    for number in range(first, first + 40):
        checked = checked_of(small(number))
        for solver in dealt(checked).values():
            frontiers = Frontiers(solver)
            state, _ = begin(solver.compiled)
            while ending(solver.compiled, state) is None:
                node = solver.graph.node(state)
                done = frontiers.packed(solver.gathered(state))
                best = frontiers.value(done, frontiers.frontiers[frontiers.of[node]])
                assert best == solver.best(state).score
                keys = available(solver.compiled, state)
                state = step(solver.compiled, state, keys[number % len(keys)]).after


def paying_by_trying(solver: Solver) -> set[tuple[str, str]]:
    """Every reply that always costs harm and is strictly best in some state beside a harmless one."""
    made, moves = solver.compiled, solver.compiled.rulebook.moves
    costly = {move for move, its in moves.items() if all(rule.harm > 0 for rule in its.rules)}
    found: set[tuple[str, str]] = set()
    waiting = [begin(made)[0]]
    seen = set(waiting)
    while waiting:
        state = waiting.pop()
        if ending(made, state) is not None:
            continue
        here = made.scenes[state.scene]
        after = {key: step(made, state, key).after for key in available(made, state)}
        values = {key: solver.best(one).score for key, one in after.items()}
        harmless = [values[key] for key, one in after.items() if one.harm == state.harm]
        found |= {
            (here.key, key)
            for key, one in after.items()
            if one.harm > state.harm
            and costly.intersection(here.replies[key].reply.moves)
            and harmless
            and values[key] > max(harmless)
        }
        waiting += set(after.values()) - seen
        seen.update(after.values())
    return found


def test_harm_pays_exactly_where_trying_says_so() -> None:
    paying = 0
    for number in range(80, 200):
        if (case := few(number)) is None:
            continue
        for solver in dealt(case[0]).values():
            tried = paying_by_trying(solver)
            assert {(one.scene, one.reply) for one in harm.Harm(solver).pays()} == tried
            paying += len(tried)
    assert paying > 0


def test_where_too_much_is_told_apart_what_is_told_is_still_true(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {number: _paying(number) for number in range(80, 200)}
    monkeypatch.setattr(harm, "MOST_TOLD_APART", 3)
    monkeypatch.setattr(harm, "MOST_TRIED", 2)
    some = {number: _paying(number) for number in range(80, 200)}
    assert any(some.values())
    assert all(some[number] <= found[number] for number in found)


def _paying(number: int) -> set[tuple[str, str]]:
    solvers = dealt(checked_of(small(number))).values()
    return {(one.scene, one.reply) for solver in solvers for one in harm.Harm(solver).pays()}


def test_a_place_where_harm_pays_comes_with_a_run_and_the_exact_values() -> None:
    for number in range(120):
        for solver in dealt(checked_of(small(number))).values():
            for paying in harm.Harm(solver).pays():
                state = replay(solver.compiled, paying.run[:-1]).state
                after = {
                    key: step(solver.compiled, state, key).after for key in available(solver.compiled, state)
                }
                assert solver.best(after[paying.reply]).score == paying.value
                harmless = [one for one in after.values() if one.harm == state.harm]
                assert max(solver.best(one).score for one in harmless) == paying.harmless < paying.value


def test_nobody_masters_by_passing_on_or_without_hearing_feeling_and_doing() -> None:
    """So the rulebook has it, and no encounter can change it: that is why there is no check of it."""
    scorer = Scorer(dict.fromkeys(SKILLS, 4), the_rulebook().scoring)
    perfect = [1000] * len(SKILLS)
    assert scorer.mastered(1000, perfect, critical=False, deflected=False)
    assert not scorer.mastered(1000, perfect, critical=False, deflected=True)
    for skill in ("Listen", "Empathise", "Act"):
        lacking = [0 if one == skill else 1000 for one in scorer.skills]
        assert not scorer.mastered(scorer.total(lacking), lacking, critical=False, deflected=False)


def test_temperaments_differ_where_other_replies_are_best() -> None:
    made = encounter(
        scene("hub", reply("see-it", "reflect"), reply("do-it", "act", to="end"), hub=True, otherwise="end"),
        an_ending("end"),
        full_marks={"Act": 4},
        temperaments={
            "hurried": Temperament(Gauges(heat=10, trust=10), needs_heard=0),
            "louder": Temperament(Gauges(heat=14, trust=6), needs_heard=0),
            "guarded": Temperament(Gauges(heat=10, trust=10), needs_heard=1),
        },
    )
    hurried, louder, guarded = (
        Solver(compile_encounter(made, the_rulebook(), key)) for key in ("hurried", "louder", "guarded")
    )
    assert not _differ(hurried, louder)
    assert _differ(hurried, guarded)
    assert _differ(guarded, hurried)


def test_a_talk_longer_than_pythons_stack_can_be_searched() -> None:
    made = encounter(
        *(scene(f"q{n}", reply("on", "own", to=f"q{n + 1}")) for n in range(1500)),
        an_ending("q1500"),
        full_marks={"Own": 4},
    )
    [run] = mastered_runs(Solver(compiled(made)))
    assert len(run) == 1500


def test_turns_in_a_hub_are_one_scene_of_a_path() -> None:
    made = encounter(
        scene("gate", reply("a", "ask"), reply("b", "ask"), reply("on", "own", to="end"), hub=True),
        an_ending("end"),
        full_marks={"Own": 4},
    )
    solver = Solver(compiled(made))
    runs = list(mastered_runs(solver))
    assert len(runs) == 5
    assert {scene_path(solver, run) for run in runs} == {(0, 1)}


def test_every_check_of_flow_and_pedagogy_is_there() -> None:
    assert {code for code in CHECKS if code[0] in "FP"} == {
        *(f"F70{n}" for n in range(1, 10)),
        *(f"P80{n}" for n in (1, 2, 4, 5, 6, 7, 8, 9)),
        "P810",
    }
