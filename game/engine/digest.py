"""Two names for an encounter: `play` of all that decides a run, `text` of all that is read."""

import json
from dataclasses import MISSING, fields, is_dataclass, replace
from hashlib import sha256
from typing import Any, Final

from game.engine.encounter import Encounter, Script
from game.rules.conditions import Compare, Condition, Every, Is, Not, Some, words
from game.rules.rulebook import Rule, Rulebook

ENGINE_VERSION: Final = 1
"""Raised only when the same run would replay differently; golden runs guard it."""

# Read by people, never by the engine: changing one of these changes no run.
_PROSE: Final = frozenset({"says", "source", "means", "title", "tries"})


def play_digest(encounter: Encounter, rulebook: Rulebook) -> str:
    """The digest that runs bind to, 64 hex digits: equal whenever every run replays alike."""
    return _digest(
        {
            "engine": ENGINE_VERSION,
            # Facts and flags are sets: where the file first names one changes no run.
            "encounter": _plain(
                replace(encounter, facts=tuple(sorted(encounter.facts)), flags=tuple(sorted(encounter.flags)))
            ),
            "rulebook": _plain(rulebook, without=_PROSE),
        }
    )


def text_digest(script: Script) -> str:
    """The digest of everything people read, 64 hex digits."""
    return _digest(_plain(script))


def digest_of(value: Any) -> str:
    """The digest of any frozen data, 64 hex digits; a rulebook's prose counts there too."""
    return _digest(_plain(value))


def rulebook_digest(rulebook: Rulebook) -> str:
    """The digest of what a rulebook decides, 64 hex digits."""
    return _digest(_plain(rulebook, without=_PROSE))


def _digest(plain: Any) -> str:
    canonical = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return sha256(canonical.encode("ascii")).hexdigest()


def _plain(value: Any, without: frozenset[str] = frozenset()) -> Any:
    """Dictionaries, lists, strings and numbers only.

    Fields at their default are left out, so that a field added later leaves old digests as they were.
    """
    if isinstance(value, Compare | Is | Not | Every | Some):
        condition: Condition = value
        return words(condition)
    if isinstance(value, Rule):
        # What it shows is a set of amounts: their order, or a nought among them, changes no run.
        shown = tuple(sorted((skill, amount) for skill, amount in value.evidence if amount))
        value = replace(value, evidence=shown)
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _plain(getattr(value, field.name), without)
            for field in fields(value)
            if field.name not in without
            and (field.default is MISSING or getattr(value, field.name) != field.default)
        }
    if isinstance(value, dict):
        return {str(key): _plain(item, without) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item, without) for item in value]
    return value
