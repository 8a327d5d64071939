"""A server that fails in every way: one clear line, and no more said to be stored than is."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from sparql_server import SparqlServer, cut_short, on, reset, serving, status, times

from graphkit.errors import ParameterError, QueryError, RemoteError, StoreError
from graphkit.store.remote.connecting import connect
from graphkit.store.remote.profiles import Endpoints, profile_named
from graphkit.store.remote.store import RemoteStore
from graphkit.store.remote.transport import ANYBODY, Access, Transport

G = "https://example.org/g"


@pytest.fixture
def server() -> Iterator[SparqlServer]:
    with serving() as made:
        yield made


def store_of(server: SparqlServer, graph_store: bool = True, access: Access = ANYBODY) -> RemoteStore:
    addresses = Endpoints(f"{server.url}/query", f"{server.url}/update", f"{server.url}/data" if graph_store else None)
    return RemoteStore(addresses, profile_named("generic"), Transport(access, pause=0))


def quads(count: int, start: int = 0) -> list[ox.Quad]:
    s, p = ox.NamedNode("https://example.org/s"), ox.NamedNode("https://example.org/p")
    return [ox.Quad(s, p, ox.Literal(f"value {n}"), ox.NamedNode(G)) for n in range(start, start + count)]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (401, "check --auth, --user and the password"),
        (403, "this user may not do that"),
        (404, "check the address"),
        (405, "check the addresses"),
        (500, "HTTP 500 Internal Server Error: the disk is full"),
        (507, "HTTP 507"),
    ],
)
def test_a_refusal_is_told(server: SparqlServer, code: int, words: str) -> None:
    server.trouble.append(on("PUT", "/data", status(code, b"the disk\nis full")))
    with pytest.raises(RemoteError, match=words) as caught:
        store_of(server).replace(G, quads(3))
    assert "\n" not in str(caught.value) and f"HTTP {code}" in str(caught.value) and server.url in str(caught.value)
    assert server.sizes() == {}


def test_a_web_page_is_no_answer(server: SparqlServer) -> None:
    server.trouble.append(status(200, b"<html><h1>Log in</h1></html>", "text/html; charset=utf-8"))
    store = store_of(server)
    for ask in (store.counts, lambda: store.select("SELECT ?s { ?s ?p ?o }"), lambda: list(store.quads(G))):
        with pytest.raises(RemoteError, match=r"it answers with text/html.*a proxy or a login page"):
            ask()


def test_a_web_page_of_an_error_is_not_recited(server: SparqlServer) -> None:
    server.trouble.append(status(502, b"<!DOCTYPE html><p>nginx says a lot</p>", "text/html"))
    with pytest.raises(RemoteError, match="HTTP 502") as caught:
        store_of(server).counts()
    assert "nginx" not in str(caught.value)


def test_a_redirect_is_not_followed(server: SparqlServer) -> None:
    server.trouble.append(status(307, Location="http://elsewhere.example/login"))
    with pytest.raises(RemoteError, match=r"HTTP 307: it redirects to http://elsewhere\.example/login; give the address"):
        store_of(server, access=Access("bearer", secret="token-xyz")).counts()
    assert len(server.seen) == 1


def test_a_busy_server_is_asked_again(server: SparqlServer) -> None:
    server.trouble.append(times(2, status(503, Retry_After="0")))
    store_of(server).replace(G, quads(3))
    assert server.sizes() == {G: 3}
    assert [method for method, path in server.seen if path == "/data"] == ["PUT"] * 3


def test_a_busy_server_is_given_up_in_the_end(server: SparqlServer) -> None:
    server.trouble.append(status(503, b"starting"))
    with pytest.raises(RemoteError, match=r"HTTP 503 .*starting; try again later"):
        store_of(server).replace(G, quads(3))
    assert len(server.seen) == 4


def test_a_long_wait_is_not_waited(server: SparqlServer) -> None:
    server.trouble.append(status(503, Retry_After="3600"))
    with pytest.raises(RemoteError, match="HTTP 503: it asks to wait 3600 seconds"):
        store_of(server).replace(G, quads(3))
    assert len(server.seen) == 1


def test_a_connection_that_breaks_off_is_made_again(server: SparqlServer) -> None:
    server.trouble.append(times(2, reset))
    store_of(server).replace(G, quads(3))
    assert server.sizes() == {G: 3}


def test_a_connection_that_keeps_breaking_off_is_told(server: SparqlServer) -> None:
    server.trouble.append(reset)
    with pytest.raises(RemoteError, match="it broke off the connection; run the command again"):
        store_of(server).replace(G, quads(3))


def test_an_answer_that_is_not_whole(server: SparqlServer) -> None:
    server.trouble.append(cut_short)
    with pytest.raises(RemoteError, match="broke off"):
        store_of(server).counts()


def test_rows_that_end_in_the_middle(server: SparqlServer) -> None:
    half = b'{"head":{"vars":["g","n"]},"results":{"bindings":[{"g":{"type":"uri","value":"https://example.org/g"}'
    server.trouble.append(status(200, half, "application/sparql-results+json"))
    with pytest.raises(RemoteError, match="is not whole"):
        store_of(server).counts()


def test_triples_that_end_in_the_middle(server: SparqlServer) -> None:
    server.trouble.append(status(200, b"<https://example.org/s> <https://example.org/p> ", "application/n-triples"))
    with pytest.raises(RemoteError, match="is not whole"):
        list(store_of(server).quads(G))


def test_a_server_that_leaves_rows_out_and_says_so(server: SparqlServer) -> None:
    server.headers["X-SPARQL-MaxRows"] = "10000"
    store = RemoteStore(Endpoints(f"{server.url}/query"), profile_named("virtuoso"), Transport())
    with pytest.raises(RemoteError, match="it cut the answer short"):
        store.counts()


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(RemoteError, match="nobody answers there"):
        connect(f"http://127.0.0.1:{port}/")


def test_a_silent_server() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with pytest.raises(RemoteError, match=r"no answer within 0\.2 seconds; raise --timeout"):
            connect(url, Access(timeout=0.2))


@pytest.mark.parametrize("graph_store", [True, False])
def test_what_is_too_large_is_sent_in_parts(server: SparqlServer, graph_store: bool) -> None:
    def too_large(handler: object) -> bool:
        if len(handler.body) > 4000:  # type: ignore[attr-defined]
            return status(413)(handler)  # type: ignore[arg-type]
        return False

    server.trouble.append(too_large)
    store = store_of(server, graph_store)
    store.replace(G, quads(5, start=1000))
    store.replace(G, quads(300))
    assert list(store.quads(G)) == sorted(quads(300), key=str)
    store.add(quads(300, start=200))
    assert store.counts() == {G: 500}


@pytest.mark.parametrize("graph_store", [True, False])
def test_one_statement_that_is_too_large_is_told(server: SparqlServer, graph_store: bool) -> None:
    server.trouble.append(times(1000, lambda handler: handler.command != "GET" and status(413)(handler)))
    with pytest.raises(RemoteError, match=r"HTTP 413.*raise the size of a request"):
        store_of(server, graph_store).replace(G, quads(8))


def test_a_malformed_query_is_the_askers(server: SparqlServer) -> None:
    with pytest.raises(QueryError):
        store_of(server).query("SELECT ?s { ?s")


def test_no_address_for_changes(server: SparqlServer) -> None:
    store = RemoteStore(Endpoints(f"{server.url}/query"), profile_named("generic"), Transport())
    with pytest.raises(StoreError, match="give --update or --graph-store"):
        store.replace(G, quads(1))


def test_the_secret_is_in_no_error_and_no_representation(server: SparqlServer) -> None:
    access = Access("basic", "admin", "open-sesame")
    server.trouble.append(lambda handler: status(401, f"bad login {access.secret}".encode())(handler))
    with pytest.raises(RemoteError, match=r"bad login \*\*\*") as caught:
        store_of(server, access=access).counts()
    assert "sesame" not in str(caught.value) + repr(access)


@pytest.mark.parametrize(
    "fields",
    [
        {"auth": "basic", "user": "admin"}, {"auth": "basic", "secret": "x"}, {"auth": "bearer"},
        {"auth": "bearer", "secret": "a\nHost: b"}, {"auth": "basic", "user": "a\r\nb", "secret": "x"}, {"auth": "bearer", "secret": "é"},
    ],
)  # fmt: skip
def test_a_login_that_cannot_be(fields: dict[str, str]) -> None:
    with pytest.raises(ParameterError):
        Access(**fields)


@pytest.mark.parametrize(
    "url", ["ftp://a/", "localhost:3030", "http://", "http://user:secret@host/", "http://host/?a=b", "http://ho st/", "http://host:99999/"]
)
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(ParameterError) as caught:
        connect(url)
    assert "secret" not in str(caught.value)


def test_logins_are_sent(server: SparqlServer) -> None:
    seen: list[str | None] = []

    def digest(handler: object) -> bool:
        given = handler.headers.get("Authorization")  # type: ignore[attr-defined]
        seen.append(given)
        if given is None:
            return status(401, WWW_Authenticate='Digest realm="r", nonce="n", qop="auth", algorithm=MD5')(handler)  # type: ignore[arg-type]
        return False

    server.trouble.append(digest)
    assert store_of(server, access=Access("digest", "admin", "x")).counts() == {}
    assert seen[0] is None and str(seen[1]).startswith('Digest username="admin"')
    seen.clear()
    store_of(server, access=Access("basic", "admin", "pässword")).counts()
    store_of(server, access=Access("bearer", secret="abc")).counts()
    assert seen == ["Basic YWRtaW46cMOkc3N3b3Jk", "Bearer abc"]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate that nobody vouches for, and its key."""
    from datetime import UTC, datetime, timedelta
    from ipaddress import ip_address

    x509 = pytest.importorskip("cryptography.x509")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("tls")
    (folder / "certificate.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return folder / "certificate.pem", folder / "key.pem"


def test_an_unknown_certificate_is_not_trusted_until_it_is_given(certificate: tuple[Path, Path]) -> None:
    import ssl

    server = SparqlServer()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    with serving(server):
        url = server.url.replace("http:", "https:") + "/query"
        with pytest.raises(RemoteError, match=r"its certificate is not trusted .*--ca-file"):
            connect(url)
        assert connect(url, Access(ca_file=certificate[0])).counts() == {}
        with pytest.raises(RemoteError):
            connect(url, Access(ca_file=Path(__file__)))
    with pytest.raises(ParameterError, match="no such file"):
        Access(ca_file=certificate[0].with_name("none.pem"))
