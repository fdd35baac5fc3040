"""The debrief of a finished run, from its replay."""

from collections.abc import Sequence

from game.engine.compiled import Compiled
from game.engine.graph import TooLarge
from game.engine.review import Costly, Graded, costliest, graded, shows_most, turning_point
from game.engine.step import Change, EncounterFault, Step, available, ending, score_of, step
from game.library.loaded import Loaded
from game.rules.clean import clean
from game.rules.rulebook import Move, Scoring
from game.rules.score import Cap, Score
from game.rules.skills import SKILLS, Skill, unpack_evidence
from game.rules.words import listed
from game.telling.telling import Telling, gauge_changes
from game.telling.views import Costliest, Debrief, Mode, Other, Told, TurnAccount

_CAPPED: dict[Cap, str] = {
    "critical": "a critical: no run with one scores above {}",
    "partly": "it ended well only in part, which scores {} at most",
    "lost": "the customer was lost, which scores {} at most",
}


def debrief(
    telling: Telling, steps: Sequence[Step], mode: Mode, stepped_back: int, endings_found: int
) -> Debrief:
    """Look back on a run that has reached its ending.

    Args:
        telling: the encounter, with this run's persona.
        steps: the whole run, replayed.
        mode: the run's mode.
        stepped_back: how often the player stepped back.
        endings_found: how many endings of this encounter the player has found, this one included.

    Raises:
        ValueError: the run has not ended.
    """
    compiled, script = telling.compiled, telling.loaded.script
    last = steps[-1].after if steps else None
    score = score_of(compiled, last) if last else None
    reached = ending(compiled, last) if last else None
    if last is None or score is None or reached is None:
        raise ValueError("only a run that has ended can be looked back on")
    grades, costly = costs(telling.loaded, compiled.temperament, steps)
    skill = _thinnest(score)
    customer = compiled.encounter.customer
    return Debrief(
        title=telling.filled(script.title),
        customer=telling.name(customer) if customer else "",
        ending=reached,
        outcome=score.outcome,
        letter=telling.picked(script.scenes[reached].letter, last),
        costliest=_costliest(telling, steps, costly, grades),
        next_skill=skill,
        next_try=clean(compiled.rulebook.tries.get(skill, ""), keep_newlines=True) if skill else "",
        score=score,
        how=_how(compiled.rulebook.scoring),
        because=_because(score, compiled, steps),
        turns=tuple(_account(telling, steps, turn, grades) for turn in range(len(steps))),
        possible=(grades[0].before, *(each.after for each in grades)) if grades else (),
        needs=telling.filled(script.needs),
        endings_found=endings_found,
        endings=sum(scene.ends for scene in compiled.scenes),
        stepped_back=stepped_back,
        rulebook=clean(compiled.rulebook.title),
        mode=mode,
    )


def _thinnest(score: Score) -> Skill | None:
    """The offered skill with the lowest ratio; none where every one is full."""
    lowest = min(score.ratios, key=score.ratios.__getitem__)
    return lowest if score.ratios[lowest] < 1000 else None


def costs(
    loaded: Loaded, temperament: str, steps: Sequence[Step]
) -> tuple[tuple[Graded, ...], Costly | None]:
    """Every reply of a finished run graded, and the one that cost most, if any did.

    Where the encounter is too large to be solved there are no grades, and what cost most is what weighed most at once.
    """
    try:
        solver = loaded.solver(temperament)
        grades = graded(solver, steps)
        costly = turning_point(grades)
        if costly is not None:
            costly = costly._replace(better=shows_most(solver, steps[costly.turn].before))
    except (TooLarge, EncounterFault):
        return (), costliest(loaded.compiled(temperament), steps)
    return grades, costly


def _costliest(
    telling: Telling, steps: Sequence[Step], found: Costly | None, grades: Sequence[Graded]
) -> Costliest | None:
    if found is None:
        return None
    taken = steps[found.turn]
    scene = taken.before.scene
    said, better = telling.reply_text(scene, taken.reply), telling.reply_text(scene, found.better)
    return Costliest(
        turn=found.turn + 1,
        said=telling.filled(said.say),
        thought=telling.thought(taken),
        thinker=telling.name(telling.person(scene)),
        why=telling.filled(said.coach),
        harmless=taken.after.harm == taken.before.harm,
        missed=_missed(telling.compiled, taken, found.better),
        better=telling.filled(better.say),
        better_why=telling.filled(better.coach),
        cost=grades[found.turn].cost if grades else None,
        grade=grades[found.turn].grade if grades else "",
    )


def _missed(compiled: Compiled, taken: Step, better: str) -> tuple[Skill, ...]:
    """The skills that the better reply would have shown more of than the one taken."""
    shown = unpack_evidence(taken.after.evidence)
    instead = unpack_evidence(step(compiled, taken.before, better).after.evidence)
    return tuple(
        skill for skill in SKILLS if skill in compiled.encounter.full_marks and instead[skill] > shown[skill]
    )


