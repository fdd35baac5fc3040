"""Who stands where on a folder's board: ties, their order, and what is shown of whom."""

from dataclasses import replace

from game.board.folder.reading import Gathered, Person, Ran
from game.board.folder.standing import AROUND, placed, standings
from game.board.standings import SHOWN_FIRST
from game.board.verdict import Verdict

from .making import CLOSES, NOON, made

SEASON = made()[0]


def ran(score: int, attempt: int = 1, at: int = NOON, encounter: str = "aisle-seven") -> Ran:
    return Ran(encounter, attempt, at, Verdict(score, 0, 0, "met", "end", False, False), f"{at}.json")


def person(name: str, *runs: Ran, team: str = "northgate", shown: bool = True) -> Person:
    return Person(name.casefold() * 8, name, team, shown, NOON, runs)


def gathered(*people: Person) -> Gathered:
    return Gathered(people, ())


def test_equals_share_a_rank_and_whoever_needed_fewer_attempts_or_was_earlier_is_listed_first() -> None:
    order = placed(
        [
            person("Ada", ran(300), ran(500, 2)),
            person("Bo", ran(500, at=NOON + 2)),
            person("Cy", ran(500, at=NOON + 1)),
            person("Di", ran(400)),
            person("Ed"),
        ]
    )
    assert [(one.person.name, one.rank, one.tied) for one in order] == [
        ("Cy", 1, True),
        ("Bo", 1, True),
        ("Ada", 1, True),
        ("Di", 4, False),
    ]


def test_the_best_run_of_each_encounter_counts_as_a_whole() -> None:
    [only] = placed([person("Ada", ran(300), ran(700, 2), ran(500, 3), ran(90, encounter="front-brake"))])
    assert only.tally.points == 790


def test_neighbours_are_three_on_each_side_and_no_list_of_the_last() -> None:
    people = [person(f"P{n}", ran(900 - n), shown=n % 2 == 0) for n in range(30)]
    seen = standings(SEASON, gathered(*people), NOON, people[15].player)
    assert [one.rank for one in seen.around] == list(range(13, 20))
    assert len(seen.around) == 2 * AROUND + 1
    assert seen.me is not None
    assert (seen.me.name, seen.me.rank, seen.me.me) == ("P15", 16, True), "one's own name is one's own"
    assert [one.name for one in seen.around] == ["P12", "", "P14", "P15", "P16", "", "P18"]
    assert len(seen.top) == 15
    assert {one.name for one in seen.top} == {f"P{n}" for n in range(0, 30, 2)}
    first = standings(SEASON, gathered(*people), NOON, people[0].player)
    assert [one.rank for one in first.around] == [1, 2, 3, 4]


def test_at_most_twenty_are_named() -> None:
    people = [person(f"P{n}", ran(900 - n)) for n in range(30)]
    assert len(standings(SEASON, gathered(*people), NOON).top) == SHOWN_FIRST


def test_the_end_of_a_season_is_seen() -> None:
    assert not standings(SEASON, gathered(), CLOSES - 1).closed
    assert standings(SEASON, gathered(), CLOSES).closed


def test_what_came_after_a_freeze_is_in_none_of_it() -> None:
    season = SEASON.model_copy(update={"freezes": NOON + 10})
    early = [person("Ada", ran(300)), person("Bo", ran(200), team="southgate")]
    late = [
        person("Ada", ran(300), ran(900, 2, NOON + 10)),
        early[1],
        person("Cy", ran(999, at=NOON + 11)),
        replace(person("Di"), joined=NOON + 12),
    ]
    before = standings(season, gathered(*early, person("Cy")), NOON + 20, early[0].player)
    after = standings(season, gathered(*late), NOON + 20, late[0].player)
    assert after.frozen == NOON + 10
    assert after == before
    ended = standings(season, gathered(*late), season.closes, late[0].player)
    assert (ended.frozen, ended.me.points if ended.me else 0, ended.people) == (None, 900, 3)
