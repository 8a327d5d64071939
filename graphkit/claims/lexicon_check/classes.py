"""Checks of ``classes.yml``: doubles, words that cannot match, classes that nothing uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import yaml

from graphkit.claims.lexicon_check.findings import Finding, Trigger
from graphkit.claims.lexicon_check.uses import Uses
from graphkit.errors import TableError

FILE: Final = "classes.yml"
_TEXT: Final = "tag:yaml.org,2002:str"
_NUMBER: Final = "tag:yaml.org,2002:int"


def entries(path: Path) -> list[tuple[yaml.Node, yaml.Node]]:
    """Names and values of a YAML file as they are written, those that stand twice twice.

    Raises:
        TableError: the file is not YAML, or no mapping.
    """
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (OSError, yaml.YAMLError) as error:
        raise TableError(str(error).splitlines()[0], where=str(path)) from error
    if not isinstance(root, yaml.MappingNode):
        raise TableError("no mapping of names to words", where=str(path))
    return list(root.value)


def read_classes(folder: Path) -> tuple[dict[str, frozenset[str]], list[Finding]]:
    """The word classes, and what is wrong with them.

    YAML itself lets a second list of the same name silently replace the first, and makes a truth
    value of a bare ``no``: so its nodes are read, not its values.

    Raises:
        TableError: the file is not YAML, or no mapping.
    """
    classes: dict[str, frozenset[str]] = {}
    findings: list[Finding] = []
    for key, node in entries(folder / FILE):
        name, at = str(key.value), f"{FILE}:{key.start_mark.line + 1}"
        if name in classes:
            findings.append(Finding(at, f"{name}: a second class of that name, which replaces the first"))
        if not isinstance(node, yaml.SequenceNode):
            findings.append(Finding(at, f"{name}: not a list of words"))
            continue
        words = [str(word.value) for word in node.value]
        for word in node.value:
            if word.tag not in (_TEXT, _NUMBER):
                findings.append(
                    Finding(at, f"{name}: {word.value} never matches, being no word to YAML; put it in quotation marks", note=True)
                )
            elif word.value != word.value.lower():
                findings.append(Finding(at, f"{name}: {word.value} never matches; words are compared in lower case"))
        for word in dict.fromkeys(w for w in words if words.count(w) > 1):
            findings.append(Finding(at, f"{name}: {word} stands {words.count(word)} times", note=True))
        classes[name] = frozenset(words)
    return classes, findings


def check_use(classes: Iterable[str], triggers: Iterable[Trigger], used: Uses) -> Iterator[Finding]:
    """Classes that no code and no row asks for, and names that the code asks for in vain."""
    known = set(classes)
    objects = {name for t in triggers for name in t.object.split("&")}
    for name in sorted(known):
        if name not in objects and name not in used:
            yield Finding(FILE, f"{name}: neither a row of kinds.tsv nor the code uses it", note=True)
    for name, place in sorted(used.named.items()):
        if name not in known:
            yield Finding(FILE, f"no class {name}, which {place} asks for")


def check_single(classes: Mapping[str, frozenset[str]], used: Uses, seen_as: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    """Words that the parser cuts in several, in classes that are compared with one word at a time.

    Args:
        seen_as: word -> the words that the parser makes of it.
    """
    for name, words in classes.items():
        cut = sorted(w for w in words if len(seen_as.get(w, (w,))) > 1)
        if cut and name not in used.phrases:
            yield Finding(FILE, f"{name}: never matches, being several words to the parser: {', '.join(cut)}", note=True)
