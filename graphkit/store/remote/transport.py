"""HTTP with a login, limits of time and patience; whatever goes wrong is told in one line.

A connection that breaks off and a server that is busy (429, 502, 503, 504) are tried again: every request that graphkit
makes has the same effect twice as once. ``Retry-After`` (RFC 9110, 10.2.3) is obeyed up to :data:`LONGEST_WAIT`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth
from urllib3.exceptions import NameResolutionError, NewConnectionError, ReadTimeoutError
from urllib3.response import BaseHTTPResponse
from urllib3.util.retry import Retry

from graphkit.errors import ParameterError, RemoteError
from graphkit.resources import VERSION

#: A server that asks for a longer wait, in seconds, is given up.
LONGEST_WAIT: Final = 60.0
_BUSY: Final = (429, 502, 503, 504)
_MENDS: Final = {
    401: "check --auth, --user and the password",
    403: "this user may not do that: check the server's rights",
    404: "check the address, and that the dataset or repository is there",
    405: "check the addresses, and that the server is not set to read only",
    413: "raise the size of a request that the server, or a proxy before it, takes",
    415: "name the product with --profile",
    503: "try again later",
}


@dataclass(frozen=True)
class Access:
    """How to get in.

    Attributes:
        auth: ``none``, ``basic`` (RFC 7617), ``digest`` (RFC 7616) or ``bearer`` (RFC 6750).
        user: for the first two.
        secret: password or token; told to nobody but the server.
        ca_file: certificates to trust in place of the public ones (PEM).
        timeout: seconds without a byte until a server is given up.
    """

    auth: str = "none"
    user: str | None = None
    secret: str | None = field(default=None, repr=False)
    ca_file: Path | None = None
    timeout: float = 120.0

    def __post_init__(self) -> None:
        if self.auth != "none" and not self.secret:
            raise ParameterError("no password or token", where=f"--auth {self.auth}", mend="give --password-file, or set GRAPHKIT_PASSWORD")
        if self.auth in ("basic", "digest") and not self.user:
            raise ParameterError("no name", where=f"--auth {self.auth}", mend="give --user")
        if self.auth == "bearer" and not (self.secret or "").isascii():
            raise ParameterError("a token holds ASCII characters alone", where="--auth bearer")
        if any(c < " " for c in (self.user or "") + (self.secret or "")):
            raise ParameterError("a line end or control character in the name, password or token", where=f"--auth {self.auth}")
        if self.ca_file is not None and not self.ca_file.is_file():
            raise ParameterError("no such file", where=str(self.ca_file))


#: No login.
ANYBODY: Final = Access()


class _Bearer(AuthBase):
    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, r: requests.PreparedRequest) -> requests.PreparedRequest:
        r.headers["Authorization"] = f"Bearer {self._token}"
        return r


class _Nobody(AuthBase):
    """No login, not even one that a .netrc would offer."""

    def __call__(self, r: requests.PreparedRequest) -> requests.PreparedRequest:
        return r


class _Patience(Retry):
    def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
        seconds = super().get_retry_after(response)
        if seconds is not None and seconds > LONGEST_WAIT:
            what = f"HTTP {response.status}: it asks to wait {seconds:.0f} seconds"
            raise RemoteError(what, mend="run the command again then: it goes on where it stopped")
        return seconds


class Transport:
    """Sends requests to the addresses of one store.

    Args:
        pause: seconds before the third attempt, and twice as long before each one after it.
    """

    def __init__(self, access: Access = ANYBODY, pause: float = 1.0) -> None:
        self.access = access
        patience = _Patience(
            connect=1, read=2, status=3, other=0, redirect=False, allowed_methods=None, status_forcelist=_BUSY,
            backoff_factor=pause / 2, raise_on_status=False,
        )  # fmt: skip
        self._session = requests.Session()
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=patience))
        self._session.headers["User-Agent"] = f"graphkit/{VERSION}"
        self._session.auth = _login(access)

    def send(
        self, method: str, url: str, *, params: Mapping[str, Any] | None = None, data: Any = None, headers: Mapping[str, str] | None = None
    ) -> requests.Response:
        """The answer to a request that was not refused.

        Raises:
            RemoteError: no whole answer, or one that refuses; its ``status`` is that of the answer.
        """
        answer = self.ask(method, url, params=params, data=data, headers=headers)
        if not 200 <= answer.status_code < 300:
            raise self.refused(answer, url)
        return answer

    def ask(
        self, method: str, url: str, *, params: Mapping[str, Any] | None = None, data: Any = None, headers: Mapping[str, str] | None = None
    ) -> requests.Response:
        """The answer, whatever its status.

        Raises:
            RemoteError: there is no whole answer.
        """
        # A server on this machine is not asked through a proxy.
        self._session.trust_env = (urlsplit(url).hostname or "") not in ("localhost", "127.0.0.1", "::1")
        try:
            return self._session.request(
                method, url, params=params, data=data, headers=headers, allow_redirects=False,
                timeout=(min(self.access.timeout, 15.0), self.access.timeout),
                verify=str(self.access.ca_file) if self.access.ca_file else True,
            )  # fmt: skip
        except RemoteError as error:
            raise RemoteError(error.what, where=url, mend=error.mend) from None
        except requests.RequestException as error:
            raise self._unanswered(error, url) from None
        except OSError as error:  # a file of certificates that is none
            raise RemoteError(str(error), where=str(self.access.ca_file or url)) from None

    def _unanswered(self, error: requests.RequestException, url: str) -> RemoteError:
        reason = getattr(error.args[0], "reason", error.args[0]) if error.args else error
        if isinstance(error, requests.exceptions.SSLError):
            return RemoteError(
                f"its certificate is not trusted ({_short(str(reason))})", where=url, mend="give the authority's certificate with --ca-file"
            )  # fmt: skip
        if isinstance(error, requests.exceptions.Timeout) or isinstance(reason, ReadTimeoutError):
            return RemoteError(f"no answer within {self.access.timeout:g} seconds", where=url, mend="raise --timeout, or try again later")
        if isinstance(reason, NameResolutionError):
            return RemoteError("no such host", where=url, mend="check the address")
        if isinstance(reason, NewConnectionError):
            return RemoteError("nobody answers there (connection refused)", where=url, mend="check the address, and that the server runs")
        if isinstance(error, requests.exceptions.ChunkedEncodingError):
            return RemoteError("its answer broke off", where=url, mend="run the command again: it goes on where it stopped")
        if isinstance(error, requests.exceptions.ConnectionError):
            return RemoteError("it broke off the connection", where=url, mend="run the command again: it goes on where it stopped")
        return RemoteError(_short(str(error)) or type(error).__name__, where=url)

    def refused(self, answer: requests.Response, url: str) -> RemoteError:
        """What an answer says that refuses a request."""
        status, mend = answer.status_code, _MENDS.get(answer.status_code)
        if 300 <= status < 400:
            what = f"HTTP {status}: it redirects to {_short(answer.headers.get('Location', 'nowhere'))}"
            mend = "give the address that it redirects to, if that is yours"
        else:
            said = self._said(answer)
            what = f"HTTP {status} {_short(answer.reason or '')}".rstrip() + (f": {said}" if said else "")
        made = RemoteError(what, where=url, mend=mend)
        made.status = status
        return made

    def _said(self, answer: requests.Response) -> str:
        """What a server says of an error: one line, printable, short, and without the secret; nothing of a web page."""
        if "html" in answer.headers.get("Content-Type", "") or answer.content.lstrip()[:1] == b"<":
            return ""
        text = answer.content[:4000].decode("utf-8", "replace")
        if self.access.secret:
            text = text.replace(self.access.secret, "***")
        return _short(text)


def _login(access: Access) -> AuthBase:
    user, secret = (access.user or "").encode(), (access.secret or "").encode()
    if access.auth == "basic":
        return HTTPBasicAuth(user, secret)
    if access.auth == "digest":
        return HTTPDigestAuth(access.user or "", access.secret or "")
    return _Bearer(access.secret or "") if access.auth == "bearer" else _Nobody()


def _short(text: str) -> str:
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return plain if len(plain) <= 200 else plain[:199] + "\u2026"
