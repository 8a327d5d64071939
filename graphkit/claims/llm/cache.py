"""Answers kept on disk, by the hash of what was asked: the same question is not asked twice.

A file holds the model's answer, the model's name and what the prompt is told by; no key, no address.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path
from typing import Final

from graphkit.claims.llm.proposals import SCHEMA
from graphkit.errors import InputError

_FORMAT: Final = 1


class Cache:
    """A folder of answers.

    Args:
        folder: made where it is missing, on the first answer.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @staticmethod
    def key(model: str, prompt: str, messages: list[dict[str, str]]) -> str:
        """The SHA-256 of all that an answer depends on: model, prompt, schema and text."""
        whole = json.dumps([_FORMAT, model, prompt, SCHEMA, messages], sort_keys=True)
        return hashlib.sha256(whole.encode()).hexdigest()

    def get(self, key: str) -> str | None:
        """The answer to *key*, or None; a file that is broken counts as none."""
        try:
            held = json.loads(self._path(key).read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return None
        answer = held.get("answer") if isinstance(held, dict) and held.get("key") == key else None
        return answer if isinstance(answer, str) else None

    def put(self, key: str, model: str, prompt: str, answer: str) -> None:
        """Keep an answer: the file is there whole, or not at all.

        Raises:
            InputError: the folder cannot be written.
        """
        held = {"key": key, "model": model, "prompt": prompt, "answer": answer}
        fresh: str | None = None
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            # A name of its own for each writer; readable by its owner alone, as texts may be private.
            with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=self.folder, suffix=".new", delete=False) as file:
                fresh = file.name
                json.dump(held, file, indent=1, sort_keys=True)
            Path(fresh).replace(self._path(key))
        except OSError as error:
            raise InputError(
                f"the cache cannot be written: {error.strerror or error}", where=str(self.folder), mend="give another folder with --cache"
            ) from error
        finally:
            if fresh is not None:
                Path(fresh).unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.json"
