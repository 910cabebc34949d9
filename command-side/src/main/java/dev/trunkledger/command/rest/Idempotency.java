package dev.trunkledger.command.rest;

import dev.trunkledger.command.eventstore.IdempotencyClaim;
import dev.trunkledger.command.eventstore.IdempotencyKeyTakenException;
import dev.trunkledger.command.eventstore.IdempotentAnswers;
import dev.trunkledger.command.eventstore.RecordedEvents;
import dev.trunkledger.command.eventstore.StoredAnswer;
import dev.trunkledger.command.secret.RequestFingerprint;
import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.http.ProblemException;
import dev.trunkledger.http.ProblemType;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Carries out a request under an {@code Idempotency-Key} once, and gives its first answer to whoever repeats it. A
 * refused request leaves no trace: repeated, it is judged anew.
 */
@Component
final class Idempotency {

    private final IdempotentAnswers answers;
    private final RecordedEvents events;
    private final RequestFingerprint fingerprint;
    /** In this process; between processes the claim decides that is stored with the event. */
    private final Set<RunningKey> running = ConcurrentHashMap.newKeySet();

    Idempotency(IdempotentAnswers answers, RecordedEvents events, RequestFingerprint fingerprint) {
        this.answers = answers;
        this.events = events;
        this.fingerprint = fingerprint;
    }

    /** @param work carries the request out, and has the claim stored with what it leads to; without a key there is none */
    WriteAnswer once(RepeatableRequest request, Function<@Nullable IdempotencyClaim, WriteAnswer> work) {
        IdempotencyKey key = request.key();
        if (key == null) {
            return work.apply(null);
        }
        RunningKey own = new RunningKey(request.orgId(), key);
        if (!running.add(own)) {
            throw inUse();
        }
        try {
            return firstAnswer(claim(request, key), work);
        } finally {
            running.remove(own);
        }
    }

    private WriteAnswer firstAnswer(IdempotencyClaim claim, Function<@Nullable IdempotencyClaim, WriteAnswer> work) {
        Optional<WriteAnswer> earlier = replay(claim);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        try {
            return work.apply(claim);
        } catch (IdempotencyKeyTakenException e) {
            // Another instance was faster. Its answer is there, unless it was the first after 24 hours and is gone
            // again.
            return replay(claim).orElseThrow(Idempotency::inUse);
        }
    }

    private Optional<WriteAnswer> replay(IdempotencyClaim claim) {
        return answers.find(claim.orgId(), claim.key()).map(stored -> {
            if (!MessageDigest.isEqual(stored.requestHash(), claim.requestHash())) {
                throw new ProblemException(
                        ProblemType.IDEMPOTENCY_KEY_REUSED, "The Idempotency-Key was used for a different request.");
            }
            return answer(stored);
        });
    }

    private WriteAnswer answer(StoredAnswer stored) {
        HttpStatus status = HttpStatus.valueOf(stored.status());
        PublicCredential credential = status == HttpStatus.NO_CONTENT ? null : credential(stored);
        return new WriteAnswer(status, credential, WarningsJson.read(stored.warningsJson()), true);
    }

    private PublicCredential credential(StoredAnswer stored) {
        return events.at(stored.credentialId(), stored.version())
                .map(SealedEvent::event)
                .map(PublicCredential::after)
                .orElseThrow(() -> new IllegalStateException("An answer is stored for an event that is not"));
    }

    private IdempotencyClaim claim(RepeatableRequest request, IdempotencyKey key) {
        return new IdempotencyClaim(
                request.orgId(),
                key.text(),
                fingerprint.of(request.identity().toArray(byte[][]::new)),
                request.success().value(),
                WarningsJson.write(request.moreWarnings()).toString());
    }

    private static ProblemException inUse() {
        return new ProblemException(
                ProblemType.IDEMPOTENCY_KEY_IN_USE, "A request with this Idempotency-Key is still running.");
    }

    private record RunningKey(String orgId, IdempotencyKey key) {}
}
