"""Parts of speech and lemmas, worked out once for each word, tag and dependency.

A model's attribute ruler matches all of its patterns against every token, and its lemmatizer looks
each token up anew: a third of the time of a parse. Nearly all of these patterns look at one token,
and at nothing but its word, its tag and its dependency; so what they make of it can be kept.
"""

from __future__ import annotations

from typing import Any, Final, cast

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc, MorphAnalysis

#: What a pattern may look at: what belongs to the word as such, its tag, its dependency.
_LOOKED_AT: Final = frozenset({"ORTH", "TEXT", "LOWER", "SHAPE", "LENGTH", "IS_SPACE", "IS_PUNCT", "IS_ALPHA", "IS_DIGIT", "TAG", "DEP"})
#: Parts of a pipeline that do no more than that together.
_PARTS: Final = ["tagger", "parser", "attribute_ruler", "lemmatizer"]
#: So many are kept; a text of a million words has a tenth of it.
_KEPT: Final = 200_000

#: Word, tag, dependency.
_Key = tuple[int, int, int]
#: Part of speech, morphology, lemma; tag and dependency, where they are others than before; whether it may begin a longer pattern.
_Form = tuple[int, MorphAnalysis, int, tuple[int, int] | None, bool]


class WordForms:
    """In the place of an attribute ruler and a lemmatizer: the same outcome, from memory where it can be."""

    def __init__(self, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        self._ruler, self._lemmatizer = ruler, lemmatizer
        self._several = Matcher(ruler.vocab)
        self._first = Matcher(ruler.vocab)
        longer = [pattern for pattern in _patterns(ruler) if len(pattern) > 1]
        if longer:
            self._several.add("several", longer)
            self._first.add("first", [pattern[:1] for pattern in longer])
        self._forms: dict[_Key, _Form] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set part of speech, morphology and lemma of each token."""
        if len(self._forms) > _KEPT:
            self._forms.clear()
        keys: list[_Key] = [tuple(row) for row in doc.to_array(["ORTH", "TAG", "DEP"]).tolist()]
        new = sorted({key for key in keys if key not in self._forms})
        if new:
            self._learn(doc, new)
        forms = [self._forms[key] for key in keys]
        if any(form[4] for form in forms) and self._several(doc, allow_missing=True):
            return self._worked_out(doc)  # a pattern over several tokens: "there is", "let's"
        for token, (pos, morph, lemma, changed, _) in zip(doc, forms, strict=True):
            token.pos, token.morph, token.lemma = pos, morph, lemma
            if changed:
                token.tag, token.dep = changed
        return doc

    def _worked_out(self, doc: Doc) -> Doc:
        return self._lemmatizer(self._ruler(doc))

    def _learn(self, doc: Doc, keys: list[_Key]) -> None:
        strings = doc.vocab.strings
        # Each stands alone in a document of one token, so that no pattern sees two of them side by side.
        for key in keys:
            alone = Doc(doc.vocab, words=[strings[key[0]]], spaces=[False])
            token = alone[0]
            token.tag, token.dep = key[1], key[2]
            begins = bool(len(self._first) and self._first(alone, allow_missing=True))
            self._worked_out(alone)
            changed = (token.tag, token.dep) if (token.tag, token.dep) != key[1:] else None
            self._forms[key] = token.pos, token.morph, token.lemma, changed, begins


def _patterns(ruler: AttributeRuler) -> list[list[dict[str, Any]]]:
    return [pattern for rule in ruler.patterns for pattern in cast("list[Any]", rule["patterns"])]


def remember_forms(nlp: Language) -> None:
    """Let a pipeline work out a word's form once, where its parts are such that this changes nothing."""
    if [name for name in nlp.pipe_names if name not in ("tok2vec", "transformer")] != _PARTS:
        return
    ruler, lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
    if type(ruler) is not AttributeRuler or not isinstance(lemmatizer, Lemmatizer) or lemmatizer.mode != "rule" or lemmatizer.overwrite:
        return
    if not all(_LOOKED_AT.issuperset(pattern[0]) for pattern in _patterns(ruler)):
        return
    nlp.disable_pipes("attribute_ruler", "lemmatizer")
    nlp.add_pipe("graphkit_word_forms", last=True)


@Language.factory("graphkit_word_forms")
def _make(nlp: Language, name: str) -> WordForms:
    parts = dict(nlp.components)
    return WordForms(parts["attribute_ruler"], parts["lemmatizer"])  # type: ignore[arg-type]
