"""The standings as everybody may see them: live, or as they were when they froze, and nothing of what came after."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from game.board.season import Season
from game.board.server.callers import Bearer
from game.board.standings import FAIRNESS, awards, teams_in_order
from game.board.store import players, ranks, seasons
from game.board.store.players import Player
from game.board.store.refused import Refused
from game.board.store.seasons import Kept
from game.board.store.tx import Tx
from game.board.wire import Standings

_KEPT_MOST: Final = 200
"""Seasons whose last standings are remembered; others are added up again when asked for."""


@dataclass(frozen=True, slots=True)
class Published:
    """What everybody is shown of a season.

    Attributes:
        season: the season.
        view: which of the store's views it was made of.
        standings: without `me` and `around`; `at` is when it was made.
    """

    season: Season
    view: int
    standings: Standings

    def alike(self, other: "Published | None") -> bool:
        """Whether another shows the same."""
        return other is not None and other.standings == self.standings.model_copy(
            update={"at": other.standings.at}
        )


class Publishing:
    """Makes them, and makes them once for all who ask while nothing changes."""

    def __init__(self) -> None:
        self._made: OrderedDict[str, tuple[tuple[object, ...], Published]] = OrderedDict()

    def published(self, tx: Tx, kept: Kept, now: int) -> Published:
        """The standings of a season as they are shown now; fresh, but for those that can't have changed."""
        key = kept.season.season
        # The store's own version too: behind a freeze a name may go.
        stands = (kept.view(now), kept.version, kept.frozen_since(now), kept.over(now), kept.version_at(now))
        made = self._made.get(key)
        if made is not None and made[0] == stands:
            return made[1]
        found = Published(kept.season, kept.view(now), _standings(tx, kept, now))
        self._made[key] = (stands, found)
        if len(self._made) > _KEPT_MOST:
            self._made.popitem(last=False)
        return found


def who(tx: Tx, bearer: Bearer) -> tuple[Kept, Player]:
    """Whose token it is, and the season it is for.

    Raises:
        Refused: nobody's, or nobody's any more.
    """
    kept = seasons.season(tx, bearer.season)
    player = players.by_token(tx, bearer.season, bearer.secret_hash) if kept else None
    if kept is None or player is None:
        raise Refused("This board doesn't know you, or not any more; join again", 401)
    return kept, player


def _standings(tx: Tx, kept: Kept, now: int) -> Standings:
    season, view = kept.season, kept.view(now)
    sums = ranks.teams(tx, season.season, view)
    best = ranks.best_of_teams(tx, season.season, view) if season.ranking == "top-five" else None
    return Standings(
        season=season.season,
        title=season.title,
        kind="refereed",
        at=now,
        version=kept.version_at(now),
        frozen=kept.frozen_since(now),
        closed=kept.over(now),
        people=ranks.people(tx, season.season, view),
        best_possible=1000 * len(season.encounters),
        teams=teams_in_order(season, sums, best),
        top=ranks.top(tx, season.season, view),
        awards=awards(season, sums),
        fairness=FAIRNESS[season.ranking],
    )
