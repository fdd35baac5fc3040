"""Somebody who is back: of this week as she was left, of an earlier one if she was served well, or anybody."""

from pathlib import Path

import pytest

from game.language.read import read_town
from game.library.personas import draw_persona
from game.library.towns import case_seed, town, town_names, unplaced
from game.town.views import WeekDebrief
from game.town.week import options
from game.town.week_file import verify_week
from game.town.weeks import Weeks
from game.town.working import WorkingWeek
from tests.play.test_returning import met

from .corner import FILE, SHELF
from .test_town_file import BACK
from .test_working import game

ARRIVAL = """\
  is-back:
    title: Somebody back
    day: friday
    encounter: shes-back
    calm: glad
    hot: sore
    returns: [soup-woman]
    opens: |
      Somebody is back.
"""
SERVED = SHELF.encounter("aisle-seven").tests["owning it"].choose


def write(folder: Path, *edits: tuple[str, str], arrival: str = ARRIVAL) -> Path:
    """The corner shop with somebody coming back on Friday."""
    text = FILE.read_text("utf-8").rstrip("\n") + "\n" + arrival
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    file = folder / "towns" / "corner-shop.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, "utf-8")
    return file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(tmp_path)


WARNED = {2: ["do:ring-rosa", "note"]}
PREVENTED = {1: ["do:read-labels", "shelf-tags"]}


def spend(week: WorkingWeek, mornings: dict[int, list[str]], *, well: bool = True) -> WorkingWeek:
    """Go on until somebody is back; serve the woman at the soup as well as can be, or pass her on."""
    planned = {day: list(choices) for day, choices in mornings.items()}
    replies = list(SERVED)
    while week.state.talking != "is-back":
        offered, today = options(week.rules, week.state), planned.get(week.state.day)
        if week.state.stage in ("morning", "scene"):
            week.choose(today.pop(0) if today else "go")
        elif week.state.talking == "soup-woman":
            week.choose(replies.pop(0) if well else _sends_away(week, offered))
        else:
            week.choose(offered[-1])
    return week


def _sends_away(week: WorkingWeek, offered: tuple[str, ...]) -> str:
    talk = week.rules.loaded.encounters["aisle-seven"].encounter
    assert week.state.talk is not None
    scene = list(talk.scenes)[week.state.talk.scene]
    replies = talk.scenes[scene].replies
    return next((key for key in offered if "deflect" in replies[key].moves), offered[0])


def said(week: WorkingWeek) -> str:
    """Everything that was said so far to whoever came last, and what may be said now."""
    turn = week.talk.turn
    return "\n".join([*(line.text for line in week.talk.transcript()), *(one.text for one in turn.choices)])


def speaker(week: WorkingWeek) -> str:
    return week.talk.turn.lines[-1].speaker


def rosa(week: WorkingWeek) -> str:
    return week.rules.loaded.people(week.seed)["aisle-seven/rosa_name"]


def test_one_who_was_passed_on_this_week_comes_back_hot_and_by_her_own_name(file: Path) -> None:
    week = spend(Weeks(game()).start(str(file), 3), {}, well=False)
    assert week.state.hot
    assert speaker(week) == rosa(week)
    assert "I said I'd never come back" in said(week)
    assert "the husband sent home on low salt" in said(week)


def test_one_who_was_served_well_this_week_comes_back_with_trust(file: Path) -> None:
    week = spend(Weeks(game()).start(str(file), 1), WARNED)
    assert not week.state.hot
    assert speaker(week) == rosa(week)
    assert "the husband sent home on low salt" in said(week)


def test_where_nobody_came_it_is_somebody_whom_the_file_tells_of(file: Path) -> None:
    week = spend(Weeks(game()).start(str(file), 3), PREVENTED)
    assert not week.state.hot
    script = week.rules.loaded.encounters["shes-back"].script
    assert speaker(week) == draw_persona(script, case_seed(3, "shes-back"))["she_name"]
    assert "the piano on the landing" in said(week)


def test_one_served_well_in_an_earlier_week_comes_back_where_nobody_of_this_one_does(file: Path) -> None:
    one = game()
    before = spend(Weeks(one).start(str(file), 1), WARNED)
    week = spend(Weeks(one).start(str(file), 3), PREVENTED)
    assert speaker(week) == rosa(before) != rosa(week)
    assert "the husband sent home on low salt" in said(week)
    resumed = Weeks(one).resume(week.id)
    assert resumed.talk.transcript() == week.talk.transcript()


def test_whoever_came_this_week_comes_before_anybody_of_an_earlier_one(file: Path) -> None:
    one = game()
    spend(Weeks(one).start(str(file), 1), WARNED)
    week = spend(Weeks(one).start(str(file), 3), {}, well=False)
    assert speaker(week) == rosa(week)


def test_one_passed_on_in_an_earlier_week_does_not_return(file: Path) -> None:
    one = game()
    spend(Weeks(one).start(str(file), 1), {}, well=False)
    assert "the piano on the landing" in said(spend(Weeks(one).start(str(file), 3), PREVENTED))


