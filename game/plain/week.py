"""The board, the evening and the debrief of a working week as text."""

from game.town.views import Chain, Evening, LinkKind, SignalView, WeekDebrief

_MARKS: dict[LinkKind, str] = {
    "seen": "seen",
    "worked": "an hour's work",
    "left": "left alone",
    "handed_back": "handed back",
    "warned": "warned",
    "prevented": "seen to",
    "silence": "silence",
    "came": "came calm",
    "hot": "came hot",
    "served": "served",
    "lost": "not served",
}

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")


def signal_text(signal: SignalView) -> str:
    """A line of the forecast board."""
    when = "breaks today" if signal.days_left == 0 else f"breaks {signal.breaks}"
    needs = "an hour" if signal.needs == 1 else f"{signal.needs} hours"
    done = f", {signal.worked} done" if signal.worked else ""
    warned = ", they know" if signal.warned else ""
    return f"  {signal.title} [{signal.growth}; needs {needs}{done}{warned}; {when}]\n    {signal.says}"


def evening_text(view: Evening) -> str:
    """The evening of a day."""
    lines = ["", f"== {view.weekday} evening ==", ""]
    lines += ["Who came:"]
    for came in view.came:
        how = "hot" if came.hot else "calm"
        who = f" ({came.customer}, {how})" if came.customer else ""
        counts = "" if came.value is None else f"It counts {came.value}: "
        held = f" {counts}{came.why}" if came.why else ""
        lines += [f"  {came.title}{who}: {came.outcome}, {came.score}.{held}"]
    lines += [] if view.came else ["  Nobody."]
    lines += ["", "The quiet ledger:"]
    lines += [f"  {quiet.title}: {quiet.text}" for quiet in view.quiet] or [
        "  Nothing was kept from happening today."
    ]
    lines += ["", "Your hours:"]
    for hour in view.hours:
        lines += [f"  {hour.title} ({hour.bucket}): {hour.value}. {hour.coach}".rstrip()]
    if view.unspent:
        lines += [f"  {view.unspent} {'hour' if view.unspent == 1 else 'hours'} not spent."]
    touched = [f"{bucket}: {'yes' if done else 'no'}" for bucket, done in view.buckets.items()]
    lines += ["", f"Touched today: {', '.join(touched)}."]
    lines.append(
        f"People served {view.served} (today {view.today[0]}), promises kept {view.kept} ({view.today[1]}), "
        f"customers who never had to call {view.spared} ({view.today[2]})."
    )
    for letter in view.letters:
        lines += ["", f"A letter. {letter.title}", letter.text]
    return "\n".join([*lines, ""])


def debrief_text(view: WeekDebrief) -> str:
    """A week, looked back on."""
    score = view.score
    lines = ["", f"== The week at {view.title} ==", ""]
    for chain in view.chains:
        lines += [*_chain(chain), ""]
    lines += [f"Week {score.score} of 1000{', a good week' if view.good else ''}."]
    lines += [f"  {score.count} cases, {score.cases} on average; the hours {score.hours}."]
    lines += [f"  {reason}" for reason in view.because]
    lines += ["  " + ", ".join(f"{skill} {ratio // 10} %" for skill, ratio in score.skills.items())]
    lines += [
        f"People served {score.served}, promises kept {score.kept}, customers who never had to call {score.spared}."
    ]
    lines += ["This is for training: it measures a week in a game, never a person.", ""]
    return "\n".join(lines)


def _chain(chain: Chain) -> list[str]:
    ends = {"silence": "nobody had to call", "met": "served", "passed_on": "not served"}
    counts = "came back" if chain.value is None else f"{chain.value}"
    rows = [f"{chain.title}: {ends[chain.end]}, {counts}"]
    rows += [f"  {_DAYS[link.day - 1]}  {_MARKS[link.kind]}: {link.text}" for link in chain.links]
    return [*rows, f"  {chain.moral}"] if chain.moral else rows
