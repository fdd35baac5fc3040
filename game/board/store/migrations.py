"""The schema of a store, as numbered steps. A step, once released, never changes.

Step N takes a store from version N-1 to N; the table `schema_version` says where a store stands. Every key begins with
the season, the tenant: nothing is ever asked without it.
"""

import random
import time
from typing import Final

from game.board.store.refused import StoreTrouble
from game.board.store.tx import Connection, Database

Step = tuple[str, ...]
"""Statements, run one after another."""

FIRST: Final[Step] = (
    # `body` is the season as it was created. `admin` is a hash. `thawed`: the admin undid the freeze that was planned.
    """CREATE TABLE seasons (
        season TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL, admin TEXT NOT NULL, made BIGINT NOT NULL,
        frozen BIGINT, thawed INTEGER NOT NULL, closed BIGINT, version BIGINT NOT NULL)""",
    # The parts of the season's encounters, by their digests; `kind` is play or text.
    """CREATE TABLE content (
        season TEXT NOT NULL, digest TEXT NOT NULL, kind TEXT NOT NULL, body BYTEA NOT NULL,
        PRIMARY KEY (season, digest))""",
    # Hashes of join codes, and when they end.
    """CREATE TABLE codes (
        season TEXT NOT NULL, code TEXT NOT NULL, expires BIGINT NOT NULL,
        PRIMARY KEY (season, code))""",
    # Whoever left has neither name, skeleton nor token. `token` and `request` are hashes.
    """CREATE TABLE players (
        season TEXT NOT NULL, player TEXT NOT NULL, team TEXT NOT NULL, name TEXT, skeleton TEXT,
        shown INTEGER NOT NULL, token TEXT, request TEXT NOT NULL, joined BIGINT NOT NULL, left_at BIGINT,
        PRIMARY KEY (season, player), UNIQUE (season, skeleton), UNIQUE (season, token), UNIQUE (season, request))""",
    # A ticket, and what became of it. `accepted` is none until its run has arrived; `body` is the hash of what was
    # sent, `replies` a list in JSON, `points` the player's total at that moment.
    """CREATE TABLE attempts (
        season TEXT NOT NULL, ticket TEXT NOT NULL, player TEXT NOT NULL, encounter TEXT NOT NULL,
        attempt INTEGER NOT NULL, seed BIGINT NOT NULL, ahead INTEGER NOT NULL, request TEXT NOT NULL,
        issued BIGINT NOT NULL, replies TEXT, body TEXT, arrived BIGINT, accepted INTEGER,
        why TEXT NOT NULL, score INTEGER, harm INTEGER, criticals INTEGER, outcome TEXT, ending TEXT,
        mastered INTEGER, hot INTEGER, points INTEGER,
        PRIMARY KEY (season, ticket), UNIQUE (season, player, encounter, attempt), UNIQUE (season, player, request))""",
    # One row a player with a run that counts, and view. `reached`: when the points became what they are.
    """CREATE TABLE standings (
        season TEXT NOT NULL, view INTEGER NOT NULL, player TEXT NOT NULL, team TEXT NOT NULL,
        points INTEGER NOT NULL, attempts INTEGER NOT NULL, reached BIGINT NOT NULL,
        harm INTEGER NOT NULL, again INTEGER NOT NULL, gained INTEGER NOT NULL, hot INTEGER NOT NULL,
        calmed INTEGER NOT NULL, shown INTEGER NOT NULL, gone INTEGER NOT NULL,
        PRIMARY KEY (season, view, player))""",
    """CREATE INDEX standings_in_order ON standings (season, view, points DESC, attempts, reached, player)
        WHERE gone = 0""",
    """CREATE INDEX standings_shown ON standings (season, view, points DESC, attempts, reached, player)
        WHERE shown = 1""",
    # How many people have so many points (level 0), or so many times 128 (level 1): a rank is two short sums.
    """CREATE TABLE histogram (
        season TEXT NOT NULL, view INTEGER NOT NULL, level INTEGER NOT NULL, bucket INTEGER NOT NULL,
        people INTEGER NOT NULL,
        PRIMARY KEY (season, view, level, bucket))""",
    # `best` is a list in JSON, of the points and player of its best five, most first.
    """CREATE TABLE teams (
        season TEXT NOT NULL, view INTEGER NOT NULL, team TEXT NOT NULL,
        members INTEGER NOT NULL, played INTEGER NOT NULL, points BIGINT NOT NULL, squares BIGINT NOT NULL,
        runs INTEGER NOT NULL, harm INTEGER NOT NULL, again INTEGER NOT NULL, gained INTEGER NOT NULL,
        hot INTEGER NOT NULL, calmed INTEGER NOT NULL, best TEXT NOT NULL,
        PRIMARY KEY (season, view, team))""",
    """CREATE TABLE limits (
        season TEXT NOT NULL, what TEXT NOT NULL, who TEXT NOT NULL, spent INTEGER NOT NULL, ends BIGINT NOT NULL,
        PRIMARY KEY (season, what, who))""",
    "CREATE INDEX limits_by_end ON limits (season, ends)",
)
"""1: seasons, players, attempts, standings."""

MIGRATIONS: tuple[Step, ...] = (FIRST,)

_TRIES: Final = 20
"""Processes that start together make the tables together; all but one begin again."""


def migrate(database: Database, connection: Connection) -> None:
    """Bring a store to the newest version, all at once or not at all.

    Raises:
        StoreTrouble: it was written by a newer version, or holds tables of somebody else's.
    """
    for tries in range(_TRIES):
        try:
            connection.begin()
            connection.do(
                "CREATE TABLE IF NOT EXISTS schema_version (one INTEGER PRIMARY KEY, version INTEGER)"
            )
            connection.do("INSERT INTO schema_version VALUES (1, 0) ON CONFLICT DO NOTHING")
            connection.commit()
            connection.begin()
            _step(connection)
            connection.commit()
        except StoreTrouble:
            connection.rollback()
            raise
        except Exception as error:
            connection.rollback()
            if tries + 1 < _TRIES and database.again(error):
                time.sleep(random.uniform(0, 0.1))
                continue
            raise StoreTrouble(f"The board's tables can't be made or updated: {error}") from error
        else:
            return


def _step(connection: Connection) -> None:
    # Writing first makes a second process wait, and then find it done.
    connection.do("UPDATE schema_version SET version = version WHERE one = 1")
    stands_at = int(connection.rows("SELECT version FROM schema_version WHERE one = 1")[0][0])
    newest = len(MIGRATIONS)
    if stands_at > newest:
        raise StoreTrouble(
            "This board's store was written by a newer version of Own It, and was left as it is"
        )
    for step in MIGRATIONS[stands_at:]:
        for statement in step:
            connection.do(statement)
    if stands_at < newest:
        connection.do("UPDATE schema_version SET version = ? WHERE one = 1", newest)
