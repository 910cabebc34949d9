package dev.trunkledger.command.access;

import dev.trunkledger.command.access.RevealOutcome.Revealed;
import dev.trunkledger.command.domain.Credential;
import dev.trunkledger.command.eventstore.RecordedEvents;
import dev.trunkledger.command.secret.KeyStoreAwayException;
import dev.trunkledger.command.secret.KeyUnavailableException;
import dev.trunkledger.command.secret.OpenedSecret;
import dev.trunkledger.command.secret.StoredSecrets;
import dev.trunkledger.events.wire.UnreadableEventException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Shows secrets: reads, decrypts, records, and only then hands out. What cannot be decrypted is not recorded, and what
 * cannot be recorded is not shown.
 */
public final class SecretReveals {

    private static final Logger LOG = LoggerFactory.getLogger(SecretReveals.class);
    private static final int TRIES = 5;

    private final RecordedEvents events;
    private final StoredSecrets secrets;
    private final AccessRecords records;
    private final MeterRegistry meters;

    SecretReveals(RecordedEvents events, StoredSecrets secrets, AccessRecords records, MeterRegistry meters) {
        this.events = events;
        this.secrets = secrets;
        this.records = records;
        this.meters = meters;
    }

    /**
     * @throws RevealUnavailableException when the secret cannot be read, or the access not recorded, at present
     * @throws KeyUnavailableException when the secret cannot be decrypted; nothing is recorded
     * @throws KeyStoreAwayException as the one before, for as long as the key store is away
     */
    public RevealOutcome reveal(RevealRequest request) {
        Timer.Sample sample = Timer.start(meters);
        String result = "failed";
        try {
            RevealOutcome outcome = carryOut(request);
            result = outcome instanceof Revealed ? "revealed" : "rejected";
            if (!(outcome instanceof Revealed)) {
                LOG.info("Reveal of {} refused: {}", request.credentialId(), outcome);
            }
            return outcome;
        } catch (RevealUnavailableException e) {
            result = "unavailable";
            LOG.warn("Reveal of {} not possible now: {}", request.credentialId(), e.getMessage());
            throw e;
        } catch (KeyUnavailableException | KeyStoreAwayException e) {
            result = "unavailable";
            throw e;
        } finally {
            sample.stop(meters.timer("trunkledger.reveals", "result", result));
        }
    }

    private RevealOutcome carryOut(RevealRequest request) {
        try {
            for (int attempt = 0; attempt < TRIES; attempt++) {
                RevealOutcome outcome = attempt(request);
                if (outcome != null) {
                    return outcome;
                }
            }
        } catch (DataAccessException e) {
            throw new RevealUnavailableException("the access could not be recorded", e);
        } catch (UnreadableEventException e) {
            throw new RevealUnavailableException("the newest record cannot be read", e);
        }
        throw new RevealUnavailableException("the credential changes too often", null);
    }

    /** Null when something changed meanwhile. */
    private @Nullable RevealOutcome attempt(RevealRequest request) {
        return switch (newest(request.credentialId())) {
            case Credential.Recorded other
            when !other.orgId().equals(request.context().orgId()) -> new RevealOutcome.NotFound();
            case Credential.Absent _ -> new RevealOutcome.NotFound();
            case Credential.Deleted _, Credential.Erased _ -> new RevealOutcome.Gone();
            case Credential.Active active -> {
                Integer secretVersion = active.content().secretVersion();
                yield secretVersion == null ? new RevealOutcome.NoSecret() : reveal(request, active, secretVersion);
            }
        };
    }

    private @Nullable RevealOutcome reveal(RevealRequest request, Credential.Active credential, int secretVersion) {
        OpenedSecret opened = secrets.open(credential.orgId(), credential.id(), secretVersion);
        boolean recorded = false;
        try {
            recorded = opened != null && records.add(request, credential, secretVersion);
            return recorded && opened != null ? new Revealed(credential.publicState(), opened) : null;
        } finally {
            if (opened != null && !recorded) {
                opened.close();
            }
        }
    }

    private Credential newest(UUID credentialId) {
        return events.newest(credentialId)
                .map(event -> Credential.evolve(Credential.absent(), event))
                .orElseGet(Credential::absent);
    }
}
