"""Who of earlier weeks and runs walks in again, where nobody of this week does."""

from game.engine.chance import draw
from game.engine.step import EncounterFault, Refused
from game.library.pasts import Past, fits, laid_over, told_anywhere, told_by_another
from game.library.towns import case_seed, persona_of
from game.play.game import Game
from game.saves.weeks import SavedWeek
from game.town.rules import Rules
from game.town.state import Week
from game.town.week import NotNow, replay_week

WEEKS = 4
"""How many of the weeks last spent at a workplace are looked at."""


def regulars(game: Game, rules: Rules, encounter: str) -> list[Past]:
    """Customers served well, in an earlier week at this workplace or a run of one of its encounters; who might return.

    Args:
        game: whose save it is.
        rules: the town's.
        encounter: the one in which somebody returns.
    """
    loaded = rules.loaded
    script = loaded.encounters[encounter].script
    found = [past for past in game.customers_met(script, loaded.encounters) if past.met]
    weeks = sorted(game.progress.weeks.by_id.values(), key=lambda saved: -saved.last_at)
    here = [saved for saved in weeks if saved.started.play == loaded.play]
    for saved in here[:WEEKS]:
        found += [past for past in _served(rules, saved) if fits(script, past) and past not in found]
    return found


def _served(rules: Rules, saved: SavedWeek) -> list[Past]:
    """Those of a week who were served well and might come back."""
    week = _ended(rules, saved)
    if week is None:
        return []
    told = [
        rules.loaded.past(key, saved.started.people, met=True)
        for key, place in rules.arrivals.items()
        if week.came[place] == "met"
    ]
    return [past for past in told if past is not None]


def _ended(rules: Rules, saved: SavedWeek) -> Week | None:
    """Where a week stands; none where it has hardly begun, or can't be replayed."""
    try:
        steps = replay_week(rules, saved.choices)
    except (NotNow, Refused, EncounterFault):
        return None
    return steps[-1].after if steps else None


def people_of(game: Game, rules: Rules, seed: int) -> dict[str, str]:
    """Who everybody is in a week of this seed, with one of this player's own customers wherever somebody returns."""
    loaded = rules.loaded
    people = loaded.people(seed)
    for key, one in loaded.encounters.items():
        known = regulars(game, rules, key) if one.script.returns is not None else []
        if not known:
            continue
        dealt = case_seed(seed, key)
        past = known[draw(dealt, "", "past") % len(known)]
        other = told_by_another(past, known, dealt)
        other = other or told_anywhere(game.library, one.script, past, dealt)
        persona = laid_over(one.script, persona_of(people, key), past, other)
        people |= {f"{key}/{blank}": value for blank, value in persona.items()}
    return people
