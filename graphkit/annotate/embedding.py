"""The first layer of a model, worked out once for each word.

What a model makes of a word before it looks at the words around depends on the word alone, and is a
quarter of its work. A text says the same words over and over, so it is kept; but only where the machine's
arithmetic gives a word the same numbers, to the last bit, alone and among others. Where it does not, a
parse could depend on what was read before.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, chain

_Rows = np.ndarray[Any, np.dtype[Any]]
#: So many words are kept: twenty megabytes.
_KEPT: Final = 50_000
#: Lots of words, of these sizes, that must give the same numbers as all of them together.
_TRIED: Final = (1, 1, 2, 3, 5, 8, 13, 21, 34)


class _Memory:
    """Features of words -> what the first layer makes of them."""

    def __init__(self, rest: Model[Any, Any]) -> None:
        self._rest = rest
        self._places: dict[bytes, int] = {}
        self._table: _Rows | None = None

    def look_up(self, documents: list[_Rows]) -> list[_Rows]:
        if len(self._places) > _KEPT:
            self._places, self._table = {}, None
        rows = [_rows(document) for document in documents]
        new = list({row: None for document in rows for row in document if row not in self._places})
        if new:
            features = np.frombuffer(b"".join(new), dtype=documents[0].dtype).reshape(len(new), -1)
            self._keep(new, self._rest.predict([features])[0])
        if self._table is None:  # documents without words
            return self._rest.predict(documents)  # type: ignore[no-any-return]
        return [self._table[[self._places[row] for row in document]] for document in rows]

    def _keep(self, rows: list[bytes], made: _Rows) -> None:
        known = len(self._places)
        self._places |= {row: known + n for n, row in enumerate(rows)}
        if self._table is None or len(self._table) < len(self._places):
            grown = np.empty((2 * len(self._places), made.shape[1]), dtype=made.dtype)
            if self._table is not None:
                grown[:known] = self._table[:known]
            self._table = grown
        self._table[known : len(self._places)] = made


def _rows(features: _Rows) -> list[bytes]:
    """The features of each word as bytes, which are made and compared faster than numbers."""
    raw, width = features.tobytes(), features.itemsize * features.shape[1]
    return [raw[at : at + width] for at in range(0, len(raw), width)]


def remember_embeddings(nlp: Language) -> None:
    """Let a pipeline work out the first layer of a word once, where its model is such that this changes nothing."""
    if "tok2vec" not in nlp.pipe_names:
        return
    model = nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    first = model.layers[0] if model.layers else None
    if first is None or len(first.layers) < 2 or first.layers[0].name != "extract_features":
        return
    features: Model[Any, Any] = first.layers[0]
    rest: Model[Any, Any] = chain(*first.layers[1:])
    if not _is_exact(nlp, features, rest):
        return
    memory = _Memory(rest)

    def forward(_: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[list[_Rows], Any]:
        if is_train:
            return first(docs, is_train)  # type: ignore[no-any-return]
        return memory.look_up(features.predict(docs)), None

    model.layers[0] = Model("remembered_embedding", forward, layers=[first])


def _is_exact(nlp: Language, features: Model[Any, Any], rest: Model[Any, Any]) -> bool:
    words = [f"{stem}{end}" for stem in ("Vote", "state", "co-operat", "1", "\u00c9t", "the", ".", "UN", "abst", "(", "2014") for end in
             ("", "s", "ing", "ed", "'s", "-20", "ation", "A")]  # fmt: skip
    rows = features.predict([Doc(nlp.vocab, words=words)])[0]
    whole, at = rest.predict([rows])[0], 0
    for size in _TRIED:
        if not np.array_equal(rest.predict([rows[at : at + size]])[0], whole[at : at + size]):
            return False
        at += size
    return True
