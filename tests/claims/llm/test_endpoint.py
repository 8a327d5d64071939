"""The way to the endpoint: what is sent, and what is made of an endpoint that misbehaves."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
from endpoint_double import Endpoint, Reply, claims, completion, refusal

from graphkit.claims.llm.address import Address
from graphkit.claims.llm.client import Client
from graphkit.claims.llm.failures import Unusable
from graphkit.claims.llm.patience import Patience
from graphkit.claims.llm.proposals import SCHEMA
from graphkit.claims.llm.transport import Transport, _read
from graphkit.errors import EndpointError, GraphkitError, ParameterError

KEY = "sk-very-secret"
ASKED = [{"role": "user", "content": "{}"}]


def error_of(client: Client) -> str:
    with pytest.raises(EndpointError) as caught:
        client.ask(ASKED)
    assert "\n" not in str(caught.value) and KEY not in str(caught.value)
    return str(caught.value)


def test_what_is_sent(endpoint: Endpoint, client: Client) -> None:
    assert client.ask(ASKED) == '{"claims": []}'
    (sent,), (headers,) = endpoint.requests, endpoint.headers
    assert endpoint.paths == ["/v1/chat/completions"]
    assert (sent["model"], sent["temperature"], sent["messages"]) == ("a-model", 0, ASKED)
    assert sent["response_format"]["type"] == "json_schema"
    assert sent["response_format"]["json_schema"] == {"name": "claims", "strict": True, "schema": SCHEMA}
    assert headers["Authorization"] == f"Bearer {KEY}" and KEY not in json.dumps(sent)


def test_without_a_key_none_is_sent(endpoint: Endpoint) -> None:
    Client(Transport(Address.parse(endpoint.url)), "m").ask(ASKED)
    assert "Authorization" not in endpoint.headers[0]


def test_a_local_endpoint_is_not_asked_through_a_proxy(endpoint: Endpoint, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://proxy.invalid:1")
    assert client.ask(ASKED)


def test_the_schema_is_closed_and_asks_for_every_field() -> None:
    (items,) = (SCHEMA["properties"]["claims"]["items"],)
    assert items["required"] == list(items["properties"]) and items["additionalProperties"] is False


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("http://localhost:8000/v1", "http://localhost:8000/v1/chat/completions"),
        ("https://example.org/v1/", "https://example.org/v1/chat/completions"),
        ("https://example.org/v1/chat/completions", "https://example.org/v1/chat/completions"),
        ("https://example.org/v1?api-version=2", "https://example.org/v1/chat/completions?api-version=2"),
    ],
)
def test_addresses(given: str, url: str) -> None:
    address = Address.parse(given)
    assert address.url == url
    assert "?" not in address.shown


@pytest.mark.parametrize(
    "given",
    ["", "localhost:8000", "ftp://example.org", "http://", "http://a b/", "https://ex\u00e4mple.org", "http://h:port/", "http://[::1"],
)
def test_what_is_no_address(given: str) -> None:
    with pytest.raises(ParameterError, match="--endpoint"):
        Address.parse(given)


def test_no_secret_in_the_address() -> None:
    with pytest.raises(ParameterError, match="GRAPHKIT_LLM_KEY") as caught:
        Address.parse(f"https://user:{KEY}@example.org/v1")
    assert KEY not in str(caught.value)


def test_a_key_goes_over_no_open_network() -> None:
    for local in ("http://localhost:1/v1", "http://127.0.0.1:1/v1", "http://[::1]:1/v1", "https://example.org/v1"):
        assert KEY not in repr(Transport(Address.parse(local), KEY))
    with pytest.raises(ParameterError, match="unencrypted"):
        Transport(Address.parse("http://example.org/v1"), KEY)


@pytest.mark.parametrize("key", ["two words", "a\nb", "\u00fc", ""])
def test_a_key_that_cannot_be_one_is_not_told(key: str) -> None:
    with pytest.raises(ParameterError) as caught:
        Transport(Address.parse("https://example.org/v1"), key)
    assert not key or key not in str(caught.value)


# -- busy, and out of order ----------------------------------------------------------------


def test_it_waits_as_long_as_it_is_asked_to(endpoint: Endpoint, client: Client, waits: list[float]) -> None:
    later = format_datetime(datetime.fromtimestamp(1_600_000_030, UTC), usegmt=True)
    endpoint.replies = [refusal(429, Retry_After="7"), refusal(503, Retry_After=later), refusal(500, Retry_After="soon"), claims()]
    assert client.ask(ASKED)
    assert waits == [7.0, 30.0, 4.0]


def test_it_gives_up_after_a_few_attempts(endpoint: Endpoint, client: Client, waits: list[float]) -> None:
    endpoint.replies = [refusal(429, "slow down")]
    told = error_of(client)
    assert "HTTP 429 (slow down), 4 times over" in told and endpoint.url in told and "later" in told
    assert waits == [1.0, 2.0, 4.0]
    assert len(endpoint.requests) == 4


def test_it_gives_up_at_once_where_the_wait_is_too_long(endpoint: Endpoint, client: Client, waits: list[float]) -> None:
    endpoint.replies = [refusal(429, Retry_After="86400")]
    assert "wait 86400 seconds" in error_of(client)
    assert waits == [] and len(endpoint.requests) == 1


def test_silence_is_a_time_out(endpoint: Endpoint, client: Client, waits: list[float]) -> None:
    endpoint.replies = [Reply(silent=True)]
    hasty = replace(client, transport=replace(client.transport, timeout=0.05), patience=Patience(attempts=2, sleep=waits.append))
    assert "no answer within 0.05 seconds, 2 times over" in error_of(hasty)
    endpoint.replies = [Reply(silent=True), claims()]
    assert hasty.ask(ASKED)


def test_an_answer_that_trickles_in_is_cut_off() -> None:
    class Trickle:
        def read1(self, size: int = -1, /) -> bytes:
            return b" "

    with pytest.raises(TimeoutError):
        _read(Trickle(), deadline=0.0)


def test_a_connection_that_breaks_is_tried_again(endpoint: Endpoint, client: Client) -> None:
    endpoint.replies = [Reply(hang_up=True), claims()]
    assert client.ask(ASKED)
    endpoint.replies = [Reply(hang_up=True)]
    assert "broke off" in error_of(client)


def test_nobody_there(endpoint: Endpoint, client: Client, waits: list[float]) -> None:
    endpoint.close()
    told = error_of(client)
    assert "cannot be reached" in told and "--endpoint" in told and waits == []


# -- refusals ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "mend"), [(400, "JSON-schema"), (401, "GRAPHKIT_LLM_KEY"), (403, "GRAPHKIT_LLM_KEY"), (404, "--model"), (418, "HTTP 418")]
)
def test_a_refusal_is_told_with_its_mend(endpoint: Endpoint, client: Client, waits: list[float], status: int, mend: str) -> None:
    endpoint.replies = [refusal(status, f"The key {KEY}\nis \x1b[31mwrong " + "x" * 500)]
    told = error_of(client)
    assert mend in told and f"HTTP {status} (The key *** is" in told
    assert "\x1b" not in told and len(told) < 500
    assert waits == [] and len(endpoint.requests) == 1


def test_a_page_instead_of_an_error_is_not_shown(endpoint: Endpoint, client: Client) -> None:
    endpoint.replies = [Reply(b"<html>Bad gateway</html>", 404)]
    assert "html" not in error_of(client)


def test_redirects_are_not_followed(endpoint: Endpoint, client: Client) -> None:
    endpoint.replies = [Reply(status=302, headers={"Location": f"{endpoint.url}/elsewhere"})]
    assert "redirects" in error_of(client)
    assert len(endpoint.requests) == 1, "the key would have gone along"


# -- answers that cannot be used -----------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (completion('{"claims": []}', finish_reason="length"), "cut short"),
        (completion(None), "empty"),
        (completion("  "), "empty"),
        (completion(None, message={"refusal": "I cannot"}), "refuses"),
        (completion("{}", finish_reason="content_filter"), "refuses"),
        (Reply(b'{"choices": [{"message": {"cont'), "not whole JSON"),
        (Reply(claims().body, missing=100), None),
        (Reply(claims().body[:-20], missing=20), "not whole JSON"),
        (Reply(b"[" * 100_000), "not whole JSON"),
        (Reply(b"\xff\xfe"), "not whole JSON"),
        (Reply(b"[]"), "not an answer"),
        (Reply(b'{"choices": []}'), "not an answer"),
        (Reply(b'{"choices": [{"message": "no"}]}'), "not an answer"),
        (Reply(b" " * 8_000_001), "larger"),
    ],
)  # fmt: skip
def test_answers_that_cannot_be_used(endpoint: Endpoint, client: Client, reply: Reply, why: str | None) -> None:
    endpoint.replies = [reply]
    if why is None:
        assert client.ask(ASKED)
        return
    with pytest.raises(Unusable, match=why):
        client.ask(ASKED)


def test_every_failure_is_one_of_ours() -> None:
    assert issubclass(EndpointError, GraphkitError) and EndpointError.exit_status == 2
