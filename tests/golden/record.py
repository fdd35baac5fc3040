"""Records golden runs: a run, the encounter it was played on, and all it came to, turn by turn.

    .venv/bin/python -m tests.golden.record ID SEED REPLY…      one run, as `ID.seed-SEED`
    .venv/bin/python -m tests.golden.record ID SEED REPLY… --name middle
    .venv/bin/python -m tests.golden.record --from-tests [ID…]  every test of the built-in encounters, or of these

What is recorded already stays as it is. Each run lies here in four files:

    NAME.run.json        the run with its claims, as `ownit play --out` writes it
    NAME.expected.json   rules, gauges, evidence, harm after each turn, then ending and score
    DIGEST.play.json     the encounter and rulebook it was played by, as a save keeps them
    DIGEST.text.json     what was read; runs of one encounter share both, and name them by digest

So a golden run survives any edit of `content/`. `test_golden.py` replays every one. Should it fail, the engine now
plays old runs otherwise: that is a fault, or else `ENGINE_VERSION` goes up, the files are deleted and recorded anew,
and the commit says why.
"""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from game import paths
from game.engine.chance import temperament_for
from game.engine.compiled import Compiled
from game.engine.step import Refused, Replayed, Step, ending, replay
from game.library.library import Library, Unreadable
from game.library.loaded import Loaded
from game.library.personas import draw_persona
from game.library.run_file import Claims, RunFile, RunRefused, verify
from game.library.stored import from_bytes, play_bytes, text_bytes
from game.rules.skills import unpack_evidence

HERE = Path(__file__).parent
DIGITS = 16
"""Of a digest, in a file's name."""


def names(folder: Path = HERE) -> list[str]:
    """The recorded runs, sorted."""
    return sorted(path.name.removesuffix(".run.json") for path in folder.glob("*.run.json"))


def read(name: str, folder: Path = HERE) -> tuple[RunFile, Loaded | None]:
    """A recorded run, and the encounter it was played on; none if its files are not what the run says."""
    run = RunFile.parse((folder / f"{name}.run.json").read_bytes())
    play, text = _play_file(run.play, folder), _text_file(run.text, folder)
    return run, from_bytes(run.play, play.read_bytes(), run.text, text.read_bytes())


def expected(compiled: Compiled, replayed: Replayed) -> dict[str, Any]:
    """All that a run came to, as plain data."""
    score = replayed.score
    return {
        "turns": [_turn(compiled, taken) for taken in replayed.steps],
        "ending": ending(compiled, replayed.state),
        "score": score
        and {
            "score": score.score,
            "total": score.total,
            "uncapped": score.uncapped,
            "ratios": score.ratios,
            "outcome": score.outcome,
            "caps": list(score.caps),
            "mastered": score.mastered,
        },
    }


def record(name: str, loaded: Loaded, seed: int, replies: Sequence[str], folder: Path = HERE) -> None:
    """Write a run's four files.

    Raises:
        Refused: it can't be replayed.
    """
    temperament = temperament_for(loaded.encounter, seed)
    compiled = loaded.compiled(temperament)
    replayed = replay(compiled, replies)
    reached = ending(compiled, replayed.state)
    run = RunFile(
        encounter=loaded.encounter.key,
        play=loaded.play,
        text=loaded.text,
        seed=seed,
        temperament=temperament,
        persona=draw_persona(loaded.script, seed),
        mode="practice",
        replies=list(replies),
        claims=Claims(score=replayed.score.score, ending=reached) if replayed.score and reached else None,
    )
    verify(run, loaded)
    for path, content in (
        (_play_file(run.play, folder), play_bytes(loaded)),
        (_text_file(run.text, folder), text_bytes(loaded)),
    ):
        if not path.exists():
            path.write_bytes(content + b"\n")
    body = run.model_dump_json(indent=1, exclude_none=True) + "\n"
    (folder / f"{name}.run.json").write_text(body, encoding="utf-8")
    (folder / f"{name}.expected.json").write_text(written(expected(compiled, replayed)), encoding="utf-8")


def written(came_to: dict[str, Any]) -> str:
    """As JSON with a line for each turn, so that a difference is seen where it begins."""
    turns = ",\n".join(f"  {json.dumps(turn)}" for turn in came_to["turns"])
    rest = {key: value for key, value in came_to.items() if key != "turns"}
    return f'{{"turns": [\n{turns}\n ],\n {json.dumps(rest)[1:]}\n'


def _turn(compiled: Compiled, taken: Step) -> dict[str, Any]:
    state = taken.after
    return {
        "reply": taken.reply,
        "rules": [change.rule.id for change in taken.changes],
        "gauges": list(state.gauges),
        "evidence": {skill: amount for skill, amount in unpack_evidence(state.evidence).items() if amount},
        "harm": state.harm,
        "criticals": state.criticals,
        "scenes": [compiled.scenes[place].key for place in taken.passed],
    }


def _play_file(digest: str, folder: Path) -> Path:
    return folder / f"{digest[:DIGITS]}.play.json"


def _text_file(digest: str, folder: Path) -> Path:
    return folder / f"{digest[:DIGITS]}.text.json"


def _record_tests(library: Library, wanted: Sequence[str]) -> None:
    for key in wanted or library.names():
        loaded = library.encounter(key)
        for title, test in loaded.tests.items():
            name = f"{key}.{re.sub('[^a-z0-9]+', '-', title.lower()).strip('-')}"
            drawn = loaded.encounter.temperaments
            if name in names():
                continue
            if test.temperament and drawn[test.temperament].town_only:
                print(f"{name}: no seed gives “{test.temperament}”, so it can't be recorded")
                continue
            seed = next(
                seed for seed in range(10_000) if temperament_for(loaded.encounter, seed) == test.temperament
            )
            record(name, loaded, seed, test.choose)
            print(f"{name}: recorded")


def main(arguments: Sequence[str] | None = None) -> int:
    """Record what the command line says; an unusable encounter or run ends in its own sentence."""
    parser = argparse.ArgumentParser(
        prog="tests.golden.record", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("words", nargs="*", metavar="ID SEED REPLY…")
    parser.add_argument("--from-tests", action="store_true", help="record the tests of the encounters")
    parser.add_argument("--name", help="what to call the run, after the encounter's name")
    chosen = parser.parse_args(arguments)
    library = Library(paths.content_dir())
    if chosen.from_tests:
        _record_tests(library, chosen.words)
        return 0
    if len(chosen.words) < 3 or not chosen.words[1].isdecimal():
        parser.error("give an encounter, a seed and its replies, or --from-tests")
    key, seed, *replies = chosen.words
    name = f"{key}.{chosen.name or f'seed-{seed}'}"
    if name in names():
        print(f"{name}: recorded already", file=sys.stderr)
        return 1
    try:
        record(name, library.encounter(key), int(seed), replies)
    except (Unreadable, Refused, RunRefused) as trouble:
        print(f"{name}: {trouble}", file=sys.stderr)
        return 1
    print(f"{name}: recorded")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
