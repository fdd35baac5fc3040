"""Recorded runs play as they did when they were recorded, each on its own encounter. See `record.py`."""

import json
from pathlib import Path

import pytest

from game.library.run_file import verify

from .record import DIGITS, HERE, expected, names, read, record, written

RECORDED = names()


def test_there_are_golden_runs() -> None:
    assert len(RECORDED) >= 3


@pytest.mark.parametrize("name", RECORDED)
def test_a_golden_run_plays_as_it_did(name: str) -> None:
    run, loaded = read(name)
    assert loaded is not None, (
        f"the encounter kept for {name} no longer has the digests of its run: either its files were touched, or how "
        "digests are made has changed, which voids every run players have"
    )
    replayed = verify(run, loaded)
    # Through JSON and back: tuples and lists are one there.
    came_to = json.loads(json.dumps(expected(loaded.compiled(run.temperament), replayed)))
    recorded = json.loads((HERE / f"{name}.expected.json").read_text(encoding="utf-8"))
    for turn, (was, now) in enumerate(zip(recorded["turns"], came_to["turns"], strict=True), 1):
        assert now == was, f"turn {turn}"
    assert came_to == recorded


@pytest.mark.parametrize("name", RECORDED)
def test_a_golden_run_claims_what_it_reached(name: str) -> None:
    run, _ = read(name)
    recorded = json.loads((HERE / f"{name}.expected.json").read_text(encoding="utf-8"))
    assert run.claims is not None
    assert (run.claims.score, run.claims.ending) == (recorded["score"]["score"], recorded["ending"])
    assert list(run.replies) == [turn["reply"] for turn in recorded["turns"]]


def test_no_file_lies_here_that_no_run_uses() -> None:
    runs = [read(name)[0] for name in RECORDED]
    used = {f"{run.play[:DIGITS]}.play.json" for run in runs} | {
        f"{run.text[:DIGITS]}.text.json" for run in runs
    }
    used |= {f"{name}.{kind}.json" for name in RECORDED for kind in ("run", "expected")}
    assert {path.name for path in HERE.glob("*.json")} == used


def test_recording_a_run_again_writes_the_same_files(tmp_path: Path) -> None:
    """All but the persona, which another version of Faker draws otherwise."""
    name = RECORDED[0]
    run, loaded = read(name)
    assert loaded is not None
    record(name, loaded, run.seed, run.replies, tmp_path)
    again, loaded_again = read(name, tmp_path)
    assert loaded_again is not None
    assert again.model_copy(update={"persona": run.persona}) == run
    recorded = (HERE / f"{name}.expected.json").read_text(encoding="utf-8")
    assert (tmp_path / f"{name}.expected.json").read_text(encoding="utf-8") == recorded
    assert written(json.loads(recorded)) == recorded
