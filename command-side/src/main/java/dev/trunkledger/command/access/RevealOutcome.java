package dev.trunkledger.command.access;

import dev.trunkledger.command.secret.OpenedSecret;
import dev.trunkledger.events.PublicCredential;

/** What came of a request for a secret. */
public sealed interface RevealOutcome {

    /** It is recorded, and may be shown. Whoever gets it closes it. */
    record Revealed(PublicCredential credential, OpenedSecret secret) implements RevealOutcome, AutoCloseable {

        @Override
        public void close() {
            secret.close();
        }

        @Override
        public String toString() {
            return "Revealed[" + credential.id() + "]";
        }
    }

    /** There is no such credential, or not in this organisation. */
    record NotFound() implements RevealOutcome {}

    /** The credential was deleted, so that nobody reads its secret any more. */
    record Gone() implements RevealOutcome {}

    /** The credential is there and has no secret. */
    record NoSecret() implements RevealOutcome {}
}
