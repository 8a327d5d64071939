"""Requests that are malformed or meant ill, as bytes: strategies of Hypothesis, from which any number can be drawn.

Each is hostile by the way it is made, so that none may be answered with success; each is complete, or wrong before its end, so that
a server can answer at once. Requests that merely wait are for the tests.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from benchmarks.hostile_sparql import injections, no_graphs, no_queries, updates
from graphkit.query.catalogue import load_catalogue
from graphkit.resources import shipped

Requests = st.SearchStrategy[bytes]

_FORM: Final = "application/x-www-form-urlencoded"
_HOST: Final = b"Host: 127.0.0.1\r\n"
#: Bytes that begin no method and no line end.
_NO_TOKEN: Final = [bytes([b]) for b in range(256) if b not in b"\r\n" and not (65 <= b <= 90)]
_VERSIONS: Final = (
    b"HTTP/2.0",
    b"HTTP/0.9",
    b"HTTP/9.9",
    b"HTTP/1.2",
    b"http/1.1",
    b"HTTP/1",
    b"HTTP/1.1 x",
    b"ICE/1.0",
    b"\x00",
)
_METHODS: Final = ("PUT", "PATCH", "TRACE", "MKCOL", "PROPFIND", "SOURCE", "LINK", "PURGE", "LOCK", "REPORT", "OPTIONS")
_WAYS: Final = ("..", ".", "%2e%2e", ".%2e", "..%2f..", "%252e%252e", "%c0%ae%c0%ae", "..%5c..", "..;", "%00", "", "%", "%zz", "%u002e")
_TAILS: Final = (
    "etc/passwd", "etc%2fshadow", "graphkit.json", "lock", "generations/1/data/CURRENT", ".git/config", "%3Cscript%3E", "%00", "~",
)  # fmt: skip
_PLACES: Final = ("/", "//", "/id/", "/data/", "/page/", "/graphs/", "/queries/", "/sparql/", "/update/", "/page.css/", "/.well-known/")
_TYPES: Final = (
    "text/plain", "application/json", "text/xml", "application/xml", "multipart/form-data; boundary=x", "text/turtle", "*/*", "",
    "application/sparql-update", "application/sparql-query; charset=utf-16", "application/x-www-form-urlencoded; charset=ebcdic",
    "\u00e9/x", "a/b;" * 99,
)  # fmt: skip
_LENGTHS: Final = (
    "Content-Length: -1", "Content-Length: +4", "Content-Length: 0x4", "Content-Length: 4, 4", "Content-Length: 4.0", "Content-Length: ",
    "Content-Length: 4\r\nContent-Length: 5", "Content-Length: 99999999999999999999999", "Content-Length: 99999999999",
    "Content-Length: 4\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nContent-Length: 4", "Transfer-Encoding: gzip",
    "Transfer-Encoding: chunked, gzip", "Transfer-Encoding: xchunked", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
)  # fmt: skip
_CHUNKS: Final = (
    b"zz\r\n", b"-1\r\nx", b"0x1\r\nx\r\n0\r\n\r\n", b"ffffffffffffffffff\r\n", b"1\r\nabc\r\n", b"1;\x00\r\nx", b"1\nx\n0\n\n",
    b"\r\n\r\n", b"0\r\nbad trailer\r\n\r\n", b"5\r\nASK {\r\n0\r\n\r\n",
)  # fmt: skip
_BOMB: Final = (
    b'<!DOCTYPE r [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]><r>&b;&x;</r>',
    b"[" * 9000, b'{"@context":"http://127.0.0.1:9/c"}', b"\x1f\x8b\x08\x00", b"\xff\xfeA\x00S\x00K\x00", b"--x\r\n\r\n--x--",
    b"a=%00&" * 300,
)  # fmt: skip
_TOKENS: Final = ("Bearer ", "Bearer null", "Basic YTpi", "Bearer \u00e9", "bearer x' OR '1'='1", "Bearer " + "A" * 900, "Digest x", "\t")
_HOSTS: Final = (
    "evil.example", "127.0.0.1.evil.example", "evil.example@127.0.0.1", "127.0.0.1@evil.example", "127.0.0.1/x", "127.0.0.1#x",
    "127.0.0.1:x", "[::1", "", "127.0.0.1, evil.example", "127.0.0.1\r\nHost: evil.example", "127.0.0.1\r\nHost: 127.0.0.1",
    "0x7f000001", "2130706433",
)  # fmt: skip


def message(method: str, target: str, body: bytes | None = None, **fields: str) -> bytes:
    """A request; ``content_type`` stands for ``Content-Type``. A body has its length before it."""
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    if body is not None:
        lines.append(f"content-length: {len(body)}")
    head = f"{method} {target} HTTP/1.1\r\n{_HOST.decode()}" + "".join(f"{line}\r\n" for line in lines)
    return head.encode("utf-8", "replace") + b"\r\n" + (body or b"")


@st.composite
def escaped(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> str:
    """A text percent-encoded, more of it than need be or less."""
    text = draw(texts)
    if draw(st.booleans()):
        return "".join(f"%{byte:02x}" for byte in text.encode("utf-8", "replace"))
    return quote(text, safe=draw(st.sampled_from(("", "/", "/:'()"))))


def request_lines() -> Requests:
    """What is no request line, or asks for what is no address here."""
    noise = st.tuples(st.sampled_from(_NO_TOKEN), st.binary(max_size=200)).map(lambda pair: b"".join(pair) + b"\r\n\r\n")
    lower = st.from_regex(r"[a-z]{1,12}", fullmatch=True).map(lambda word: word.encode() + b" / HTTP/1.1\r\n" + _HOST + b"\r\n")
    version = st.sampled_from(_VERSIONS).map(lambda told: b"GET /queries " + told + b"\r\n" + _HOST + b"\r\n")
    broken = st.sampled_from([bytes([b]) for b in (*range(33), *range(127, 256))])
    target = st.tuples(broken, st.binary(max_size=20)).map(lambda p: b"GET /queries" + p[0] + p[1] + b"x HTTP/1.1\r\n" + _HOST + b"\r\n")
    whole = st.sampled_from(
        ("http://evil.example/queries", "ftp://127.0.0.1/queries", "evil", "/queries#x", "http://", "*", "127.0.0.1:80")
    )
    return st.one_of(noise, lower, version, target, whole.map(lambda url: message("GET", url)))


def sizes() -> Requests:
    """Addresses, heads and bodies beyond what is read."""
    long = st.integers(61_500, 120_000)
    return st.one_of(
        long.map(lambda size: message("GET", "/sparql?query=ASK%7B%7D" + "%20" * (size // 3))),
        long.map(lambda size: message("GET", "/" + "a" * size)),
        st.integers(66_000, 120_000).map(lambda size: message("GET", "/queries", x="y" * size)),
        st.integers(5_000, 9_000).map(lambda count: message("GET", "/queries")[:-2] + b"x: abcdefghi\r\n" * count + b"\r\n"),
        st.integers(263_000, 300_000).map(lambda size: message("POST", "/sparql", b" " * size, content_type="application/sparql-query")),
    )


def heads() -> Requests:
    """Fields that are none, that are not one line, or that name another host."""
    start = b"GET /queries HTTP/1.1\r\n"
    name = st.sampled_from([bytes([b]) for b in b'\x00\x01 \t()<>@,;\\"/[]?={}\x7f\xff'])
    value = st.sampled_from([bytes([b]) for b in (*range(9), 11, 12, *range(14, 32))] + [b"\r", b"\n", b"\r\n "])
    junk = st.binary(max_size=30).map(lambda some: some.translate(None, b"\r\n\x00"))
    return st.one_of(
        st.tuples(name, junk).map(lambda p: start + _HOST + b"x" + p[0] + b"y: " + p[1] + b"\r\n\r\n"),
        st.tuples(value, junk).map(lambda p: start + _HOST + b"x: a" + p[0] + b"b" + p[1] + b"\r\n\r\n"),
        st.sampled_from((b"x", b": x", b" x: y", b"x\x00: y")).map(lambda line: start + line + b"\r\n" + _HOST + b"\r\n"),
        st.sampled_from(_HOSTS).map(lambda host: start + b"Host: " + host.encode() + b"\r\n\r\n"),
        st.just(start + b"Accept: */*\r\n\r\n"),
    )


def lengths() -> Requests:
    """Bodies whose length is contradictory, or whose chunks are broken."""
    start = b"POST /sparql HTTP/1.1\r\n" + _HOST + b"Content-Type: application/sparql-query\r\n"
    return st.one_of(
        st.sampled_from(_LENGTHS).map(lambda line: start + line.encode() + b"\r\n\r\nASK { 0\r\n\r\n"),
        st.sampled_from(_CHUNKS).map(lambda chunks: start + b"Transfer-Encoding: chunked\r\n\r\n" + chunks),
        st.integers(1, 5).map(lambda size: start + b"Content-Length: %d\r\n\r\nASK {} GET / HTTP/1.1\r\n\r\n" % size),
    )


def paths() -> Requests:
    """Ways out of a folder, and names of what there is not."""
    climb = st.tuples(st.sampled_from(_PLACES), st.lists(st.sampled_from(_WAYS), min_size=1, max_size=6), st.sampled_from(_TAILS))
    traversal = climb.map(lambda parts: parts[0] + "/".join(parts[1]) + "/" + parts[2])
    place = st.sampled_from(("/id/", "/data/", "/page/", "/queries/", "/graphs/"))
    resource = st.tuples(place, escaped(injections())).map(lambda parts: parts[0] + parts[1])
    absent = escaped(st.text(max_size=40)).map(lambda name: "/~" + name)
    target = st.one_of(traversal, resource, absent)
    return st.tuples(target, st.sampled_from(("*/*", "text/html", "text/turtle"))).map(lambda p: message("GET", p[0], accept=p[1]))


def queries() -> Requests:
    """SPARQL that does not parse, changes something, or leads out of the store, in each way of asking."""
    text = no_queries()
    path = st.sampled_from(("/sparql", "/sparql/"))
    direct = st.tuples(path, text, st.sampled_from((b"", b"\xff", b"\xed\xa0\x80", b"\x00"))).map(
        lambda p: message("POST", p[0], p[1].encode("utf-8", "replace") + p[2], content_type="application/sparql-query")
    )
    form = escaped(text).map(lambda t: message("POST", "/sparql", f"query={t}".encode(), content_type=_FORM))
    return st.one_of(st.tuples(path, escaped(text)).map(lambda p: message("GET", f"{p[0]}?query={p[1]}")), direct, form)


def operations() -> Requests:
    """Requests that the protocol of SPARQL forbids, around a query that would be answered."""
    ask = "query=ASK%7B%7D"
    field = escaped(no_graphs())
    wrong = st.sampled_from((
        f"{ask}&{ask}", f"{ask}&update=DROP%20ALL", "update=DROP%20ALL", "query", "x=1", "query=%ff", "query=", "default-graph-uri=",
        f"{ask}&using-graph-uri=http%3A%2F%2Fx", "&" * 300 + ask, f"{ask}&" + "a=b&" * 300, f"{ask}&x", "query=%", "query=ASK%00%7B%7D",
    ))  # fmt: skip
    dataset = st.tuples(st.sampled_from(("default-graph-uri", "named-graph-uri")), field).map(lambda p: f"{ask}&{p[0]}={p[1]}")
    fields = st.one_of(wrong, dataset)
    return st.one_of(
        fields.map(lambda given: message("GET", f"/sparql?{given}")),
        fields.map(lambda given: message("POST", "/sparql", given.encode(), content_type=_FORM)),
    )


def saved_queries() -> Requests:
    """Injections into the parameters of saved queries."""
    catalogue = load_catalogue(shipped("queries"))
    known = [(name, parameter.name) for name, query in catalogue.items() for parameter in query.parameters]
    value = st.sampled_from(known).flatmap(lambda p: escaped(injections()).map(lambda v: f"/queries/{p[0]}?{p[1]}={v}"))
    name = st.tuples(st.sampled_from(list(catalogue)), escaped(injections())).map(lambda p: f"/queries/{p[0]}?{p[1]}=x")
    twice = st.sampled_from(known).map(lambda p: f"/queries/{p[0]}?{p[1]}=2020&{p[1]}=2021")
    return st.one_of(value, name, twice).map(lambda target: message("GET", target))


def graphs() -> Requests:
    """Named graphs that there cannot be, and more or less than one of them."""
    graph = escaped(no_graphs()).map(lambda name: f"graph={name}")
    wrong = st.sampled_from(("", "default=1", "default&graph=http%3A%2F%2Fx", "graph=", "graph=a&graph=b", "graph", "x=y"))
    return st.one_of(graph, wrong).map(lambda fields: message("GET", f"/graphs?{fields}"))


def changes() -> Requests:
    """Changes that would be made, of those who may make none."""
    token = st.sampled_from(_TOKENS)
    update = st.tuples(updates(), token).map(
        lambda p: message("POST", "/update", p[0].encode("utf-8", "replace"), content_type="application/sparql-update", authorization=p[1])
    )
    target = st.sampled_from(("/graphs?default", "/graphs?graph=http%3A%2F%2Fx%2Fy", "/graphs/x", "/graphs"))
    graph = st.tuples(st.sampled_from(("PUT", "POST", "DELETE")), target, token).map(
        lambda p: message(p[0], p[1], b"<a:a> <a:b> <a:c> .", content_type="text/turtle", authorization=p[2])
    )
    address = updates().map(lambda text: message("GET", f"/update?update={quote(text)}"))
    return st.one_of(update, graph, address)


def bodies() -> Requests:
    """Bodies of types that are not read, and bytes of types that are."""
    some = st.one_of(st.binary(max_size=300), st.sampled_from(_BOMB))
    path = st.sampled_from(("/sparql", "/update", "/graphs"))
    typed = st.tuples(path, st.sampled_from(_TYPES), some).map(lambda p: message("POST", p[0], p[2], content_type=p[1]))
    query = some.map(lambda body: message("POST", "/sparql", b"}" + body, content_type="application/sparql-query"))
    packed = st.sampled_from(("gzip", "deflate", "br", "x")).map(
        lambda coding: message("POST", "/sparql", b"ASK {}", content_type="application/sparql-query", content_encoding=coding)
    )
    return st.one_of(typed, query, packed)


def methods() -> Requests:
    """Methods that there are not, or not there."""
    target = (
        "/sparql",
        "/queries",
        "/queries/calls",
        "/id/state/KOR",
        "/data/state/KOR",
        "/page/state/KOR",
        "/openapi.json",
        "/",
        "/update",
    )
    return st.tuples(st.sampled_from(_METHODS), st.sampled_from(target), st.binary(max_size=200)).map(lambda p: message(*p))


HOSTILE: Final = st.one_of(
    request_lines(), sizes(), heads(), lengths(), paths(), queries(), operations(), saved_queries(), graphs(), changes(), bodies(),
    methods(),
)  # fmt: skip


def hostile_requests(count: int, number: int = 20111) -> list[bytes]:
    """So many requests, the same ones for the same *number* and the same Hypothesis."""
    found: list[bytes] = []

    @seed(number)
    @settings(max_examples=count, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(HOSTILE)
    def draw(request: bytes) -> None:
        found.append(request)

    draw()
    return found
