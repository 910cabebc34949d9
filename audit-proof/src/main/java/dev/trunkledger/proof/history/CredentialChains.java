package dev.trunkledger.proof.history;

import dev.trunkledger.proof.checkpoint.ChainHead;
import dev.trunkledger.proof.checkpoint.CredentialHead;
import dev.trunkledger.proof.json.Members;
import dev.trunkledger.proof.json.UnreadableJsonException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Both chains of one credential. */
final class CredentialChains {

    private final UUID credentialId;
    private final Chain history;
    private @Nullable Chain access;
    private @Nullable Organisation organisation;

    CredentialChains(UUID credentialId) {
        this.credentialId = credentialId;
        this.history = new Chain(credentialId, ChainKind.HISTORY);
    }

    void accept(String type, Members event, Function<String, Organisation> organisations) {
        Chain chain = chain(ChainKind.of(type));
        boolean intact = EventType.isIntact(event);
        try {
            ChainEvent read = ChainEvent.read(ChainKind.of(type), event);
            if (organisation == null) {
                organisation = organisations.apply(read.orgId());
            }
            chain.accept(read, intact ? faultOf(type, event, organisation) : Fault.EDITED, organisation);
        } catch (UnreadableJsonException e) {
            chain.acceptUnreadable(intact ? Fault.ILL_FORMED : Fault.EDITED);
        }
    }

    boolean belongTo(String orgId) {
        return organisation != null && organisation.id().equals(orgId);
    }

    Stream<EventFault> faults() {
        return Stream.of(history.firstFault(), accessFault()).filter(Objects::nonNull);
    }

    @Nullable
    CredentialHead head() {
        return head(Chain::head);
    }

    @Nullable
    CredentialHead headAt(Instant time) {
        return head(chain -> chain.headAt(time));
    }

    private static @Nullable Fault faultOf(String type, Members event, Organisation organisation) {
        if (!event.text("orgId").equals(organisation.id())) {
            return Fault.FOREIGN;
        }
        return EventType.fits(type, event) ? null : Fault.MISLABELLED;
    }

    private @Nullable EventFault accessFault() {
        if (access == null) {
            return null;
        }
        return history.head() == null
                ? new EventFault(credentialId, ChainKind.ACCESS, 1, Fault.WITHOUT_HISTORY)
                : access.firstFault();
    }

    private @Nullable CredentialHead head(Function<Chain, @Nullable ChainHead> headOf) {
        ChainHead head = headOf.apply(history);
        return head == null
                ? null
                : new CredentialHead(credentialId, head, access == null ? null : headOf.apply(access));
    }

    private Chain chain(ChainKind kind) {
        return switch (kind) {
            case HISTORY -> history;
            case ACCESS -> access == null ? access = new Chain(credentialId, kind) : access;
        };
    }
}
