"""An encounter in ordinary lines, from its first to its debrief. The same run as on screen."""

from collections.abc import Callable
from pathlib import PurePath

from game.plain.lines import Ask, Say, ask_line, picked, say_lines, spoken
from game.plain.looking_back import account_text, debrief_text
from game.play.game import Game, Unfinished
from game.play.playable import Playable
from game.play.run import PlayFault, Run
from game.rules.gauges import GAUGE_MAX, GAUGES
from game.telling.views import Choice, Mode, Turn

_HELP = """\
Type the number of a reply and press Enter. Besides:
  f  what you know, what you promised, whose name is on the case
  d  the desk card: what you may do
  b  step back one reply
  r  say the last lines again
  q  stop here; the run waits for you
  ?  this help"""

_HINT = "(Type the number of a reply and press Enter; ? for help.)\n"

_AGAIN_HELP = "t  try again from there    a  again from the start    "
_DEBRIEF_HELP = "m  the whole conversation    Enter  done"


def play_lines(
    game: Game,
    encounter: str | None,
    mode: Mode,
    seed: int | None,
    say: Say = say_lines,
    ask: Ask = ask_line,
) -> None:
    """Play in lines: from a chosen encounter to its debrief, or until the input ends.

    Args:
        game: what there is to play.
        encounter: a key or a file; none asks.
        mode: how to play a new run.
        seed: for a new run; given, no unfinished run is offered.
        say: shows a text.
        ask: asks for a line.

    Raises:
        PlayFault: the encounter can't be played.
    """
    said = _say_notices(game, 0, say)
    run = _go_on(game, encounter, say, ask) if seed is None else None
    if run is None:
        encounter = encounter or _which(game, say, ask)
        if encounter is None:
            return
        run = game.start(encounter, mode, seed)
    else:
        say("\n".join(spoken(run.transcript())))
    while run is not None:
        run = play_run(game, run, say, ask)
        said = _say_notices(game, said, say)


def _say_notices(game: Game, said: int, say: Say) -> int:
    """Say what is new about the saves. Returns how many notices have been said by now."""
    for notice in game.notices[said:]:
        say(notice)
    return len(game.notices)


def _go_on(game: Game, encounter: str | None, say: Say, ask: Ask) -> Run | None:
    """The run left last (of this encounter, if one is named), if there is one and the player wants it."""
    key = encounter and PurePath(encounter).stem  # an encounter's file bears its name
    for unfinished in game.in_progress():
        if key in (None, unfinished.encounter):
            return _offer(game, unfinished, say, ask)
    return None


def _offer(game: Game, unfinished: Unfinished, say: Say, ask: Ask) -> Run | None:
    with_whom = f" with {unfinished.customer}" if unfinished.customer else ""
    say(f"You stopped “{unfinished.title}”{with_whom} at turn {unfinished.turn} ({unfinished.mode}).")
    if (ask("Go on from there? [Y/n] ") or "y").lower().startswith("n"):
        return None
    try:
        return game.resume(unfinished.run)
    except PlayFault as fault:
        say(str(fault))
        return None


def _which(game: Game, say: Say, ask: Ask) -> str | None:
    listed = game.encounters()
    cards = [card for card in listed if not card.problem]
    if not cards:
        say("There is nothing to play here. " + "".join(f"{card.problem}. " for card in listed))
        return None
    if game.first_time:
        return cards[0].key
    for number, card in enumerate(cards, 1):
        say(f"{number}. {card.title}: {card.role}, level {card.level}. {_played(card.plays, card.best)}")
    while (answer := ask("Which encounter? ")) is not None:
        if number := picked(answer, len(cards)):
            return cards[number - 1].key
        if answer in ("q", ""):
            return None
        say(f"A number from 1 to {len(cards)}, or q.")
    return None


def _played(plays: int, best: int | None) -> str:
    if not plays:
        return "Not played yet."
    return f"Played {'once' if plays == 1 else f'{plays} times'}, best {best}."


