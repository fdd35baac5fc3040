"""The connection to a board's server: where it goes, what goes along, and what is made of any answer."""

import json
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from threading import Event as Signal
from threading import Thread

import httpx2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from game.board.client import HttpDoor, HttpKeeper
from game.board.connection import ANSWER_MOST, Connection
from game.board.keeper import BoardRefused, BoardTrouble, NotAMember
from game.board.places import Membership, settled
from game.board.wire import Mine, Standings
from game.library.run_file import RunFile
from tests.board.in_memory import NOW, a_season

HERE = "http://127.0.0.1:1"
SECRET = "s" * 43

Answer = Callable[[httpx2.Request], httpx2.Response]


def membership(where: str = HERE, *, insecure: bool = False) -> Membership:
    season, _ = a_season("aisle-seven")
    return Membership(where, season, "p" * 16, SECRET, "Mira", "northgate", shown=False, insecure=insecure)


def keeper(answer: Answer) -> HttpKeeper:
    return HttpKeeper(membership(), transport=httpx2.MockTransport(answer))


def says(status: int, body: object) -> Answer:
    return lambda _: httpx2.Response(status, json=body)


def mine(**changed: object) -> dict[str, object]:
    season, _ = a_season("aisle-seven")
    return {
        "season": season.model_dump(mode="json"),
        "player": "p" * 16,
        "name": "Mira",
        "team": "northgate",
        "shown": False,
        "closed": False,
        "attempts": [],
        **changed,
    }


# Where it goes, and what goes along


@pytest.mark.parametrize(
    "where", ["http://board.example", "http://10.0.0.7:8000", "http://127.0.0.1.example"]
)
def test_nothing_is_said_in_the_clear_beyond_this_computer(where: str) -> None:
    with pytest.raises(BoardRefused, match=r"Nothing would hide.*--insecure"):
        HttpDoor(where)
    with pytest.raises(BoardRefused, match="Nothing would hide"):
        HttpKeeper(membership(where))
    HttpDoor(where, insecure=True)
    HttpKeeper(membership(where, insecure=True)).close()


@pytest.mark.parametrize(
    "where", ["http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1", "https://x.example"]
)
def test_this_computer_and_https_will_do(where: str) -> None:
    HttpDoor(where)


def test_the_token_goes_along_and_in_the_header_only() -> None:
    asked: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return httpx2.Response(200, json=mine())

    keeper(answer).mine()
    (request,) = asked
    assert request.headers["authorization"] == f"Bearer march.{SECRET}"
    assert SECRET not in str(request.url)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("HTTPS://Board.Example/", "https://board.example"),
        (" https://board.example:8443/cup/ ", "https://board.example:8443/cup"),
        ("http://[::1]:80", "http://[::1]:80"),
    ],
)
def test_an_address_is_kept_in_one_way(typed: str, kept: str) -> None:
    assert settled(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ftp://x",
        "https://",
        "https://a:b@x",
        "https://x?a=1",
        "https://x#a",
        "https://x:port",
        "https://[x",
    ],
)
def test_what_is_no_address_is_told(typed: str) -> None:
    with pytest.raises(BoardRefused):
        settled(typed)


# What comes back


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        (400, BoardRefused),
        (401, NotAMember),
        (403, BoardRefused),
        (409, BoardRefused),
        (410, NotAMember),
        (422, BoardRefused),
        (404, BoardTrouble),
        (405, BoardTrouble),
        (408, BoardTrouble),
        (429, BoardTrouble),
        (500, BoardTrouble),
        (503, BoardTrouble),
    ],
)
def test_a_refusal_is_its_sentence_and_a_busy_board_only_trouble(
    status: int, trouble: type[Exception]
) -> None:
    with pytest.raises(trouble, match=r"^Not \[31mtoday\.$") as raised:
        keeper(says(status, {"why": "Not \x1b[31mtoday"})).mine()
    assert type(raised.value) is trouble


@pytest.mark.parametrize("status", [301, 302, 400, 401, 404, 409, 500])
def test_what_is_no_board_refuses_nothing(status: int) -> None:
    def page(_: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(status, html="<h1>Sign in to the network</h1>", headers={"location": "/"})

    with pytest.raises(BoardTrouble, match="can't answer just now"):
        keeper(page).mine()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b'{"season": 1}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"NaN",
        b'{"why": "no"}',
        b"\xff\xfe",
        json.dumps(mine(extra=1)).encode(),
        json.dumps(mine(name="")).encode(),
        json.dumps(mine(name="\u200b")).encode(),
        json.dumps(mine(name="x" * 41)).encode(),
    ],
)
def test_an_answer_of_another_shape_is_no_answer(body: bytes) -> None:
    with pytest.raises(BoardTrouble, match="isn't a board that this game knows"):
        keeper(lambda _: httpx2.Response(200, content=body)).mine()


def test_everything_a_board_says_is_cleaned() -> None:
    season = dict(mine()["season"], title="March\x1b[2J\u202e cup")  # type: ignore[call-overload]
    found = keeper(says(200, mine(season=season, name="Mi\u202era"))).mine()
    assert found.season.title == "March[2J cup"
    assert found.name == "Mira"


def test_an_answer_without_an_end_is_cut_off() -> None:
    def endless(_: httpx2.Request) -> httpx2.Response:
        def flood() -> Iterator[bytes]:
            while True:
                yield b" " * 65536

        return httpx2.Response(200, content=flood())

    with pytest.raises(BoardTrouble, match="says more than any board would"):
        keeper(endless).mine()


