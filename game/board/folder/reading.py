"""A board's folder, read with distrust: the replay of all that lies there, whoever put it there and in whatever order.

What it comes to depends on nothing but the files and the day: not on the order in which a drive lists them, not on who
looks, and not on what was looked at before.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from game.board.folder.files import Finding, Found, Strange, regular, signed_files, strangers
from game.board.folder.known import BadRow, CardRow, GoneRow, Known, PlayedRow, Row, known_of
from game.board.folder.opened import CONTENT, OURS, PLAYERS, RUNS, TICKETS, FolderBoard
from game.board.folder.signed import BYTES_MOST, Card, Gone, NotSigned, Played, read_signed
from game.board.naming import skeleton
from game.board.verdict import Sent, Ticket, Verdict, judge, played_on
from game.library.run_file import RunRefused

SLACK: Final = 24 * 60 * 60 * 1000
"""How far ahead a player's clock may be, in milliseconds: more than time zones explain."""

Told = Callable[[int, int], None]
"""Hears how many of how many new files have been looked at."""


@dataclass(frozen=True, slots=True)
class Ran:
    """A run that counts. `at` is when its player says it arrived, `file` its name."""

    encounter: str
    attempt: int
    at: int
    verdict: Verdict
    file: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the board.

    Attributes:
        player: the player's id.
        name, team, shown: as the newest card says; the team as the first does.
        joined: when the first card was written, UTC milliseconds.
        runs: those that count, by encounter and attempt.
    """

    player: str
    name: str
    team: str
    shown: bool
    joined: int
    runs: tuple[Ran, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a folder holds: its people in the order of their ids, and what doesn't count."""

    people: tuple[Person, ...]
    findings: tuple[Finding, ...]


def gathered(board: FolderBoard, now: int, told: Told | None = None, known: Known | None = None) -> Gathered:
    """Read all of a board's folder.

    Args:
        board: which.
        now: UTC milliseconds.
        told: hears how far it is, while new files are replayed.
        known: what was worked out before; the machine's own, if none is given.
    """
    findings: list[Finding] = []
    known = known_of(board) if known is None else known
    strangers(board.folder, OURS, findings)
    parts = frozenset(f"{part}.json" for one in board.season.encounters for part in (one.play, one.text))
    strangers(board.folder / CONTENT, parts, findings, CONTENT)
    for _ in signed_files(board.folder / TICKETS, findings):
        pass  # their own player reads them; here only what lies between them is of interest
    cards, gone = _cards(board, now, known, findings)
    people = _named({key: rows for key, rows in cards.items() if key not in gone}, findings)
    runs = _runs(board, now, known, findings, told)
    known.save(all_seen=True)
    found = []
    for player, person in sorted(people.items()):
        found.append(
            Person(
                player, person.name, person.team, person.shown, person.joined,
                _counted(runs.pop(player, []), person, findings),
            )
        )  # fmt: skip
    for player, rows in sorted(runs.items()):
        if player not in gone and player not in cards:
            why = f"{_runs_of(len(rows))} of somebody who has no card here (yet)."
            findings.append(Finding(f"{RUNS}/{player}", why, person=True))
    return Gathered(tuple(found), tuple(sorted(findings, key=lambda one: (one.path, one.why))))


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody as their cards say; `card` is when the newest of them was written."""

    player: str
    name: str
    team: str
    shown: bool
    joined: int
    card: int


def people_of(board: FolderBoard, now: int) -> dict[str, Named]:
    """Everybody who has joined, by id, without their runs."""
    findings: list[Finding] = []
    known = known_of(board)
    cards, gone = _cards(board, now, known, findings)
    return _named({key: rows for key, rows in cards.items() if key not in gone}, findings)


class NotAtHand(Exception):
    """The season's version of an encounter or a town is nowhere at hand. The message is a sentence."""


def verdict_on(board: FolderBoard, player: str, attempt: int, run: Sent) -> Verdict:
    """What a player's run, or week, comes to, by the seed that was theirs.

    Raises:
        RunRefused: it isn't that attempt's, isn't legal, or has not ended; a sentence.
        NotAtHand: what it was played on can't be found or can't be played, so there is no replaying it.
    """
    key = played_on(run)
    loaded = board.loaded(key)
    offered = board.season.offered(key)
    if offered is None:
        raise RunRefused(f"this season has no encounter and no week “{key}”")
    if loaded is None:
        raise NotAtHand(f"the season's version of “{key}” is nowhere at hand, or can't be played")
    ticket = Ticket(
        ticket=board.ticket(player, key, attempt),
        encounter=key,
        play=offered.play,
        seed=board.seed(player, key, attempt),
        attempt=attempt,
    )
    return judge(ticket, run, loaded)


def _cards(
    board: FolderBoard, now: int, known: Known, findings: list[Finding]
) -> tuple[dict[str, list[tuple[CardRow, Found]]], set[str]]:
    """The cards of each player, oldest first, and who has left."""
    cards: dict[str, list[tuple[CardRow, Found]]] = {}
    gone = set[str]()
    for file in signed_files(board.folder / PLAYERS, findings):
        row = _row(board, file, known, findings)
        if isinstance(row, GoneRow):
            gone.add(file.player)
        elif isinstance(row, PlayedRow):
            findings.append(Finding(file.shown, "It is a run, and lies among the people."))
        elif isinstance(row, CardRow):
            if board.season.team(row.team) is None:
                findings.append(Finding(file.shown, f"The season has no team “{row.team}”."))
            elif row.at < board.created:
                findings.append(Finding(file.shown, "It says it is older than the board."))
            elif row.at > now + SLACK:
                findings.append(Finding(file.shown, "It says it was written on a day to come."))
            else:
                cards.setdefault(file.player, []).append((row, file))
    for rows in cards.values():
        rows.sort(key=lambda each: (each[0].at, each[1].path.name))
    return cards, gone


