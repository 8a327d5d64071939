"""Annotated texts: a folder with its table of claims, or the golden sentences, each made a document of its own."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
SENTENCES: Final = ROOT / "tests" / "golden" / "sentences.jsonl"
#: The half that rules are tuned on, and the half that no rule has seen.
PARTS: Final = ("tuning", "held-back")
_COLUMNS: Final = (
    "document", "agent", "kind", "target", "target_key", "date_start", "date_end", "status", "according_to", "value", "rule", "quote",
)  # fmt: skip
_KNOWN: Final = ("title", "author", "publisher", "date")

Golden = Mapping[str, Any]


@dataclass(frozen=True)
class AnnotatedSet:
    """Documents with their annotated claims.

    Attributes:
        gold: a table of claims, as the scoring script reads it.
        folder: the documents, ``NAME.txt``.
        names: the documents that are scored.
        group: what each of them is counted under; its own name, where it is not there.
        begins: where in a document begins what is scored; what rests on the text before it alone is left out.
    """

    gold: Path
    folder: Path
    names: tuple[str, ...]
    group: Mapping[str, str] = field(default_factory=dict)
    begins: Mapping[str, int] = field(default_factory=dict)


def annotated_folder(gold: Path, folder: Path) -> AnnotatedSet:
    """The documents of a folder that a table of claims names."""
    with gold.open(encoding="utf-8", newline="") as handle:
        named = sorted({row["document"] for row in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)})
    return AnnotatedSet(gold, folder, tuple(named))


def read_golden(path: Path = SENTENCES) -> list[Golden]:
    """The golden sentences, both halves."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@contextmanager
def golden_half(part: str, path: Path = SENTENCES) -> Iterator[AnnotatedSet]:
    """One half of the golden sentences as an annotated folder, as long as it is needed; counted by genre."""
    sentences = [s for s in read_golden(path) if s["part"] == part]
    with TemporaryDirectory() as place:
        folder = Path(place)
        begins = {s["id"]: write_document(s, folder) for s in sentences}
        write_gold(sentences, folder / "gold.tsv")
        names = tuple(s["id"] for s in sentences)
        yield AnnotatedSet(folder / "gold.tsv", folder, names, {s["id"]: s["genre"] for s in sentences}, begins)


def write_document(sentence: Golden, folder: Path) -> int:
    """Write a sentence, behind the one that stands before it, as a document; where the sentence begins."""
    before = sentence["before"] or ""
    if before:
        # A bullet begins a line; any other sentence goes on in the paragraph.
        before += "\n" if sentence["sentence"].lstrip().startswith(("•", "-")) else " "
    known = {name: sentence[name] for name in _KNOWN if sentence[name]}
    (folder / f"{sentence['id']}.txt").write_text(before + sentence["sentence"], encoding="utf-8")
    (folder / f"{sentence['id']}.yml").write_text(json.dumps(known), encoding="utf-8")
    return len(before)


def write_gold(sentences: list[Golden], path: Path) -> None:
    """Write the annotated claims as a table."""
    lines = ["\t".join(_COLUMNS)]
    for sentence in sentences:
        for claim in sentence["claims"]:
            row = {
                **claim,
                "document": sentence["id"],
                "agent": "|".join(claim["agent"]),
                "target_key": "|".join(claim["target_key"] or []),
            }
            row["according_to"] = ";".join(claim["according_to"])
            row["value"] = ""
            lines.append("\t".join(" ".join((row[column] or "").split()) for column in _COLUMNS))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
