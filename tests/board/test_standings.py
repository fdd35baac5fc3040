"""Who stands where: points, teams of every size, turnout, ties and awards."""

import random
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.board.season import ATTEMPTS, Ranking, Season, Team
from game.board.standings import (
    FAIRNESS,
    Counted,
    Tally,
    TeamSums,
    above_chance,
    awards,
    tally,
    team_sums,
    teams_in_order,
)

from .store.samples import a_season, came_to


def counted(attempt: int, score: int, encounter: str = "mould", **more: Any) -> Counted:
    return Counted(encounter, attempt, came_to(score, **more))


def players(*points: int) -> list[Tally]:
    return [Tally(points=one, attempts=1) for one in points]


# A player


def test_a_players_points_are_the_best_run_of_each_encounter() -> None:
    runs = [counted(1, 400), counted(2, 700), counted(3, 300), counted(1, 50, "wet-floor")]
    found = tally(runs)
    assert (found.points, found.attempts) == (750, 4)
    assert (found.again, found.gained) == (1, 300), (
        "from the first to the best, where there was more than one"
    )


def test_nothing_beyond_the_third_attempt_counts() -> None:
    assert tally([counted(4, 1000, harm=9, hot=True)]) == Tally()
    assert tally([counted(0, 1000)]) == Tally()
    assert tally([counted(1, 10), counted(5, 1000)]) == tally([counted(1, 10)])


def test_the_best_run_is_a_whole_run_whatever_came_first() -> None:
    """A first run that was better loses nothing by a worse one, and gains nothing either."""
    assert tally([counted(1, 700), counted(2, 100)]).gained == 0
    assert tally([counted(2, 100), counted(3, 400)]).gained == 300, (
        "the first that arrived, if the first never did"
    )


def test_harm_and_heat_are_of_all_runs() -> None:
    found = tally(
        [
            counted(1, 100, harm=5, hot=True, outcome="lost"),
            counted(2, 900, harm=1, hot=True),
            counted(3, 900, hot=True, outcome="partly"),
        ]
    )
    assert (found.harm, found.hot, found.calmed) == (6, 3, 1)


some_runs = st.lists(
    st.builds(
        counted,
        st.integers(1, ATTEMPTS),
        st.integers(0, 1000),
        st.sampled_from(["mould", "wet-floor"]),
        harm=st.integers(0, 9),
        hot=st.booleans(),
        outcome=st.sampled_from(["met", "lost"]),
    ),
    max_size=6,
    unique_by=lambda run: (run.encounter, run.attempt),
)


@given(some_runs, st.randoms())
def test_the_order_of_arrival_changes_no_tally(runs: list[Counted], chance: random.Random) -> None:
    shuffled = list(runs)
    chance.shuffle(shuffled)
    assert tally(shuffled) == tally(runs)


@given(some_runs)
def test_encounters_add_up_apart(runs: list[Counted]) -> None:
    """By this a store adds only what one encounter's tally grew by."""
    parts = [tally(run for run in runs if run.encounter == key) for key in ("mould", "wet-floor")]
    whole = tally(runs)
    for name in Tally.__slots__:
        assert getattr(whole, name) == sum(getattr(part, name) for part in parts)


# A team


def test_a_teams_sums_are_of_those_who_played() -> None:
    sums = team_sums("reds", [*players(3, 4), Tally()])
    assert (sums.members, sums.played, sums.points, sums.squares, sums.runs) == (3, 2, 7, 25, 2)


def test_a_run_of_nothing_is_a_run() -> None:
    assert team_sums("reds", players(0)).played == 1


# Equally good teams of 3, 8 and 30 (FACTS, Boards)

SIZES = {"three": 3, "eight": 8, "thirty": 30}
EACH = 8
"""Teams of each size."""
TRIALS = 500


