package dev.trunkledger.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.CredentialCreated;
import dev.trunkledger.events.CredentialDeleted;
import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.CredentialField;
import dev.trunkledger.events.CredentialReplaced;
import dev.trunkledger.events.CredentialRestored;
import dev.trunkledger.events.Effect;
import dev.trunkledger.events.EventActor;
import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.SecretsErased;
import dev.trunkledger.events.Source;
import dev.trunkledger.events.Transport;
import dev.trunkledger.events.TrunkSettings;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What holds for every event, tried on thousands that a seeded generator makes. */
class GeneratedEventsTest {

    private static final int EVENTS = 5_000;
    private static final int FIRST_SURROGATE = 0xd800;
    private static final int AFTER_SURROGATES = 0xe000;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void everyEventIsCanonicalIntactAndReadBackAsItWas() {
        for (int i = 0; i < EVENTS; i++) {
            CredentialEvent event = anyEvent();
            SealedEvent sealed = EventJson.seal(event);

            assertThat(sealed.json())
                    .as("canonical bytes of event %s with seed %s", i, seed)
                    .isEqualTo(CanonicalJson.bytes(JsonMapper.shared().readTree(sealed.json())));
            assertThat(EventJson.isIntact(sealed.json())).as("seed %s", seed).isTrue();
            assertThat(EventJson.read(sealed.type(), sealed.json()))
                    .as("seed %s", seed)
                    .isEqualTo(sealed);
        }
    }

    @Test
    void everyStateIsReadBackAsItWas() {
        for (int i = 0; i < EVENTS; i++) {
            PublicCredential state = PublicCredential.after(anyEvent());

            assertThat(PublicCredentialJson.read(PublicCredentialJson.bytes(state)))
                    .as("state %s with seed %s", i, seed)
                    .isEqualTo(state);
        }
    }

    private CredentialEvent anyEvent() {
        EventEnvelope envelope = new EventEnvelope(
                anyUuid(), anyUuid(), anyText(), anyVersion(), anyInstant(), anyActor(), orNull(this::anyText));
        CredentialContent content = new CredentialContent(
                anySettings(),
                Source.values()[random.nextInt(2)],
                orNull(this::anyUuid),
                anyInstant(),
                orNull(random::nextInt),
                random.nextInt());
        Set<CredentialField> fields = anyFields();
        return switch (random.nextInt(5)) {
            case 0 -> new CredentialCreated(envelope, content, fields, Effect.of(fields));
            case 1 -> new CredentialReplaced(envelope, content, fields, Effect.of(fields));
            case 2 -> new CredentialRestored(envelope, content, anyVersion(), fields, Effect.of(fields));
            case 3 -> new CredentialDeleted(envelope, content);
            default -> new SecretsErased(envelope, content);
        };
    }

    private TrunkSettings anySettings() {
        return new TrunkSettings(
                anyText(),
                Transport.values()[random.nextInt(3)],
                orNull(this::anyText),
                orNull(this::anyText),
                orNull(this::anyText),
                orNull(random::nextInt),
                orNull(this::anyText));
    }

    private EventActor anyActor() {
        return new EventActor(
                anyText(),
                orNull(this::anyText),
                orNull(this::anyText),
                orNull(this::anyText),
                orNull(this::anyText),
                anyText(),
                orNull(this::anyText));
    }

    private Set<CredentialField> anyFields() {
        Set<CredentialField> fields = new HashSet<>();
        for (CredentialField field : CredentialField.values()) {
            if (random.nextBoolean()) {
                fields.add(field);
            }
        }
        return fields;
    }

    private String anyText() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            int limit = random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT + 1;
            int codePoint = random.nextInt(limit);
            boolean surrogate = codePoint >= FIRST_SURROGATE && codePoint < AFTER_SURROGATES;
            text.appendCodePoint(surrogate ? ' ' : codePoint);
        }
        return text.toString();
    }

    private Instant anyInstant() {
        return Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000));
    }

    private long anyVersion() {
        return random.nextLong(1L << random.nextInt(1, 53)) + 1;
    }

    private UUID anyUuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private <T> @Nullable T orNull(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }
}
