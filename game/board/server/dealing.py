"""Sealed seasons: the board plays the customer, and deals one turn at a time.

What leaves it is what somebody in the conversation would hear. Replies are numbered as they are offered; keys, seed,
temperament and everything not yet said stay here.
"""

from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import Final

from game.board.store.refused import Refused
from game.board.verdict import Verdict, verdict_of
from game.engine.chance import temperament_for
from game.engine.step import EncounterFault, replay
from game.library.loaded import Loaded
from game.library.personas import draw_persona
from game.telling.conversation import Conversation
from game.telling.debriefing import debrief
from game.telling.telling import Telling
from game.telling.views import Choice, Debrief, Line, Turn

CONVERSATIONS_MOST: Final = 500
"""Conversations kept ready to go on; one that isn't is told again from its replies, some milliseconds."""

_SOLVED_MOST: Final = 6
"""Encounters, each with a temperament, kept solved for debriefs: some 20 MB each."""

_DEBRIEFS_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Sealed:
    """A conversation as the store has it.

    Attributes:
        ticket: its name, unique on the board.
        loaded: what is played.
        seed: who the customer is.
        replies: what was said, as keys.
    """

    ticket: str
    loaded: Loaded
    seed: int
    replies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """What of a conversation is sent: the turn, and what the player knows and may do."""

    turn: Turn
    brief: str
    desk_card: str


class Dealer:
    """Tells sealed conversations. Used by one thread alone: the first persona of a locale takes a tenth of a second."""

    def __init__(self) -> None:
        self._told: OrderedDict[str, Conversation] = OrderedDict()

    def all_of(self, sealed: Sealed) -> Moment:
        """The moment as it stands, with everything said so far."""
        conversation = self._at(sealed)
        return _moment(conversation, conversation.transcript())

    def since(self, sealed: Sealed, number: int) -> Moment:
        """The moment as it stands, with what was said from this reply on."""
        conversation = self._at(sealed)
        lines = (line for taken in conversation.steps[number:] for line in conversation.answer(taken))
        return _moment(conversation, tuple(lines))

    def key(self, sealed: Sealed, number: int, choice: str) -> str:
        """The reply that was offered under this number.

        Args:
            sealed: the conversation.
            number: how many replies come before it.
            choice: what was chosen, "1" for the first that was offered.

        Raises:
            Refused: nothing was offered there under it, or it can't be chosen, or it leads nowhere.
        """
        conversation = self._at(sealed)
        if number > len(conversation.steps):
            raise Refused(f"This board has heard {len(conversation.steps)} replies of it so far", 409)
        going_on = number == len(conversation.steps)
        state = conversation.state if going_on else conversation.steps[number].before
        offered = conversation.telling.choices(state)
        if int(choice) > len(offered):
            raise Refused("That wasn't offered here", 409)
        chosen = offered[int(choice) - 1]
        if chosen.locked:
            raise Refused(f"That can't be chosen here: {chosen.locked}", 409)
        if going_on:
            try:
                conversation.after(chosen.key)
            except EncounterFault:
                raise Refused(
                    "That leads nowhere, by a fault in the encounter; choose something else", 409
                ) from None
        return chosen.key

    def _at(self, sealed: Sealed) -> Conversation:
        """The conversation, as far as the store has it: another process may have dealt the last turns."""
        kept = self._told.get(sealed.ticket)
        if kept is None or kept.replies != sealed.replies[: len(kept.steps)]:
            kept = Conversation(_telling(sealed), "ranked", sealed.replies)
        for key in sealed.replies[len(kept.steps) :]:
            kept.steps.append(kept.after(key))
        self._told[sealed.ticket] = kept
        self._told.move_to_end(sealed.ticket)
        if len(self._told) > CONVERSATIONS_MOST:
            self._told.popitem(last=False)
        return kept


class LookingBack:
    """Works out debriefs, once a season is over. Used by one thread alone: the first of an encounter takes a second."""

    def __init__(self) -> None:
        self._solved: OrderedDict[tuple[str, str], Loaded] = OrderedDict()
        self._found: OrderedDict[str, Debrief] = OrderedDict()

    def debrief(self, sealed: Sealed) -> Debrief:
        """The debrief of a conversation that has ended."""
        if sealed.ticket not in self._found:
            temperament = temperament_for(sealed.loaded.encounter, sealed.seed)
            # A copy for each temperament, so that what solving costs in memory can be let go of.
            key = (sealed.loaded.play, temperament)
            loaded = self._solved.setdefault(key, replace(sealed.loaded))
            self._solved.move_to_end(key)
            if len(self._solved) > _SOLVED_MOST:
                self._solved.popitem(last=False)
            conversation = Conversation(_telling(replace(sealed, loaded=loaded)), "ranked", sealed.replies)
            found = debrief(conversation.telling, conversation.steps, "ranked", 0, 1)
            self._found[sealed.ticket] = found
            if len(self._found) > _DEBRIEFS_MOST:
                self._found.popitem(last=False)
        return self._found[sealed.ticket]


def verdict(sealed: Sealed) -> Verdict | None:
    """What a conversation comes to; none if it hasn't ended."""
    temperament = temperament_for(sealed.loaded.encounter, sealed.seed)
    replayed = replay(sealed.loaded.compiled(temperament), sealed.replies)
    return None if replayed.score is None else verdict_of(replayed, sealed.loaded, temperament)


def _moment(conversation: Conversation, lines: tuple[Line, ...]) -> Moment:
    """The moment, with the replies numbered from 1 as they are offered."""
    turn = conversation.turn(lines)
    choices = tuple(Choice(str(place), one.text, one.locked) for place, one in enumerate(turn.choices, 1))
    return Moment(replace(turn, choices=choices), conversation.brief, conversation.desk_card)


def _telling(sealed: Sealed) -> Telling:
    loaded = sealed.loaded
    compiled = loaded.compiled(temperament_for(loaded.encounter, sealed.seed))
    return Telling(loaded, compiled, draw_persona(loaded.script, sealed.seed), sealed.seed)
