"""What is remembered of a word is, to the last bit, what the model would make of it each time."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from spacy.language import Language

from graphkit.annotate import embedding
from graphkit.annotate.embedding import remember_embeddings
from graphkit.annotate.layout import sentences
from graphkit.claims.reader import MODEL
from graphkit.ingest.reading import read_document
from graphkit.resources import shipped


def plain() -> Language:
    return spacy.load(MODEL, exclude=["ner", "senter"])


def remembers(nlp: Language) -> bool:
    return bool(nlp.get_pipe("tok2vec").model.layers[0].name == "remembered_embedding")  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    found = []
    for path in sorted((shipped("data") / "documents").glob("*.md")):
        text = read_document(path).text
        found += [text[s.start : s.end] for s in sentences(text)]
    return found


@pytest.mark.parametrize("kept", [50_000, 100])
def test_the_numbers_are_those_of_the_model(texts: list[str], monkeypatch: pytest.MonkeyPatch, kept: int) -> None:
    monkeypatch.setattr(embedding, "_KEPT", kept)
    one, other = plain(), plain()
    remember_embeddings(other)
    assert remembers(other)
    for _ in range(2):  # the second time all is from memory
        for a, b in zip(one.pipe(texts, batch_size=64), other.pipe(texts, batch_size=16), strict=True):
            assert np.array_equal(a.tensor, b.tensor)
            assert [(t.head.i, t.dep_, t.tag_) for t in a] == [(t.head.i, t.dep_, t.tag_) for t in b]


def test_where_the_numbers_depend_on_the_company_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(np, "array_equal", lambda *_: False)
    nlp = plain()
    remember_embeddings(nlp)
    assert not remembers(nlp)


def test_a_pipeline_of_another_make_is_left_alone() -> None:
    nlp = spacy.blank("en")
    remember_embeddings(nlp)
    assert nlp.pipe_names == []
