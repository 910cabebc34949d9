package dev.trunkledger.proof.history;

import dev.trunkledger.proof.checkpoint.ChainHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One chain, of which the newest event is kept, and those that were the newest at a checkpoint. After a fault it is
 * followed on by the hashes that events carry, so that checkpoints can still be compared.
 */
final class Chain {

    private final UUID credentialId;
    private final ChainKind kind;
    private final List<Link> newestAtCheckpoints = new ArrayList<>(0);
    private @Nullable Link newest;
    private @Nullable Repeats repeats;
    private @Nullable EventFault firstFault;

    Chain(UUID credentialId, ChainKind kind) {
        this.credentialId = credentialId;
        this.kind = kind;
    }

    /** @param own what is wrong with the event itself, if anything is */
    void accept(ChainEvent event, @Nullable Fault own, Organisation organisation) {
        if (own != null) {
            report(event.number(), own);
        } else if (event.number() <= newestNumber()) {
            acceptAgain(event);
        } else {
            follow(event);
        }
        if (event.number() > newestNumber()) {
            advance(event.link(), organisation);
        }
    }

    /** An event of which not even the place in the chain can be read stands where the next one should. */
    void acceptUnreadable(Fault fault) {
        report(newestNumber() + 1, fault);
    }

    /** To be asked once everything was read. */
    @Nullable
    EventFault firstFault() {
        long unproven = repeats == null ? 0 : repeats.unproven();
        return firstFault == null && unproven > 0 ? fault(unproven, Fault.REPEATED_APART) : firstFault;
    }

    @Nullable
    ChainHead head() {
        return newest == null ? null : newest.asHead();
    }

    /** The newest event that occurred by then; right at times of checkpoints and after the last of them. */
    @Nullable
    ChainHead headAt(Instant time) {
        if (newest != null && !newest.time().isAfter(time)) {
            return newest.asHead();
        }
        return newestAtCheckpoints.reversed().stream()
                .filter(link -> !link.time().isAfter(time))
                .map(Link::asHead)
                .findFirst()
                .orElse(null);
    }

    private void follow(ChainEvent event) {
        String newestHash = newest == null ? null : newest.hash();
        if (event.number() > newestNumber() + 1) {
            report(newestNumber() + 1, Fault.MISSING);
        } else if (!Objects.equals(newestHash, event.previousHash())) {
            report(event.number(), Fault.UNLINKED);
        } else if (newest != null && event.link().time().isBefore(newest.time())) {
            report(event.number(), Fault.BACKDATED);
        }
    }

    private void acceptAgain(ChainEvent event) {
        if (newest == null) {
            report(event.number(), Fault.ILL_FORMED); // Numbers begin at 1.
            return;
        }
        if (repeats == null) {
            repeats = new Repeats();
        }
        long differing = repeats.differing(event, newest);
        if (differing > 0) {
            report(differing, Fault.REPEATED_DIFFERENTLY);
        }
    }

    private void advance(Link event, Organisation organisation) {
        if (newest != null && organisation.hasCheckpointBetween(newest, event)) {
            newestAtCheckpoints.add(newest);
        }
        newest = event;
    }

    private void report(long number, Fault fault) {
        if (firstFault == null) {
            firstFault = fault(number, fault);
        }
    }

    private EventFault fault(long number, Fault fault) {
        return new EventFault(credentialId, kind, number, fault);
    }

    private long newestNumber() {
        return newest == null ? 0 : newest.number();
    }
}
