"""A week, step by step: `begin` it, see the `options`, `take` one, or `replay` a whole list of choices. Pure.

A choice is a word: `do:TASK`, `later:PROMISE`, `keep:PROMISE`, `lapse:PROMISE`, `go`, `on`, or the key of a reply.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from game.engine.state import Mark, State
from game.engine.step import available, begin, score_of, step
from game.language.town import Arrival, Doing, Task
from game.language.town_shape import Bucket
from game.library.loaded import Loaded
from game.rules.rulebook import Outcome
from game.rules.score import Score
from game.town.day import (
    INTERRUPTED_AFTER,
    LAST_DAY,
    dawn,
    due_today,
    next_thing,
    night,
    on_board,
    to_noon,
    with_promise,
    with_signal,
)
from game.town.rules import Rules
from game.town.scenes import Here, scene_now, talk_now
from game.town.state import Came, PromiseState, SignalState, Tally, Week

DO, KEEP, LATER, LAPSE = "do:", "keep:", "later:", "lapse:"
GO, ON = "go", "on"


class NotNow(Exception):
    """A choice that can't be made where a week stands. The message is a sentence for the player.

    Attributes:
        turn: how many choices came before it.
    """

    def __init__(self, choice: str, why: str, turn: int = -1) -> None:
        super().__init__(why)
        self.choice = choice
        self.turn = turn


class Spent(NamedTuple):
    """An hour's scene, or a promise kept: what it showed. `hours` it took, `value` of each, 0-1000."""

    task: str
    reply: str
    hours: int
    value: int
    score: Score | None
    bucket: Bucket


class Closed(NamedTuple):
    """A case: a fire prevented (then there is no score), or somebody who came and went.

    It isn't `settled` where they will be back: then the second failure is what counts.
    """

    subject: str
    value: int
    left: Came
    hot: bool
    score: Score | None
    outcome: Outcome | None
    prevented: bool = False
    settled: bool = True


class Taken(NamedTuple):
    """A choice and what came of it.

    Attributes:
        before: where the week stood.
        choice: the choice.
        after: where it stands.
        spent: the hour it finished, or none.
        closed: the cases it closed.
    """

    before: Week
    choice: str
    after: Week
    spent: Spent | None = None
    closed: tuple[Closed, ...] = ()


def begin_week(rules: Rules) -> Week:
    """Monday morning."""
    town = rules.town
    first = Week(
        day=0,
        stage="evening",
        subject="",
        hours=0,
        debt=0,
        done=frozenset(),
        knows=frozenset(),
        touched=frozenset(),
        signals=tuple(SignalState() for _ in town.signals),
        promises=tuple(PromiseState() for _ in town.promises),
        came=tuple("" for _ in town.arrivals),
    )
    return dawn(rules, first)


def options(rules: Rules, week: Week) -> tuple[str, ...]:
    """What can be chosen now; nothing once the week is over."""
    match week.stage:
        case "morning":
            tasks = [
                f"{DO}{key}" for key, task in rules.town.tasks.items() if can_be_done(rules, week, key, task)
            ]
            kept = [f"{KEEP}{key}" for key in due_today(rules, week) if can_be_kept(rules, week, key)]
            later = [f"{LATER}{key}" for key in rules.promises if can_be_put_off(rules, week, key)]
            return (*tasks, *kept, *later, GO)
        case "scene":
            return _available(scene_now(rules, week), None)
        case "talk":
            return _available(talk_now(rules, week), week)
        case "due":
            kept = [f"{KEEP}{week.subject}"] if can_be_kept(rules, week, week.subject) else []
            return (*kept, f"{LAPSE}{week.subject}")
        case "evening":
            return (ON,)
    return ()


def _available(scene: Here, week: Week | None) -> tuple[str, ...]:
    compiled = scene.loaded.compiled(scene.temperament)
    state = week.talk if week is not None and week.talk is not None else begin(compiled)[0]
    return tuple(available(compiled, state))


def can_be_done(rules: Rules, week: Week, key: str, task: Task) -> bool:
    """Whether an hour may be spent on a task now."""
    if key in week.done or week.day not in task.days or task.hours > week.hours:
        return False
    if task.signal is not None and not on_board(rules, week, task.signal):
        return False
    return rules.holds(task.when, week)


