package dev.trunkledger.events.testing;

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
import dev.trunkledger.events.SecretsErased;
import dev.trunkledger.events.Source;
import dev.trunkledger.events.Transport;
import dev.trunkledger.events.TrunkSettings;
import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.SealedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One credential's history as the command side would record it: each event seals the one before it. */
public final class TestTrunk {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final EventActor ACTOR = new EventActor("tester", null, null, null, null, "request-1", null);

    private final UUID id;
    private final String orgId;
    private final List<SealedEvent> history = new ArrayList<>();

    public TestTrunk(String orgId) {
        this(orgId, UUID.randomUUID());
    }

    public TestTrunk(String orgId, UUID id) {
        this.orgId = orgId;
        this.id = id;
    }

    public static TrunkSettings settings(String server) {
        return new TrunkSettings(server, Transport.UDP, null, null, null, null, null);
    }

    public static TrunkSettings limited(@Nullable Integer cpsLimit, @Nullable String cpsKey) {
        return new TrunkSettings("sip.example.com", Transport.UDP, null, null, null, cpsLimit, cpsKey);
    }

    public UUID id() {
        return id;
    }

    public String orgId() {
        return orgId;
    }

    public long version() {
        return history.size();
    }

    /** Oldest first. */
    public List<SealedEvent> history() {
        return List.copyOf(history);
    }

    public TestTrunk created(TrunkSettings settings) {
        var content = new CredentialContent(settings, Source.MANUAL, null, START, null, 0);
        Set<CredentialField> changed = changed(null, settings);
        return record(new CredentialCreated(envelope(), content, changed, Effect.of(changed)));
    }

    public TestTrunk replaced(TrunkSettings settings) {
        Set<CredentialField> changed = changed(content().settings(), settings);
        return record(new CredentialReplaced(envelope(), with(settings), changed, Effect.of(changed)));
    }

    /** The settings of an earlier version again. */
    public TestTrunk restored(int version) {
        TrunkSettings settings = history.get(version - 1).event().content().settings();
        Set<CredentialField> changed = changed(content().settings(), settings);
        return record(new CredentialRestored(envelope(), with(settings), version, changed, Effect.of(changed)));
    }

    public TestTrunk deleted() {
        return record(new CredentialDeleted(envelope(), content()));
    }

    public TestTrunk erased() {
        return record(new SecretsErased(envelope(), content()));
    }

    private TestTrunk record(CredentialEvent event) {
        history.add(EventJson.seal(event));
        return this;
    }

    private CredentialContent content() {
        return history.get(history.size() - 1).event().content();
    }

    private CredentialContent with(TrunkSettings settings) {
        CredentialContent before = content();
        return new CredentialContent(
                settings, before.source(), before.providerId(), before.createdTime(), null, before.lastSecretVersion());
    }

    private EventEnvelope envelope() {
        long version = history.size() + 1L;
        String previous =
                history.isEmpty() ? null : history.get(history.size() - 1).hash();
        return new EventEnvelope(UUID.randomUUID(), id, orgId, version, START.plusSeconds(version), ACTOR, previous);
    }

    private static Set<CredentialField> changed(@Nullable TrunkSettings from, TrunkSettings to) {
        Set<CredentialField> changed = EnumSet.noneOf(CredentialField.class);
        for (CredentialField field : CredentialField.values()) {
            if (!String.valueOf(from == null ? null : value(field, from)).equals(String.valueOf(value(field, to)))) {
                changed.add(field);
            }
        }
        return changed;
    }

    private static @Nullable Object value(CredentialField field, TrunkSettings settings) {
        return switch (field) {
            case SERVER -> settings.server();
            case TRANSPORT -> settings.transport();
            case DOMAIN -> settings.domain();
            case AUTH_USER -> settings.authUser();
            case AUTH_PASSWORD -> null;
            case DESCRIPTION -> settings.description();
            case CPS_LIMIT -> settings.cpsLimit();
            case CPS_KEY -> settings.cpsKey();
        };
    }
}
