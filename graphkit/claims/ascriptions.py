"""What is put down to somebody: "attributed the killings to the army"."""

from __future__ import annotations

from graphkit.claims.stances import Act, Stance, Stances, told_by


class Ascriptions(Stances):
    """Reads verbs by which an abuse is said to be somebody's."""

    def _ascribed(self, act: Act) -> list[Stance]:
        """Who is said to have done it, and who says so, where anybody is named."""
        verb, context = act.verb, act.context
        if not self.lexicon.has("ascribing", act.lemma) or context.negated or context.hypothetical:
            return []
        deeds = self.objects(verb, act.passive)
        if not any(self.abusive(t) or self.bad(t) for d in deeds for t in d.subtree):
            return []
        culprits = [hit for t in self.governed(verb, "to") for hit in self.phrases.entities(t)]
        culprits = [(e, t) for e, t in culprits if e.type in ("state", "organisation", "person")]
        tellers = [(e, t) for e, t in act.agents if all(e.key != c.key for c, _ in culprits)]
        found = []
        for culprit, token in culprits:
            done = self.stances([(culprit, token)], "violates", verb, deeds[:1], context)
            told = self.stances(tellers, "condemns", verb, deeds[:1], context)
            for stance in done:
                stance.according_to = (*stance.according_to, *(e for e, _ in tellers))
            for stance in told:
                stance.target_entity = culprit
            found += [*told, *done]
        return told_by(found, f"verb {act.lemma} ... to")
