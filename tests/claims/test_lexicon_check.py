"""A check of the words finds what it should in a lexicon that is broken on purpose."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graphkit.claims.lexicon import Lexicon
from graphkit.claims.lexicon_check.check import Report, check
from graphkit.claims.lexicon_check.classes import check_single
from graphkit.claims.lexicon_check.examples import read_counterexamples, read_examples
from graphkit.claims.lexicon_check.trial import Trial, check_results, check_spelling, read_all, with_imagined
from graphkit.claims.lexicon_check.triggers import read_triggers
from graphkit.claims.lexicon_check.uses import Uses, uses
from graphkit.claims.reader import Reader
from graphkit.errors import TableError
from graphkit.model.reference import Reference
from graphkit.resources import shipped

SHIPPED = shipped("data") / "lexicon"
KINDS_HEAD = "lemma\tpos\tprep\tobject\tframe\tkind\n"
EXAMPLES_HEAD = KINDS_HEAD.replace("\n", "\tknown\tsentence\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped lexicon, to be broken."""
    return shutil.copytree(SHIPPED, tmp_path / "lexicon")


@pytest.fixture
def found(folder: Path, reference: Reference) -> Callable[[], list[str]]:
    """What the check says of the copy, without reading; findings, then notes."""

    def run() -> list[str]:
        report: Report = check(folder, reference, fast=True)
        return [*map(str, report.findings), *(f"note: {n}" for n in report.notes)]

    return run


def add(path: Path, *rows: str) -> int:
    """Append rows, their cells parted by bars; the number of the last line."""
    text = path.read_text(encoding="utf-8") + "".join(row.replace("|", "\t") + "\n" for row in rows)
    path.write_text(text, encoding="utf-8")
    return len(text.splitlines())


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("draft|verb||text|object|sponsors", "stands twice; see line "),
        ("draft|verb||text|object|rejects", "which gives sponsors"),
        ("table|verb||text|object|applauds", "no such kind: applauds"),
        ("table|adverb||text|object|sponsors", "no such part of speech: adverb (verb, noun, adjective)"),
        ("table|verb||text|objects|sponsors", "no such frame: objects (object, ask, say)"),
        ("table|verb||furniture|object|sponsors", "no word class furniture in classes.yml"),
        ("table|verb|||object|sponsors", "no word class (none given; write `any`)"),
        ("Table|verb||any|object|sponsors", "a lemma is written in lower case"),
        ("table|verb||clause|object|sponsors", "goes with the frame `ask` alone"),
        ("table|noun|of|none|object|sponsors", "goes with verbs, the frame `object`, and no preposition"),
        ("second|verb||any|object|supports", "second (verb, object, any) -> supports: has no example in examples.tsv"),
    ],
)
def test_a_row_of_triggers(folder: Path, found: Callable[[], list[str]], row: str, says: str) -> None:
    line = add(folder / "kinds.tsv", row)
    assert any(f.startswith(f"kinds.tsv:{line}: ") and says in f for f in found())


def test_an_unknown_column(folder: Path, found: Callable[[], list[str]]) -> None:
    path = folder / "kinds.tsv"
    rows = [line if line.startswith("#") else f"{line}\t" for line in path.read_text(encoding="utf-8").splitlines()]
    at = next(n for n, line in enumerate(rows) if line.startswith("lemma\t"))
    rows[at] += "remark"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert "kinds.tsv: unknown column remark" in found()


def test_rows_that_another_kind_forestalls(folder: Path, found: Callable[[], list[str]]) -> None:
    change(
        folder / "classes.yml", "\npart: [part]\n", "\npart: [part]\npresents: [gift, toy, cake]\ntoys: [toy, doll]\ngifts: [gift, cake]\n"
    )
    last = add(
        folder / "kinds.tsv",
        "wrap|verb||presents|object|offers", "wrap|verb||gifts|object|blocks", "wrap|verb||toys|object|rejects",
        "rewrap|verb||any|object|offers", "rewrap|verb||any|ask|calls-for",
    )  # fmt: skip
    said = found()
    gifts, toys, rewrap = last - 3, last - 2, last - 1
    first = f"line {last - 4} (offers)"
    assert f"kinds.tsv:{gifts}: wrap (verb, object, gifts) -> blocks: never reached; all words of `gifts` go to {first}" in said
    assert f"note: kinds.tsv:{toys}: wrap (verb, object, toys) -> rejects: toy of `toys` go to {first}" in said
    passive = [f for f in said if "read in the passive alone" in f and "wrap" in f]
    assert passive == [
        f"note: kinds.tsv:{rewrap}: rewrap (verb, object, any) -> offers: read in the passive alone; line {last} (calls-for) is tried first"
    ]


