"""What an organiser does with a season, whether through the server or with the store at hand."""

from game.board.organising import People, Person
from game.board.season import Season
from game.board.standings import teams_in_order
from game.board.store import players, ranks, seasons
from game.board.store.refused import Refused
from game.board.store.tx import LIVE, Tx
from game.board.tables import Row, people_table, teams_table
from game.rules.clean import clean

_DAY = 24 * 60 * 60_000


def close(tx: Tx, key: str, now: int) -> str:
    """End a season; returns what that means, in a sentence.

    Raises:
        Refused: there is no such season.
    """
    seasons.close(tx, key, now)
    return "The season is closed: no run counts from now on, and everybody sees how it ended."


def freeze(tx: Tx, key: str, now: int) -> str:
    """Show the standings as they are now until the season closes; returns what that means, in a sentence.

    Raises:
        Refused: there is no such season, or it is over.
    """
    seasons.freeze(tx, key, now)
    return (
        "The standings are frozen: runs still count, and nobody sees where they lead until the season closes."
    )


def thaw(tx: Tx, key: str, now: int) -> str:
    """Show the standings live again; returns what that means, in a sentence.

    Raises:
        Refused: there is no such season, or it is over.
    """
    if seasons.existing(tx, key).over(now):
        raise Refused("This season is over, and its standings are final", 409)
    seasons.thaw(tx, key)
    return "The standings are live again, and don't freeze by themselves any more."


def remove(tx: Tx, key: str, player: str, now: int) -> str:
    """Forget somebody; returns what that means, in a sentence.

    Args:
        tx: the transaction.
        key: the season's.
        player: the player's id.
        now: UTC milliseconds.

    Raises:
        Refused: there is no such season, or nobody of this id.
    """
    seasons.existing(tx, key)
    if not players.delete(tx, key, player, now):
        raise Refused("There is nobody of this id in the season, or not any more", 404)
    return "The name, the token and what was said are deleted; the points stay in the team's total."


def people(tx: Tx, key: str, now: int) -> People:
    """The season as it stands, and everybody in it.

    Raises:
        Refused: there is no such season.
    """
    kept = seasons.existing(tx, key)
    return People(
        season=kept.season,
        closed=kept.over(now),
        frozen=kept.frozen_since(now),
        people=tuple(
            Person(
                player=one.player,
                name=one.name,
                team=one.team,
                shown=one.shown,
                joined=one.joined,
                points=one.points,
                attempts=one.attempts,
            )
            for one in players.named(tx, key)
        ),
    )


def called(everybody: People, who: str) -> tuple[Person, ...]:
    """Those of an id, or of a name whatever its case."""
    wanted = clean(who).strip()
    return tuple(one for one in everybody.people if one.player == wanted) or tuple(
        one for one in everybody.people if one.name.casefold() == wanted.casefold()
    )


def people_csv(tx: Tx, key: str) -> bytes:
    """Everybody with their points as they are now, frozen or not.

    Raises:
        Refused: there is no such season.
    """
    season = seasons.existing(tx, key).season
    titles = {team.team: team.title for team in season.teams}
    return people_table(
        Row(one.name, titles[one.team], one.points, one.attempts, one.shown, one.joined, one.player)
        for one in players.named(tx, key)
    )


def teams_csv(tx: Tx, key: str) -> bytes:
    """Every team as it stands now, frozen or not.

    Raises:
        Refused: there is no such season.
    """
    season = seasons.existing(tx, key).season
    best = ranks.best_of_teams(tx, key, LIVE) if season.ranking == "top-five" else None
    return teams_table(teams_in_order(season, ranks.teams(tx, key, LIVE), best))


def code_ends(season: Season, days: int, now: int) -> int:
    """When a code made now ends: after so many days, and with the season at the latest. UTC milliseconds."""
    return min(now + days * _DAY, season.closes)