def test_a_customer_of_a_run_comes_back_where_her_encounter_belongs_to_the_place(file: Path) -> None:
    one = game()
    met(one, "rerouted-flight", "owning it")
    assert "the piano on the landing" in said(spend(Weeks(one).start(str(file), 3), PREVENTED))
    run = met(one, "aisle-seven", "owning it")
    assert speaker(spend(Weeks(one).start(str(file), 3), PREVENTED)) == run.telling.persona["rosa_name"]


def test_who_is_back_decides_nothing_of_a_week(file: Path) -> None:
    one = game()
    spend(Weeks(one).start(str(file), 1), WARNED)
    mine = spend(Weeks(one).start(str(file), 3), PREVENTED)
    anybodys = spend(Weeks(game()).start(str(file), 3), PREVENTED)
    assert said(mine) != said(anybodys)
    while not mine.over:
        offered = options(mine.rules, mine.state)
        assert offered == options(anybodys.rules, anybodys.state)
        mine.choose(offered[0])
        anybodys.choose(offered[0])
    assert mine.week_file() == anybodys.week_file()
    assert verify_week(mine.week_file(), mine.rules.loaded) is not None


def test_one_met_in_a_scene_of_the_towns_own_comes_back_too(tmp_path: Path) -> None:
    back = "".join(
        f"      {key}: |\n        {text}\n"
        for key, text in {
            "about": "a wet bag",
            "recalls": "the dinner on Sunday",
            "sore": "a landlord",
            "thanks": "Ida",
        }.items()
    )
    file = write(
        tmp_path,
        (
            "  ben: {is: customer, name: man.name, first: man.first_name}",
            "  ben: {is: customer, name: Bente, first: Bente}",
        ),
        ("    title: A wet paper bag\n", f"    title: A wet paper bag\n    back:\n{back}"),
        ("returns: [soup-woman]", "returns: [soup-woman, thaw]"),
    )
    week = spend(Weeks(game()).start(str(file), 3), {}, well=False)
    assert speaker(week) == "Bente"
    assert "the dinner on Sunday" in said(week)
    assert "the husband sent home on low salt" in said(week)  # what somebody else told


def told(file: Path) -> list[tuple[str, str]]:
    reading = read_town(file.read_bytes(), str(file))
    assert reading.rendered() == ""
    return [(one.code, one.message) for one in unplaced(reading, SHELF)]


def test_a_town_in_which_somebody_can_come_back_is_in_order(file: Path) -> None:
    assert told(file) == []


def test_nobody_returns_in_an_encounter_that_has_nobody_for_it(tmp_path: Path) -> None:
    arrival = (
        ARRIVAL.replace("shes-back", "billed-three-times").replace("glad", "sharp").replace("sore", "sharp")
    )
    assert told(write(tmp_path, arrival=arrival)) == [("R205", "nobody returns in `billed-three-times`")]


def test_only_those_return_of_whom_something_is_told(tmp_path: Path) -> None:
    edits = (
        (
            "    encounter: aisle-seven\n    calm: brisk\n    hot: flustered",
            "    encounter: mould\n    calm: weary\n    hot: weary",
        ),
        ("of: aisle-seven.rosa", "of: mould.lafferty"),
    )
    temperament = next(iter(SHELF.encounter("mould").encounter.temperaments))
    named = [(old, new.replace("weary", temperament)) for old, new in edits]
    assert told(write(tmp_path, *named)) == [("R205", "nothing is told of whoever comes in `soup-woman`")]


def test_only_those_return_who_are_called_as_whoever_returns(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        ("    title: A wet paper bag\n", f"    title: A wet paper bag\n{BACK}"),
        ("returns: [soup-woman]", "returns: [thaw]"),
    )
    assert told(file) == [("R205", "whoever comes in `thaw` can't be who returns")]


def test_the_timeline_says_on_which_day_they_were_here(file: Path) -> None:
    week = spend(Weeks(game()).start(str(file), 3), {}, well=False)
    while not week.over:
        week.choose(options(week.rules, week.state)[0])
    assert isinstance(week.view, WeekDebrief)
    (back,) = [chain for chain in week.view.chains if chain.title == "Somebody back"]
    assert back.moral == "Was here on Wednesday."
    assert back.links[0].kind == "hot"


def test_nobody_in_a_town_bears_the_name_of_whoever_may_be_back(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        ("  rosa: {is: customer, of: aisle-seven.rosa}", "  rosa: {is: customer, of: shes-back.she}"),
    )
    assert told(file) == [("R205", "who `she` is shows only when they come back")]


@pytest.mark.parametrize("name", town_names(SHELF))
def test_in_every_town_somebody_comes_back_as_she_was_left(name: str) -> None:
    loaded = town(SHELF, name)
    (back,) = [one for one in loaded.town.arrivals.values() if one.encounter == "shes-back"]
    returns = loaded.encounters["shes-back"].script.returns
    assert returns is not None
    assert (back.calm, back.hot) == (returns.met, returns.passed_on)
    assert back.returns
    assert not [
        one
        for one in loaded.town.arrivals.values()
        if one.encounter and one.day == back.day and not one.signal and one != back
    ]