def _how(scoring: Scoring) -> str:
    return (
        f"Listening, empathy and action count together, {scoring.weight_pair} parts in 100: each without the others "
        f"is little. Own counts {scoring.weight_own}, Advocate {scoring.weight_advocate}, "
        f"Prevent {scoring.weight_prevent}. Each harm point takes {scoring.harm_percent} %."
    )


def _because(score: Score, compiled: Compiled, steps: Sequence[Step]) -> tuple[str, ...]:
    """What held the score down, the heaviest first."""
    rules, scoring = compiled.rulebook.moves, compiled.rulebook.scoring
    limits = {"critical": scoring.critical_cap, "partly": scoring.partly_cap, "lost": scoring.lost_cap}
    sentences = [_CAPPED[cap].format(limits[cap]) for cap in score.caps]
    if deflections := sum(any(rules[move].deflects for move in _moves(compiled, taken)) for taken in steps):
        often = {1: "once", 2: "twice"}.get(deflections, f"{deflections} times")
        sentences.append(f"the problem was handed back {often}: a mastered run never does that")
    if score.harm:
        lost = min(scoring.harm_percent_most, scoring.harm_percent * score.harm)
        points = "point, which takes" if score.harm == 1 else "points, which take"
        sentences.append(f"{score.harm} harm {points} {lost} % of the score")
    if any(rules[move].rescues for taken in steps for move in _moves(compiled, taken)):
        held = scoring.rescue_ratio_cap // 10
        sentences.append(f"a rescue of what need not have burned: Prevent counts {held} % at most")
    thin = [skill for skill, ratio in score.ratios.items() if ratio < scoring.mastered_ratio]
    if thin:
        sentences.append(f"too little evidence on {listed(thin)}")
    return tuple(sentences)


def _moves(compiled: Compiled, taken: Step) -> tuple[Move, ...]:
    return compiled.scenes[taken.before.scene].replies[taken.reply].reply.moves


def _account(telling: Telling, steps: Sequence[Step], turn: int, grades: Sequence[Graded]) -> TurnAccount:
    taken, compiled = steps[turn], telling.compiled
    scene = taken.before.scene
    words = telling.reply_text(scene, taken.reply)
    return TurnAccount(
        number=turn + 1,
        heard=_heard(telling, steps, turn),
        meant=_meant(telling, steps, turn),
        speaker=telling.name(telling.person(scene)),
        said=telling.filled(words.say),
        moves=_moves(compiled, taken),
        told=tuple(_told(telling, change) for change in taken.changes),
        coach=telling.filled(words.coach),
        thought=telling.thought(taken),
        others=tuple(
            Other(
                key=key,
                text=telling.filled(telling.reply_text(scene, key).say),
                moves=compiled.scenes[scene].replies[key].reply.moves,
                coach=telling.filled(telling.reply_text(scene, key).coach),
            )
            for key in available(compiled, taken.before)
            if key != taken.reply
        ),
        harm=taken.after.harm - taken.before.harm,
        critical=taken.after.criticals > taken.before.criticals,
        cost=grades[turn].cost if grades else None,
        grade=grades[turn].grade if grades else "",
    )


def _heard(telling: Telling, steps: Sequence[Step], turn: int) -> str:
    """What the other person had said last: an answer in a hub, else the scene's own line."""
    taken = steps[turn]
    if turn and not steps[turn - 1].passed:
        before = steps[turn - 1]
        return telling.picked(telling.reply_text(before.before.scene, before.reply).hears, before.after)
    return telling.picked(telling.scene_text(taken.before.scene).says, taken.before)


def _meant(telling: Telling, steps: Sequence[Step], turn: int) -> str:
    """What the other person thought while saying what was heard; "" where the turn before has told it already."""
    if turn and not steps[turn - 1].passed:
        return ""
    taken = steps[turn]
    meant = telling.picked(telling.scene_text(taken.before.scene).thinks, taken.before)
    return "" if turn and meant == telling.thought(steps[turn - 1]) else meant


def _told(telling: Telling, change: Change) -> Told:
    """One rule's doing in words. An event without a move keeps the move empty."""
    shown = unpack_evidence(change.evidence)
    offered = telling.compiled.encounter.full_marks
    changed = [f"{skill} +{amount}" for skill, amount in shown.items() if amount and skill in offered]
    if change.early:
        changed.append("a quarter only, for coming early")
    changed += gauge_changes(change.before, change.after)
    if change.rule.harm:
        changed.append(f"harm {change.rule.harm}")
    if change.rule.critical:
        changed.append("critical")
    return Told(
        change.rule.id, clean(change.rule.says, keep_newlines=True), change.move or "", tuple(changed)
    )