def test_a_row_known_not_to_be_reached_is_excused(folder: Path, found: Callable[[], list[str]]) -> None:
    add(folder / "kinds.tsv", "wrap|verb||meeting|object|blocks", "wrap|verb||talk|object|offers")
    change(folder / "classes.yml", "\npart: [part]\n", "\npart: [part]\ntalk: [talk]\n")
    assert any("wrap (verb, object, talk) -> offers: never reached" in f for f in found())
    add(folder / "examples.tsv", "wrap|verb||talk|object|offers|fails|Ruritania wrapped talks.")
    assert not any("wrap (verb, object, talk)" in f for f in found())


def test_rows_that_clash_are_excused_by_an_example(folder: Path, found: Callable[[], list[str]]) -> None:
    add(folder / "kinds.tsv", "draft|verb||text|object|rejects")
    assert any("draft (verb, object, text) -> rejects: clashes with line " in f for f in found())
    add(folder / "examples.tsv", "draft|verb||text|object|rejects||Ruritania drafted the resolution.")
    assert not any("clashes" in f for f in found())


def test_two_classes_at_once_are_both_used(folder: Path, found: Callable[[], list[str]]) -> None:
    add(folder / "kinds.tsv", "wrap|verb||toys&red|object|offers", "wrap|verb||toys&blue|object|offers")
    change(folder / "classes.yml", "\npart: [part]\n", "\npart: [part]\ntoys: [toy]\nred: [red]\n")
    said = found()
    assert any("wrap (verb, object, toys&blue) -> offers: no word class blue in classes.yml" in f for f in said)
    assert not any("toys&red" in f and "no word class" in f for f in said)
    assert not any(f.startswith(("note: classes.yml: toys:", "note: classes.yml: red:")) for f in said)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("consensus: [consensus]", "consensus: [consensus, consensus]", "note: classes.yml:4: consensus: consensus stands 2 times"),
        ("consensus: [consensus]", "consensus: [Consensus]", "classes.yml:4: consensus: Consensus never matches"),
        ("consensus: [consensus]", "consensus: [consensus, no]", "note: classes.yml:4: consensus: no never matches, being no word to YAML"),
        ("consensus: [consensus]", "consensus: consensus", "classes.yml:4: consensus: not a list of words"),
        ("consensus: [consensus]", "consensus: [a]\nconsensus: [consensus]", "classes.yml:5: consensus: a second class of that name"),
        (
            "consensus: [consensus]",
            "consensus: [consensus]\nidle: [idle]",
            "note: classes.yml: idle: neither a row of kinds.tsv nor the code",
        ),
        ("refuse: [refuse", "refuses: [refuse", "classes.yml: no class refuse, which "),
    ],
)
def test_word_classes(folder: Path, found: Callable[[], list[str]], old: str, new: str, says: str) -> None:
    change(folder / "classes.yml", old, new)
    assert any(f.startswith(says) for f in found())


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("Panel|body/nowhere|ambiguous|||||", "the reference data have no body/nowhere"),
        ("Panel|body/hrc|sometimes|||||", "no such use: sometimes (never, context, ambiguous, always)"),
        ("Panel||ambiguous|||||", "no candidates"),
        ("Panel|body/hrc|always||body/nowhere|||", "the reference data have no body/nowhere"),
        ("Panel|body/hrc|context|Human Rights||||", "Human Rights is not WORD>CANDIDATE"),
        ("Panel|body/hrc|context|Security>body/unsc||||", "Security decides for body/unsc, which is none of the candidates"),
        ("Council|body/hrc|ambiguous|||||", "stands twice; see line "),
    ],
)
def test_names_that_mislead(folder: Path, found: Callable[[], list[str]], row: str, says: str) -> None:
    line = add(folder / "aliases.tsv", row)
    assert any(f.startswith(f"aliases.tsv:{line}: ") and says in f for f in found())


