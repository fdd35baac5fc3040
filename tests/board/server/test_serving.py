"""A real server: started, killed, stopped, listened in on."""

import json
import random
import signal
import socket
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import httpx2
import pytest

from game.board.client import HttpDoor, HttpKeeper
from game.board.places import Membership
from game.library.run_file import RunFile
from tests.board.loopback import Losing
from tests.board.server.making import asked, bearing, run_of
from tests.board.server.running import Running, a_store, closed, running
from tests.library.shelf import aisle_seven

T = TypeVar("T")


def client(address: str) -> httpx2.Client:
    """Asks a server on this machine, whatever proxy the environment names."""
    return httpx2.Client(base_url=address, transport=httpx2.HTTPTransport(verify=False), timeout=20)


def come_in(server: Running, name: str, team: str = "northgate", code: str = "") -> dict[str, Any]:
    wish = {
        "code": code or server.codes["march"],
        "name": name,
        "team": team,
        "shown": True,
        "request": asked(),
    }
    with client(server.address) as asking:
        answer = asking.post("/v1/join", json=wish)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_a_server_told_to_stop_answers_what_is_under_way_ends_its_streams_and_lets_go(
    tmp_path: Path,
) -> None:
    where = str(tmp_path / "march.sqlite3")
    await a_store(where)
    with running(where, tmp_path / "log") as server:
        joined = come_in(server, "Mira")
        token = f"march.{joined['secret']}"
        with client(server.address) as asking, asking.stream("GET", "/wall/march/events") as stream:
            heard = stream.iter_text()
            assert "event: wall" in next(heard)
            # A request whose body has not come yet is waited for.
            slow = socket.create_connection(("127.0.0.1", server.port))
            body = json.dumps({"request": asked(), "encounter": "aisle-seven"}).encode()
            slow.sendall(
                f"POST /v1/tickets HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n"
                f"Content-Length: {len(body)}\r\n\r\n".encode()
                + body[:10]
            )
            with client(server.address) as another:  # by now the other has been read
                assert another.get("/healthz").json() == {"ok": True}
            server.process.send_signal(signal.SIGTERM)
            assert list(heard) == []
            slow.sendall(body[10:])
            answer = b""
            while more := slow.recv(65536):
                answer += more
            slow.close()
        assert b" 200 OK" in answer
        assert b'"attempt":1' in answer
        assert server.process.wait(20) == 0
        assert server.lines()[-1]["event"] == "stopped"
    assert closed(where)


async def test_a_second_server_of_one_sqlite_store_is_told_so(tmp_path: Path) -> None:
    where = str(tmp_path / "march.sqlite3")
    await a_store(where)
    with running(where, tmp_path / "log"):
        assert not closed(where)
        with (
            pytest.raises(AssertionError, match="served by another process"),
            running(where, tmp_path / "second"),
        ):
            pass
    assert closed(where)


async def test_older_codes_hold_until_they_end(tmp_path: Path) -> None:
    where = str(tmp_path / "march.sqlite3")
    await a_store(where)
    with running(where, tmp_path / "log") as first:
        before = first.codes["march"]
    with running(where, tmp_path / "log") as server:
        assert server.codes["march"] != before
        come_in(server, "Mira", code=before)
        come_in(server, "Ben")


