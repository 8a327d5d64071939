"""What many tests share: the originals where they are, the reader, a graph of the shipped notes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graphkit import pipeline
from graphkit.claims.reader import Reader
from graphkit.ingest.reading import read_document
from graphkit.model.claim import Claim
from graphkit.model.reference import Reference
from graphkit.store.disk import GraphStore

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the originals and the annotated claims."""
    folder = ROOT.parent / "shared"
    if not (folder / "documents").is_dir():
        if os.environ.get("GRAPHKIT_REQUIRE_ORIGINALS"):
            pytest.fail(f"the originals are absent: {folder / 'documents'}")
        pytest.skip("the original documents are not part of the repository, and not beside it")
    return folder


@pytest.fixture(scope="session")
def tables_and_reader() -> tuple[Reference, Reader]:
    return pipeline.reader()


@pytest.fixture(scope="session")
def reader(tables_and_reader: tuple[Reference, Reader]) -> Reader:
    return tables_and_reader[1]


@pytest.fixture(scope="session")
def reference(tables_and_reader: tuple[Reference, Reader]) -> Reference:
    return tables_and_reader[0]


@pytest.fixture(scope="session")
def read_text(reader: Reader, tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    """Claims of a text, dated 31 March 2021 unless another date is given."""
    folder = tmp_path_factory.mktemp("texts")

    def read(text: str, date: str | None = "2021-03-31", **fields: str) -> list[Claim]:
        head = {"title": "A text", "author": "A. Writer", **({"date": date} if date else {}), **fields}
        front = "".join(f'{name}: "{value}"\n' for name, value in head.items())
        path = folder / "text.txt"
        path.write_text(f"---\n{front}---\n{text}\n", encoding="utf-8")
        return reader.read(read_document(path))

    return read


@pytest.fixture(scope="session")
def notes_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("notes") / "graph"
    pipeline.build(path)
    return path


@pytest.fixture(scope="session")
def notes(notes_path: Path) -> GraphStore:
    return GraphStore.open(notes_path)


@pytest.fixture(scope="session")
def originals_path(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("originals") / "graph"
    pipeline.build(path, shared / "documents")
    return path


@pytest.fixture(scope="session")
def originals(originals_path: Path) -> GraphStore:
    return GraphStore.open(originals_path)
