import json

import pytest
from pydantic import ValidationError

from game.saves.events import (
    BoardJoined,
    Chose,
    Delivered,
    Finished,
    Named,
    RunStarted,
    from_json,
    to_json,
)

from .samples import a_history, drawn, joined, started


def test_every_event_reads_back_as_it_was_written() -> None:
    for event in a_history():
        assert from_json(to_json(event).encode()) == event


def test_events_of_seasons_read_back_as_they_were_written() -> None:
    sealed = drawn("t").model_copy(update={"seed": None})
    for event in (joined(), drawn("t"), sealed, Delivered(ticket="t", accepted=False, why="Too late.")):
        assert from_json(to_json(event).encode()) == event


def test_a_run_without_a_ticket_is_written_as_before_there_were_any() -> None:
    assert "ticket" not in to_json(started("r"))
    ranked = started("r").model_copy(update={"ticket": "t", "mode": "ranked"})
    assert from_json(to_json(ranked).encode()) == ranked


def test_what_a_board_says_is_cleaned_before_it_is_kept() -> None:
    assert Delivered(ticket="t", accepted=False, why="Too\x1b[2J late\u202e.").why == "Too[2J late."
    assert BoardJoined.model_validate(joined().model_dump() | {"name": "Mi\u200bra"}).name == "Mira"


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
