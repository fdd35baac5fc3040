"""The page a facilitator reads and prints: one file, without script, that fetches nothing."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from string import Template
from typing import Final

from game.reports import charts
from game.reports.cohort import Cohort, Hardness, Row, Shared, Spread
from game.reports.markup import Html, joined, tag, text
from game.reports.naming import Naming
from game.reports.sent import Result

_HERE: Final = Path(__file__).parent
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_FIFTHS: Final = ("below 200", "from 200", "from 400", "from 600", "from 800")
_GROUP: Final = "five"  # people: GROUP in words

TRAINING: Final = (
    "Training. The scores measure conversations, not people, and their weights are the game’s own. "
    "They are not for hiring, discipline, pay or ranking."
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a page's results come from.

    Attributes:
        folder: the folder's name; "" for one's own saves.
        today: the UTC day the page is made on.
        until: the day on which the first of it is past its date; none for one's own.
        left_out: how many files were.
    """

    folder: str
    today: date
    until: date | None = None
    left_out: int = 0


def page(found: Cohort, source: Source, naming: Naming, own: Sequence[Result] = ()) -> bytes:
    """The whole page.

    Args:
        found: what it shows.
        source: where that is from.
        naming: gives keys their words.
        own: one's own runs, which only one's own page shows one by one.
    """
    style = (_HERE / "page.css").read_text("utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = "How the training goes" if source.folder else "How my training goes"
    if own:
        sections = [_own(own, naming)]
    else:
        sections = [
            _people(found.rows),
            _skills(found.skills),
            _shared(found, naming),
            _encounters(found.encounters, naming),
        ]
    whole = Template((_HERE / "page.html").read_text("utf-8")).substitute(
        policy=policy,
        style=style,
        title=text(title),
        lead=text(_lead(found, alone=not source.folder)),
        notice=_notice(source),
        sections=joined(sections, "\n"),
        footer=_footer(source),
    )
    return whole.encode()


def _lead(found: Cohort, alone: bool) -> str:
    if found.first is None or found.last is None:
        return "Nothing has been sent here yet."
    people = "" if alone else _many(len(found.rows), "person", "people") + ", "
    runs = _many(found.runs, "finished run", "finished runs")
    encounters = _many(len(found.encounters), "encounter", "encounters")
    when = f"on {_day(found.first)}"
    if found.first != found.last:
        when = f"between {_day(found.first)} and {_day(found.last)}"
    return f"{people}{runs} of {encounters}, {when}."


def _notice(source: Source) -> Html:
    if source.folder:
        who = (
            f"Whoever can open the folder “{source.folder}”, and whoever is given this page. "
            "Those it is about chose to send it, saw all of it before, and can take it back at any time "
            "with “ownit report revoke”; a page made after that leaves them out."
        )
        until = "What is sent is deleted after its date."
        if source.until:
            until = (
                f"{_day(source.until)}. Then the first of these results is past its date: delete this page, "
                "and make it anew. What is past its date is deleted from the folder then."
            )
    else:
        who = "You, and whoever you give this page to. It was made from your own saves, and sent nowhere."
        until = "As long as you like. It is yours."
    terms = (("Who sees this", who), ("What it is for", TRAINING), ("Until when", until))
    return tag(
        "aside",
        tag("dl", *(part for term, says in terms for part in (tag("dt", text(term)), tag("dd", text(says))))),
        class_="notice",
        aria_label="About these results",
    )


def _section(title: str, about: str, *inside: Html) -> Html:
    return tag("section", tag("h2", text(title)), tag("p", text(about), class_="about"), *inside)


def _table(heads: Iterable[tuple[str, str]], rows: Iterable[Iterable[Html]]) -> Html:
    """A table in a box that scrolls by itself where the window is narrow. `heads` are (words, class)."""
    head = tag("tr", *(_cell("th", text(words), kind, scope="col") for words, kind in heads))
    body = joined([tag("tr", *row) for row in rows], "\n")
    return tag("div", tag("table", tag("thead", head), tag("tbody", body)), class_="wide")


def _cell(name: str, inside: Html, kind: str = "", **attributes: str) -> Html:
    return tag(name, inside, **({"class_": kind} if kind else {}), **attributes)


def _number(value: int | str | None) -> Html:
    return _cell("td", text("–" if value is None else value), "number")


def _people(rows: Iterable[Row]) -> Html:
    heads = (
        ("Name", ""), ("Runs", "number"), ("Encounters", "number minor"), ("Passed", "number"),
        ("At first", "number"), ("Lately", "number"), ("From first to latest", "drawn minor"),
        ("Last played", "date minor"),
    )  # fmt: skip
    return _section(
        "People",
        "By name, in no order of merit. A run is passed when it is mastered without a step back; each encounter counts "
        "once. “At first” and “lately” are the median scores, of 1000, of up to three of the first and the latest "
        "runs. Which skill, and what went wrong, stands beside nobody’s name.",
        _table(
            heads,
            (
                (
                    _cell("th", text(row.name), scope="row"),
                    _number(row.runs),
                    _cell("td", text(row.encounters), "number minor"),
                    _number(row.passed),
                    _number(row.first),
                    _number(row.latest),
                    _cell("td", charts.change(row.first, row.latest, _changed(row)), "drawn minor"),
                    _cell("td", text(_day(row.last, short=True)), "date minor"),
                )
                for row in rows
            ),
        ),
    )


def _changed(row: Row) -> str:
    return f"{row.first}" if row.latest is None else f"from {row.first} to {row.latest}"


def _skills(skills: Sequence[Spread]) -> Html:
    shown = [one for one in skills if one.counts]
    about = (
        "How many people stand where, by what their last three runs showed of each skill. "
        f"Mastery asks for {charts.PASSES} of 1000 or more, drawn in the stronger colour."
    )
    hidden = [one.skill for one in skills if not one.counts]
    if hidden:
        names = " and ".join(filter(None, (", ".join(hidden[:-1]), hidden[-1])))
        which = (
            "Nothing is shown here"
            if not shown
            else f"{names} {'is' if len(hidden) == 1 else 'are'} not shown"
        )
        about += f" {which}: fewer than {_GROUP} people have shown it yet."
    return _section("Skills", about, tag("div", *map(_skill, shown), class_="skills"))


def _skill(one: Spread) -> Html:
    assert one.counts is not None
    told = ", ".join(f"{count} {where}" for where, count in zip(_FIFTHS, one.counts, strict=True))
    return tag(
        "figure",
        tag("h3", text(one.skill)),
        charts.columns(one.counts, f"{one.skill}, people by score: {told}"),
        tag("figcaption", text(f"Half of {one.people} people are at {one.median} or above.")),
    )


def _shared(found: Cohort, naming: Naming) -> Html:
    heads = (("What was said", "said"), ("Encounter", "title"), ("People", "number"))
    if found.shared:
        about = (
            "The reply that cost a run most, where two people or more have it in common: worth talking about together. "
            f"Only encounters that {_GROUP} people or more have played are looked at."
        )
        return _section(
            "Turning points people share", about, _table(heads, _shared_rows(found.shared, naming))
        )
    about = f"None yet, among encounters that {_GROUP} people or more have played."
    return _section("Turning points people share", about)


def _shared_rows(shared: Iterable[Shared], naming: Naming) -> Iterable[Iterable[Html]]:
    for one in shared:
        yield (
            _cell("td", _said(naming, one.encounter, one.scene, one.reply), "said"),
            _cell("td", text(naming.title(one.encounter)), "title"),
            _number(f"{one.people} of {one.of}"),
        )


def _said(naming: Naming, encounter: str, scene: str, reply: str) -> Html:
    """The words, and below them where they stand in the encounter's file."""
    words, where = naming.said(encounter, scene, reply), f"{scene} → {reply}"
    return joined((text(f"“{words}”"), tag("span", text(where), class_="key"))) if words else text(where)


def _encounters(found: Iterable[Hardness], naming: Naming) -> Html:
    heads = (
        ("Encounter", ""), ("People", "number"), ("Median", "number"), ("Scores, 0 to 1000", "drawn minor"),
        ("Passed", "number"), ("With a critical", "number"),
    )  # fmt: skip
    return _section(
        "How hard each encounter is",
        "Everybody’s first try, the hardest first. The line goes from the lowest to the highest score, the box holds "
        "the middle half, and the mark is the median. A critical is a mistake that caps the score, such as a promise "
        f"broken. Below {_GROUP} people nothing but their number is shown.",
        _table(heads, (_hardness(one, naming.title(one.encounter)) for one in found)),
    )


def _hardness(one: Hardness, title: str) -> Iterable[Html]:
    drawn = text("")
    if one.scores:
        low, quarter, middle, three, high = one.scores
        says = f"from {low} to {high}, the middle half from {quarter} to {three}, median {middle}"
        drawn = charts.spread(one.scores, says)
    return (
        _cell("th", text(title), scope="row"),
        _number(one.people),
        _number(one.scores[2] if one.scores else None),
        _cell("td", drawn, "drawn minor"),
        _number(None if one.passed is None else f"{one.passed} of {one.people}"),
        _number(None if one.critical is None else _share(one.critical, one.people)),
    )


def _share(count: int, of: int) -> str:
    """How many had a critical, said roughly: “all of 7” would say it of each of them."""
    if not count:
        return "nobody"
    return "fewer than half" if count * 2 < of else "half or more"


def _own(runs: Iterable[Result], naming: Naming) -> Html:
    heads = (
        ("Encounter", ""),
        ("Date", "date"),
        ("Score", "number"),
        ("", ""),
        ("What cost most", "said minor"),
    )
    return _section(
        "My runs",
        "Oldest first. A run is passed when it is mastered without a step back. Beside it stands the reply that cost "
        "it most.",
        _table(heads, (_own_row(run, naming) for run in runs)),
    )


def _own_row(run: Result, naming: Naming) -> Iterable[Html]:
    turning = text("–")
    if run.turning:
        turning = _said(naming, run.encounter, run.turning.scene, run.turning.reply)
    return (
        _cell("th", text(naming.title(run.encounter)), scope="row"),
        _cell("td", text(_day(run.date, short=True)), "date"),
        _number(run.score),
        _cell("td", text(run.status)),
        _cell("td", turning, "said minor"),
    )


def _footer(source: Source) -> Html:
    made = f"Made on {_day(source.today)} with Own It."
    if source.left_out:
        files = _many(source.left_out, "file of the folder was", "files of the folder were")
        made += f" {files} left out; the command that made this page said which, and why."
    return tag("p", text(made))


def _many(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"


def _day(day: date, short: bool = False) -> str:
    month = _MONTHS[day.month - 1]
    return f"{day.day} {month[:3] if short else month} {day.year}"
