"""Forms that are remembered are those that the model would work out each time."""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graphkit.annotate.layout import sentences
from graphkit.annotate.view import load_model
from graphkit.annotate.wordforms import WordForms, remember_forms
from graphkit.claims.reader import MODEL, Reader
from graphkit.ingest.reading import read_document
from graphkit.resources import shipped

TRICKY = (
    "There is no doubt that there are more. Let's go, they're gonna be late, y'all.",
    "It is the one that they've got to read; she doesn't, he'd better, it ain't so.",
    "Who's afraid? Her reading of the text reads well, and the more read it the better.",
    "That that is is that that is not is not.  Two  spaces.",
)


def parsed(nlp: Language, texts: list[str]) -> list[Doc]:
    return list(nlp.pipe(texts, batch_size=64))


def test_remembered_forms_are_those_of_the_model() -> None:
    plain, ours = spacy.load(MODEL, exclude=["ner", "senter"]), load_model(MODEL)
    assert "graphkit_word_forms" in ours.pipe_names and "attribute_ruler" not in ours.pipe_names
    texts = list(TRICKY)
    for path in sorted((shipped("data") / "documents").glob("*.md")):
        text = read_document(path).text
        texts += [text[s.start : s.end] for s in sentences(text)]
    for _ in range(2):  # the second time all is from memory
        for one, other in zip(parsed(plain, texts), parsed(ours, texts), strict=True):
            assert [(t.text, t.tag_, t.dep_, t.pos_, t.lemma_, str(t.morph), t.head.i) for t in one] == [
                (t.text, t.tag_, t.dep_, t.pos_, t.lemma_, str(t.morph), t.head.i) for t in other
            ]


def test_a_pipeline_of_other_parts_is_left_alone() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("attribute_ruler")
    remember_forms(nlp)
    assert nlp.pipe_names == ["attribute_ruler"]


def test_a_pattern_that_looks_at_more_than_a_word_is_not_remembered() -> None:
    nlp = spacy.load(MODEL, exclude=["ner", "senter"])
    ruler = nlp.get_pipe("attribute_ruler")
    ruler.add([[{"POS": "NOUN"}]], {"LEMMA": "thing"})  # type: ignore[attr-defined]
    remember_forms(nlp)
    assert "attribute_ruler" in nlp.pipe_names


def test_memory_has_a_bound(reader: Reader, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    forms = reader.nlp.get_pipe("graphkit_word_forms")
    assert isinstance(forms, WordForms)
    monkeypatch.setattr("graphkit.annotate.wordforms._KEPT", 10)
    before = [(t.text, t.pos_, t.lemma_) for t in reader.nlp("The delegations of twelve countries were walking out of the hall.")]
    parsed(reader.nlp, ["The committee has adopted several other resolutions on children."])
    assert len(forms._forms) < 40
    assert [(t.text, t.pos_, t.lemma_) for t in reader.nlp("The delegations of twelve countries were walking out of the hall.")] == before
