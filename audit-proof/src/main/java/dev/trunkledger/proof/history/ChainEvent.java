package dev.trunkledger.proof.history;

import dev.trunkledger.proof.json.Members;
import org.jspecify.annotations.Nullable;

/** Of an event, what its chain is made of. */
record ChainEvent(String orgId, Link link, @Nullable String previousHash) {

    /** @throws dev.trunkledger.proof.json.UnreadableJsonException when a member is missing or ill-formed */
    static ChainEvent read(ChainKind chain, Members event) {
        Link link = new Link(event.number(chain.numberMember()), event.hash("hash"), event.instant("occurredTime"));
        return new ChainEvent(event.text("orgId"), link, event.optionalHash("previousHash"));
    }

    long number() {
        return link.number();
    }
}
