"""A working week in ordinary lines: the same week as on the screen."""

from collections.abc import Callable

from game.language.town_shape import Bucket
from game.plain.lines import Ask, Say, ask_line, picked, say_lines, spoken
from game.plain.playing import play_run, say_choices
from game.plain.week import debrief_text, evening_text, signal_text
from game.play.game import Game
from game.play.playable import Playable
from game.play.run import PlayFault
from game.town.views import Evening, Morning, PromiseDue, Talk, TaskScene, TaskView, WeekDebrief
from game.town.weeks import FinishedWeek, Weeks
from game.town.working import WorkingWeek

_HELP = """\
Type the number of what you choose and press Enter. Besides:
  d  the desk card: what you may do, and whom you can pull in
  f  what you know by now
  q  stop here; the week waits for you
  ?  this help"""

_BUCKETS: tuple[Bucket, ...] = ("help", "serve", "chores")


def day_lines(
    game: Game,
    town: str | None,
    seed: int | None,
    new: bool,
    say: Say = say_lines,
    ask: Ask = ask_line,
) -> None:
    """Spend a week in lines, until it is over or somebody stops.

    Args:
        game: what there is to play.
        town: a key or a file; none goes on with the week played last, or asks.
        seed: for a new week; given, no unfinished one is gone on with.
        new: whether to begin anew where one is unfinished.
        say: shows a text.
        ask: asks for a line.

    Raises:
        PlayFault: the week can't be played.
    """
    weeks = Weeks(game)
    week = None if new or seed is not None else weeks.last(town)
    if week is None:
        wanted = town or _which(weeks, say, ask)
        if wanted is None:
            return
        if isinstance(wanted, FinishedWeek):
            spend_lines(game, weeks.resume(wanted.week), say, ask)
            return
        week = weeks.start(wanted, seed)
        say(f"\n{week.title}. You are: {week.role}.\n\n{week.about}\n")
    else:
        say(f"\nYou go on with your week: {week.title}.")
    spend_lines(game, week, say, ask)


def spend_lines(
    game: Game,
    week: WorkingWeek,
    say: Say = say_lines,
    ask: Ask = ask_line,
    before_debrief: Callable[[WorkingWeek], None] | None = None,
) -> None:
    """Spend a week in lines from where it stands, until it is over or somebody stops.

    Args:
        game: what there is to play.
        week: the week.
        say: shows a text.
        ask: asks for a line.
        before_debrief: called when it is over, instead of saying whom it counts for.
    """
    _Lines(game, week, say, ask, before_debrief).go()


def _which(weeks: Weeks, say: Say, ask: Ask) -> str | FinishedWeek | None:
    """The key of the town to begin a week in, or a week to look back on: the last of each town."""
    towns = [one for one in weeks.towns() if not one.problem]
    offered: list[tuple[str, str | FinishedWeek]] = [
        (f"{one.title}: {one.role}." + (f" Best week {one.best}." if one.weeks else ""), one.key)
        for one in towns
    ]
    offered += [
        (f"Look back on your last week at {one.title}: {one.weeks[0].score}.", one.weeks[0])
        for one in towns
        if one.weeks
    ]
    if len(offered) <= 1:
        return offered[0][1] if offered else None
    for number, (text, _) in enumerate(offered, 1):
        say(f"{number}. {text}")
    while (answer := ask("Where? ")) is not None:
        if number := picked(answer, len(offered)):
            return offered[number - 1][1]
        if answer in ("q", ""):
            return None
        say(f"A number from 1 to {len(offered)}, or q.")
    return None


class _Stopped(Exception):
    """Somebody stopped, or there is no more input."""


