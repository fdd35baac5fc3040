"""What players put into a board's folder: small signed files that never change. JSON, and one way only to write each.

The key is the player: whoever holds it is the one who signed. A file's name is the digest of its bytes, so that one
which was cut short, edited, or copied aside by a drive that synchronises is known by its name.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import blake2b, sha256
from typing import Annotated, Any, Final, Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import Field, TypeAdapter, ValidationError

from game.board.naming import NameRefused, accepted
from game.board.season import ATTEMPTS, Moment, Shape, TeamKey
from game.board.verdict import Sent
from game.board.wire import Name, Opaque
from game.library.run_file import Digest, EncounterKey
from game.rules.clean import clean

BYTES_MOST: Final = 64 * 1024
"""Of a file; the longest run takes a third of it."""

_PREFIX: Final = b"own it, a file in a board's folder\n"
"""Signed along with every file, so that a signature made here means nothing anywhere else."""

PublicKey = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Signature = Annotated[str, Field(pattern=r"^[0-9a-f]{128}$")]
AttemptNumber = Annotated[int, Field(ge=1, le=ATTEMPTS)]


class _Signed(Shape):
    """Anything a player puts there.

    Attributes:
        board: the digest of the board it is for.
        key: the player's public key, Ed25519 in hex.
        at: when, by the player's own clock, UTC milliseconds.
        signature: of everything else.
    """

    format: Literal[1]
    board: Digest
    key: PublicKey
    at: Moment
    signature: Signature

    @property
    def player(self) -> str:
        """Who signed it."""
        return player_of(self.key)


class Card(_Signed):
    """I'm in this team, under this name. A newer one changes the name, or whether it may be shown; never the team."""

    kind: Literal["card"]
    name: Name
    team: TeamKey
    shown: bool


class Gone(_Signed):
    """I have left: nothing under this key counts any more. It names nobody."""

    kind: Literal["gone"]


class Drawn(_Signed):
    """I have begun this attempt: it is spent, whether or not a run comes of it. A matter of honour in a folder."""

    kind: Literal["drawn"]
    encounter: EncounterKey
    attempt: AttemptNumber
    request: Opaque
    ahead: bool


class Played(_Signed):
    """A finished run, or a week that is over, and which attempt it was."""

    kind: Literal["played"]
    attempt: AttemptNumber
    run: Sent


Signed = Annotated[Card | Gone | Drawn | Played, Field(discriminator="kind")]

_SIGNED: Final[TypeAdapter[Card | Gone | Drawn | Played]] = TypeAdapter(Signed)


class NotSigned(Exception):
    """A file that is not what its name says; the message is a clause that says why, clean."""

    def __init__(self, why: str) -> None:
        super().__init__(clean(why)[:200])


class Signer:
    """A player's key.

    Args:
        secret: the private key, 32 bytes in URL-safe base64 without padding: 43 characters.

    Raises:
        ValueError: it is no such secret.
    """

    def __init__(self, secret: str) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(urlsafe_b64decode(f"{secret}="))
        self.key = self._private.public_key().public_bytes_raw().hex()

    @property
    def player(self) -> str:
        """The player whose key it is."""
        return player_of(self.key)

    def signed(
        self, board: str, kind: str, at: int, **told: Any
    ) -> tuple[Card | Gone | Drawn | Played, bytes]:
        """A file of this kind: what it says, and its bytes.

        Raises:
            ValidationError: pydantic's, where something in it is none of what such a file may say.
            NotSigned: it would be too large.
        """
        draft = {"format": 1, "board": board, "kind": kind, "key": self.key, "at": at, **told}
        signature = self._private.sign(_PREFIX + canonical(draft)).hex()
        body = canonical({**draft, "signature": signature})
        if len(body) > BYTES_MOST:
            raise NotSigned(_LARGE)
        return _SIGNED.validate_json(body), body


_LARGE: Final = f"it is larger than the {BYTES_MOST // 1024} kB that a file here may have"


def new_secret(board: str, request: str) -> str:
    """A player's secret, made of what their own game drew at random: the same request again is the same player."""
    name = "\x1f".join(("player's key", board, request)).encode()
    return urlsafe_b64encode(blake2b(name, digest_size=32).digest()).decode().rstrip("=")


def player_of(key: str) -> str:
    """The player of a public key, 32 hex digits."""
    return sha256(bytes.fromhex(key)).hexdigest()[:32]


def file_name(body: bytes) -> str:
    """What a file of these bytes is called."""
    return f"{sha256(body).hexdigest()}.json"


def canonical(told: Any) -> bytes:
    """The one way to write it down."""
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def read_signed(name: str, body: bytes, board: str, player: str) -> Card | Gone | Drawn | Played:
    """What a file says, once everything about it holds but what only replay or the season can tell.

    Args:
        name: what it is called.
        body: its bytes, or the first of them where there are more than may be.
        board: the board it must be for.
        player: whose folder it lies in.

    Raises:
        NotSigned: it is too large, changed, written otherwise, of another board or player, or not signed by its key.
    """
    if len(body) > BYTES_MOST:
        raise NotSigned(_LARGE)
    if file_name(body) != name:
        raise NotSigned("it is not as it was written: cut short, changed, or under another name")
    try:
        found = _SIGNED.validate_json(body)
    except ValidationError as trouble:
        first = trouble.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise NotSigned(f"{where + ': ' if where else ''}{first['msg']}") from None
    told = json.loads(body)
    if canonical(told) != body:  # else one signature could stand on many files
        raise NotSigned("it says the same as another file, in other bytes")
    if found.board != board:
        raise NotSigned("it is of another season")
    if found.player != player:
        raise NotSigned("it lies in the folder of another player")
    del told["signature"]
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(found.key)).verify(
            bytes.fromhex(found.signature), _PREFIX + canonical(told)
        )
    except (InvalidSignature, ValueError):
        raise NotSigned("it is not signed by the player whose key it names") from None
    if isinstance(found, Card):
        _hold_name(found.name)
    return found


def _hold_name(name: str) -> None:
    try:
        if accepted(name) != name:
            raise NotSigned("its name is not written as boards write names")
    except NameRefused as refused:
        raise NotSigned(f"its name can't be taken: {refused}") from None
