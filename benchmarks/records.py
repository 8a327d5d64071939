"""How fast and in how much memory records become a graph, beside what others take for the same, all in one run.

Absolute speeds are the machine's; what counts are the ratios. graphkit's side is the whole command, ``graphkit build
--records`` with one sentence of prose, from the start of Python to the store that readers may open: reading, mapping, checking
each row, loading. What it made is then given as N-Quads to Oxigraph's own ``bulk_load`` (the measure: a new store on
disk) and in part to rdflib's parser and Memory store, which is judged by its speed a quad. With ``--morph`` or
``--peers``, morph-kgc maps the table of votes, and graphkit the same table alone. Sides take turns, and of each the
fastest turn counts. Every build must give the same N-Quads.

    python -m benchmarks.records --records ../shared/data --peers
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.nquads import dump, sample, sorted_hash
from benchmarks.peers import Took, run, run_way
from graphkit.errors import GraphkitError

#: The least share of bulk_load's speed, and the most memory in MB, that a build should have.
WANTED: Final = 0.25
MEMORY: Final = 1500
#: What is installed for --peers.
PEER: Final = "morph-kgc>=2.10,<3"
_MAPPING: Final = Path(__file__).with_name("votes.yarrrml.yml")
_CONFIGURATION: Final = """[CONFIGURATION]
output_file: votes.nq
output_format: N-QUADS
number_of_processes: 1
safe_percent_encoding: /:
[votes]
mappings: votes.yml
"""


def build(records: Path, store: Path, folder: Path) -> Took:
    """Build a store of *records* by the command, with one sentence of prose.

    Raises:
        GraphkitError: the command ended with an error.
    """
    prose = folder / "prose"
    prose.mkdir(exist_ok=True)
    (prose / "note.txt").write_text("Norway abstained.\n", encoding="utf-8")
    command = Path(sys.executable).with_name("graphkit")
    return run([command, "build", "--records", records, "--documents", prose, "--store", store], folder / "build.log")


def by_morph(python: Path, records: Path, folder: Path) -> Took:
    """The table of votes as N-Quads by morph-kgc.

    Args:
        python: the interpreter of an environment that has it.

    Raises:
        GraphkitError: it ended with an error.
    """
    (folder / "votes.yml").write_text(_MAPPING.read_text(encoding="utf-8").replace("FOLDER", str(records.resolve())), encoding="utf-8")
    (folder / "votes.ini").write_text(_CONFIGURATION, encoding="utf-8")
    took = run([python.absolute(), "-m", "morph_kgc", "votes.ini"], folder / "morph.log", folder)
    with (folder / "votes.nq").open("rb") as lines:
        return Took(took.clock, took.processor, took.memory, sum(1 for _ in lines))


def environment(folder: Path) -> Path:
    """The interpreter of a new environment with morph-kgc, which cannot be in graphkit's own: it needs an older pyoxigraph.

    Raises:
        GraphkitError: it cannot be installed.
    """
    venv.create(folder / "peers", with_pip=True)
    python = folder / "peers" / "bin" / "python"
    run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PEER], folder / "pip.log")
    return python


def fastest(turns: Sequence[Took]) -> Took:
    """The turn that took least of the clock, with the most memory that any took."""
    best = min(turns, key=lambda took: took.clock)
    return Took(best.clock, best.processor, max(took.memory for took in turns), best.quads)


def line(name: str, took: Took, beside: str = "") -> str:
    """A side on one line."""
    return (
        f"  {name:44}{took.quads:10,} quads {took.clock:7.1f} s {took.processor:7.1f} s of processor"
        f"{took.speed:10,.0f} quads/s {took.memory:6.0f} MB  {beside}"
    ).rstrip()


def compare(records: Path, folder: Path, rounds: int, rdflib_quads: int, morph: Path | None) -> bool:
    """Print what every side takes; whether a build is fast and small enough, and gives the same each time."""
    builds, loads, memories, hashes = list[Took](), list[Took](), list[Took](), list[str]()
    for turn in range(rounds):
        store, lines = folder / f"store-{turn}", folder / f"graph-{turn}.nq"
        took = build(records, store, folder)
        count = dump(store, lines)
        builds.append(Took(took.clock, took.processor, took.memory, count))
        hashes.append(sorted_hash(lines))
        loads.append(run_way("disk", lines, folder / f"loaded-{turn}", folder / "disk.log"))
        memories.append(run_way("memory", lines, folder, folder / "memory.log"))
    whole, disk, memory = fastest(builds), fastest(loads), fastest(memories)
    part = folder / "part.nq"
    sample(lines, part, rdflib_quads, count)
    rdflib = run_way("rdflib", part, folder, folder / "rdflib.log")
    print(f"\nA graph of {count:,} quads, fastest of {rounds}")
    print(line("graphkit build --records, the whole command", whole))
    share = (
        f"build is {whole.speed / disk.speed:.2f} of it (wanted: {WANTED}), {disk.processor / whole.processor:.2f} by the processor's time"
    )
    print(line("pyoxigraph, bulk_load, on disk", disk, share))
    print(line("pyoxigraph, bulk_load, in memory", memory, f"build is {whole.speed / memory.speed:.2f} of it"))
    print(line("rdflib, parser and Memory", rdflib, f"build is {whole.speed / rdflib.speed:.1f} times it"))
    _votes(records, folder, morph)
    same = len(set(hashes)) == 1
    print(f"\nSHA-256 of the sorted N-Quads: {hashes[0]}, {'the same' if same else 'not the same'} in {rounds} builds")
    print(f"Most memory of a build: {whole.memory:.0f} MB (wanted: {MEMORY} at most)")
    return same and whole.speed >= WANTED * disk.speed and whole.memory <= MEMORY


def _votes(records: Path, folder: Path, morph: Path | None) -> None:
    if morph is None:
        print("  morph-kgc: left out (give its environment's Python with --morph, or --peers to install it in a temporary one)")
        return
    if not (records / "unvotes" / "votes.tsv").is_file():
        print(f"  morph-kgc: left out, no unvotes/votes.tsv in {records}")
        return
    ours = run_way("mapped", records, folder / "mapped.nq", folder / "mapped.log")
    theirs = by_morph(morph, records, folder)
    print("\nThe table of votes to a file of N-Quads")
    print(line("graphkit's mapping", ours))
    print(line("morph-kgc", theirs, f"graphkit is {ours.speed / theirs.speed:.1f} times it"))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the comparison; status 1 where what is wanted is not reached, 2 where it cannot be run."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--records", type=Path, default=Path("../shared/data"), help="folder of datasets")
    options.add_argument("--rounds", type=int, default=2, help="how often each side has its turn; at least 2, to compare the builds")
    options.add_argument("--rdflib-quads", type=int, default=100_000, help="so many quads are given to rdflib")
    options.add_argument("--morph", type=Path, help="Python of an environment that has morph-kgc")
    options.add_argument("--peers", action="store_true", help="install morph-kgc in a temporary environment (needs PyPI)")
    given = options.parse_args(arguments)
    if given.rounds < 2:
        options.error("--rounds: at least 2")
    print(f"load of the machine at the start: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    try:
        with tempfile.TemporaryDirectory() as name:
            morph = given.morph or (environment(Path(name)) if given.peers else None)
            good = compare(given.records, Path(name), given.rounds, given.rdflib_quads, morph)
    except GraphkitError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(error.exit_status)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
