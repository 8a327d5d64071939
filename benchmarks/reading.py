"""How fast documents are read, as ratios within one run; absolute speeds are the machine's.

Three things are compared: spaCy's own ``nlp.pipe`` with the same model (the whole pipeline as shipped,
on the sentences of each document joined to one text), what ``graphkit extract`` does in one process,
and the same in two. The first two are held to one core and take turns, so that both meet the same
disturbances, and are measured by the time of the processor. For the third only the clock counts, so
the round least disturbed is taken on both sides; it wants two cores that nobody else is using.

    python -m benchmarks.reading --documents ../shared/documents --corpus 2000
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import spacy

from benchmarks import corpus
from graphkit import pipeline
from graphkit.annotate.layout import sentences
from graphkit.claims.reader import MODEL
from graphkit.ingest.reading import read_document

#: Sentences that graphkit parses together, texts that spaCy does.
BATCH = 64
#: So many documents of the corpus are a turn.
TURN = 100
#: Of them spaCy's pipeline, which is slower, reads every so manieth.
EVERY = 5


@dataclass(frozen=True)
class Took:
    """What a turn took: seconds of the processor and of the clock; and the memory of the process, in MB."""

    processor: float
    clock: float
    memory: float


def memory() -> float:
    """The memory that this process holds, in MB."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def as_graphkit() -> Callable[[Sequence[Path]], None]:
    """Reads files as ``graphkit extract`` does in one process."""
    _, reader = pipeline.reader()

    def read(paths: Sequence[Path]) -> None:
        for path in paths:
            for claim in reader.read(read_document(path)):
                json.dumps(claim.as_record(), ensure_ascii=False)

    return read


def as_spacy() -> Callable[[Sequence[Path]], None]:
    """Parses texts as spaCy does by itself."""
    nlp = spacy.load(MODEL)

    def read(paths: Sequence[Path]) -> None:
        for doc in nlp.pipe(map(joined, paths), batch_size=BATCH):
            len(doc)

    return read


def joined(path: Path) -> str:
    """The sentences of a document as one text."""
    text = read_document(path).text
    return " ".join(" ".join(text[s.start : s.end].split()) for s in sentences(text))


def words(paths: Sequence[Path]) -> int:
    """How many words the documents have."""
    return sum(len(read_document(path).text.split()) for path in paths)


class Side:
    """A process on one core that reads when it is told to."""

    def __init__(self, make: Callable[[], Callable[[Sequence[Path]], None]]) -> None:
        context = get_context("spawn")
        self._pipe, end = context.Pipe()
        self._process = context.Process(target=_serve, args=(end, make), daemon=True)
        with _on_one_core():
            self._process.start()

    def read(self, paths: Sequence[Path]) -> Took:
        """Let it read, and wait."""
        self._pipe.send(paths)
        took: Took = self._pipe.recv()
        return took

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.join()


@contextmanager
def _on_one_core() -> Iterator[None]:
    """What is started meanwhile has one core from its first moment, as its libraries count cores when they are loaded."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def _serve(pipe: Connection, make: Callable[[], Callable[[Sequence[Path]], None]]) -> None:
    read = make()
    while True:
        try:
            paths = pipe.recv()
        except EOFError:
            return
        processor, clock = time.process_time(), time.perf_counter()
        read(paths)
        pipe.send(Took(time.process_time() - processor, time.perf_counter() - clock, memory()))


def in_two(paths: Sequence[Path], before: Sequence[Path], after: Sequence[Path]) -> float:
    """The seconds in which two processes read *paths*, as measured in full run: between two other lots of documents."""
    files = [*before, *paths, *after]
    begin = end = 0.0
    number, name = -1, ""
    for claim in pipeline.extract(files, workers=2):
        json.dumps(claim.as_record(), ensure_ascii=False)
        while claim.document != name:  # a document without claims is passed over
            number, name = number + 1, files[number + 1].stem
            if number == len(before):
                begin = time.perf_counter()
            elif number == len(before) + len(paths):
                end = time.perf_counter()
    return end - begin


def compare(title: str, paths: Sequence[Path], rounds: int, sides: tuple[Side, Side], before: Sequence[Path]) -> bool:
    """Print how fast *paths* are read by each side, in turns; whether both ratios are what they should be."""
    peer, ours = sides
    sample = paths[::EVERY] if len(paths) > TURN else paths
    took: list[Took] = []
    spacy_took = 0.0
    for _ in range(rounds):
        for at in range(0, len(paths), TURN):
            spacy_took += peer.read(sample[at // EVERY : (at + TURN) // EVERY] if sample is not paths else sample).processor
            took.append(ours.read(paths[at : at + TURN]))
    count = words(paths)
    theirs, own = rounds * words(sample) / spacy_took, rounds * count / sum(t.processor for t in took)
    part = paths[: 3 * TURN] if len(paths) > TURN else [*paths] * 5
    pairs = [(ours.read(part).clock, in_two(part, before, before)) for _ in range(max(rounds, 3))]
    alone, two = min(p[0] for p in pairs), min(p[1] for p in pairs)
    speed = words(part) / two
    print(f"\n{title}: {len(paths)} documents, {count} words")
    print(f"  {'spaCy, nlp.pipe, one process':32}{theirs:8.0f} words/s")
    print(f"  {'graphkit, one process':32}{own:8.0f} words/s  {own / theirs:5.2f} times (wanted: 1.5)")
    print(f"  {'graphkit, two processes':32}{speed:8.0f} words/s  {alone / two:5.2f} times that (wanted: 1.5)")
    flat = True
    if len(paths) > 2 * TURN:
        early, late = took[1].memory, took[-1].memory
        flat = late <= 1.2 * early
        print(f"  memory after document {2 * TURN}: {early:.0f} MB, after document {len(paths)}: {late:.0f} MB ({late / early - 1:+.0%})")
    return own / theirs >= 1.5 and alone / two >= 1.5 and flat


def main() -> None:
    """Run the comparison; status 1 where a ratio is not reached."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=Path, default=Path("../shared/documents"), help="folder of .txt documents")
    options.add_argument("--corpus", type=int, default=2000, help="size of the corpus made of the notes")
    options.add_argument("--rounds", type=int, default=5, help="how often the documents are read by each side")
    given = options.parse_args()
    load = f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    print(f"load of the machine at the start: {load}")
    good = True
    with tempfile.TemporaryDirectory() as folder:
        made = corpus.write(Path(folder), given.corpus)
        sides = Side(as_spacy), Side(as_graphkit)
        try:
            for side in sides:
                side.read(made[:10])
            documents = sorted(given.documents.glob("*.txt"))
            if documents:
                good = compare("The documents", documents, given.rounds, sides, documents)
            else:
                print(f"no .txt in {given.documents}: left out")
            good = compare("The corpus", made, 1, sides, made[:10]) and good
        finally:
            for side in sides:
                side.close()
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