def can_be_kept(rules: Rules, week: Week, key: str) -> bool:
    """Whether there is an hour for it, today's or else tomorrow's, and it can be kept at all."""
    hour = week.hours > 0 or (week.stage == "due" and week.day < LAST_DAY)
    return hour and rules.town.promises[key].possible


def can_be_put_off(rules: Rules, week: Week, key: str) -> bool:
    """Whether it can be put off by a day: once, in the morning, and with a day left to put it off to."""
    promise = week.promises[rules.promises[key]]
    return promise.status == "open" and not promise.moved and week.day <= promise.due < LAST_DAY


def take(rules: Rules, week: Week, choice: str) -> Taken:
    """Make a choice.

    Raises:
        NotNow: it can't be made now.
    """
    if choice not in options(rules, week):
        raise NotNow(choice, f"“{choice}” can't be chosen at this point of the week")
    return made(rules, week, choice)


def made(rules: Rules, week: Week, choice: str) -> Taken:
    """Make a choice that is one of the `options`; nothing asks again whether it is."""
    match week.stage:
        case "morning":
            return _morning(rules, week, choice)
        case "scene":
            return _said_in_scene(rules, week, choice)
        case "talk":
            return _said_in_talk(rules, week, choice)
        case "due":
            return _settled(rules, week, choice)
    return Taken(week, choice, night(rules, week))


def _morning(rules: Rules, week: Week, choice: str) -> Taken:
    kind, _, key = choice.partition(":")
    if choice == GO:
        return Taken(week, choice, to_noon(rules, week))
    if kind == "do":
        begun = week._replace(stage="scene", subject=key, hours=week.hours - rules.town.tasks[key].hours)
        return Taken(week, choice, begun)
    if kind == "keep":
        return _kept(rules, week, choice, key)
    promise = week.promises[rules.promises[key]]
    put_off = promise._replace(due=promise.due + 1, moved=True)
    return Taken(week, choice, with_promise(rules, week, key, put_off))


def _said_in_scene(rules: Rules, week: Week, choice: str) -> Taken:
    key, task, here = week.subject, rules.town.tasks[week.subject], scene_now(rules, week)
    score = rules.scene_score(here.loaded, here.temperament, choice)
    doing = task.scene.does[choice]
    pulled = rules.town.price.pulling_in if doing.pulls else 0
    hours = task.hours + pulled
    value = score.score * (rules.town.points.chores if task.bucket == "chores" else 1000) // 1000
    good = value > 0 and doing.ends != "lost"
    touched = week.touched | {task.bucket} if good else week.touched
    after = week._replace(
        stage="morning",
        subject="",
        hours=week.hours - pulled,
        done=week.done | {key},
        touched=touched,
        tally=week.tally._replace(hours=week.tally.hours + hours * value),
    )
    after = _learned(rules, after, doing)
    closed: tuple[Closed, ...] = ()
    if task.signal is not None:
        after, closed = _worked(rules, after, task.signal, doing.work, warns=doing.warns)
    return Taken(week, choice, after, Spent(key, choice, hours, value, score, task.bucket), closed)


def _learned(rules: Rules, week: Week, doing: Doing) -> Week:
    week = week._replace(knows=week.knows | frozenset(doing.learns))
    for key in doing.promises:
        week = _promised(rules, week, key, rules.town.promises[key].due)
    return week


def _promised(rules: Rules, week: Week, key: str, due: int) -> Week:
    """Open a promise, unless it was made before; one made too late for its day is due the next, if there is one."""
    if week.promises[rules.promises[key]].status:
        return week
    earliest = week.day + week.noon
    return with_promise(rules, week, key, PromiseState("open", max(due, earliest)))


def _worked(
    rules: Rules, week: Week, key: str, work: int, *, warns: bool = False
) -> tuple[Week, tuple[Closed, ...]]:
    """What was done about a signal; a fire prevented is a case closed in full."""
    signal = week.signals[rules.signals[key]]
    signal = signal._replace(
        work=signal.work + work,
        touched=signal.touched or work > 0,
        warned=signal.warned or warns,
    )
    if work == 0 or rules.needs(key, signal) > 0:
        return with_signal(rules, week, key, signal), ()
    week = with_signal(rules, week, key, signal._replace(status="prevented"))
    closed = Closed(key, 1000, "met", False, None, None, prevented=True)
    return week._replace(tally=_counted(week.tally, closed)), (closed,)


def _counted(tally: Tally, closed: Closed) -> Tally:
    return tally._replace(cases=tally.cases + 1, points=tally.points + closed.value)


