"""The address of an endpoint: which are taken, and how they are shown."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit, urlunsplit

from graphkit.errors import ParameterError

_PATH = "/chat/completions"


@dataclass(frozen=True, slots=True)
class Address:
    """Where to ask.

    Attributes:
        url: the address of chat completions.
        shown: the same for people, without a query, which may hold secrets.
        local: whether it is on this machine.
        encrypted: whether it speaks TLS.
    """

    url: str
    shown: str
    local: bool
    encrypted: bool

    @classmethod
    def parse(cls, endpoint: str) -> Address:
        """An address from what a user gives: the base of the API, or the address of chat completions.

        Raises:
            ParameterError: it is not an http or https address, or has a user or password in it.
        """
        mend = "give an address such as http://localhost:8000/v1"
        try:
            parts = urlsplit(endpoint.strip())
            host, _ = parts.hostname, parts.port
        except ValueError as error:
            raise ParameterError(f"--endpoint is not an address: {error}", mend=mend) from error
        if parts.username is not None or parts.password is not None:
            raise ParameterError("--endpoint has a user or password in it", mend="give the key in GRAPHKIT_LLM_KEY alone")
        if parts.scheme not in ("http", "https") or not host or not _plain(endpoint.strip()):
            raise ParameterError("--endpoint is not an http or https address", mend=mend)
        path = parts.path.rstrip("/")
        path = path if path.endswith(_PATH) else path + _PATH
        url = SplitResult(parts.scheme, parts.netloc, path, parts.query, "")
        return cls(urlunsplit(url), urlunsplit(url._replace(query="")), _is_local(host), parts.scheme == "https")


def _plain(address: str) -> bool:
    return address.isascii() and address.isprintable() and " " not in address


def _is_local(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
