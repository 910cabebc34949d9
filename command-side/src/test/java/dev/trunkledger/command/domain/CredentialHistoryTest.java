package dev.trunkledger.command.domain;

import static dev.trunkledger.command.domain.CredentialFixtures.ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.CredentialEvent;
import dev.trunkledger.events.CredentialRestored;
import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.SecretsErased;
import dev.trunkledger.events.Transport;
import dev.trunkledger.events.TrunkSettings;
import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.SealedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random lives of credentials. The event store loads only the newest event, which is right only if these hold. */
class CredentialHistoryTest {

    private static final int LIVES = 500;
    private static final int COMMANDS = 40;

    private final long seed = Long.getLong("trunkledger.seed", System.nanoTime());

    @Test
    void theNewestEventAloneTellsWhatAllOfThemTell() {
        Random random = new Random(seed);
        for (int life = 0; life < LIVES; life++) {
            List<SealedEvent> history = new Life(random).events;
            Credential ofAll = Credential.absent();
            for (SealedEvent event : history) {
                ofAll = Credential.evolve(ofAll, event);
            }
            Credential ofTheNewest = Credential.evolve(Credential.absent(), stored(history.getLast()));

            assertThat(ofTheNewest).as("seed %d, life %d", seed, life).isEqualTo(ofAll);
        }
    }

    @Test
    void versionsTimesAndHashesFormAChain() {
        Random random = new Random(seed);
        for (int life = 0; life < LIVES; life++) {
            SealedEvent before = null;
            for (SealedEvent event : new Life(random).events) {
                EventEnvelope envelope = event.event().envelope();
                String where = "seed %d, life %d, version %d".formatted(seed, life, envelope.version());
                assertThat(EventJson.isIntact(event.json())).as(where).isTrue();
                assertThat(envelope.version())
                        .as(where)
                        .isEqualTo(before == null ? 1 : before.event().version() + 1);
                assertThat(envelope.previousHash()).as(where).isEqualTo(before == null ? null : before.hash());
                if (before != null) {
                    assertThat(envelope.occurredTime())
                            .as(where)
                            .isAfterOrEqualTo(before.event().envelope().occurredTime());
                }
                before = event;
            }
        }
    }

    @Test
    void aSecretVersionStandsForOneSecret() {
        Random random = new Random(seed);
        for (int life = 0; life < LIVES; life++) {
            Life lived = new Life(random);
            assertThat(lived.reusedSecretVersion)
                    .as("seed %d, life %d", seed, life)
                    .isFalse();
        }
    }

    @Test
    void everyVersionNamesASecretThatIsStoredUntilItIsErased() {
        Random random = new Random(seed);
        Set<Class<?>> happened = new HashSet<>();
        for (int life = 0; life < LIVES; life++) {
            Life lived = new Life(random);
            lived.events.forEach(event -> happened.add(event.event().getClass()));
            assertThat(lived.secretIsMissing).as("seed %d, life %d", seed, life).isFalse();
        }
        assertThat(happened).as("seed %d", seed).contains(CredentialRestored.class, SecretsErased.class);
    }

    private static SealedEvent stored(SealedEvent event) {
        return EventJson.read(event.type(), event.json());
    }

    /** A credential's history under random commands, with the vault's part played by a map. */
    private static final class Life {

        private final Random random;
        private final Map<Integer, SecretFingerprint> vault = new HashMap<>();
        private final Map<Integer, SecretFingerprint> everStored = new HashMap<>();
        final List<SealedEvent> events = new ArrayList<>();
        boolean reusedSecretVersion;
        boolean secretIsMissing;
        private Credential state = Credential.absent();

        Life(Random random) {
            this.random = random;
            send(new CreateSipCredential(ID, context(), settings(), secret(), null));
            for (int i = 0; i < COMMANDS; i++) {
                live();
            }
        }

        private void live() {
            int dice = random.nextInt(100);
            if (dice < 5) {
                send(new DeleteSipCredential(ID, context(), expected()));
            } else if (dice < 8) {
                send(new EraseSecrets(ID, context(), expected()));
            } else if (dice < 25) {
                long version = 1 + random.nextInt(events.size() + 1);
                send(new RestoreSipCredential(ID, context(), expected(), version, random.nextInt(3) == 0));
            } else {
                send(new UpdateSipCredential(ID, context(), expected(), settings(), secret()));
            }
        }

        private @Nullable ExpectedVersion expected() {
            return random.nextInt(10) == 0 ? ExpectedVersion.of(random.nextInt(5)) : null;
        }

        private void send(CredentialCommand command) {
            Integer inForce =
                    state instanceof Credential.Active active ? active.content().secretVersion() : null;
            SecretFingerprint stored = inForce == null ? null : vault.get(inForce);
            EarlierVersion earlier =
                    command instanceof RestoreSipCredential restore ? earlier(restore.version()) : null;
            Decision decision = CredentialDecider.decide(state, command, stored, earlier);
            if (decision instanceof Decision.Accepted(CredentialEvent event)) {
                record(event, entered(command));
            }
        }

        private @Nullable EarlierVersion earlier(long version) {
            if (version > events.size()) {
                return null;
            }
            CredentialContent content = events.get((int) version - 1).event().content();
            Integer secretVersion = content.secretVersion();
            return new EarlierVersion(content, secretVersion != null && vault.containsKey(secretVersion));
        }

        private void record(CredentialEvent event, @Nullable SecretFingerprint entered) {
            Integer secretVersion = event.content().secretVersion();
            if (entered != null && secretVersion != null) {
                SecretFingerprint known = everStored.putIfAbsent(secretVersion, entered);
                reusedSecretVersion |= known != null && !known.equals(entered);
                vault.put(secretVersion, entered);
            }
            if (event instanceof SecretsErased) {
                vault.clear();
            }
            secretIsMissing |= secretVersion != null && !vault.containsKey(secretVersion);
            SealedEvent sealed = EventJson.seal(event);
            events.add(sealed);
            state = Credential.evolve(state, sealed);
        }

        private static @Nullable SecretFingerprint entered(CredentialCommand command) {
            SecretChange change = switch (command) {
                case CreateSipCredential create -> create.secret();
                case UpdateSipCredential update -> update.secret();
                case DeleteSipCredential _, RestoreSipCredential _, EraseSecrets _ -> new SecretChange.Keep();
            };
            return change instanceof SecretChange.Enter(SecretFingerprint fingerprint) ? fingerprint : null;
        }

        private CommandContext context() {
            Instant now = CredentialFixtures.NOON.plusSeconds(random.nextInt(-100, 1000));
            return CredentialFixtures.aliceAt(now);
        }

        private TrunkSettings settings() {
            return new TrunkSettings(
                    oneOf("a.example", "b.example"),
                    random.nextInt(4) == 0 ? Transport.TLS : Transport.UDP,
                    oneOf(null, "realm"),
                    oneOf(null, "alice", "bob"),
                    oneOf(null, "", "x"),
                    oneOf(null, 1, 2),
                    oneOf(null, "pool"));
        }

        private SecretChange secret() {
            return switch (random.nextInt(5)) {
                case 0 -> new SecretChange.Omitted();
                case 1 -> new SecretChange.Clear();
                case 2 -> new SecretChange.Enter(CredentialFixtures.FIRST_SECRET);
                case 3 -> new SecretChange.Enter(CredentialFixtures.OTHER_SECRET);
                default -> new SecretChange.Keep();
            };
        }

        @SafeVarargs
        private <T extends @Nullable Object> T oneOf(T... values) {
            return values[random.nextInt(values.length)];
        }
    }
}