def test_words_of_time(folder: Path, found: Callable[[], list[str]]) -> None:
    change(folder / "times.yml", "january: 1,", "january: 1, january: 2, Smarch: 13,")
    said = found()
    assert "times.yml:2: months: january stands twice, and the first is lost" in said
    assert "times.yml:2: months: Smarch never matches; words are compared in lower case" in said
    assert "times.yml: months: Smarch is 13, not from 1 to 12" in said


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("juggle|verb||any|object|supports||Ruritania juggled.", "juggle (verb, object, any) -> supports: no such row in kinds.tsv"),
        ("juggle|class||refuse||supports||Ruritania juggled.", "juggle is no word of a class refuse"),
        ("sign|verb||any|object|signs|maybe|Ruritania signed it.", "known is maybe"),
        ("sign|verb||any|object|signs||Ruritania signed the Convention against Torture.", "the same example as in line "),
    ],
)
def test_examples(folder: Path, found: Callable[[], list[str]], row: str, says: str) -> None:
    line = add(folder / "examples.tsv", row)
    assert any(f.startswith(f"examples.tsv:{line}: ") and says in f for f in found())


def test_counterexamples(folder: Path, found: Callable[[], list[str]]) -> None:
    at = f"counterexamples.tsv:{add(folder / 'counterexamples.tsv', 'juggles|juggle|maybe|Ruritania juggled.')}"
    assert {f"{at}: no such kind: juggles", f"{at}: known is maybe: leave it empty, or write fails"} <= set(found())


def test_a_kind_without_an_example(folder: Path, found: Callable[[], list[str]]) -> None:
    (folder / "examples.tsv").write_text(EXAMPLES_HEAD, encoding="utf-8")
    said = found()
    assert "examples.tsv: signs: no example is read with this kind" in said
    assert sum("has no example" in f for f in said) > 1000


def test_a_table_that_cannot_be_read_is_an_error(folder: Path, reference: Reference) -> None:
    (folder / "classes.yml").write_text("text: [", encoding="utf-8")
    with pytest.raises(TableError, match=r"classes\.yml"):
        check(folder, reference, fast=True)


def test_uses_are_found_in_the_source(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        'LISTS = {"far": 1}\n'
        "class A:\n"
        "    def f(self, lexicon, token, match):\n"
        '        self.lexicon.has("near", token.lemma_)\n'
        '        for name in ("looped", "b"):\n'
        "            lexicon.has(name, token)\n"
        '        self.fits(token, "fitting")\n'
        "    def h(self, token):\n"
        '        token.has("other", 1)\n'
        "    def g(self, lexicon, match):\n"
        '        [lexicon.has(n, match["x"]) for n in LISTS]\n'
        '        lexicon.words("phrases")\n',
        encoding="utf-8",
    )
    found = uses(tmp_path)
    assert found.named == {"near": "a.py:4", "phrases": "a.py:12"}
    assert [n for n in ("near", "looped", "fitting", "far", "other") if n in found] == ["near", "looped", "fitting", "far"]
    assert {"far", "phrases"} <= found.phrases and "near" not in found.phrases


# -- with reading --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def loaded(reference: Reference) -> Reader:
    return Reader.load(with_imagined(reference), SHIPPED)


@pytest.fixture
def read(folder: Path, loaded: Reader) -> Callable[[str, str, str], list[str]]:
    """What is said of a lexicon with these triggers, examples and counterexamples alone."""

    def run(triggers: str, examples: str, counter: str = "") -> list[str]:
        (folder / "kinds.tsv").write_text(KINDS_HEAD + triggers.replace("|", "\t") + "\n", encoding="utf-8")
        (folder / "examples.tsv").write_text(EXAMPLES_HEAD + examples.replace("|", "\t") + "\n", encoding="utf-8")
        (folder / "counterexamples.tsv").write_text("kind\tword\tknown\tsentence\n" + counter.replace("|", "\t") + "\n", encoding="utf-8")
        rows, _ = read_triggers(folder)
        trial = Trial(replace(loaded, lexicon=Lexicon(folder)), rows)
        return [*map(str, check_results(read_all(trial, read_examples(folder), read_counterexamples(folder))))]

    return run


