"""From an address to a store: which product answers there, and what its addresses are."""

from __future__ import annotations

from graphkit.store.remote.profiles import checked_url, endpoints, profile_named, recognised
from graphkit.store.remote.store import RemoteStore
from graphkit.store.remote.transport import ANYBODY, Access, Transport


def connect(
    url: str, access: Access = ANYBODY, profile: str | None = None, update: str | None = None, graph_store: str | None = None
) -> RemoteStore:
    """The store at an address.

    Args:
        url: the base of a dataset or repository, or its address for queries.
        profile: name of the product; else it is recognised by the headers of an answer, and by its addresses.
        update, graph_store: addresses that are not where the product has them.

    Raises:
        ParameterError: an address that is none, or no such profile.
        RemoteError: nobody answers.
    """
    for given, where in ((url, "the address"), (update, "--update"), (graph_store, "--graph-store")):
        if given is not None:
            checked_url(given, where)
    transport = Transport(access)
    if profile is not None:
        chosen = profile_named(profile)
    else:
        # Whatever comes back: its headers tell the product.
        answer = transport.ask("GET", url, params={"query": "ASK {}"}, headers={"Accept": "application/sparql-results+json"})
        chosen = recognised(url, answer.headers)
    return RemoteStore(endpoints(url, chosen).with_given(update, graph_store), chosen, transport)
