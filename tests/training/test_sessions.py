"""Today's session fits its minutes, changes who comes, and stays what it was while it is worked through."""

from game.library.summaries import Summary
from game.play.history import DAY, FinishedRun
from game.telling.views import Mode
from game.training.sessions import Session, minutes_for, session

from .making import MONDAY, a_plan, a_run, a_stage, summary

ENCOUNTERS = [summary("soup", 1, scenes=10), summary("plane"), summary("bill"), summary("boots")]
PLAN = a_plan(a_stage("first", "soup", "plane", "bill"))


def today(
    history: list[FinishedRun],
    day: int = 0,
    *,
    plan: object = PLAN,
    drilled: bool = False,
    unfinished: tuple[tuple[str, Mode, str], ...] = (),
    encounters: list[Summary] = ENCOUNTERS,
) -> Session:
    return session(
        plan,  # type: ignore[arg-type]
        encounters,
        history,
        MONDAY + day * DAY + DAY // 2,
        drilled=drilled,
        unfinished=unfinished,
        temperament=lambda _encounter, seed: ("calm", "hot")[seed % 2],
    )


def keys(found: Session) -> list[str]:
    return [step.encounter for step in found.steps]


def test_a_session_fits_its_minutes() -> None:
    for minutes in range(5, 40):
        found = today(
            [a_run("boots", -1)], plan=a_plan(a_stage("s", "soup", "plane", "bill"), minutes=minutes)
        )
        assert 1 <= len(found.steps) <= 2
        assert len(found.steps) == 1 or found.minutes <= minutes


def test_somebody_new_gets_no_drill_and_meets_the_first() -> None:
    found = today([])
    assert found.drill is None
    assert keys(found)[0] == "soup"


def test_what_was_met_longest_ago_comes_first() -> None:
    assert keys(today([a_run("soup", 0), a_run("plane", 1), a_run("bill", 2)], 3)) == ["soup", "plane"]
    assert keys(today([a_run("soup", 2), a_run("plane", 1)], 3)) == ["bill", "plane"]


def test_it_stays_the_same_while_it_is_worked_through() -> None:
    before = today([a_run("bill", 0)], 1)
    done = [a_run("bill", 0), *(a_run(key, 1, minute=place) for place, key in enumerate(keys(before)))]
    after = today(done, 1, drilled=True)
    assert keys(after) == keys(before)
    assert [step.seed for step in after.steps] == [step.seed for step in before.steps]
    assert after.done
    assert before.minutes == after.minutes
    assert (before.minutes_left, after.minutes_left) == (before.minutes, 0)


def test_another_temperament_comes_than_last_time() -> None:
    for met in ("calm", "hot"):
        [step] = today([a_run("soup", 0, temperament=met)], 1, plan=a_plan(a_stage("s", "soup"))).steps
        assert ("calm", "hot")[step.seed % 2] != met


def test_an_unfinished_run_is_gone_on_with() -> None:
    found = today([], unfinished=(("soup", "practice", "newest"), ("soup", "practice", "older")))
    assert found.steps[0].run == "newest"


def test_one_played_another_way_than_the_stage_asks_is_begun_again() -> None:
    assert not today([], unfinished=(("soup", "coached", "easier"),)).steps[0].run


def test_what_is_due_and_not_mastered_is_drilled() -> None:
    thin = dict.fromkeys(("Listen", "Empathise", "Act", "Own", "Advocate", "Prevent"), 800) | {"Own": 0}
    found = today([a_run("soup", 0, thin)], 1)  # type: ignore[arg-type]
    assert found.due[0] == "Own"
    assert found.drill == "Own"


def test_the_plan_says_how_it_is_played() -> None:
    found = today([], plan=a_plan(a_stage("s", "soup", mode="coached")))
    assert [step.mode for step in found.steps] == ["coached"]


def test_longer_encounters_take_longer() -> None:
    assert minutes_for(summary("a", scenes=30)) > minutes_for(summary("b", scenes=10)) >= 2
    assert minutes_for(summary("c", scenes=1)) == 2
