"""Today's training in ordinary lines."""

from game.plain.lines import Ask, Say, ask_line, picked, say_lines
from game.plain.playing import play_run
from game.play.game import Game
from game.play.playable import Playable
from game.play.run import Run
from game.rules.skills import Skill
from game.training.calibration import RATINGS
from game.training.sessions import Session
from game.training.training import Training


def train_lines(game: Game, plan: str, say: Say = say_lines, ask: Ask = ask_line) -> None:
    """Train in lines until the day is done, somebody stops, or the input ends.

    Args:
        game: what there is to play.
        plan: the plan to take up, "" for the one already followed.
        say: shows a text.
        ask: asks for a line.

    Raises:
        PlayFault: there is no such plan, or its file has problems.
    """
    training = Training(game)
    if plan:
        training.take_up(plan)
    while True:
        today = training.session()
        say(_overview(today))
        todo = _todo(today)
        if not todo:
            say("That is all for today. Another day is worth more than another hour.")
            return
        for number, (_, says) in enumerate(todo, 1):
            say(f"{number}. {says}")
        answer = ask("Which? [1] ")
        if answer is None or answer == "q":
            return
        number = picked(answer or "1", len(todo))
        if not number:
            say(f"A number from 1 to {len(todo)}, or q.")
        elif not _do(game, training, today, todo[number - 1][0], say, ask):
            return


def _overview(today: Session) -> str:
    stage = today.now.stage
    lines = ["", f"{today.plan.title}: {stage.title}.", stage.about]
    now = next(one for one in today.standings if one.stage.key == stage.key)
    for one in now.skills:
        how = (
            "mastered"
            if one.mastered
            else f"{min(one.passed, one.needed)} of {one.needed}, on {one.days} of {one.days_needed} days"
        )
        lines.append(f"- {one.skill}: {how}")
    if not today.done:
        lines.append(f"About {today.minutes_left} of {today.minutes} minutes are left today.")
    return "\n".join(lines)


def _todo(today: Session) -> list[tuple[int, str]]:
    """What is left: the place of an encounter, or -1 for the drill; and what it is."""
    found = []
    if today.drill is not None and not today.drilled:
        found.append((-1, f"Drill: one line, one reply, for {today.drill}; a minute."))
    for place, step in enumerate(today.steps):
        if not step.done:
            says = "go on where you stopped" if step.run else f"about {step.minutes} minutes, {step.mode}"
            found.append((place, f"{step.title}: {says}."))
    return found


def _do(game: Game, training: Training, today: Session, place: int, say: Say, ask: Ask) -> bool:
    """Do one thing of the day. Returns whether to go on."""
    if place < 0:
        assert today.drill is not None
        return _drill(training, today.drill, say, ask)
    step = today.steps[place]
    run: Run | None = game.resume(step.run) if step.run else game.start(step.encounter, step.mode, step.seed)
    while run is not None:
        played = run
        run = play_run(game, run, say, ask, lambda ended: _heard(training, ended, say, ask))
        if run is None and not played.turn.ended:
            return False
    return True


def _heard(training: Training, run: Playable, say: Say, ask: Ask) -> None:
    """The one question before the debrief; anything but a number skips it."""
    whom = run.turn.customer or "they"
    say(f"Did {whom} leave feeling heard? 1, not at all, to 5, fully; Enter skips. It stays with you.")
    if value := picked(ask("> ") or "", RATINGS[-1]):
        training.rate_heard(run.id, value)


def _drill(training: Training, skill: Skill, say: Say, ask: Ask) -> bool:
    found = training.drill(skill)
    if found is None:
        training.skip_drill(skill)
        say(f"No encounter here has a moment to drill {skill}: done without.")
        return True
    say(f"\n{found.title}. You know:")
    say("\n".join(f"- {fact}" for fact in found.facts) or "- nothing yet")
    say(f"{found.person}: {found.line}" if found.person else found.line)
    for number, choice in enumerate(found.choices, 1):
        say(f"{number}. {choice.text}")
    number = 0
    while not number:
        answer = ask("> ")
        if answer is None or answer == "q":
            return False
        number = picked(answer, len(found.choices))
    outcome = training.answer(found, found.choices[number - 1].key)
    say(f"{outcome.grade}. {outcome.why}")
    if outcome.hears:
        say(f"{found.person}: {outcome.hears}")
    if outcome.thought:
        say(f"{found.person} thought: {outcome.thought}")
    if outcome.better:
        say(f"Better: “{outcome.better}” {outcome.better_why}")
    return True
