from pathlib import Path

import pytest
from starlette.requests import Request

from game.board.server.callers import caller
from game.board.server.codes import LETTERS, Code, new_code, typed
from game.board.server.settings import Binding, is_loopback
from game.exits import WrongUse


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("127.0.0.1", True), ("127.8.0.1", True), ("::1", True), ("localhost", True),
        ("0.0.0.0", False), ("::", False), ("192.168.1.7", False), ("board.example", False), ("", False),
        ("localhost.evil.example", False), ("127.0.0.1.evil.example", False),
    ],
)  # fmt: skip
def test_only_this_machines_addresses_are_here(host: str, here: bool) -> None:
    assert is_loopback(host) == here
    if here:
        Binding(host=host).checked()
    else:
        with pytest.raises(WrongUse, match="other machines can listen in"):
            Binding(host=host).checked()


def test_elsewhere_it_takes_tls_a_proxy_or_saying_so(tmp_path: Path) -> None:
    cert, key = tmp_path / "c.pem", tmp_path / "k.pem"
    cert.touch()
    key.touch()
    for binding in (
        Binding(host="0.0.0.0", cert=cert, key=key),
        Binding(host="0.0.0.0", trust_proxy=True),
        Binding(host="0.0.0.0", insecure_lan=True),
    ):
        assert binding.checked() is binding
    with pytest.raises(WrongUse, match="both"):
        Binding(cert=cert).checked()
    with pytest.raises(WrongUse, match=r"no file .*nowhere\.pem"):
        Binding(cert=cert, key=tmp_path / "nowhere.pem").checked()


def test_the_address_to_tell_is_one_that_others_can_use() -> None:
    assert Binding(host="::1").address(8377, "board") == "http://[::1]:8377"
    assert Binding(host="0.0.0.0").address(80, "board") == "http://board"
    assert Binding(host="10.0.0.2", cert=Path("x")).address(443, "board") == "https://10.0.0.2"
    assert Binding(host="10.0.0.2", cert=Path("x")).address(80, "board") == "https://10.0.0.2:80"


def request_from(address: str, *forwarded: str) -> Request:
    headers = [(b"x-forwarded-for", value.encode("latin-1")) for value in forwarded]
    return Request({"type": "http", "client": (address, 1), "headers": headers})


@pytest.mark.parametrize(
    ("request_", "trusts", "network"),
    [
        (request_from("198.51.100.7"), False, "198.51.100.7"),
        (request_from("198.51.100.7", "10.0.0.1"), False, "198.51.100.7"),
        (request_from("127.0.0.1", "10.0.0.1, 198.51.100.7"), True, "198.51.100.7"),
        (request_from("127.0.0.1", "10.0.0.1", "10.0.0.2,198.51.100.7 "), True, "198.51.100.7"),
        (request_from("127.0.0.1"), True, "127.0.0.1"),
        (request_from("127.0.0.1", "nonsense"), True, "unknown"),
        (request_from("2001:db8:1:2:3:4:5:6"), False, "2001:db8:1:2::/64"),
        (request_from("2001:db8:1:2:ffff::1"), False, "2001:db8:1:2::/64"),
        (request_from("::ffff:198.51.100.7"), False, "198.51.100.7"),
    ],
)
def test_callers_are_counted_by_their_network(request_: Request, trusts: bool, network: str) -> None:
    assert caller(request_, trusts) == network


def test_a_code_can_be_read_aloud_and_typed_as_it_was_heard() -> None:
    code = Code("first-cup", "7K3M0211")
    assert str(code) == "first-cup-7K3M-0211"
    for text in (
        "first-cup-7K3M-0211", "FIRST-CUP-7k3mo2il", " first-cup - 7k3m 0211 ", "first-cup-7K3M-O2IL",
        "\u202efirst-cup-7K3M-0211",
    ):  # fmt: skip
        assert typed(text) == code, text
    for text in (
        "",
        "7K3M-0211",
        "first-cup",
        "first-cup-7K3M-021",
        "first_cup-7K3M-0211",
        "-7K3M-0211",
        "ﬁ-7K3M-0211",
    ):
        assert typed(text) is None, text


def test_codes_are_drawn_from_all_there_are_and_hashed_with_their_season() -> None:
    codes = [new_code("march") for _ in range(300)]
    assert len({code.letters for code in codes}) == 300
    assert set("".join(code.letters for code in codes)) == set(LETTERS)
    assert typed(str(codes[0])) == codes[0]
    assert (
        codes[0].hashed()
        == Code("march", codes[0].letters).hashed()
        != Code("april", codes[0].letters).hashed()
    )
