"""What a moment of a week looks like: the morning's board, an hour's scene, a promise due, somebody at the door."""

from collections.abc import Sequence

from game.engine.step import begin
from game.language.town_shape import DAYS
from game.telling.conversation import Conversation
from game.telling.views import Line
from game.town.day import LAST_DAY, due_today, on_board
from game.town.scenes import scene_now, talk_now
from game.town.state import Week
from game.town.telling import TownTelling, weekday
from game.town.views import Growth, Morning, PromiseDue, PromiseView, SignalView, Talk, TaskScene, TaskView
from game.town.week import DO, GO, KEEP, LAPSE, LATER, Taken, can_be_kept, can_be_put_off, options


def morning(telling: TownTelling, steps: Sequence[Taken], week: Week, said: tuple[Line, ...]) -> Morning:
    """The morning as it stands."""
    rules, script = telling.rules, telling.rules.loaded.script
    fresh = not any(taken.after.day == week.day and taken.before.stage == "morning" for taken in steps)
    tasks = []
    for choice in options(rules, week):
        key = choice.removeprefix(DO)
        if choice.startswith(DO):
            task = rules.town.tasks[key]
            signal = telling.filled(script.signals[task.signal].title) if task.signal else ""
            person = task.scene.encounter.scenes["here"].person
            name = telling.filled(script.people[person].text.name) if person in script.people else ""
            name = telling.people.get(f"{person}_name", name)
            tasks.append(
                TaskView(
                    choice, telling.filled(script.tasks[key].title), task.bucket, task.hours, signal, name
                )
            )
    return Morning(
        day=week.day,
        weekday=weekday(week.day),
        said=said,
        says=telling.filled(script.mornings[week.day - 1]) if fresh else "",
        hours=week.hours,
        usual=rules.town.hours,
        gone=_gone(week, rules.town.hours) if fresh else "",
        signals=board(telling, week),
        tasks=tuple(tasks),
        promises=promises(telling, week),
        facts=tuple(telling.filled(script.facts[fact]) for fact in rules.town.facts if fact in week.knows),
        go=GO,
        figure=figure(telling, steps),
    )


def _gone(week: Week, usual: int) -> str:
    """Why a morning has fewer hours than usual."""
    if week.hours >= usual:
        return ""
    fewer = usual - week.hours
    hours = "An hour" if fewer == 1 else f"{fewer} hours"
    return f"{hours} of this morning went to what happened before."


def board(telling: TownTelling, week: Week) -> tuple[SignalView, ...]:
    """The forecast board, what breaks first on top."""
    rules, found = telling.rules, []
    for key, signal in rules.town.signals.items():
        if not on_board(rules, week, key):
            continue
        state, words = week.signals[rules.signals[key]], rules.loaded.script.signals[key]
        place = min(state.grown, len(words.says) - 1)
        growth: Growth = ("new", "waiting", "pressing")[min(state.grown, 2)]
        found.append(
            SignalView(
                key=key,
                title=telling.filled(words.title),
                says=telling.filled(words.says[place]),
                growth=growth,
                breaks=weekday(signal.breaks),
                days_left=signal.breaks - week.day,
                worked=state.work,
                needs=rules.needs(key, state),
                warned=state.warned,
            )
        )
    return tuple(sorted(found, key=lambda one: one.days_left))


def promises(telling: TownTelling, week: Week) -> tuple[PromiseView, ...]:
    """The promises still open, what is due first on top."""
    rules, today = telling.rules, due_today(telling.rules, week)
    open_ones = [
        (week.promises[place].due, key)
        for key, place in rules.promises.items()
        if week.promises[place].status == "open"
    ]
    return tuple(
        PromiseView(
            text=telling.promise(key),
            due=weekday(due),
            today=key in today,
            keep=f"{KEEP}{key}" if key in today and can_be_kept(rules, week, key) else "",
            later=f"{LATER}{key}" if can_be_put_off(rules, week, key) else "",
        )
        for due, key in sorted(open_ones)
    )


def figure(telling: TownTelling, steps: Sequence[Taken]) -> tuple[str, int] | None:
    """The figure on the screen, as it stands; never scored."""
    script = telling.rules.loaded.script
    if script.figure is None:
        return None
    value = script.figure.start
    for taken in steps:
        if taken.spent is not None and taken.spent.task in script.tasks:
            replies = script.tasks[taken.spent.task].script.scenes["here"].replies or {}
            value += replies[taken.spent.reply].figure
    return script.figure.name, value


def task_scene(telling: TownTelling, week: Week) -> TaskScene:
    """An hour being spent."""
    rules, script = telling.rules, telling.rules.loaded.script
    task, said = (
        rules.town.tasks[week.subject],
        Conversation(telling.telling(scene_now(rules, week)), "practice"),
    )
    return TaskScene(
        day=week.day,
        weekday=weekday(week.day),
        title=said.title,
        bucket=task.bucket,
        signal=telling.filled(script.signals[task.signal].title) if task.signal else "",
        hours=task.hours,
        turn=said.turn(said.opening()),
    )


def talk(telling: TownTelling, week: Week, said: tuple[Line, ...]) -> Talk:
    """Somebody at the door, or the talk with them as it goes on."""
    rules, words = telling.rules, telling.rules.loaded.script.arrivals[week.talking]
    arrival = rules.town.arrivals[week.talking]
    opens = words.opens_hot or words.opens if week.hot else words.opens
    return Talk(
        day=week.day,
        weekday=weekday(week.day),
        said=said,
        title=telling.filled(words.title),
        opens="" if week.replies else telling.filled(opens),
        fire=arrival.signal is not None,
        hot=week.hot,
        second=arrival.again is not None,
        whole=arrival.encounter is not None,
    )


def promise_due(telling: TownTelling, week: Week, said: tuple[Line, ...]) -> PromiseDue:
    """A promise that has fallen due."""
    rules, key = telling.rules, week.subject
    can = can_be_kept(rules, week, key)
    if not rules.town.promises[key].possible:
        price = "It was never yours to give."
    elif week.hours:
        hour = "an hour that you left free" if week.noon else "one of this morning's hours"
        price = f"Keeping it takes {hour}."
    elif week.day < LAST_DAY:
        price = (
            f"There is no hour left today. Keeping it now takes one of {DAYS[week.day].capitalize()} morning."
        )
    else:
        price = "There is no hour left, and no morning to take one from."
    return PromiseDue(
        day=week.day,
        weekday=weekday(week.day),
        said=said,
        text=telling.promise(key),
        interrupts=telling.customer(week) if week.talking else "",
        keep=f"{KEEP}{key}" if can else "",
        price=price,
        lapse=f"{LAPSE}{key}",
    )


def conversation(telling: TownTelling, week: Week) -> Conversation:
    """The talk with whoever has come, from its beginning."""
    here = talk_now(telling.rules, week)
    assert begin(here.loaded.compiled(here.temperament))
    return Conversation(telling.telling(here), "practice")