def test_an_example_that_is_read(read: Callable[..., list[str]]) -> None:
    row = "table|verb||text|object|sponsors"
    assert read(row, f"{row}||Norway tabled the resolution.", "sponsors|table||Norway tabled nothing.") == []


def test_an_example_that_is_not_read(read: Callable[..., list[str]]) -> None:
    row = "table|verb||text|object|sponsors"
    says = "examples.tsv:2: table (verb, object, text) -> sponsors: "
    assert read(row, f"{row}||Norway tabled a cake.") == [says + "not read from its example: Norway tabled a cake."]
    assert read(row, f"{row}|fails|Norway tabled a cake.") == []
    mended = read(row, f"{row}|fails|Norway tabled the resolution.")
    assert mended == [says + "is read now; take away the mark: Norway tabled the resolution."]


def test_a_row_that_adds_nothing(read: Callable[..., list[str]]) -> None:
    rows = "table|verb||text|object|sponsors\ntable|verb||any|object|sponsors"
    text, anything = rows.splitlines()
    examples = f"{text}|%s|Norway tabled the resolution.\n{anything}||Norway tabled a cake."
    (said,) = read(rows, examples % "")
    assert "table (verb, object, text) -> sponsors: its example reads the same without it" in said
    assert read(rows, examples % "idle") == []
    (said,) = read(text, f"{text}|idle|Norway tabled the resolution.")
    assert "its example needs it now; take away the mark" in said


def test_one_example_that_needs_its_row_is_enough(read: Callable[..., list[str]]) -> None:
    rows = "vote|verb|for|any|object|votes-for\nvote|verb|for|text|object|votes-for"
    anything, text = rows.splitlines()
    sentence = "Norway voted for the resolution."
    assert read(rows, f"{anything}||{sentence}\n{anything}||Norway voted for peace.\n{text}|idle|{sentence}") == []


def test_a_sentence_that_must_not_be_taken_for_the_kind(read: Callable[..., list[str]]) -> None:
    row = "table|verb||any|object|sponsors"
    example = f"{row}||Norway tabled the resolution."
    assert read(row, example, "sponsors|table||Norway tabled a cake.") == [
        "counterexamples.tsv:2: table is taken for sponsors: Norway tabled a cake."
    ]
    assert read(row, example, "sponsors|table|fails|Norway tabled a cake.") == []
    (said,) = read(row, example, "sponsors|table|fails|Norway likes the cake.")
    assert "is no longer taken for sponsors; take away the mark" in said


def test_the_word_of_a_class_is_an_example_too(read: Callable[..., list[str]]) -> None:
    row = "cosponsor|verb||any|object|cosponsors"
    shown = f"{row}||Norway co-sponsored the resolution.\n"
    shown += "decline|class||refuse||declines-to-cosponsor||Norway %s to co-sponsor the resolution."
    assert read(row, shown % "declined") == []
    assert len(read(row, shown % "refused")) == 1


def test_words_that_the_parser_never_sees(folder: Path, loaded: Reader) -> None:
    add(folder / "kinds.tsv", "co-paint|verb||any|object|supports")
    rows, _ = read_triggers(folder)
    seen_as = Trial(loaded, rows).seen_as([*(r.lemma for r in rows), "white paper", "plan"])
    said = [*map(str, check_spelling(rows, rows[:-1], seen_as))]
    assert said == [f"kinds.tsv:{rows[-1].line}: co-paint (verb, object, any) -> supports: never reached; the parser is shown copaint"]
    classes = {"report": frozenset({"white paper", "plan"}), "list_for": frozenset({"white paper"})}
    assert [*map(str, check_single(classes, Uses(phrases={"list_for"}), seen_as))] == [
        "classes.yml: report: never matches, being several words to the parser: white paper"
    ]


def test_the_states_of_the_examples_are_none_of_the_world(reference: Reference) -> None:
    imagined = {r.key for r in with_imagined(reference).records} - {r.key for r in reference.records}
    assert imagined == {"XRU", "XGR"}
    with pytest.raises(Exception, match="Ruritania"):
        reference.find("Ruritania")
