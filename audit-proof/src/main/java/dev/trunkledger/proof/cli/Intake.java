package dev.trunkledger.proof.cli;

import dev.trunkledger.proof.history.History;
import dev.trunkledger.proof.json.Members;
import java.io.PrintStream;
import java.util.Optional;

/** Hands events on to the history, and tells on the way how far it is and what it could not read. */
final class Intake implements EventSink {

    private static final int TOLD_EVERY = 100_000;
    private static final int UNREADABLE_TOLD = 10;

    private final History history;
    private final Optional<String> onlyOrgId;
    private final PrintStream err;
    private long unreadable;

    Intake(History history, Optional<String> onlyOrgId, PrintStream err) {
        this.history = history;
        this.onlyOrgId = onlyOrgId;
        this.err = err;
    }

    @Override
    public void event(String type, Members event) {
        // One without an organisation belongs to nobody else, so it is looked at.
        if (onlyOrgId.isPresent() && event.has("orgId") && !onlyOrgId.get().equals(event.text("orgId"))) {
            return;
        }
        history.accept(type, event);
        if (history.events() % TOLD_EVERY == 0) {
            err.printf("%,d events of %,d credentials read%n", history.events(), history.credentials());
        }
    }

    @Override
    public void unreadable(String place, String why) {
        unreadable++;
        if (unreadable <= UNREADABLE_TOLD) {
            err.println("Unreadable, " + place + ": " + why);
        }
    }

    long unreadable() {
        return unreadable;
    }
}