async def test_neither_log_nor_store_holds_what_lets_somebody_in(tmp_path: Path) -> None:
    where = str(tmp_path / "march.sqlite3")
    admin = await a_store(where)
    with running(where, tmp_path / "log") as server:
        mira, ben = come_in(server, "Mira Okafor"), come_in(server, "Ben Carter", "southgate")
        tokens = [f"march.{one['secret']}" for one in (mira, ben)]
        with client(server.address) as asking:
            ticket = asking.post(
                "/v1/tickets",
                json={"request": asked(), "encounter": "aisle-seven"},
                headers=bearing(tokens[0]),
            ).json()
            run = run_of(aisle_seven(), ticket)
            sent = {"ticket": ticket["ticket"], "run": run}
            assert asking.post("/v1/runs", json=sent, headers=bearing(tokens[0])).json()["accepted"]
            # Everything that could be logged by mistake: in the address, in a body that fails, in a header.
            for method, path, more in (
                ("GET", f"/v1/me?token={tokens[0]}&name=Mira+Okafor", {}),
                ("GET", f"/{tokens[0]}/{server.codes['march']}", {}),
                ("GET", f"/v1/content/{tokens[0]}", {"headers": bearing(tokens[0])}),
                (
                    "POST",
                    "/v1/join",
                    {"content": f'{{"code":"{server.codes["march"]}","name":"Mira Okafor"}}'},
                ),
                ("POST", "/v1/runs", {"content": f"{tokens[0]} Mira Okafor", "headers": bearing(tokens[0])}),
                ("GET", "/v1/admin/players", {"headers": bearing(admin)}),
                ("GET", "/v1/admin/people.csv", {"headers": bearing(admin)}),
                (tokens[0].replace(".", ""), "/v1/me", {}),
            ):
                asking.request(method, path, **more)
        with socket.create_connection(("127.0.0.1", server.port)) as raw:
            raw.sendall(f"GET /{tokens[0]} nonsense {server.codes['march']}\r\n\r\n".encode())
            while raw.recv(65536):
                pass
        assert asked_once(server, ben, tokens[1])
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert all(json.loads(line)["time"] for line in log.splitlines())
    routes = {line.get("route") for line in map(json.loads, log.splitlines())}
    assert {"/v1/me", "/v1/content/{digest}", "/v1/runs", "-"} <= routes
    store = b"".join(
        file.read_bytes()
        for file in tmp_path.iterdir()
        if file.name.startswith("march.sqlite3") and file.is_file()
    )
    letters = server.codes["march"].removeprefix("march-")
    secret_words = [mira["secret"], ben["secret"], admin.partition(".")[2], letters, letters.replace("-", "")]
    for word in secret_words:
        assert word not in log
        assert word.encode() not in store
    for word in ("Okafor", "Carter", "token=", mira["player"], run["replies"][0]):
        assert word not in log
    assert b"Okafor" in store


def asked_once(server: Running, who: dict[str, Any], token: str) -> bool:
    with client(server.address) as asking:
        return bool(asking.get("/v1/me", headers=bearing(token)).json()["player"] == who["player"])


