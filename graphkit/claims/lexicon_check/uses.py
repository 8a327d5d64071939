"""Which word classes the code asks for, found in its source: no list of them to keep up to date."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

#: Methods that take the name of a word class, and at which place.
_METHODS: Final = {"has": 0, "words": 0, "longest_first": 0, "fits": 1}


@dataclass
class Uses:
    """Names of word classes in the source.

    Attributes:
        named: those that stand in a call, with the place of the first one.
        possible: texts near a call that takes its name from a variable (``for name in ("a", "b")``).
        phrases: those compared with more than a single word of the text.
    """

    named: dict[str, str] = field(default_factory=dict)
    possible: set[str] = field(default_factory=set)
    phrases: set[str] = field(default_factory=set)

    def __contains__(self, name: str) -> bool:
        return name in self.named or name in self.possible


@cache
def uses(package: Path) -> Uses:
    """The uses in all modules of *package*."""
    found = Uses()
    for path in sorted(package.rglob("*.py")):
        _scan(ast.parse(path.read_text(encoding="utf-8")), path, found)
    return found


def _scan(module: ast.Module, path: Path, found: Uses) -> None:
    constants = {t.id: n.value for n in module.body for t in _targets(n) if isinstance(n, ast.Assign | ast.AnnAssign) and n.value}
    functions = [n for n in ast.walk(module) if isinstance(n, ast.FunctionDef)]
    for function in functions:
        for call in ast.walk(function):
            name = _name(call)
            if name is None:
                continue
            assert isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
            if isinstance(name, ast.Constant) and isinstance(name.value, str):
                near = {name.value}
                if call.func.attr != "fits":  # `fits` knows objects that are no word class
                    found.named.setdefault(name.value, f"{path.name}:{call.lineno}")
                else:
                    found.possible.add(name.value)
            else:
                near = set(_texts(function))
                for used in ast.walk(function):
                    if isinstance(used, ast.Name) and used.id in constants:
                        near.update(_texts(constants[used.id]))
                found.possible |= near
            # `match["label"]`: a text of several words, not a token.
            whole = call.func.attr in ("words", "longest_first")
            if whole or any(isinstance(n, ast.Subscript) for a in call.args[1:] for n in ast.walk(a)):
                found.phrases |= near


def _targets(node: ast.stmt) -> Iterator[ast.Name]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    yield from (t for t in targets if isinstance(t, ast.Name))


def _name(node: ast.AST) -> ast.expr | None:
    """What a call of the lexicon gives as the name of a word class."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _METHODS):
        return None
    owner = ast.unparse(node.func.value).rpartition(".")[2]
    place = _METHODS[node.func.attr]
    if len(node.args) <= place or (owner != "lexicon" and node.func.attr != "fits"):
        return None
    return node.args[place]


def _texts(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            yield inner.value
