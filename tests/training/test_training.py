"""Somebody trains: the plan taken up, a week of sessions, drills, ratings; all of it in the save."""

from pathlib import Path

import pytest

from game import paths
from game.engine.step import Refused
from game.library.library import Library
from game.play.game import Game
from game.play.history import DAY
from game.play.run import PlayFault, Run
from game.rules.skills import SKILLS
from game.saves.saves import Saves
from game.training.calibration import as_rating, gaps, tendency
from game.training.chair import chair_lines, gap_in_words
from game.training.drills import answered, drill
from game.training.training import Training

from ..library.shelf import SAMPLE
from .making import ALL, MONDAY, a_run

LIBRARY = Library(paths.content_dir())


class Clock:
    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> int:
        self.now += 1000
        return self.now

    def next_day(self) -> None:
        self.now += DAY


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def game(clock: Clock) -> Game:
    return Game(LIBRARY, Saves.in_memory(), clock)


def finish(run: Run, mistakes: tuple[int, ...] = ()) -> Run:
    """Play as well as can be, but for some turns."""
    solver = run.telling.loaded.solver(run.telling.compiled.temperament)
    while not run.turn.ended:
        best = solver.best(run._said.state).replies[0]
        others = [choice.key for choice in run.turn.choices if choice.key != best]
        run.choose(others[0] if len(run.replies) in mistakes and others else best)
    return run


def test_whoever_masters_the_first_stage_on_two_days_comes_to_the_second(game: Game, clock: Clock) -> None:
    training = Training(game)
    stages = []
    for _ in range(3):
        today = training.session()
        stages.append(today.now.stage.key)
        for step in today.steps:
            finish(game.start(step.encounter, step.mode, step.seed))
        assert training.session().minutes_left <= 1, "only the drill is left"
        clock.next_day()
    assert stages == ["first-customers", "first-customers", "heard-and-helped"]


def test_a_plan_is_remembered_and_a_wrong_one_refused(game: Game) -> None:
    training = Training(game)
    training.take_up("daily")
    assert Training(game).session().plan.key == "daily"
    assert [card.key for card in training.plans() if card.chosen] == ["daily"]
    with pytest.raises(PlayFault, match="did you mean `daily`"):
        training.take_up("dayly")


def test_every_plan_of_the_pack_can_be_taken_up(game: Game) -> None:
    training = Training(game)
    cards = training.plans()
    assert (cards[0].key, cards[-1].key) == ("first-week", "daily")
    for card in cards:
        assert not card.problem
        training.take_up(card.key)
        assert training.session().steps


def test_a_drill_is_done_once_a_day(game: Game, clock: Clock) -> None:
    training = Training(game)
    finish(game.start("aisle-seven", "coached", 1))
    clock.next_day()
    skill = training.session().drill
    assert skill is not None
    found = training.drill(skill)
    assert found is not None
    assert training.drill(skill) == found, "the same all day"
    training.answer(found, found.choices[0].key)
    assert training.session().drilled
    clock.next_day()
    assert not training.session().drilled


def test_a_drill_grades_a_reply_by_what_it_costs(game: Game) -> None:
    loaded = LIBRARY.encounter("aisle-seven")
    for skill in SKILLS:
        found = drill(loaded, skill, 1)
        if found is None:
            continue
        outcomes = [answered(found, choice.key) for choice in found.choices]
        assert any(one.grade == "Best" and not one.better for one in outcomes)
        assert all(one.grade != "Best" for one in outcomes if one.better)
    first = drill(loaded, "Listen", 1)
    assert first is not None
    with pytest.raises(Refused):
        answered(first, "no-such-reply")


def test_ratings_are_kept_with_the_run_and_stand_once_given(game: Game) -> None:
    training = Training(game)
    run = finish(game.start("aisle-seven", "coached", 1))
    training.rate_heard(run.id, 4)
    training.rate_heard(run.id, 1)
    training.rate_skill(run.id, "Listen", 2)
    training.rate_line(run.id, 3, 5)
    [finished] = game.history()
    assert finished.ratings == {"heard": 4, "Listen": 2, "line-3": 5}
    [gap] = gaps([finished])
    assert (gap.rated, gap.shown) == (2, 5)


