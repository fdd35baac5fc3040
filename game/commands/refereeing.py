"""`ownit board` where a server keeps the board: create a season in a store, serve it, and look after it.

PLACE is a store (`march.sqlite3`, `postgresql://…`) or, for looking after a season, the address of its server.
"""

import argparse
import asyncio
import os
import re
import socket
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from game.board.creating import Content
from game.board.dates import moment
from game.board.keeper import BoardRefused, BoardTrouble
from game.board.season import Season
from game.board.server.settings import Binding, Settings, is_address, is_store, utc_now
from game.board.store.refused import Refused, StoreTrouble
from game.exits import FINE, NO, WrongUse, written
from game.rules.clean import clean
from game.rules.words import listed

if TYPE_CHECKING:
    from game.board.connection import Connection
    from game.board.server.starting import Opened
    from game.board.store.store import Store
    from game.board.store.tx import Tx

T = TypeVar("T")


def admin_file(place: str) -> Path | None:
    """Where the admin tokens of a store's seasons are written, one a line; nowhere for a PostgreSQL store."""
    return Path(f"{place}.admin") if place.endswith(".sqlite3") else None


# create


def create(place: str, season: Season, content: Content) -> int:
    """`ownit board create` in a store: keeps the season, and tells its admin token once."""
    from game.board.server.callers import hashed, new_secret
    from game.board.server.reaching import in_store
    from game.board.store import seasons

    secret = new_secret()
    token = f"{season.season}.{secret}"

    async def keep(store: "Store") -> None:
        now = utc_now()
        await store.write(lambda tx: seasons.create(tx, season, content, hashed(secret), now))

    try:
        in_store(place, keep, must_exist=False)
    except (Refused, StoreTrouble) as trouble:
        return _no(str(trouble))
    kind = "sealed, refereed" if season.sealed else "refereed"
    print(
        f"“{season.title}” ({season.season}) is made: {kind}, {_played(season)}, ",
        end="",
    )
    print(f"{_many(len(season.teams), 'team')}, from {moment(season.opens)} to {moment(season.closes)}.")
    print(f"Its admin token, told this once: {token}")
    file = admin_file(place)
    if file is not None and _added(file, token):
        print(f"It is written to {clean(str(file))} too, for you alone: whoever has it can close the season.")
    print(f"Open it with: ownit board serve {clean(_without_password(place))}")
    return FINE


def _added(file: Path, token: str) -> bool:
    """Add a line to a file that nobody else can read; says so where it can't be."""
    try:
        number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(number, "w", encoding="utf-8") as out:
            out.write(f"{token}\n")
    except OSError as trouble:
        print(clean(f"ownit: can't write {file}: {trouble.strerror or trouble}"), file=sys.stderr)
        return False
    return True


# serve


def serve(chosen: argparse.Namespace) -> int:
    """`ownit board serve`: prints each season's code and the address, then serves until it is told to stop.

    Raises:
        WrongUse: it would send tokens in the clear, or can't listen there.
    """
    from game.board.server import serving
    from game.board.server.starting import opened
    from game.board.store.store import open_store

    place = str(chosen.place)
    if not is_store(place):
        raise WrongUse("say which store to serve: a file that ends in .sqlite3, or postgresql://…")
    binding = Binding(
        host=chosen.host,
        port=chosen.port,
        cert=chosen.tls_cert,
        key=chosen.tls_key,
        trust_proxy=chosen.trust_proxy,
        insecure_lan=chosen.insecure_lan,
    ).checked()
    if chosen.workers > 1 and place.endswith(".sqlite3"):
        raise WrongUse(
            "a SQLite store is written by one process alone; for --workers it takes a postgresql:// store"
        )
    address = chosen.address.rstrip("/") if chosen.address else ""
    if address and not is_address(address):
        raise WrongUse("--address is how players reach it, as in https://board.example.com")
    try:
        store = open_store(place, must_exist=True)
    except StoreTrouble as trouble:
        return _no(str(trouble))
    try:
        there = asyncio.run(opened(store, chosen.code_days, utc_now()))
        if not there:
            return _no(
                f"there is no season in {_without_password(place)}; make one with `ownit board create`"
            )
        sock = serving.listening(binding)
        with sock:
            address = address or binding.address(sock.getsockname()[1], socket.gethostname())
            for season in there:
                _print_season(season, address)
            if binding.insecure_lan and not binding.cert:
                print("Nothing hides what is sent to it: anybody on this network may read names and tokens.")
            print(
                f"Listening on {clean(binding.host)}, port {sock.getsockname()[1]}. Its log is JSON, an object a line."
            )
            print("Stop it with Ctrl+C.", flush=True)
            plan = serving.Serving(place, Settings(address, trust_proxy=binding.trust_proxy), binding)
            if chosen.workers == 1:
                serving.serve(plan, store, sock)
            else:
                store.close()  # each worker opens its own
                serving.serve_from_many(plan, chosen.workers, sock)
    except StoreTrouble as trouble:
        return _no(str(trouble))
    finally:
        store.close()
    return FINE


def _print_season(opened: "Opened", address: str) -> None:
    season = opened.season
    if opened.over:
        print(f"{season.title} is over. How it ended: {address}/wall/{season.season}")
        return
    print(f"{season.title}, until {moment(season.closes)}")
    print(f"  join     {address}  code {opened.code}  (until {moment(opened.expires)})")
    print(f"  wall     {address}/wall/{season.season}")
    for title in opened.unplayable:
        print(
            f"  This version of the game plays “{clean(title)}” otherwise: nobody can play it here any more."
        )


# Looking after a season