def test_a_packed_answer_is_not_unpacked() -> None:
    def bomb(request: httpx2.Request) -> httpx2.Response:
        assert request.headers["accept-encoding"] == "identity"
        return httpx2.Response(200, headers={"content-encoding": "gzip"}, content=iter([b"\x1f\x8b\0"]))

    with pytest.raises(BoardTrouble, match="packs what it says"):
        keeper(bomb).mine()


def test_an_answer_of_the_greatest_size_is_read() -> None:
    body = json.dumps(mine()).encode()
    whole = body + b" " * (ANSWER_MOST - len(body))
    assert keeper(lambda _: httpx2.Response(200, content=whole)).mine().name == "Mira"


@pytest.mark.parametrize(
    ("trouble", "why"),
    [
        (httpx2.ConnectTimeout("slow"), "takes too long"),
        (httpx2.ReadTimeout("slow"), "takes too long"),
        (httpx2.ConnectError("no"), "can't be reached just now"),
        (httpx2.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED]"), "doesn't trust"),
        (httpx2.ReadError("gone"), "can't be reached just now"),
    ],
)
def test_what_goes_wrong_on_the_way_is_said(trouble: Exception, why: str) -> None:
    def broken(_: httpx2.Request) -> httpx2.Response:
        raise trouble

    with pytest.raises(BoardTrouble, match=why):
        keeper(broken).mine()


def test_a_line_that_broke_is_tried_once_more() -> None:
    tries: list[int] = []

    def once_broken(_: httpx2.Request) -> httpx2.Response:
        tries.append(1)
        if len(tries) == 1:
            raise httpx2.RemoteProtocolError("Server disconnected without sending a response.")
        return httpx2.Response(200, json=mine())

    assert keeper(once_broken).mine().name == "Mira"
    assert len(tries) == 2


def test_a_connection_that_was_closed_says_so_and_raises_nothing_else() -> None:
    one = keeper(says(200, mine()))
    one.close()
    with pytest.raises(BoardTrouble):
        one.mine()


@pytest.mark.parametrize("status", [400, 403, 404, 413, 429, 500])
def test_only_what_a_board_understood_can_be_refused_for_good(status: int) -> None:
    with pytest.raises(BoardTrouble, match=r"Not today\."):
        keeper(says(status, {"why": "Not today"})).send("t" * 16, a_run())


def test_a_receipt_for_another_run_is_none() -> None:
    with pytest.raises(BoardTrouble, match="about another run"):
        keeper(says(200, {"ticket": "u" * 16, "accepted": True})).send("t" * 16, a_run())


def test_no_score_is_ever_sent() -> None:
    sent: list[bytes] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append(request.read())
        return httpx2.Response(200, json={"ticket": "t" * 16, "accepted": True, "score": 500})

    keeper(answer).send("t" * 16, a_run())
    assert b"score" not in sent[0]
    assert b"claims" not in sent[0]


def a_run() -> RunFile:
    return RunFile(
        encounter="aisle-seven",
        play="a" * 64,
        text="b" * 64,
        seed=1,
        temperament="",
        persona={},
        mode="ranked",
        replies=["a"],
    )


@pytest.fixture
def own_certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for this computer that nobody vouches for, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a board")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    cert, private = tmp_path / "cert.pem", tmp_path / "key.pem"
    cert.write_bytes(certificate.public_bytes(Encoding.PEM))
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return cert, private


def test_a_certificate_nobody_vouches_for_is_refused(own_certificate: tuple[Path, Path]) -> None:
    cert, private = own_certificate
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(cert, private)
    body = json.dumps(mine()).encode()
    heard: list[bytes] = []

    def answer(listening: socket.socket) -> None:
        for _ in range(2):
            one, _ = listening.accept()
            with suppress(OSError), serving.wrap_socket(one, server_side=True) as line:
                heard.append(line.recv(4096))
                line.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%b" % (len(body), body))

    with socket.create_server(("127.0.0.1", 0)) as listening:
        answering = Thread(target=answer, args=(listening,))
        answering.start()
        where = f"https://127.0.0.1:{listening.getsockname()[1]}"
        with (
            Connection(where, "march.secret") as stranger,
            pytest.raises(BoardTrouble, match="a certificate that this computer doesn't trust"),
        ):
            stranger.ask("GET", "/v1/me", Mine)
        assert heard == [], "not a word was said to it"
        vouched = httpx2.HTTPTransport(verify=ssl.create_default_context(cafile=str(cert)))
        with Connection(where, "march.secret", transport=vouched) as known:
            assert known.ask("GET", "/v1/me", Mine).name == "Mira"
        answering.join(10)
    assert b"march.secret" in heard[0]


# What changes


def test_where_nothing_can_be_heard_the_board_is_asked_now_and_then() -> None:
    versions = iter([1, 1, 2])
    stop, told = Signal(), list[int]()

    def answer(request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/v1/events":
            return httpx2.Response(404, json={"why": "There is nothing at this address."})
        return httpx2.Response(200, json=standings(next(versions, 2)))

    def tell(found: Standings | None) -> None:
        assert found is not None
        told.append(found.version)
        if found.version == 2:
            stop.set()

    keeper(answer).watch(tell, stop, every=0.001)
    assert told == [1, 2]


def standings(version: int) -> dict[str, object]:
    return {
        "season": "march",
        "title": "The March cup",
        "kind": "refereed",
        "at": NOW,
        "version": version,
        "frozen": None,
        "closed": False,
        "people": 0,
        "best_possible": 1000,
        "teams": [],
    }
