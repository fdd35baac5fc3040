"""A week in progress: views, saves, going on from any moment."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from game import paths
from game.library.library import Library
from game.library.run_file import RunRefused
from game.play.game import Game
from game.play.run import PlayFault
from game.saves.events import WeekChose
from game.saves.saves import Saves
from game.saves.weeks import mark_of
from game.town.state import Week
from game.town.telling import TownTelling
from game.town.views import Evening, Morning, PromiseDue, Talk, TaskScene, WeekDebrief
from game.town.week import options
from game.town.week_file import WeekFile, verify_week
from game.town.weeks import Weeks
from game.town.working import WorkingWeek

from .corner import FILE, SHELF, corner_shop, speechless


def game(library: Library = SHELF, saves: Saves | None = None) -> Game:
    clock = iter(range(10**9))
    return Game(library, saves or Saves.in_memory(), lambda: next(clock))


def begun(one: Game | None = None) -> WorkingWeek:
    return Weeks(one or game()).start(str(FILE), 3)


def last(week: Week, offered: tuple[str, ...]) -> str:
    """Somebody who always chooses what stands last."""
    return offered[-1] if week.stage != "talk" else offered[0]


def last_of_all(week: Week, offered: tuple[str, ...]) -> str:
    """The same, in talks as well."""
    return offered[-1]


def first(week: Week, offered: tuple[str, ...]) -> str:
    """Somebody who always chooses what stands first."""
    return offered[0]


Picks = Callable[[Week, tuple[str, ...]], str]


def go_on(week: WorkingWeek, picks: Picks, until: Callable[[WorkingWeek], bool]) -> None:
    while not until(week):
        week.choose(picks(week.state, options(week.rules, week.state)))


@pytest.mark.parametrize("picks", [first, last])
def test_a_week_can_be_gone_on_with_from_every_moment(picks: Picks) -> None:
    one = game()
    week = begun(one)
    while not week.over:
        week.choose(picks(week.state, options(week.rules, week.state)))
        resumed = Weeks(one).resume(week.id)
        assert resumed.view == week.view
        assert resumed.choices == week.choices
        if week.state.talking:
            assert resumed.talk.transcript() == week.talk.transcript()
    assert Weeks(one).in_progress() == []
    assert isinstance(week.view, WeekDebrief)


def test_what_is_chosen_is_saved_before_it_is_shown() -> None:
    saves = Saves.in_memory()
    one = game(saves=saves)
    week = begun(one)
    week.choose("do:shelves")
    assert saves.progress.weeks.by_id[week.id].choices == ["do:shelves"]
    with pytest.raises(PlayFault):
        week.choose("do:shelves")
    assert saves.progress.weeks.by_id[week.id].choices == ["do:shelves"]
    assert isinstance(week.view, TaskScene)


@pytest.mark.parametrize("seed", range(12))
def test_two_windows_on_one_week_leave_a_week_that_somebody_spent(seed: int) -> None:
    chance, saves = Random(seed), Saves.in_memory()
    one = game(saves=saves)
    here = begun(one)
    started = saves.progress.weeks.by_id[here.id].started
    there = WorkingWeek(here.id, TownTelling(here.rules, started.people, started.seed), one.note)
    while not (here.over and there.over):
        window = chance.choice((here, there))
        go_on(
            window, lambda _, offered: chance.choice(offered), lambda week: week.over or chance.random() < 0.2
        )
    saved = saves.progress.weeks.by_id[here.id]
    assert saved.finished is not None
    assert tuple(saved.choices) in (here.choices, there.choices)
    assert Weeks(one).resume(here.id).over


def test_an_hour_in_which_nothing_can_be_said_is_refused_and_the_week_goes_on(tmp_path: Path) -> None:
    one = game()
    week = Weeks(one).start(str(speechless(tmp_path)), 3)
    for choice in ("go", "on"):
        week.choose(choice)
    with pytest.raises(PlayFault, match="by a fault in the town's file"):
        week.choose("do:floor")
    assert week.choices == ("go", "on")
    assert Weeks(one).resume(week.id).view == week.view
    week.choose("do:shelves")
    assert Weeks(one).resume(week.id).choices == ("go", "on", "do:shelves")


def test_a_week_kept_in_such_an_hour_is_not_offered_and_says_why(tmp_path: Path) -> None:
    one = game()
    week = Weeks(one).start(str(speechless(tmp_path)), 3)
    for choice in ("go", "on"):
        week.choose(choice)
    one.note(WeekChose(week=week.id, turn=2, choice="do:floor", after=mark_of(week.choices)))
    assert Weeks(one).in_progress() == []
    with pytest.raises(PlayFault, match="can't be gone on with"):
        Weeks(one).resume(week.id)


def test_the_morning_shows_the_board_the_hours_and_the_ledger() -> None:
    week = begun()
    view = week.view
    assert isinstance(view, Morning)
    assert view.says == "The blinds are half up."
    assert [(one.key, one.growth, one.needs, one.days_left) for one in view.signals] == [
        ("soup", "new", 2, 2)
    ]
    assert {one.bucket for one in view.tasks} == {"help", "serve", "chores"}
    week.choose("do:bens-breakfast")
    week.choose("write-it")
    view = week.view
    assert isinstance(view, Morning)
    assert view.says == ""
    assert [line.text for line in view.said][-1] == "On Tuesday, then."
    assert [(one.text, one.due, one.today, one.keep) for one in view.promises] == [
        ("Ben's list on Tuesday", "Tuesday", False, "")
    ]


def test_the_figure_moves_with_chores_and_is_never_scored() -> None:
    week = begun()
    week.choose("do:shelves")
    week.choose("fill")
    view = week.view
    assert isinstance(view, Morning)
    assert view.figure == ("shelves filled", 7)


def test_the_quiet_ledger_names_whoever_never_had_to_call() -> None:
    week = begun()
    for choice in ("do:read-labels", "shelf-tags", "go", "on", "go", "on", "go"):
        week.choose(choice)
    view = week.view
    assert isinstance(view, Evening)
    assert view.came == ()
    (quiet,) = view.quiet
    assert week.state.day == 3
    assert "bought soup, and nobody noticed" in quiet.text
    assert "{" not in quiet.text
    assert (view.spared, view.today[2]) == (12, 12)
    assert [letter.text for letter in view.letters] == ["It was the right soup."]


def test_a_talk_of_the_library_is_played_as_a_run_and_a_promise_interrupts_it() -> None:
    week = begun()
    for choice in ("do:bens-breakfast", "write-it", "later:list", "go", "on", "go", "on", "go"):
        week.choose(choice)
    view = week.view
    assert isinstance(view, Talk)
    assert view.fire
    assert view.whole
    assert view.opens
    talk = week.talk
    talk.choose("who-for")
    turn = talk.choose("what-did-they-say")
    due = week.view
    assert isinstance(due, PromiseDue)
    assert due.interrupts
    assert not turn.can_step_back
    week.choose(due.keep)
    assert week.talk is talk
    while not talk.turn.ended:
        talk.choose(next(one.key for one in talk.turn.choices if not one.locked))
    assert week.state.stage == "evening"
    assert talk.debrief().turns


def test_whoever_will_be_back_is_not_settled() -> None:
    week = begun()
    for choice in ("go", "on", "go", "on", "go"):
        week.choose(choice)
    talk = week.talk
    while not talk.turn.ended:
        talk.choose(talk.turn.choices[-1].key)
    view = week.view
    assert isinstance(view, Evening)
    (came,) = view.came
    assert came.outcome != "met"
    assert came.value is None
    assert came.why == "It isn't settled, and doesn't count yet."
    assert view.letters == (), "they will be back before anybody writes"


def test_hours_that_went_to_what_happened_before_are_not_said_to_be_unspent() -> None:
    week = begun()
    go_on(week, last, lambda one: one.state.day == 4)
    morning = week.view
    assert isinstance(morning, Morning)
    assert morning.hours == 1, "one of Thursday's two went to Wednesday's fire"
    week.choose("do:floor")
    week.choose("wash")
    go_on(week, last, lambda one: one.state.stage == "evening")
    view = week.view
    assert isinstance(view, Evening)
    assert (view.weekday, view.unspent) == ("Thursday", 0)


def test_the_debrief_draws_the_chain_to_the_silence() -> None:
    week = begun()
    week.choose("do:read-labels")
    week.choose("shelf-tags")
    go_on(week, last, lambda one: one.over)
    view = week.view
    assert isinstance(view, WeekDebrief)
    soup = view.chains[0]
    assert soup.end == "silence"
    assert [(link.day, link.kind) for link in soup.links] == [(1, "seen"), (1, "prevented"), (3, "silence")]
    freezer = view.chains[1]
    assert freezer.end != "silence"
    assert [link.kind for link in freezer.links][:3] == ["seen", "left", "left"]


def test_who_came_back_counts_once_in_the_debrief() -> None:
    week = begun()
    go_on(week, last_of_all, lambda one: one.over)
    view = week.view
    assert isinstance(view, WeekDebrief)
    by_title = {chain.title: chain for chain in view.chains}
    assert by_title["The freezer hums"].value is None
    assert by_title["The freezer hums"].links[-1].text == "left without it; it came back, and counts then"
    assert by_title["Ben again"].value is not None
    assert sum(chain.value is not None for chain in view.chains) == view.score.count


def finished() -> WorkingWeek:
    week = begun()
    go_on(week, first, lambda one: one.over)
    return week


def test_a_week_file_holds_and_one_that_claims_more_does_not() -> None:
    week = finished()
    file = week.week_file()
    assert WeekFile.parse(file.model_dump_json().encode()) == file
    score = verify_week(file, corner_shop()).score
    assert score is not None
    assert file.claims is not None
    assert score.score == file.claims.score
    more = file.model_copy(update={"claims": file.claims.model_copy(update={"score": 999})})
    with pytest.raises(RunRefused, match="claims 999"):
        verify_week(more, corner_shop())
    with pytest.raises(RunRefused, match="choice 1"):
        verify_week(file.model_copy(update={"choices": ["keep:list"]}), corner_shop())
    with pytest.raises(RunRefused, match="another version"):
        verify_week(file.model_copy(update={"play": "0" * 64}), corner_shop())
    with pytest.raises(RunRefused, match="not of"):
        verify_week(file.model_copy(update={"town": "elsewhere"}), corner_shop())


def test_a_week_that_is_not_over_has_no_score() -> None:
    assert verify_week(begun().week_file(), corner_shop()).score is None
    with pytest.raises(RunRefused, match="not a week's file"):
        WeekFile.parse(b"{}")


def test_a_week_names_somebody_who_came_into_its_file_since(tmp_path: Path) -> None:
    for name in ("rulebook.yaml", "encounters/aisle-seven.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((paths.content_dir() / name).read_bytes())
    file, text, one = tmp_path / "towns" / FILE.name, FILE.read_text("utf-8"), game(Library(tmp_path))
    file.parent.mkdir()
    file.write_text(text, "utf-8")
    week = Weeks(one).start("corner-shop", 3)
    noor = text.replace("  ida: {is", "  noor: {is: other, name: woman.name}\n  ida: {is", 1)
    file.write_text(noor.replace("The blinds are half up.", "{noor_name} has the blinds."), "utf-8")
    view = Weeks(one).resume(week.id).view
    assert isinstance(view, Morning)
    assert view.says.endswith("has the blinds.")
    assert "{" not in view.says


def test_a_week_given_up_is_not_offered_again() -> None:
    one = game()
    week = begun(one)
    assert [found.week for found in Weeks(one).in_progress()] == [week.id]
    Weeks(one).leave(week.id)
    assert Weeks(one).in_progress() == []


def test_the_week_played_last_is_gone_on_with_and_one_that_cannot_be_is_passed_over() -> None:
    one = game()
    assert Weeks(one).last() is None
    first, second = begun(one), Weeks(one).start("airport", 3)
    begun_again = Weeks(one).last()
    assert begun_again is not None
    assert begun_again.id == second.id
    first.choose("go")
    for town in (None, "corner-shop", str(FILE)):
        found = Weeks(one).last(town)
        assert found is not None
        assert found.id == first.id
    assert Weeks(one).last("cloud") is None
    one.note(WeekChose(week=first.id, turn=1, choice="nonsense", after=mark_of(first.choices)))
    passed = Weeks(one).last()
    assert passed is not None
    assert passed.id == second.id


def test_towns_are_listed_with_what_was_played_there() -> None:
    cards = {card.key: card for card in Weeks(game()).towns()}
    assert cards["airport"].title == "The yellow i"
    assert cards["airport"].weeks == ()
    with pytest.raises(PlayFault, match="there is no town"):
        Weeks(game()).start("airpot")
    with pytest.raises(PlayFault, match="there is no week"):
        Weeks(game()).resume("nothing")