def close(chosen: argparse.Namespace) -> int:
    """`ownit board close PLACE`: ends the season; everybody sees how it ended."""
    from game.board.server import acts

    return _done(chosen, "close", acts.close)


def freeze(chosen: argparse.Namespace) -> int:
    """`ownit board freeze PLACE`: shows the standings as they are now until the season closes."""
    from game.board.server import acts

    return _done(chosen, "freeze", acts.freeze)


def thaw(chosen: argparse.Namespace) -> int:
    """`ownit board thaw PLACE`: shows the standings live again."""
    from game.board.server import acts

    return _done(chosen, "thaw", acts.thaw)


def code(chosen: argparse.Namespace) -> int:
    """`ownit board code PLACE`: a fresh join code; older ones hold until they end."""
    from game.board.organising import CodeAsk, CodeMade
    from game.board.server.acts import code_ends
    from game.board.server.starting import fresh_code
    from game.board.store import seasons

    async def here(store: "Store", key: str) -> CodeMade:
        season = (await store.read(lambda tx: seasons.existing(tx, key))).season
        expires = code_ends(season, chosen.days, utc_now())
        return CodeMade(code=str(await fresh_code(store, key, expires)), expires=expires)

    made = _at(
        chosen,
        here,
        lambda server: server.ask("POST", "/v1/admin/codes", CodeMade, CodeAsk(days=chosen.days)),
    )
    if made is None:
        return NO
    print(f"{clean(made.code)}  (until {moment(made.expires)})")
    return FINE


def export(chosen: argparse.Namespace) -> int:
    """`ownit board export PLACE`: writes tables for a spreadsheet.

    Raises:
        WrongUse: no file to write to.
    """
    from game.board.server import acts

    wanted = [
        (out, name, job)
        for out, name, job in (
            (chosen.csv, "people.csv", acts.people_csv),
            (chosen.teams_csv, "teams.csv", acts.teams_csv),
        )
        if out is not None
    ]
    if not wanted:
        raise WrongUse("say where to: --csv OUT.csv for everybody, --teams-csv OUT.csv for the teams")
    for out, name, job in wanted:
        body = _at(
            chosen,
            lambda store, key, job=job: store.read(lambda tx: job(tx, key)),  # type: ignore[misc]
            lambda server, name=name: server.bytes_of("GET", f"/v1/admin/{name}"),  # type: ignore[misc]
        )
        if body is None or not written(out, body):
            return NO
        print(f"Written to {clean(str(out))}.")
    return FINE


def remove(chosen: argparse.Namespace, ask: Callable[[str], str] = input) -> int:
    """`ownit board remove PLACE WHO`: forgets a person; the points stay in the team's total.

    Raises:
        WrongUse: nobody is there to be asked, and --yes wasn't said.
    """
    from game.board.organising import People
    from game.board.server import acts
    from game.board.wire import Said

    people = _at(
        chosen,
        lambda store, key: store.read(lambda tx: acts.people(tx, key, utc_now())),
        lambda server: server.ask("GET", "/v1/admin/players", People),
    )
    if people is None:
        return NO
    found = acts.called(people, chosen.who)
    if not found:
        return _no(f"nobody in {people.season.title} is called “{clean(chosen.who)}”, or has this id")
    one = found[0]
    if not chosen.yes:
        if not sys.stdin.isatty():
            raise WrongUse("nobody to ask; say --yes to delete without asking")
        try:
            answer = ask(f"Forget {clean(one.name)} ({one.player}), for good? Type the name to do it: ")
        except EOFError:  # Ctrl+D
            answer = ""
            print()
        if answer.strip().casefold() != one.name.casefold():
            print("Nothing was deleted.")
            return NO
    said = _at(
        chosen,
        lambda store, key: store.write(lambda tx: Said(says=acts.remove(tx, key, one.player, utc_now()))),
        lambda server: server.ask("DELETE", f"/v1/admin/players/{one.player}", Said),
    )
    return NO if said is None else _told(said.says)


def _done(chosen: argparse.Namespace, name: str, act: Callable[["Tx", str, int], str]) -> int:
    """Do something that is answered by a sentence."""
    from game.board.wire import Said

    said = _at(
        chosen,
        lambda store, key: store.write(lambda tx: Said(says=act(tx, key, utc_now()))),
        lambda server: server.ask("POST", f"/v1/admin/{name}", Said),
    )
    return NO if said is None else _told(said.says)


def _at(
    chosen: argparse.Namespace,
    here: Callable[["Store", str], Awaitable[T]],
    there: Callable[["Connection"], T],
) -> T | None:
    """Ask the store at hand, or the server; none where the answer is no, which has then been said."""
    from game.board.server.reaching import at_server, at_store

    place = str(chosen.place)
    try:
        if is_address(place):
            return at_server(place, there, season=chosen.season, admin=chosen.admin, insecure=chosen.insecure)
        if is_store(place):
            return at_store(place, here, season=chosen.season)
    except (BoardRefused, BoardTrouble, Refused, StoreTrouble) as trouble:
        _no(str(trouble))
        return None
    raise WrongUse("say where: a store that ends in .sqlite3, postgresql://…, or a server's http address")


def _told(says: str) -> int:
    print(clean(says))
    return FINE


def _no(why: str) -> int:
    print(f"ownit: {clean(why)}", file=sys.stderr)
    return NO


def _played(season: Season) -> str:
    """`4 encounters and 1 week`."""
    weeks = sum(one.kind == "week" for one in season.encounters)
    counted = ((len(season.encounters) - weeks, "encounter"), (weeks, "week"))
    return listed([_many(count, what) for count, what in counted if count])


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _without_password(place: str) -> str:
    """A store as it may be printed."""
    return re.sub(r"//([^/@:]*):[^/@]*@", r"//\1@", place)