def _named(cards: dict[str, list[tuple[CardRow, Found]]], findings: list[Finding]) -> dict[str, Named]:
    """Everybody with the name that is theirs: in a team, it is whose card says so first.

    Args:
        cards: of each player, oldest first.
        findings: what doesn't count is noted here.
    """
    people: dict[str, Named] = {}
    holders: dict[tuple[str, str], str] = {}  # a team and a name's skeleton → who has it
    in_order = [(row.at, file.path.name, file, row) for rows in cards.values() for row, file in rows]
    for _, _, file, row in sorted(in_order, key=lambda each: each[:2]):
        player, now_called = file.player, people.get(file.player)
        team = now_called.team if now_called else row.team
        if row.team != team:
            findings.append(
                Finding(file.shown, f"{row.name} is in another team already, and stays there.", True)
            )
            continue
        claim = (team, skeleton(row.name))
        holder = holders.setdefault(claim, player)
        if holder != player:
            findings.append(Finding(file.shown, _taken(row.name, holder, now_called is None), True))
            continue
        if now_called is not None and (before := (team, skeleton(now_called.name))) != claim:
            del holders[before]
        joined = now_called.joined if now_called else row.at
        people[player] = Named(player, row.name, team, row.shown, joined, row.at)
    return people


def _taken(name: str, holder: str, first: bool) -> str:
    if first:
        return (
            f"Changed key: {name} is in this team already under another key, which counts; runs under this one don't. "
            f"If it is the same person on another machine, delete {PLAYERS}/{holder} and {RUNS}/{holder}."
        )
    return f"Another player of this team is called {name} already, so the change of name doesn't count."


def _runs(
    board: FolderBoard, now: int, known: Known, findings: list[Finding], told: Told | None
) -> dict[str, list[tuple[PlayedRow, Found]]]:
    """The legal runs of each player, as declared."""
    season, runs = board.season, dict[str, list[tuple[PlayedRow, Found]]]()
    files = list(signed_files(board.folder / RUNS, findings))
    new = sum(known.get(file) is None for file in files) if told else 0
    done = 0
    for file in files:
        if told and known.get(file) is None:
            told(done, new)
            done += 1
        row = _row(board, file, known, findings)
        if isinstance(row, CardRow | GoneRow):
            findings.append(Finding(file.shown, "It is no run, and lies among the runs."))
        elif isinstance(row, PlayedRow):
            if not season.opens <= row.at < season.closes:
                findings.append(Finding(file.shown, "It says it was sent while the season wasn't open."))
            elif row.at > now + SLACK:
                findings.append(Finding(file.shown, "It says it was sent on a day to come."))
            else:
                runs.setdefault(file.player, []).append((row, file))
    if told:
        told(new, new)
    return runs


def _counted(rows: list[tuple[PlayedRow, Found]], person: Named, findings: list[Finding]) -> tuple[Ran, ...]:
    """A player's runs that count: one for each attempt, the one declared first."""
    by_attempt: dict[tuple[str, int], Ran] = {}
    for row, file in sorted(rows, key=lambda each: (each[0].at, each[1].path.name)):
        attempt = (row.encounter, row.attempt)
        if attempt in by_attempt:
            why = f"A second run of attempt {row.attempt} at {row.encounter} by {person.name}; the first counts."
            findings.append(Finding(file.shown, why, person=True))
        else:
            by_attempt[attempt] = Ran(row.encounter, row.attempt, row.at, row.verdict, file.path.name)
    return tuple(by_attempt[attempt] for attempt in sorted(by_attempt))


def _row(board: FolderBoard, file: Found, known: Known, findings: list[Finding]) -> Row | None:
    """What a file comes to, from what is known of it or by reading and replaying; none, and noted, if it is nothing."""
    row = known.get(file)
    if row is None:
        try:
            row = _read(board, file)
        except (NotSigned, RunRefused) as trouble:
            row = BadRow(sentence(trouble))
        except (Strange, NotAtHand) as trouble:  # another time it may be otherwise
            findings.append(Finding(file.shown, sentence(trouble)))
            return None
        known.keep(file, row)
    if isinstance(row, BadRow):
        findings.append(Finding(file.shown, row.why))
        return None
    return row


def _read(board: FolderBoard, file: Found) -> Row:
    found = read_signed(file.path.name, regular(file.path, BYTES_MOST), board.id, file.player)
    match found:
        case Card():
            return CardRow(found.at, found.name, found.team, found.shown)
        case Gone():
            return GoneRow(found.at)
        case Played():
            verdict = verdict_on(board, file.player, found.attempt, found.run)
            return PlayedRow(found.at, played_on(found.run), found.attempt, verdict)
    raise NotSigned("it is a ticket, and lies among what counts")


def sentence(trouble: Exception) -> str:
    """What an exception says, as a sentence by itself."""
    why = str(trouble).rstrip(".")
    return f"{why[:1].upper()}{why[1:]}."


def _runs_of(many: int) -> str:
    return "A run" if many == 1 else f"{many:,} runs"
