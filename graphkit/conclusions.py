"""What follows from a store's graphs, in graphs of its own: OWL 2 RL, and the project's own rules."""

from __future__ import annotations

from importlib.util import find_spec

from graphkit.rdf.rules import rules
from graphkit.resources import shipped
from graphkit.store.inference import materialise, run_rules
from graphkit.store.writer import Writer


def conclude(writer: Writer) -> None:
    """Draw all conclusions anew: the ontology, the tables, the records and the documents may be others.

    Where the reasoner of OWL 2 RL cannot be had (there is no wheel of it for Macs with Intel processors), the graph
    is made without ``inferred/owl-rl``: no saved query needs it.

    Raises:
        GraphkitError: a rule cannot be used.
    """
    with writer.compacting():
        if find_spec("reasonable") is not None:
            materialise(writer)
        compare_records(writer)


def compare_records(writer: Writer) -> None:
    """Draw anew the conclusions of all rules: records came, went or changed.

    Raises:
        GraphkitError: a rule cannot be used.
    """
    run_rules(writer, rules(shipped("ontology") / "rules"))


def compare_documents(writer: Writer) -> None:
    """Draw anew the conclusions that rest on what documents say: a document came, went or changed.

    Raises:
        GraphkitError: a rule cannot be used.
    """
    run_rules(writer, [rule for rule in rules(shipped("ontology") / "rules") if rule.reads_documents], others_stay=True)