def _kept(rules: Rules, week: Week, choice: str, key: str) -> Taken:
    """Keep a promise: an hour of today, or of tomorrow morning where none is left."""
    promise = week.promises[rules.promises[key]]._replace(status="kept")
    value = 1000  # by the rulebook, keeping is all that the hour offers, and it is full
    after = with_promise(rules, week, key, promise)._replace(
        hours=max(0, week.hours - 1),
        debt=week.debt + (week.hours == 0),
        touched=week.touched | {"serve"},
        tally=week.tally._replace(hours=week.tally.hours + value),
    )
    its, closed = rules.town.promises[key], tuple[Closed, ...]()
    if its.signal is not None and on_board(rules, week, its.signal):
        after, closed = _worked(rules, after, its.signal, its.work)
    if week.stage == "due":
        after = next_thing(rules, after)
    spent = Spent(f"{KEEP}{key}", choice, 1, value, None, "serve")
    return Taken(week, choice, after, spent, closed)


def _settled(rules: Rules, week: Week, choice: str) -> Taken:
    kind, _, key = choice.partition(":")
    if kind == "keep":
        return _kept(rules, week, choice, key)
    promise = week.promises[rules.promises[key]]._replace(status="broken")
    return Taken(week, choice, next_thing(rules, with_promise(rules, week, key, promise)))


def _said_in_talk(rules: Rules, week: Week, choice: str) -> Taken:
    here, arrival = talk_now(rules, week), rules.town.arrivals[week.talking]
    compiled = here.loaded.compiled(here.temperament)
    assert week.talk is not None
    after_talk = step(compiled, week.talk, choice).after
    after = week._replace(talk=after_talk, replies=week.replies + 1)
    score = score_of(compiled, after_talk)
    if score is None:
        return Taken(week, choice, _interrupted(rules, after))
    if arrival.scene is not None:
        after = _learned(rules, after, arrival.scene.does[choice])
    deflected = bool(after_talk.marks & Mark.DEFLECTED)
    left: Came = "met" if score.outcome == "met" and not deflected else "passed_on"
    for promise in carried(here.loaded, arrival, after_talk):
        after = _promised(rules, after, promise, rules.town.promises[promise].due)
    value = rules.value(score, week.talking, hot=week.hot)
    settled = left == "met" or week.talking not in rules.comes_again
    closed = Closed(week.talking, value, left, week.hot, score, score.outcome, settled=settled)
    return Taken(week, choice, next_thing(rules, went(rules, after, closed)), closed=(closed,))


def carried(loaded: Loaded, arrival: Arrival, talk: State) -> list[str]:
    """What an encounter leaves on the town's ledger: promises that outlive it, made and not settled."""
    open_ones = talk.made & ~(talk.kept | talk.renegotiated | talk.broken)
    places = {key: place for place, key in enumerate(loaded.encounter.promises)}
    return [ours for theirs, ours in arrival.carries.items() if open_ones >> places[theirs] & 1]


def went(rules: Rules, week: Week, closed: Closed) -> Week:
    """Whoever came has gone."""
    place = rules.arrivals[closed.subject]
    return week._replace(
        came=(*week.came[:place], closed.left, *week.came[place + 1 :]),
        talking="",
        talk=None,
        replies=0,
        hot=False,
        tally=_counted(week.tally, closed) if closed.settled else week.tally,
    )


def _interrupted(rules: Rules, week: Week) -> Week:
    """A promise due today comes up in the middle of a talk."""
    due = due_today(rules, week)
    if due and week.replies == INTERRUPTED_AFTER:
        return week._replace(stage="due", subject=due[0])
    return week._replace(stage="talk", subject=week.talking)


def replay_week(rules: Rules, choices: Iterable[str]) -> list[Taken]:
    """Make these choices from Monday morning on.

    Raises:
        NotNow: one can't be made where it stands; it says which and why.
    """
    week, found = begin_week(rules), list[Taken]()
    for turn, choice in enumerate(choices):
        try:
            taken = take(rules, week, choice)
        except NotNow as trouble:
            raise NotNow(choice, str(trouble), turn) from None
        found.append(taken)
        week = taken.after
    return found


def choices_of(steps: Sequence[Taken]) -> tuple[str, ...]:
    """The choices of a week, in order."""
    return tuple(taken.choice for taken in steps)
