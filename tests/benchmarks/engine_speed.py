"""How many choices a second the engine makes, beside a plain walker that `eval`s each condition.

    uv run python -m tests.benchmarks.engine_speed [ID]

Both play the same random runs of the same encounter with the same rulebook, keep the transcript and the gauges after
every reply, and must come to the same end. The walker is what one would write first: dictionaries, and each
condition as a Python expression given to `eval` when it is asked.
"""

import random
import re
import sys
from functools import cache
from statistics import median
from time import process_time
from typing import Any

from game import paths
from game.engine.compiled import Compiled
from game.engine.encounter import Arrow, Scene
from game.engine.step import Step, available, begin, step
from game.library.library import Library
from game.library.loaded import Loaded
from game.rules.conditions import Condition, words
from game.rules.gauges import GAUGE_MAX, GAUGES
from game.rules.rulebook import BRINGS, Rule

ROUNDS = 5
RUNS = 1500
LONGEST = 60  # replies in a run


class Walker:
    """A run, walked plainly. `eval` sees the words of the condition language as names and functions."""

    def __init__(self, loaded: Loaded, temperament: str) -> None:
        self.loaded, self.temperament = loaded, temperament
        self.start = loaded.encounter.temperaments[temperament]
        self.state: dict[str, Any] = dict(zip(GAUGES, self.start.gauges, strict=True))
        self.sets: dict[str, set[str]] = {
            name: set() for name in ("knows", "flag", "promised", "kept", "renegotiated", "broken")
        }
        self.said: set[tuple[str, str]] = set()
        self.made: list[tuple[str, str]] = []
        self.evidence: dict[str, int] = {}
        self.harm = self.criticals = 0
        self.urgent = False
        self.reply: Any = None
        self.transcript: list[tuple[str, ...]] = []
        self.enter(loaded.encounter.start)

    def holds(self, condition: Condition | None, move: str = "") -> bool:
        if condition is None:
            return True
        names = dict(self.state)
        for name, members in self.sets.items():
            names[name] = lambda key, members=members: key in members
        names["temperament"] = lambda key: key == self.temperament
        names["brought"] = lambda person: len({m for m, p in self.made if p == person and m in BRINGS})
        names["times"] = lambda name: sum(m == name for m, _ in self.made)
        if self.reply is not None:
            names["learns"] = bool(set(self.reply.learns) - self.sets["knows"])
            names["opens"] = bool(set(self.reply.promises) - self.sets["promised"])
            names["again_here"] = (move, self.scene.person) in self.made
        return bool(eval(expression(condition), {"__builtins__": {}}, names))

    def replies(self) -> list[str]:
        found = []
        for key, reply in self.scene.replies.items():
            settled = self.sets["kept"] | self.sets["renegotiated"] | self.sets["broken"]
            if (
                self.holds(reply.when)
                and set(reply.cites) <= self.sets["knows"]
                and set(reply.keeps + reply.renegotiates) <= self.sets["promised"] - settled
                and (self.key, key) not in self.said
            ):
                found.append(key)
        return found

    def apply(self, rule: Rule, gauged: bool, evidence: dict[str, int]) -> None:
        if gauged:
            for gauge in GAUGES:
                moved = self.state[gauge] + getattr(rule, gauge)
                self.state[gauge] = min(max(moved, 0), GAUGE_MAX[gauge])
        for skill, amount in evidence.items():
            self.evidence[skill] = self.evidence.get(skill, 0) + amount
        self.harm += rule.harm
        self.criticals += rule.critical

    def break_due(self, due: list[str]) -> None:
        settled = self.sets["kept"] | self.sets["renegotiated"] | self.sets["broken"]
        for promise in due:
            if promise in self.sets["promised"] and promise not in settled:
                self.sets["broken"].add(promise)
                self.apply(self.loaded.rulebook.events["unkept"], True, {})

    def enter(self, key: str) -> None:
        promises = self.loaded.encounter.promises
        while True:
            self.key, self.scene = key, self.loaded.encounter.scenes[key]
            self.transcript.append((key, *self.text(key)))
            if self.scene.ending:
                self.break_due([name for name, due in promises.items() if not due.outlives])
                return
            self.urgent |= self.scene.act_first
            if self.replies():
                return
            self.break_due([name for name, due in promises.items() if due.scene == key])
            key = self.onward(self.scene.otherwise)

    def onward(self, arrows: tuple[Arrow, ...]) -> str:
        return next(arrow.to for arrow in arrows if self.holds(arrow.when))

    def text(self, key: str) -> list[str]:
        return [variant.text for variant in self.loaded.script.scenes[key].says if self.holds(variant.when)]

    def choose(self, key: str) -> None:
        scene: Scene = self.scene
        reply = self.reply = scene.replies[key]
        rulebook, people = self.loaded.rulebook, self.loaded.encounter.people
        with_customer = people.get(scene.person) == "customer"
        replies = self.loaded.script.scenes[self.key].replies or {}
        self.transcript.append((self.key, key, replies[key].say))
        for move in reply.moves:
            rules = rulebook.moves[move]
            rule = next(rule for rule in rules.rules if self.holds(rule.when, move))
            evidence = {str(skill): amount for skill, amount in rule.evidence}
            if (
                rules.solves and with_customer and not scene.act_first and "keep" not in reply.moves
                and self.state["heard"] < self.start.needs_heard and not self.urgent
            ):  # fmt: skip
                share = rulebook.scoring.early_share
                evidence = {skill: amount // share for skill, amount in evidence.items()}
                rule = rulebook.events["early"]
            self.apply(rule, with_customer, evidence)
            self.made.append((move, scene.person))
        if scene.act_first and not any(rulebook.moves[move].solves for move in reply.moves):
            self.apply(rulebook.events["late"], with_customer, {})
        for name, keys in (
            ("knows", reply.learns), ("flag", reply.sets), ("promised", reply.promises),
            ("kept", reply.keeps), ("renegotiated", reply.renegotiates),
        ):  # fmt: skip
            self.sets[name] |= set(keys)
        self.reply = None
        if scene.hub and not reply.to:
            self.said.add((self.key, key))
            if not self.replies():
                self.enter(self.onward(scene.otherwise))
        else:
            promises = self.loaded.encounter.promises
            self.break_due([name for name, due in promises.items() if due.scene == self.key])
            self.enter(self.onward(reply.to))
        if self.scene.ending and any(rulebook.moves[move].deflects for move in reply.moves):
            self.apply(rulebook.events["ended_by"], False, {})


@cache
def expression(condition: Condition) -> str:
    """The condition as the Python a file would hold: keys as strings. Written once, evaluated each time."""
    return re.sub(r"(\w+)\(([\w-]+)\)", r"\1('\2')", words(condition))


def walk(loaded: Loaded, temperament: str, numbers: list[int]) -> tuple[int, tuple[object, ...]]:
    """One random run, plainly. Returns its choices and where it ended."""
    walker, count = Walker(loaded, temperament), 0
    gauges = []
    while not walker.scene.ending:
        replies = walker.replies()
        walker.choose(replies[numbers[count] % len(replies)])
        gauges.append(tuple(walker.state.values()))
        count += 1
    return count, (walker.key, gauges[-1], walker.harm, walker.criticals)


def run(loaded: Loaded, compiled: Compiled, numbers: list[int]) -> tuple[int, tuple[object, ...]]:
    """The same run by the engine."""
    state, passed = begin(compiled)
    script, scenes = loaded.script.scenes, compiled.scenes
    transcript: list[object] = [*passed]
    steps: list[Step] = []
    while not scenes[state.scene].ends:
        offered = available(compiled, state)
        taken = step(compiled, state, offered[numbers[len(steps)] % len(offered)])
        replies = script[scenes[state.scene].key].replies
        transcript.append(replies[taken.reply].say if replies else "")
        transcript.extend(script[scenes[scene].key].says for scene in taken.passed)
        steps.append(taken)
        state = taken.after
    return len(steps), (scenes[state.scene].key, tuple(state.gauges), state.harm, state.criticals)


def numbers(seed: int) -> list[int]:
    """What to choose, drawn ahead, so that drawing is not timed."""
    generator = random.Random(seed)
    return [generator.randrange(2**32) for _ in range(LONGEST)]


def main() -> None:
    """Print choices per second of both, in turn, and the ratio."""
    library = Library(paths.content_dir())
    name = sys.argv[1] if len(sys.argv) > 1 else library.names()[-1]
    loaded = library.encounter(name)
    temperament = min(loaded.encounter.temperaments)
    compiled = loaded.compiled(temperament)
    drawn = [numbers(seed) for seed in range(RUNS)]
    for seed in range(200):
        ours, theirs = (
            run(loaded, compiled, drawn[seed]),
            walk(loaded, temperament, drawn[seed]),
        )
        assert ours == theirs, f"seed {seed}: {ours} is not {theirs}"
    ratios = []
    for _ in range(ROUNDS):
        begun = process_time()
        walked = sum(walk(loaded, temperament, drawn[seed])[0] for seed in range(RUNS // 10))
        plain = walked / (process_time() - begun)
        begun = process_time()
        chosen = sum(run(loaded, compiled, drawn[seed])[0] for seed in range(RUNS))
        engine = chosen / (process_time() - begun)
        ratios.append(engine / plain)
        print(
            f"{name}: engine {engine:10,.0f} choices/s   plain walker {plain:8,.0f}   ratio {ratios[-1]:.1f}"
        )
    print(f"median ratio {median(ratios):.1f} (target: at least 5)")


if __name__ == "__main__":
    main()