class _Lines:
    """One week, said and asked."""

    def __init__(
        self,
        game: Game,
        week: WorkingWeek,
        say: Say,
        ask: Ask,
        before_debrief: Callable[[WorkingWeek], None] | None,
    ) -> None:
        self._game = game
        self._week = week
        self._say = say
        self._ask = ask
        self._before_debrief = before_debrief
        self._news: list[str] = []

    def go(self) -> None:
        try:
            while True:
                view = self._week.view
                match view:
                    case Morning():
                        self._morning(view)
                    case TaskScene():
                        self._scene(view)
                    case Talk():
                        self._talk(view)
                    case PromiseDue():
                        self._due(view)
                    case Evening():
                        self._said(view)
                        self._say(evening_text(view))
                        self._offer(
                            [("On to the next day" if view.day < 5 else "Look back on the week", view.on)]
                        )
                    case WeekDebrief():
                        self._over()
                        self._say(debrief_text(view))
                        return
        except _Stopped:
            ranked = f" {self._week.rules.town.key} --ranked" if self._week.ranked else ""
            self._say(f"\nStopped here. The week waits for you: `ownit day{ranked}` goes on with it.")

    def _over(self) -> None:
        if self._before_debrief is not None:
            self._before_debrief(self._week)
        elif self._week.ranked:
            self._say("This week counts for a season you joined; `ownit board sync` sends it.")

    def _said(self, view: Morning | Talk | PromiseDue | Evening) -> None:
        if view.said:
            self._say("\n" + "\n".join(spoken(view.said)).rstrip())
        for fact in self._news:
            self._say(f"You know now: {fact}")
        self._news = []

    def _morning(self, view: Morning) -> None:
        self._said(view)
        if view.says:
            self._say(f"\n== {view.weekday} ==\n\n{view.says}")
            if view.gone:
                self._say(view.gone)
        self._board(view)
        offered = [
            (_task(task), task.choice) for bucket in _BUCKETS for task in view.tasks if task.bucket == bucket
        ]
        for promise in view.promises:
            if promise.keep:
                offered.append((f"Keep your word ({promise.text}): an hour", promise.keep))
            if promise.later:
                offered.append((f"Put it off by a day, once ({promise.text})", promise.later))
        offered.append(("Go on to the day", view.go))
        facts = "\n".join(["", "You know:", *(f"- {fact}" for fact in view.facts)])
        self._offer(offered, facts)

    def _board(self, view: Morning) -> None:
        hours = "no hours" if not view.hours else "one hour" if view.hours == 1 else f"{view.hours} hours"
        figure = f" {view.figure[0]}: {view.figure[1]}." if view.figure else ""
        self._say(f"\n{view.weekday}, {hours} left.{figure}")
        if view.signals:
            self._say("Forecast:")
            for signal in view.signals:
                self._say(signal_text(signal))
        if view.promises:
            self._say("Promised:")
            for promise in view.promises:
                self._say(f"  {promise.text} ({'due today' if promise.today else f'due {promise.due}'})")

    def _scene(self, view: TaskScene) -> None:
        self._say(f"\n-- {view.title} --\n")
        self._say("\n".join(spoken(view.turn.lines)).rstrip())
        while True:
            say_choices(view.turn, self._say)
            answer = self._answer()
            number = picked(answer, len(view.turn.choices))
            if not number:
                self._besides(answer, len(view.turn.choices))
            elif (choice := view.turn.choices[number - 1]).locked:
                self._say(f"Not now: {choice.locked}")
            else:
                knew = self._week.facts
                self._week.choose(choice.key)
                self._news = [fact for fact in self._week.facts if fact not in knew]
                return

    def _talk(self, view: Talk) -> None:
        self._said(view)
        if view.opens:
            self._say(f"\n** {view.title} **\n{view.opens}\n{_how(view)}")
        talk = self._week.talk
        if view.whole:
            play_run(self._game, talk, self._say, self._ask, lambda _: None, self._interrupted)
        else:
            self._short(talk)
        if not talk.turn.ended:
            raise _Stopped

    def _short(self, talk: Playable) -> None:
        self._say("\n" + "\n".join(spoken(talk.turn.lines)).rstrip())
        while not talk.turn.ended:
            say_choices(talk.turn, self._say)
            answer = self._answer()
            number = picked(answer, len(talk.turn.choices))
            if not number:
                self._besides(answer, len(talk.turn.choices))
            elif (choice := talk.turn.choices[number - 1]).locked:
                self._say(f"Not now: {choice.locked}")
            else:
                talk.choose(choice.key)
        self._say("\n" + "\n".join(spoken(talk.turn.lines)).rstrip())

    def _interrupted(self) -> bool:
        while isinstance(view := self._week.view, PromiseDue):
            try:
                self._due(view)
            except _Stopped:
                return False
            for line in getattr(self._week.view, "said", ()):
                self._say(line.text)
        return True

    def _due(self, view: PromiseDue) -> None:
        self._said(view)
        whom = f" {view.interrupts} waits, in the middle of a sentence." if view.interrupts else ""
        self._say(f"\nA promise falls due: {view.text}.{whom}\n{view.price}")
        offered = [("Keep it", view.keep)] if view.keep else []
        self._offer([*offered, ("Let it lapse", view.lapse)])

    def _offer(self, offered: list[tuple[str, str]], facts: str = "") -> None:
        while True:
            for number, (text, _) in enumerate(offered, 1):
                self._say(f"{number}. {text}")
            answer = self._answer()
            if number := picked(answer, len(offered)):
                try:
                    self._week.choose(offered[number - 1][1])
                except PlayFault as fault:
                    self._say(f"{fault}.")
                    continue
                return
            self._besides(answer, len(offered), facts)

    def _answer(self) -> str:
        answer = self._ask("> ")
        if answer is None or answer == "q":
            raise _Stopped
        return answer

    def _besides(self, answer: str, most: int, facts: str = "") -> None:
        if answer == "d":
            self._say(f"\nDesk card\n{self._week.desk_card}\n")
            self._say("What an hour may go to:")
            for bucket, text in self._week.buckets.items():
                self._say(f"  {bucket}: {text}")
            self._say("")
        elif answer == "f" and facts:
            self._say(f"{facts}\n")
        elif answer == "?":
            self._say(_HELP)
        else:
            self._say(f"A number from 1 to {most}, or ? for help.")


def _how(view: Talk) -> str:
    """How somebody comes, and whether that had to be."""
    comes = "They come hot." if view.hot else "They come calm."
    if view.second:
        return f"{comes} A second failure: it came before, and wasn't settled."
    return f"{comes} It was on the board, and need not have been." if view.fire else comes


def _task(task: TaskView) -> str:
    hours = "" if task.hours == 1 else f", {task.hours} hours"
    signal = f"; on: {task.signal}" if task.signal else ""
    return f"{task.title} ({task.bucket}{hours}{signal})"
