from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from endpoint_double import Endpoint

from graphkit.claims.llm.address import Address
from graphkit.claims.llm.cache import Cache
from graphkit.claims.llm.client import Client
from graphkit.claims.llm.extractor import LlmExtractor
from graphkit.claims.llm.patience import Patience
from graphkit.claims.llm.report import Report
from graphkit.claims.llm.transport import Transport
from graphkit.model.dates import PartialDate
from graphkit.model.document import Citation, Document
from graphkit.model.reference import Reference

KEY = "sk-very-secret"


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    double = Endpoint()
    yield double
    double.close()


@pytest.fixture
def waits() -> list[float]:
    """What was waited for instead of sleeping."""
    return []


@pytest.fixture
def client(endpoint: Endpoint, waits: list[float]) -> Client:
    transport = Transport(Address.parse(endpoint.url), KEY, timeout=5)
    return Client(transport, "a-model", Patience(sleep=waits.append, now=lambda: 1_600_000_000.0))


@pytest.fixture(scope="session")
def loaded(reference: Reference) -> LlmExtractor:
    """An extractor that asks nobody; loading the tables takes a while."""
    return LlmExtractor.load(Client(Transport(Address.parse("http://localhost:1/v1")), "nobody"), reference)


@pytest.fixture
def extractor(client: Client, loaded: LlmExtractor) -> Callable[..., LlmExtractor]:
    def make(cache: Cache | None = None, using: Client = client) -> LlmExtractor:
        return replace(loaded, client=using, cache=cache, report=Report())

    return make


@pytest.fixture
def document() -> Callable[..., Document]:
    def make(text: str, date: str | None = "2021-03-31", **fields: str | None) -> Document:
        told = Citation(**{"title": "A text", "author": "A. Writer", **fields}, date=PartialDate.parse(date) if date else None)  # type: ignore[arg-type]
        return Document("d", text, told, "0" * 64)

    return make