def test_ratings_outlive_the_game(tmp_path: Path, clock: Clock) -> None:
    with Saves.open(tmp_path) as saves:
        game = Game(LIBRARY, saves, clock)
        run = finish(game.start("aisle-seven", "coached", 1))
        Training(game).rate_heard(run.id, 4)
        Training(game).take_up("daily")
    with Saves.open(tmp_path) as saves:
        again = Game(LIBRARY, saves, clock)
        assert again.history()[0].ratings == {"heard": 4}
        assert Training(again).session().plan.key == "daily"
        assert not again.notices


def test_the_test_is_somebody_never_met(game: Game) -> None:
    training = Training(game)
    met = []
    while not training.session().standings[0].done:
        step = training.test_out()
        assert step is not None
        assert step.mode == "practice"
        met.append(step.encounter)
        finish(game.start(step.encounter, step.mode, step.seed))
    assert sorted(met) == ["aisle-seven", "rerouted-flight"]
    after = training.test_out()
    assert after is not None
    assert after.encounter not in met


def test_progress_tells_skills_letters_and_how_one_rates_oneself(game: Game) -> None:
    training = Training(game)
    assert training.progress().runs == 0
    run = finish(game.start("aisle-seven", "coached", 1))
    for skill in SKILLS:
        training.rate_skill(run.id, skill, 1)
    found = training.progress()
    assert found.runs == found.days == found.endings_found == 1
    assert set(found.skills) == set(SKILLS)
    assert found.letters[0].title == "Aisle seven"
    assert "lower" in found.tendency


def test_self_ratings_compare_by_fifths() -> None:
    assert [as_rating(ratio) for ratio in (0, 199, 200, 600, 799, 800, 1000)] == [1, 1, 2, 4, 4, 5, 5]


@pytest.mark.parametrize(("rated", "word"), [(5, "much as"), (1, "lower"), (4, "much as")])
def test_a_tendency_is_said_in_a_sentence(rated: int, word: str) -> None:
    run = a_run(
        ratios=dict.fromkeys(SKILLS, 900 if rated != 4 else 700), ratings=dict.fromkeys(SKILLS, rated)
    )
    assert word in tendency(gaps([run]))
    assert tendency(gaps([run])[:5]) == ""


def test_whoever_rates_high_is_told() -> None:
    run = a_run(ratios=dict.fromkeys(SKILLS, 100), ratings=dict.fromkeys(SKILLS, 5))
    assert "higher" in tendency(gaps([run]))


def test_the_other_chair_has_the_costliest_the_last_and_a_good_line(game: Game) -> None:
    debrief = finish(game.start(str(SAMPLE), "practice", 3), mistakes=(1,)).debrief()
    lines = chair_lines(debrief)
    assert len(lines) == 3
    assert all(line.thought for line in lines)
    assert [line.turn for line in lines] == sorted(line.turn for line in lines)
    assert debrief.costliest is not None
    worst = next(line for line in lines if "cost most" in line.why)
    good = next(line for line in lines if "served" in line.why)
    assert worst.turn == debrief.costliest.turn
    assert worst.shown < good.shown == 5


@pytest.mark.parametrize(
    ("rated", "shown", "word"),
    [
        ([5, 5], [1, 5], "harder"),
        ([1, 1], [5, 5], "better"),
        ([3, 4], [3, 3], "much as"),
        ([4, 2, 3], [1, 5, 2], "Some"),
    ],
)
def test_the_gap_is_said_in_a_sentence(rated: list[int], shown: list[int], word: str) -> None:
    assert word in gap_in_words(rated, shown)


def test_a_save_without_ratios_is_replayed(game: Game) -> None:
    run = finish(game.start("aisle-seven", "coached", 1))
    saved = game.progress.runs[run.id]
    [kept] = game.history()
    assert saved.finished is not None
    saved.finished = saved.finished.model_copy(update={"skills": None, "criticals": None})
    assert game.history() == [kept]
    assert set(kept.ratios) == set(ALL)
