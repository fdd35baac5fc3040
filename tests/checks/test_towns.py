"""What is proved of a town, held against weeks that are tried out."""

from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from game import paths
from game.checks.towns import mondays, worst_mondays
from game.library.library import Library
from game.library.towns import town
from game.town.finding import Finder
from game.town.outcomes import Outcomes
from game.town.prospects import DeflectBounds, RescueBounds
from game.town.rules import Rules
from game.town.score import points_of
from game.town.slim import Slim
from game.town.week import begin_week, options, take
from tests.town.corner import rules as corner_rules

HERE = Path(__file__).parent
SHELF = Library(paths.content_dir())


@cache
def laundry(folder: Path) -> Rules:
    (folder / "towns").mkdir(parents=True, exist_ok=True)
    path = folder / "towns" / "example.yaml"
    path.write_bytes((HERE / "example-town.yaml").read_bytes())
    return Rules(town(SHELF, str(path)))


@cache
def corner() -> tuple[Rules, Outcomes]:
    rules = corner_rules()
    return rules, Outcomes(rules)


@cache
def rescued() -> int:
    rules, outcomes = corner()
    return RescueBounds(rules, outcomes).best(begin_week(rules)) or 0


@cache
def handed_back() -> int:
    rules, outcomes = corner()
    return DeflectBounds(rules, outcomes).best(begin_week(rules)) or 0


@settings(deadline=None, max_examples=150)
@given(st.lists(st.integers(0, 30), min_size=30, max_size=90))
def test_no_week_of_rescues_beats_its_bound(picks: list[int]) -> None:
    rules, _ = corner()
    week = begin_week(rules)
    for pick in [*picks, *[0] * 200]:
        if week.stage == "over":
            break
        offered = options(rules, week)
        after = take(rules, week, offered[pick % len(offered)]).after
        if any(signal.status == "prevented" for signal in after.signals):
            after = take(rules, week, offered[-1]).after
        week = after
    if week.stage == "over" and all(signal.status != "prevented" for signal in week.signals):
        assert points_of(rules, week)[0] <= rescued()


def test_a_week_of_prevention_is_found_that_beats_every_rescue(tmp_path: Path) -> None:
    rules = laundry(tmp_path)
    outcomes, monday = Outcomes(rules), begin_week(rules)
    bound = RescueBounds(rules, outcomes).best(monday) or 0
    week = Finder(rules, outcomes).find(
        monday,
        lambda one: (
            points_of(rules, one)[0] > bound and all(signal.status == "prevented" for signal in one.signals)
        ),
    )
    assert week is not None


@settings(deadline=None, max_examples=100)
@given(st.lists(st.integers(0, 30), min_size=30, max_size=90))
def test_no_week_of_handing_back_beats_its_bound(picks: list[int]) -> None:
    rules, _ = corner()
    moves, week = rules.loaded.rulebook.moves, begin_week(rules)
    for pick in [*picks, *[0] * 200]:
        if week.stage == "over":
            break
        offered = options(rules, week)
        if week.stage == "scene":
            scene = rules.town.tasks[week.subject].scene
            replies = scene.encounter.scenes["here"].replies
            back = [one for one in offered if any(moves[move].deflects for move in replies[one].moves)]
            offered = tuple(back or [one for one in offered if scene.does[one].ends != "met"] or offered)
        if week.stage == "talk" and rules.town.arrivals[week.talking].scene is None:
            return  # only weeks whose talks are scenes are tried here
        if week.stage == "talk":
            arrival = rules.town.arrivals[week.talking]
            assert arrival.scene is not None
            replies = arrival.scene.encounter.scenes["here"].replies
            offered = (
                tuple(one for one in offered if any(moves[move].deflects for move in replies[one].moves))
                or offered
            )
        week = take(rules, week, offered[pick % len(offered)]).after
    if week.stage == "over":
        assert points_of(rules, week)[0] <= handed_back()


def test_a_merged_monday_has_done_and_gathered_no_more_than_any_of_its_own(tmp_path: Path) -> None:
    rules = laundry(tmp_path)
    outcomes = Outcomes(rules)
    evenings = list(mondays(rules, outcomes, begin_week(rules)))
    worst = worst_mondays(Slim(rules), evenings)
    assert 0 < len(worst) < len(evenings)
    for evening in evenings:
        assert any(
            one.done >= evening.done
            and one.tally.points <= evening.tally.points
            and one.tally.hours <= evening.tally.hours
            and one.signals == evening.signals
            for one in worst
        )


def test_what_is_found_really_adds_up(tmp_path: Path) -> None:
    rules = laundry(tmp_path)
    week = Finder(rules, Outcomes(rules)).find(begin_week(rules), lambda one: points_of(rules, one)[0] >= 900)
    assert week is not None
    assert week.stage == "over"
