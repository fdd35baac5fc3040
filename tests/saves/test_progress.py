from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from game.saves.events import (
    Chose,
    Event,
    Finished,
    Left,
    Named,
    RunStarted,
    SettingChanged,
    SteppedBack,
)
from game.saves.progress import Progress
from game.saves.saves import Saves

from .samples import chose, finished, started


def progress_of(*events: Event) -> Progress:
    progress = Progress()
    for at, event in enumerate(events):
        progress.apply(event, at)
    return progress


def test_the_last_name_and_setting_count() -> None:
    progress = progress_of(
        Named(name="Ann"),
        SettingChanged(name="theme", value="dark"),
        Named(name="Bo"),
        SettingChanged(name="theme", value="light"),
    )
    assert (progress.name, progress.settings) == ("Bo", {"theme": "light"})


def test_a_run_is_its_replies_and_its_steps_back() -> None:
    progress = progress_of(
        started("r"), chose("r", 0), chose("r", 1), chose("r", 2), SteppedBack(run="r", turn=1), chose("r", 1)
    )
    run = progress.runs["r"]
    assert run.replies == ["reply-0", "reply-1"]
    assert (run.stepped_back, run.started_at, run.last_at, progress.ignored) == (1, 0, 5, 0)


def test_runs_in_progress_come_with_the_one_played_last_first() -> None:
    progress = progress_of(
        started("a"), started("b"), started("c"), started("d"), chose("a", 0), finished("c"), Left(run="d")
    )
    assert [run.started.run for run in progress.in_progress()] == ["a", "b"]


def test_endings_scores_and_plays_are_counted_per_encounter() -> None:
    progress = progress_of(
        started("a"),
        finished("a", "calm", 700),
        started("b"),
        finished("b", "storm", 300),
        started("c"),
        started("d", "billed-thrice"),
        finished("d", "paid", 1000),
    )
    assert progress.endings_found("rerouted-flight") == {"calm", "storm"}
    assert progress.best("rerouted-flight") == 700
    assert progress.plays("rerouted-flight") == 2
    assert (progress.best("no-such"), progress.plays("no-such"), progress.endings_found("no-such")) == (
        None,
        0,
        set(),
    )


def test_stepping_back_from_an_ending_opens_the_run_and_keeps_the_ending_found() -> None:
    events: list[Event] = [
        started("a"),
        chose("a", 0),
        finished("a", "storm", 300),
        SteppedBack(run="a", turn=0),
    ]
    progress = progress_of(*events)
    assert [run.started.run for run in progress.in_progress()] == ["a"]
    progress = progress_of(*events, chose("a", 0), finished("a", "calm", 700))
    assert progress.endings_found("rerouted-flight") == {"storm", "calm"}
    assert (progress.plays("rerouted-flight"), progress.best("rerouted-flight")) == (1, 700)
    assert (progress.in_progress(), progress.ignored) == ([], 0)


def test_events_that_cannot_have_happened_are_counted_and_ignored() -> None:
    sound: list[Event] = [started("r"), chose("r", 0)]
    impossible: list[Event] = [
        chose("r", 0),
        chose("r", 2),
        chose("unknown", 0),
        started("r", "other"),
        SteppedBack(run="r", turn=1),
        SteppedBack(run="unknown", turn=0),
        finished("unknown"),
        Left(run="unknown"),
    ]
    progress = progress_of(*sound, *impossible)
    assert progress.ignored == len(impossible)
    assert progress.runs == progress_of(*sound).runs


def test_nothing_happens_to_a_run_after_it_ended_or_was_left() -> None:
    for last in (finished("r"), Left(run="r")):
        progress = progress_of(started("r"), last, chose("r", 0), finished("r", "other"), Left(run="r"))
        assert progress.ignored == 3
        assert progress.runs == progress_of(started("r"), last).runs


ids = st.sampled_from(["a", "b", "c"])
turns = st.integers(0, 4)
words = st.text(max_size=8)
events = st.one_of(
    st.builds(Named, name=words),
    st.builds(SettingChanged, name=st.sampled_from(["theme", "speed"]), value=words),
    st.builds(started, ids),
    st.builds(Chose, run=ids, turn=turns, reply=st.sampled_from(["x", "y"])),
    st.builds(Chose, run=ids, turn=turns, reply=st.sampled_from(["x", "y"])),
    st.builds(SteppedBack, run=ids, turn=turns),
    st.builds(
        Finished,
        run=ids,
        ending=st.sampled_from(["e", "f"]),
        outcome=st.sampled_from(["met", "partly", "lost"]),
        score=st.integers(0, 1000),
        mastered=st.booleans(),
    ),
    st.builds(Left, run=ids),
    st.builds(
        RunStarted,
        run=ids,
        encounter=words,
        play=words,
        text=words,
        seed=st.integers(),
        temperament=words,
        persona=st.dictionaries(words, words, max_size=2),
        mode=st.sampled_from(["coached", "practice", "ranked"]),
    ),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(events, st.integers(0, 2**53)), max_size=25))
def test_progress_kept_live_equals_progress_replayed(history: list[tuple[Event, int]]) -> None:
    with TemporaryDirectory() as folder:
        with Saves.open(Path(folder)) as saves:
            for event, at in history:
                saves.record(event, at)
        with Saves.open(Path(folder)) as again:
            assert again.progress == saves.progress
            assert again.notices == []
