"""Who calls: the token that a request carries, and the address it comes from."""

import ipaddress
import re
import secrets
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from starlette.requests import Request

from game.board.store.refused import Refused

_BEARER: Final = re.compile(r"Bearer ([a-z0-9]+(?:-[a-z0-9]+)*)\.([A-Za-z0-9_-]{43})", re.IGNORECASE)
_KEY_MOST: Final = 40


@dataclass(frozen=True, slots=True)
class Bearer:
    """A token that may be one: the season it is for, and the hash of its secret."""

    season: str
    secret_hash: str


def new_secret() -> str:
    """A secret nobody can guess: 256 bits, 43 characters."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """What is kept of a secret. It is too long to be guessed, so a fast hash keeps it."""
    return sha256(secret.encode()).hexdigest()


def bearer(request: Request) -> Bearer:
    """The token of a request.

    Raises:
        Refused: it has none, or something else in its place.
    """
    found = _BEARER.fullmatch(request.headers.get("authorization", ""))
    if found is None or len(found[1]) > _KEY_MOST:
        raise Refused("Join this board first: the request carries no token of it.", 401)
    return Bearer(found[1].lower(), hashed(found[2]))


def caller(request: Request, trust_proxy: bool) -> str:
    """The network a request comes from, for limits: an IPv4 address, or the /64 an IPv6 address is in.

    Args:
        request: what came.
        trust_proxy: whether the last hop of `X-Forwarded-For`, which the proxy in front wrote, is believed.
    """
    said = request.client.host if request.client else ""
    if trust_proxy:
        hops = request.headers.getlist("x-forwarded-for")
        said = hops[-1].rpartition(",")[2].strip() if hops else said
    try:
        address = ipaddress.ip_address(said)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
