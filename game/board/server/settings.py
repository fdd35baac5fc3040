"""What a server is told when it starts, and where it may listen."""

import ipaddress
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from game.exits import WrongUse

PORT: Final = 8377

ADMIN: Final = "OWNIT_BOARD_ADMIN"
"""The environment's name for an admin token."""


def is_store(place: str) -> bool:
    """Whether a place is a store, and not a folder or a server's address."""
    return place.endswith(".sqlite3") or place.startswith(("postgresql://", "postgres://"))


def is_address(place: str) -> bool:
    """Whether a place is a server's address."""
    return place.startswith(("http://", "https://"))


def utc_now() -> int:
    """The time by this machine's clock, UTC milliseconds: the only time that counts on its board."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """What the application goes by.

    Attributes:
        address: where players reach it, without a slash at its end; printed and shown on the wall.
        trust_proxy: whether a reverse proxy in front says whom a request comes from.
        look_every: seconds between two looks at whether a season's standings have changed, while somebody watches.
        clock: what time it is, UTC milliseconds.
    """

    address: str
    trust_proxy: bool = False
    look_every: float = 1.0
    clock: Callable[[], int] = utc_now


@dataclass(frozen=True, slots=True)
class Binding:
    """Where a server listens, and what keeps tokens from being read on the way.

    Attributes:
        host, port: what it listens on; port 0 for any that is free.
        cert, key: PEM files, for TLS.
        trust_proxy: a reverse proxy in front does the TLS and names the caller in `X-Forwarded-For`.
        insecure_lan: whoever started it said that anybody on the network may read what is sent.
    """

    host: str = "127.0.0.1"
    port: int = PORT
    cert: Path | None = None
    key: Path | None = None
    trust_proxy: bool = False
    insecure_lan: bool = False

    def checked(self) -> "Binding":
        """The same, if it may be.

        Raises:
            WrongUse: it would send tokens in the clear to other machines, or half of TLS is missing.
        """
        if (self.cert is None) != (self.key is None):
            raise WrongUse("TLS needs both --tls-cert and --tls-key")
        for path in filter(None, (self.cert, self.key)):
            if not path.is_file():
                raise WrongUse(f"there is no file {path}")
        if not (is_loopback(self.host) or self.cert or self.trust_proxy or self.insecure_lan):
            raise WrongUse(
                f"on {self.host} other machines can listen in: give --tls-cert and --tls-key, or --trust-proxy "
                "behind a proxy that does the TLS, or say --insecure-lan if anybody on the network may read it"
            )
        return self

    def address(self, port: int, machine: str) -> str:
        """The address to tell players, where nobody said another.

        Args:
            port: the one it got.
            machine: this machine's name, for a server that listens everywhere.
        """
        scheme, usual = ("https", 443) if self.cert else ("http", 80)
        host = machine if self.host in ("0.0.0.0", "::", "") else self.host
        return f"{scheme}://{f'[{host}]' if ':' in host else host}{'' if port == usual else f':{port}'}"


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach what listens there."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
