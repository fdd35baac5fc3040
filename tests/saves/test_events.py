import json

import pytest
from pydantic import ValidationError

from game.saves.events import Chose, Finished, Named, RunStarted, from_json, to_json

from .samples import a_history, started


def test_every_event_reads_back_as_it_was_written() -> None:
    for event in a_history():
        assert from_json(to_json(event).encode()) == event


def test_the_written_form_is_canonical() -> None:
    assert to_json(Chose(run="r", turn=2, reply="say-more")) == (
        '{"kind":"chose","reply":"say-more","run":"r","turn":2}'
    )


def test_names_and_personas_are_cleaned_before_they_are_kept() -> None:
    assert Named(name="A\u202en\x1bn\ud800\u200b").name == "Ann"
    event = RunStarted.model_validate(started("r").model_dump() | {"persona": {"dana_name": "D\x9bana"}})
    assert event.persona == {"dana_name": "Dana"}


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "named", "name": "x" * 41},
        {"kind": "named", "name": 7},
        {"kind": "named", "name": "Ann", "more": 1},
        {"kind": "chose", "run": "r", "turn": -1, "reply": "x"},
        {"kind": "chose", "run": "r", "turn": "1", "reply": "x"},
        {"kind": "finished", "run": "r", "ending": "e", "outcome": "met", "score": 1001, "mastered": True},
        {"kind": "finished", "run": "r", "ending": "e", "outcome": "won", "score": 1, "mastered": True},
        {"kind": "danced", "run": "r"},
        {},
    ],
)
def test_what_is_not_an_event_is_refused(body: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        from_json(json.dumps(body).encode())


def test_events_cannot_be_changed() -> None:
    event = Finished(run="r", ending="e", outcome="met", score=1, mastered=False)
    with pytest.raises(ValidationError):
        event.score = 1000  # type: ignore[misc]