@cache
def seasons() -> list[tuple[list[TeamSums], dict[str, list[int]]]]:
    """Seasons of equally good teams: the sums of each, and the points of its best five."""
    chance = random.Random(20_261_126)
    found = []
    for _ in range(TRIALS):
        drawn = {
            f"{key}-{number}": [max(0, round(chance.gauss(2_400, 500))) for _ in range(size)]
            for key, size in SIZES.items()
            for number in range(EACH)
        }
        sums = [team_sums(team, players(*points)) for team, points in drawn.items()]
        found.append((sums, {team: sorted(points, reverse=True)[:5] for team, points in drawn.items()}))
    return found


def wins(ranking: Ranking) -> dict[str, float]:
    """How often a team of each size comes first, in per cent."""
    teams = tuple(Team(team=one.team, title=one.team) for one in seasons()[0][0])
    season = a_season(teams=teams, ranking=ranking)
    first = dict.fromkeys(SIZES, 0.0)
    for sums, best in seasons():
        leaders = [one.team for one in teams_in_order(season, sums, best) if one.rank == 1]
        for leader in leaders:
            first[leader.partition("-")[0]] += 100 / TRIALS / len(leaders)
    return first


def test_adjusted_for_size_each_wins_about_a_third() -> None:
    for share in wins("size-adjusted").values():
        assert 28 <= share <= 39


@pytest.mark.parametrize(
    ("ranking", "winner", "least", "most", "says"),
    [
        ("average", "three", 75, 85, "four times in five"),
        ("sum", "thirty", 99.99, 100.01, "every time"),
        ("top-five", "thirty", 98, 99.99, "ninety-nine times in a hundred"),
    ],
)
def test_other_rankings_are_as_unfair_as_is_said_of_them(
    ranking: Ranking, winner: str, least: float, most: float, says: str
) -> None:
    assert least <= wins(ranking)[winner] <= most
    assert says in FAIRNESS[ranking]


def test_above_chance_is_the_z_of_the_mean_drawn_without_replacement() -> None:
    """Held against the textbook: (mean - population mean) / (sd · sqrt((N - n) / (n · (N - 1)))), in thousandths."""
    ours, theirs = [900, 800, 700], [100, 200, 300, 400, 500]
    team = team_sums("reds", players(*ours))
    everybody = ours + theirs
    mean = sum(everybody) / 8
    variance = sum((points - mean) ** 2 for points in everybody) / 8
    z = (800 - mean) / (variance * (8 - 3) / (3 * 7)) ** 0.5
    assert above_chance(team, 8, sum(everybody), sum(points**2 for points in everybody)) == int(1000 * z)
    other = team_sums("blues", players(*theirs))
    assert above_chance(other, 8, sum(everybody), sum(points**2 for points in everybody)) < 0


@pytest.mark.parametrize(
    ("team", "everybody"), [([], [1, 2]), ([5], [5]), ([5, 5], [5, 5, 5]), ([], []), ([1, 2], [1, 2])]
)
def test_where_there_is_nothing_to_compare_with_nobody_is_ahead(
    team: list[int], everybody: list[int]
) -> None:
    sums = team_sums("reds", players(*team))
    assert above_chance(sums, len(everybody), sum(everybody), sum(one**2 for one in everybody)) == 0


# Order


def standing(season: Season, **points: list[int]) -> list[tuple[str, int | None]]:
    sums = [team_sums(team, players(*theirs)) for team, theirs in points.items()]
    return [(one.team, one.rank) for one in teams_in_order(season, sums)]


def test_ties_are_ties_and_the_next_rank_is_left_out() -> None:
    season = a_season(
        teams=tuple(Team(team=key, title=key.title()) for key in ("a", "b", "c", "d")), ranking="sum"
    )
    assert standing(season, a=[5], b=[7], c=[7], d=[1]) == [("b", 1), ("c", 1), ("a", 3), ("d", 4)]