def play_run(
    game: Game,
    run: Playable,
    say: Say,
    ask: Ask,
    before_debrief: Callable[[Playable], None] | None = None,
    interrupted: Callable[[], bool] | None = None,
) -> Run | None:
    """Play one run to its debrief, or until somebody stops. Returns the run to go on with after it, or none.

    Args:
        game: what there is to play.
        run: the run.
        say: shows a text.
        ask: asks for a line.
        before_debrief: called when it has ended, instead of saying whom it counts for.
        interrupted: called before each turn; False where somebody stops.
    """
    if not run.replies:
        say(f"\n{run.title}\n")
        say("\n".join(spoken(run.transcript())))
        say(_HINT)
    shown = run.turn
    while not run.turn.ended:
        if shown is not run.turn:
            say("\n".join(spoken(run.turn.lines)))
            shown = run.turn
        if interrupted is not None and not interrupted():
            return None
        say_choices(run.turn, say)
        answer = ask("> ")
        if answer is None or answer == "q":
            if interrupted is None:  # else the day says what waits
                say("\nStopped here. The run waits for you: the same command goes on with it.")
            return None
        shown = _obey(run, answer, shown, say)
    say("\n".join(spoken(run.turn.lines)))
    if before_debrief is not None:
        before_debrief(run)
    elif run.mode == "ranked":
        say("This run counts for a season you joined; `ownit board sync` sends it.")
    return _look_back(game, run, say, ask)


def _obey(run: Playable, answer: str, shown: Turn, say: Say) -> Turn:
    """Do what was typed. Returns the turn whose lines have been said."""
    choices = run.turn.choices
    try:
        if number := picked(answer, len(choices)):
            _choose(run, choices[number - 1], say)
        elif answer == "b":
            run.step_back()
            say("Stepped back.")
            say("\n".join(spoken(run.transcript()[-2:])))
            return run.turn
        elif answer == "r":
            say("\n".join(spoken(run.transcript()[-3:])))
        elif answer == "d":
            say(f"\nDesk card\n{run.desk_card}\n")
        elif answer == "f":
            say(_case(run.turn))
        elif answer == "?":
            say(_HELP)
        else:
            say(f"A number from 1 to {len(choices)}, or ? for help.")
    except PlayFault as fault:
        say(f"{fault}.")
    return shown


def _choose(run: Playable, choice: Choice, say: Say) -> None:
    if choice.locked:
        say(f"Not now: {choice.locked}")
        return
    turn = run.choose(choice.key)
    if turn.fault:
        say(turn.fault)


def say_choices(turn: Turn, say: Say) -> None:
    """Say whom the player is talking to, and what can be said."""
    whom = f"You are talking to {turn.person}" + (f", {turn.job}" if turn.job else "") if turn.person else ""
    mood = f"{turn.customer} seems {turn.mood.word}, {turn.mood.level} of 5" if turn.mood else ""
    if whom and mood:  # a name read out once is enough
        whom, mood = f"{whom}, who{mood.removeprefix(turn.customer)}", ""
    at = f"{'it' if whom else 'It'} is {turn.at}" if turn.at else ""
    say("; ".join(filter(None, (whom, mood, at))) + "." if whom or mood or at else "")
    for number, choice in enumerate(turn.choices, 1):
        locked = f" (not now: {choice.locked})" if choice.locked else ""
        say(f"{number}. {choice.text}{locked}")


def _case(turn: Turn) -> str:
    case = turn.case
    lines = ["", "You know:"]
    lines += [f"- {fact}" for fact in case.facts] or ["- nothing yet: ask"]
    if case.promises:
        lines += ["You promised:", *(f"- {promise.text} ({promise.status})" for promise in case.promises)]
    holder = case.holder or "nobody's name"
    lines.append(f"On the case: {holder}.")
    if turn.brought:
        things = ", ".join(f"{what}: {'yes' if there else 'no'}" for what, there in turn.brought.things)
        lines.append(f"Brought to {turn.brought.colleague}: {things}.")
    if turn.gauges is not None and turn.brought is None:  # inside, the colleague counts
        of = [f"{name} {value} of {GAUGE_MAX[name]}" for name, value in zip(GAUGES, turn.gauges, strict=True)]
        lines.append(f"Gauges: {', '.join(of)}.")
    if case.figure:
        lines.append(f"Your figure, {case.figure[0]}: {case.figure[1]}. It is never scored.")
    return "\n".join([*lines, ""])


def _look_back(game: Game, run: Playable, say: Say, ask: Ask) -> Run | None:
    try:
        found = run.debrief()
    except PlayFault as fault:
        say(f"\n{str(fault)[:1].upper()}{str(fault)[1:]}.")
        return None
    say(debrief_text(found))
    own = run if isinstance(run, Run) else None  # one that a board dealt can't be dealt again
    while True:
        say(f"{_AGAIN_HELP}{_DEBRIEF_HELP}" if own else _DEBRIEF_HELP)
        answer = ask("> ")
        if own and answer == "t" and found.costliest is not None:
            again = game.again(own, found.costliest.turn)
            say("\n".join(spoken(again.transcript()[-2:])))
            return again
        if own and answer == "a":
            return game.again(own)
        if answer == "m":
            say(account_text(found))
        else:
            return None