async def test_an_endless_body_is_answered_and_the_line_cut(tmp_path: Path) -> None:
    where = str(tmp_path / "march.sqlite3")
    await a_store(where)
    with (
        running(where, tmp_path / "log") as server,
        socket.create_connection(("127.0.0.1", server.port)) as raw,
    ):
        raw.sendall(b"POST /v1/join HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        sent = 0
        with suppress(ConnectionError):
            for _ in range(10_000):
                raw.sendall(b"1000\r\n" + b"[" * 0x1000 + b"\r\n")
                sent += 0x1000
        assert sent < 20 * 1024 * 1024  # what two machines' buffers hold, and no more
        with client(server.address) as asking:
            assert asking.get("/healthz").status_code == 200
    assert any(line.get("status") == 413 for line in server.lines())


# Killed


class Plays:
    """A game that plays under load: it draws its requests itself, and notes what was acknowledged."""

    def __init__(self, server: Running, name: str) -> None:
        self.joined = come_in(server, name, random.choice(("northgate", "southgate")))
        self.token = f"march.{self.joined['secret']}"
        self.requests = [asked() for _ in range(3)]
        self.tickets: dict[str, dict[str, Any]] = {}
        self.receipts: dict[str, dict[str, Any]] = {}

    def go_on(self, server: Running, told: Callable[[], object] = lambda: None) -> None:
        """Play on from where the answers stopped, asking again what had no answer; `told` is called at each receipt."""
        with client(server.address) as asking:
            for request in self.requests:
                if request not in self.tickets:
                    wish = {"request": request, "encounter": "aisle-seven"}
                    answer = asking.post("/v1/tickets", json=wish, headers=bearing(self.token))
                    assert answer.status_code == 200, answer.text
                    self.tickets[request] = answer.json()
                if request not in self.receipts:
                    ticket = self.tickets[request]
                    run = run_of(aisle_seven(), ticket, well=random.random() < 0.5)
                    # The same run again if it was sent before, as a game keeps it.
                    run = ticket.setdefault("sent", run)
                    sent = {"ticket": ticket["ticket"], "run": run}
                    answer = asking.post("/v1/runs", json=sent, headers=bearing(self.token))
                    assert answer.status_code == 200, answer.text
                    self.receipts[request] = answer.json()
                    told()


async def test_killed_under_load_nothing_acknowledged_is_lost_and_nothing_doubled(tmp_path: Path) -> None:
    where = str(tmp_path / "march.sqlite3")
    await a_store(where)
    players: list[Plays] = []
    numbers = random.Random(20_261_126)
    cut_off = 0
    for kill in range(4):
        with running(where, tmp_path / "log") as server, ThreadPoolExecutor(8) as load:
            fresh = [Plays(server, f"Player {kill} {number}") for number in range(8)]
            receipts = threading.Semaphore(0)

            def play(
                player: Plays, server: Running = server, receipts: threading.Semaphore = receipts
            ) -> None:
                with suppress(httpx2.HTTPError):  # it was killed: the game waits for another day
                    player.go_on(server, receipts.release)

            games = [load.submit(play, player) for player in fresh]
            for _ in range(numbers.randrange(1, 16)):
                assert receipts.acquire(timeout=30)
            server.process.kill()
            for game in games:
                game.result(60)
            cut_off += sum(len(player.receipts) < 3 for player in fresh)
            players += fresh
    assert cut_off > 4  # it was killed in the middle of things
    with running(where, tmp_path / "log") as server:
        with client(server.address) as asking:
            for player in players:
                mine = asking.get("/v1/me", headers=bearing(player.token)).json()
                kept_scores = {one["ticket"]: one["score"] for one in mine["attempts"]}
                for request, ticket in player.tickets.items():
                    assert ticket["ticket"] in kept_scores, "a ticket that was acknowledged is lost"
                    if request in player.receipts:
                        assert kept_scores[ticket["ticket"]] == player.receipts[request]["score"]
                assert len(mine["attempts"]) <= 3
        for player in players:
            player.go_on(server)
        with client(server.address) as asking:
            for player in players:
                mine = asking.get("/v1/me", headers=bearing(player.token)).json()
                assert sorted(one["attempt"] for one in mine["attempts"]) == [1, 2, 3]
                assert {one["ticket"] for one in mine["attempts"]} == {
                    ticket["ticket"] for ticket in player.tickets.values()
                }
                best = max(one["score"] for one in mine["attempts"])
                standings = asking.get("/v1/standings", headers=bearing(player.token)).json()
                assert standings["me"]["points"] == best
                assert standings["me"]["attempts"] == 3
    assert standings["people"] == len(players)
    with sqlite3.connect(where) as store:
        assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        runs, points = store.execute("SELECT SUM(runs), SUM(points) FROM teams WHERE view = 0").fetchone()
        [listed] = store.execute("SELECT SUM(points) FROM standings WHERE view = 0").fetchone()
    assert runs == 3 * len(players)
    assert points == listed


async def test_answers_that_are_lost_on_the_way_change_nothing(tmp_path: Path) -> None:
    """The first answer to each question is lost after it went through; the game asks again, and it is done once."""
    where = str(tmp_path / "march.sqlite3")
    await a_store(where)
    with running(where, tmp_path / "log") as server:
        line = Losing(server.port)

        def losing(ask: Callable[[], T]) -> T:
            line.answers = 1
            found = ask()
            assert line.answers == 0
            return found

        door = HttpDoor(line.address)
        season, player, name, secret = losing(
            lambda: door.join(server.codes["march"], "Mira", "northgate", shown=True, request=asked())
        )
        keeper = HttpKeeper(Membership(line.address, season, player, secret, name, "northgate", True))
        for attempt in (1, 2, 3):
            ticket = losing(lambda: keeper.ticket("aisle-seven", asked()))
            assert ticket.attempt == attempt
            run = RunFile.model_validate(run_of(aisle_seven(), ticket.model_dump()))
            receipt = losing(lambda ticket=ticket, run=run: keeper.send(ticket.ticket, run))  # type: ignore[misc]
            assert receipt.accepted
        mine, standings = losing(keeper.mine), losing(keeper.standings)
        keeper.close()
        line.close()
    assert line.lost == 9
    assert [one.attempt for one in mine.attempts] == [1, 2, 3]
    assert standings.people == 1
    assert standings.me is not None
    assert standings.me.attempts == 3


# TLS, and several processes


async def test_a_certificate_hides_what_is_sent(tmp_path: Path) -> None:
    where = str(tmp_path / "march.sqlite3")
    await a_store(where)
    cert, key = certificate(tmp_path)
    options = ("--tls-cert", str(cert), "--tls-key", str(key))
    with running(where, tmp_path / "log", *options) as server:
        assert server.address == f"https://127.0.0.1:{server.port}"
        import ssl

        trusting = ssl.create_default_context(cafile=str(cert))
        with httpx2.Client(verify=trusting, transport=httpx2.HTTPTransport(verify=trusting)) as asking:
            assert asking.get(f"{server.address}/healthz").json() == {"ok": True}
        with client(f"http://127.0.0.1:{server.port}") as asking, pytest.raises(httpx2.HTTPError):
            asking.get("/healthz")
    assert "healthz" in (tmp_path / "log").read_text(encoding="utf-8")


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that signs itself, and its key."""
    import ipaddress
    from datetime import UTC, datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key = Ed25519PrivateKey.generate()
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "board")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, None)
    )
    cert_file, key_file = folder / "board.pem", folder / "board.key"
    cert_file.write_bytes(made.public_bytes(Encoding.PEM))
    key_file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return cert_file, key_file


async def test_several_processes_serve_one_postgresql_store_and_a_dead_one_is_replaced(
    tmp_path: Path, on_postgres: str
) -> None:
    import os

    await a_store(on_postgres)
    with running(on_postgres, tmp_path / "log", "--workers", "2") as server:
        wait_for(server, "started", 2)
        players = [Plays(server, f"Player {number}") for number in range(6)]
        with ThreadPoolExecutor(6) as load:
            for game in [load.submit(player.go_on, server) for player in players]:
                game.result(60)
        workers = children(server.process.pid)
        assert len(workers) == 2
        os.kill(workers[0], signal.SIGKILL)
        wait_for(server, "started", 3)
        with client(server.address) as asking:
            standings = asking.get("/v1/standings", headers=bearing(players[0].token)).json()
            wrong = [
                asking.post("/v1/look", json={"code": f"march-0000-{n:04}"}).status_code for n in range(12)
            ]
        assert standings["people"] == 6
        assert wrong == [403] * 10 + [429] * 2
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(30) == 0
    stopped = [line for line in server.lines() if line["event"] == "stopped"]
    assert len(stopped) == 2
    assert any(line["event"] == "worker died" for line in server.lines())
    with running(on_postgres, tmp_path / "orphans", "--workers", "2") as server:
        wait_for(server, "started", 2)
        server.process.kill()
        wait_for(server, "stopped", 2)  # nobody is left behind to hold the port


def children(process: int) -> list[int]:
    """The workers of a server; beside them it has a process that tracks what is shared."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            command = (stat.parent / "cmdline").read_bytes()
            if int(fields[1]) == process and b"spawn_main" in command:
                found.append(int(stat.parent.name))
    return sorted(found)


def wait_for(server: Running, event: str, count: int) -> None:
    """Wait until something stands so often in the log."""
    gone = threading.Event()
    for _ in range(600):
        if sum(line["event"] == event for line in server.lines()) >= count:
            return
        gone.wait(0.05)
    raise AssertionError(f"{event} didn't come {count} times: {server.lines()}")
