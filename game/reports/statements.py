"""One's runs as xAPI statements, for a learning record store.

A statement's id is made of the run, the account and the place in it, and everything in a statement of what replay and
the save say for ever. So a run exported twice gives the same bytes, and a store that has them takes them again.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from game.engine.state import State
from game.engine.step import Replayed
from game.library.loaded import Loaded
from game.play.game import Game
from game.play.history import FinishedRun
from game.reports.own import Replays, moment, status

HOME: Final = "https://ownit.invalid"
"""Where the account is, unless somebody says. `.invalid` never leads anywhere (RFC 2606): it only names."""

_OURS: Final = "https://ownit.invalid/xapi"
_VERBS: Final = "http://adlnet.gov/expapi/verbs"
_TYPES: Final = "http://adlnet.gov/expapi/activities"

Statement = dict[str, Any]


def lines(statements: Iterable[Statement]) -> bytes:
    """Statements as JSON, one a line."""
    return "".join(
        json.dumps(each, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
        for each in statements
    ).encode()


def statements(
    game: Game, runs: Iterable[FinishedRun], account: str, home: str = HOME
) -> Iterator[Statement]:
    """Everything there is to state of these runs, in the order it happened.

    A run that can't be replayed any more says how it came out, and none of its replies.

    Args:
        game: the game they were played in.
        runs: of its history.
        account: the actor's name on the platform; never an e-mail address.
        home: that platform, an IRI.
    """
    replays = Replays(game)
    for run in runs:
        begun = game.progress.runs[run.run].started_at
        yield from _Attempt(run, begun, account, home).statements(replays.replayed(run.run))


class _Attempt:
    """One run as it stands. Stepping back from an ending and finishing again is another attempt, with other ids."""

    def __init__(self, run: FinishedRun, begun: int, account: str, home: str) -> None:
        self._run = run
        self._begun, self._ended = moment(begun).isoformat(), moment(run.at).isoformat()
        self._actor = {"objectType": "Agent", "account": {"homePage": home, "name": account}}
        self._seed = json.dumps([home, account, run.run, run.at])
        self._encounter = f"{_OURS}/encounters/{run.encounter}"

    def statements(self, played: tuple[Loaded, Replayed] | None) -> Iterator[Statement]:
        yield self._state("initialized", self._whole(), at=self._begun)
        if played is not None:
            yield from self._turns(*played)
        yield self._state("completed", self._whole(), {"completion": True})
        verb = "passed" if status(self._run) == "passed" else "failed"
        yield self._state(verb, self._whole(), self._result(verb == "passed"))
        yield self._state("terminated", self._whole())

    def _turns(self, loaded: Loaded, replayed: Replayed) -> Iterator[Statement]:
        compiled = loaded.compiled(self._run.temperament)
        for turn, taken in enumerate(replayed.steps):
            scene = compiled.scenes[taken.before.scene].key
            definition = {"type": f"{_TYPES}/cmi.interaction", "interactionType": "other"}
            activity = self._activity(f"scenes/{scene}", definition)
            yield self._state("responded", activity, {"response": taken.reply}, turn)
            for promise, became in _promises(taken.before, taken.after, compiled.layout.promises):
                activity = self._activity(f"promises/{promise}", {"type": f"{_TYPES}/objective"})
                result = {"extensions": {f"{_OURS}/promise": became}}
                yield self._state("progressed", activity, result, turn, promise, became)

    def _result(self, passed: bool) -> dict[str, Any]:
        """The score, and what was shown of each skill; criticals stay out, for the account has a name."""
        run = self._run
        return {
            "success": passed,
            "completion": True,
            "score": {"scaled": run.score / 1000, "raw": run.score, "min": 0, "max": 1000},
            "extensions": {f"{_OURS}/skills": {skill: ratio / 1000 for skill, ratio in run.ratios.items()}},
        }

    def _whole(self) -> dict[str, Any]:
        name = {"en": self._run.encounter}  # not its title, which may be put better one day
        return {
            "objectType": "Activity",
            "id": self._encounter,
            "definition": {"type": f"{_TYPES}/simulation", "name": name},
        }

    def _activity(self, place: str, definition: dict[str, str]) -> dict[str, Any]:
        return {"objectType": "Activity", "id": f"{self._encounter}/{place}", "definition": definition}

    def _state(
        self,
        verb: str,
        activity: dict[str, Any],
        result: dict[str, Any] | None = None,
        *place: object,
        at: str = "",
    ) -> Statement:
        extensions = {f"{_OURS}/mode": self._run.mode, f"{_OURS}/stepped-back": self._run.stepped_back}
        context = {"registration": self._id("attempt"), "platform": "Own It", "extensions": extensions}
        if activity["id"] != self._encounter:
            parent = {"objectType": "Activity", "id": self._encounter}
            context["contextActivities"] = {"parent": [parent]}
        return {
            "id": self._id(verb, *place),
            "actor": self._actor,
            "verb": {"id": f"{_VERBS}/{verb}", "display": {"en": verb}},
            "object": activity,
            **({"result": result} if result else {}),
            "context": context,
            "timestamp": at or self._ended,
            "version": "1.0.3",
        }

    def _id(self, *of: object) -> str:
        return str(uuid5(NAMESPACE_URL, f"{_OURS}#{json.dumps([self._seed, *of])}"))


def _promises(before: State, after: State, keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The promises that one step made or settled: (key, what became of it)."""
    masks = (
        ("made", after.made & ~before.made),
        ("kept", after.kept & ~before.kept),
        ("renegotiated", after.renegotiated & ~before.renegotiated),
        ("broken", after.broken & ~before.broken),
    )
    for place, key in enumerate(keys):
        for became, mask in masks:
            if mask >> place & 1:
                yield key, became