def test_below_the_turnout_a_team_waits_at_the_end() -> None:
    season = a_season(
        teams=(Team(team="a", title="A", size=4), Team(team="b", title="B")), ranking="sum", turnout=50
    )
    sums = [team_sums("a", players(900)), team_sums("b", players(1))]
    found = teams_in_order(season, sums)
    assert [(one.team, one.rank) for one in found] == [("b", 1), ("a", None)]
    assert found[1].says == "1 of 4 have played; ranked from 2 on."
    assert teams_in_order(season, [team_sums("a", players(900, 1)), sums[1]])[0].team == "a"


def test_more_who_joined_than_were_meant_to_be_is_a_bigger_team() -> None:
    season = a_season(teams=(Team(team="a", title="A", size=2),), turnout=100)
    sums = TeamSums("a", members=5, played=4, points=4, squares=4, runs=4)
    assert teams_in_order(season, [sums])[0].members == 5
    assert teams_in_order(season, [sums])[0].rank is None


def test_without_any_turnout_somebody_must_have_played() -> None:
    season = a_season(teams=(Team(team="a", title="A"), Team(team="b", title="B")), turnout=0, ranking="sum")
    found = teams_in_order(season, [team_sums("a", [Tally()])])
    assert [(one.rank, one.says) for one in found] == [
        (None, "Nobody has played yet."),
        (None, "Nobody has joined yet."),
    ]


def test_a_standing_is_said_in_a_sentence() -> None:
    def says(ranking: Ranking, best: dict[str, list[int]] | None = None) -> str:
        sums = [team_sums("reds", players(1000, 800)), team_sums("blues", players(500, 300))]
        return teams_in_order(a_season(ranking=ranking), sums, best)[0].says

    assert (
        says("size-adjusted") == "An average of 900 from 2 of 2: better than 95 in 100 of what a random team "
        "of that size would get."
    )
    assert says("average") == "An average of 900 from 2 of 2."
    assert says("sum") == "1,800 in all; an average of 900 from 2 of 2."
    assert says("top-five", {"reds": [1000, 800]}) == "1,800 from its best 2; an average of 900 from 2 of 2."
    alone = teams_in_order(a_season(), [team_sums("reds", players(5))])
    assert alone[0].says == "An average of 5 from 1 of 1; no other team has played yet."


# Awards


def test_awards_go_to_teams_that_have_done_enough() -> None:
    season = a_season()
    few = TeamSums("reds", members=1, played=1, runs=2, again=2, gained=900, hot=2, calmed=2)
    assert awards(season, [few]) == ()


def test_each_award_goes_to_whoever_did_best_and_to_all_of_them() -> None:
    season = a_season(teams=tuple(Team(team=key, title=key) for key in ("a", "b", "c")))
    found = {
        one.award: one
        for one in awards(
            season,
            [
                TeamSums("a", runs=10, harm=5, again=3, gained=300, hot=4, calmed=2),
                TeamSums("b", runs=20, harm=10, again=4, gained=404, hot=3, calmed=0),
                TeamSums("c", runs=9, harm=90, again=0, gained=0, hot=10, calmed=5),
                TeamSums("strangers", runs=9, harm=0, again=9, gained=9000, hot=9, calmed=9),
            ],
        )
    }
    assert found["most-improved"].teams == ("b",)
    assert found["most-improved"].says == "From a first try to the best of three, 101 points more on average."
    assert found["quietest-week"].teams == ("a", "b")
    assert found["quietest-week"].says == "The least harm done: 0.5 harm points a conversation."
    assert found["best-recovery"].teams == ("a", "c")
    assert (
        found["best-recovery"].says
        == "Of their furious customers, 50 in 100 got what they needed in the end."
    )


def test_no_award_for_nothing() -> None:
    nothing = TeamSums("reds", runs=5, harm=0, again=5, gained=0, hot=5, calmed=0)
    assert [one.award for one in awards(a_season(), [nothing])] == ["quietest-week"]
    assert "no harm points" in awards(a_season(), [nothing])[0].says
