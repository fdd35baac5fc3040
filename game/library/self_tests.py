"""A file tests itself: its `tests:` are played, and what comes out is held against what they expect."""

from collections.abc import Iterator

from game.engine.encounter import Expectation, SelfTest
from game.engine.step import EncounterFault, Refused, ending, replay
from game.language.diagnostics import Diagnostic
from game.language.yaml_subset import Document
from game.library.loaded import Loaded


def test_problems(loaded: Loaded, document: Document) -> Iterator[Diagnostic]:
    """A diagnostic at each test that does not come out as it expects."""
    for name, test in loaded.tests.items():
        for sentence in failures(loaded, test):
            place = document.key_place(("tests", name))
            hint = "change `choose:` or `expect:`, or the scenes they lead through"
            yield Diagnostic("T601", f"the test “{name}” {sentence}", place, hint)


def failures(loaded: Loaded, test: SelfTest) -> list[str]:
    """What does not come out as the test expects, each as the rest of a sentence; empty where all does."""
    compiled = loaded.compiled(test.temperament)
    try:
        replayed = replay(compiled, test.choose)
    except Refused as refusal:
        return [f"stops at its reply {refusal.turn + 1}: {refusal}"]
    except EncounterFault as fault:
        return [f"can't go on: {fault}"]
    reached, score, expect = ending(compiled, replayed.state), replayed.score, test.expect
    if score is None:
        scene = compiled.scenes[replayed.state.scene].key
        return (
            [f"has no reply left in the scene “{scene}”, and is at no ending"]
            if expect != Expectation()
            else []
        )
    found: list[str] = []
    asked = (
        ("ending", expect.ending, reached),
        ("outcome", expect.outcome, score.outcome),
        ("mastered", expect.mastered, score.mastered),
        ("criticals", expect.criticals, score.criticals),
    )
    for what, expected, came in asked:
        if expected is not None and expected != came:
            found.append(f"expects {what} {_plain(expected)}, and it is {_plain(came)}")
    if expect.score_at_least is not None and score.score < expect.score_at_least:
        found.append(f"expects a score of at least {expect.score_at_least}, and it is {score.score}")
    if expect.score_at_most is not None and score.score > expect.score_at_most:
        found.append(f"expects a score of at most {expect.score_at_most}, and it is {score.score}")
    return found


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
