"""A corpus of any size out of the notes that come with graphkit: always the same, and no two documents alike."""

from __future__ import annotations

import random
import re
from pathlib import Path

from graphkit.ingest.reading import read_document
from graphkit.model.entity import Record
from graphkit.model.reference import Reference
from graphkit.resources import shipped

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_DAY = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(_MONTHS)})\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SYLLABLES = ("ba", "den", "fi", "gor", "han", "ka", "lim", "mo", "nar", "os", "pe", "ran", "so", "tu", "vi", "wen")


def write(folder: Path, count: int) -> list[Path]:
    """*count* documents in *folder*: the notes with other states, persons and dates, and their paragraphs in another order."""
    notes = [read_document(path).text for path in sorted((shipped("data") / "documents").glob("*.md"))]
    records = Reference.read(shipped("data") / "reference").records
    states = [r for r in records if r.type == "state"]
    labels = sorted(r.label for r in states)
    named, persons = _any_of(states), _any_of([r for r in records if r.type == "person"])
    paths = []
    for number in range(count):
        chance = random.Random(number)
        text = _varied(notes[number % len(notes)], chance, named, persons, labels)
        path = folder / f"document-{number:05}.md"
        day = f"{chance.randint(2015, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        path.write_text(f"---\ntitle: A text {number}\nauthor: {_name(chance)}\ndate: {day}\n---\n\n{text}\n", encoding="utf-8")
        paths.append(path)
    return paths


def _any_of(records: list[Record]) -> re.Pattern[str]:
    names = {name for r in records for name in (r.label, *r.aliases) if len(name) > 4}
    return re.compile(rf"\b(?:the )?(?:{'|'.join(map(re.escape, sorted(names, key=lambda n: (-len(n), n))))})\b")


def _varied(text: str, chance: random.Random, named: re.Pattern[str], persons: re.Pattern[str], labels: list[str]) -> str:
    others: dict[str, str] = {}
    shift = chance.randint(-9, 0)

    def state(match: re.Match[str]) -> str:
        return others.setdefault(match.group().removeprefix("the "), chance.choice(labels))

    text = persons.sub(lambda m: others.setdefault(m.group(), _name(chance)), text)
    text = named.sub(state, text)
    text = _DAY.sub(lambda _: f"{chance.randint(1, 28)} {chance.choice(_MONTHS)}", text)
    text = _YEAR.sub(lambda m: str(int(m.group()) + shift), text)
    paragraphs = [p for p in text.split("\n\n") if p.strip() and not p.startswith("#")]
    chance.shuffle(paragraphs)
    return "\n\n".join(paragraphs)


def _name(chance: random.Random) -> str:
    return " ".join("".join(chance.choices(_SYLLABLES, k=chance.randint(2, 3))).capitalize() for _ in range(2))
