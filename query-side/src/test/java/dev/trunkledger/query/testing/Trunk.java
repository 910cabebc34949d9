package dev.trunkledger.query.testing;

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
import dev.trunkledger.events.SecretRevealed;
import dev.trunkledger.events.SecretsErased;
import dev.trunkledger.events.Source;
import dev.trunkledger.events.Transport;
import dev.trunkledger.events.TrunkSettings;
import dev.trunkledger.events.wire.AccessJson;
import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.SealedAccess;
import dev.trunkledger.events.wire.SealedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One credential's events, each sealing the one before it. */
public final class Trunk {

    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final UUID id;
    private final String orgId;
    private final List<SealedEvent> events = new ArrayList<>();
    private final List<SealedAccess> accesses = new ArrayList<>();
    private Instant time = START;
    private EventActor by = actor("alice");

    public Trunk(String orgId) {
        this(orgId, UUID.randomUUID());
    }

    public Trunk(String orgId, UUID id) {
        this.orgId = orgId;
        this.id = id;
    }

    public UUID id() {
        return id;
    }

    public String orgId() {
        return orgId;
    }

    public List<SealedEvent> events() {
        return Collections.unmodifiableList(events);
    }

    public SealedEvent last() {
        return events.getLast();
    }

    public String path() {
        return "/api/v1/sip-credentials/" + id;
    }

    /** When the next event happens, and by whom. */
    public Trunk at(Instant time, EventActor actor) {
        this.time = time;
        this.by = actor;
        return this;
    }

    public Trunk at(Instant time) {
        return at(time, by);
    }

    public SealedEvent created(TrunkSettings settings) {
        return created(content(settings, null));
    }

    public SealedEvent created(CredentialContent content) {
        Set<CredentialField> changed = changed(null, content);
        return seal(new CredentialCreated(envelope(), content, changed, Effect.of(changed)));
    }

    public SealedEvent replaced(TrunkSettings settings) {
        return replaced(settings, last().event().content().secretVersion());
    }

    public SealedEvent replaced(TrunkSettings settings, @Nullable Integer secretVersion) {
        CredentialContent before = last().event().content();
        int lastSecret = Math.max(before.lastSecretVersion(), secretVersion == null ? 0 : secretVersion);
        var content = new CredentialContent(
                settings, before.source(), before.providerId(), before.createdTime(), secretVersion, lastSecret);
        Set<CredentialField> changed = changed(before, content);
        return seal(new CredentialReplaced(envelope(), content, changed, Effect.of(changed)));
    }

    public SealedEvent deleted() {
        return seal(new CredentialDeleted(envelope(), last().event().content()));
    }

    /** The content of an earlier version again, its secret included. */
    public SealedEvent restored(long version) {
        CredentialContent before = last().event().content();
        CredentialContent then = events.get((int) version - 1).event().content();
        var content = new CredentialContent(
                then.settings(),
                before.source(),
                before.providerId(),
                before.createdTime(),
                then.secretVersion(),
                before.lastSecretVersion());
        Set<CredentialField> changed = changed(before, content);
        return seal(new CredentialRestored(envelope(), content, version, changed, Effect.of(changed)));
    }

    public SealedEvent erased() {
        CredentialContent before = last().event().content();
        return seal(new SecretsErased(
                envelope(),
                new CredentialContent(
                        before.settings(),
                        before.source(),
                        before.providerId(),
                        before.createdTime(),
                        null,
                        before.lastSecretVersion())));
    }

    /** Its secret is shown, in the time of the newest version. */
    public SealedAccess revealed() {
        String previous = accesses.isEmpty() ? null : accesses.getLast().hash();
        var envelope = new EventEnvelope(UUID.randomUUID(), id, orgId, events.size(), time, by, previous);
        SealedAccess sealed =
                AccessJson.seal(new SecretRevealed(envelope, accesses.size() + 1L, 1 + events.size() % 3));
        accesses.add(sealed);
        return sealed;
    }

    public List<SealedAccess> accesses() {
        return Collections.unmodifiableList(accesses);
    }

    public CredentialContent content(TrunkSettings settings, @Nullable UUID providerId) {
        Source source = providerId == null ? Source.MANUAL : Source.PROVIDER;
        return new CredentialContent(settings, source, providerId, time, null, 0);
    }

    public static TrunkSettings server(String server) {
        return new TrunkSettings(server, Transport.UDP, null, null, null, null, null);
    }

    public static EventActor actor(String sub) {
        return actor(sub, "req-1");
    }

    public static EventActor actor(String sub, String requestId) {
        return new EventActor(
                sub, "portal", "192.0.2.7", "curl/8", "because", requestId, "0af7651916cd43dd8448eb211c80319c");
    }

    private SealedEvent seal(CredentialEvent event) {
        SealedEvent sealed = EventJson.seal(event);
        events.add(sealed);
        return sealed;
    }

    private EventEnvelope envelope() {
        String previous = events.isEmpty() ? null : last().hash();
        return new EventEnvelope(UUID.randomUUID(), id, orgId, events.size() + 1L, time, by, previous);
    }

    private static Set<CredentialField> changed(@Nullable CredentialContent from, CredentialContent to) {
        Set<CredentialField> changed = EnumSet.noneOf(CredentialField.class);
        for (CredentialField field : CredentialField.values()) {
            if (!String.valueOf(from == null ? null : value(field, from)).equals(String.valueOf(value(field, to)))) {
                changed.add(field);
            }
        }
        return changed;
    }

    private static @Nullable Object value(CredentialField field, CredentialContent content) {
        return switch (field) {
            case SERVER -> content.settings().server();
            case TRANSPORT -> content.settings().transport();
            case DOMAIN -> content.settings().domain();
            case AUTH_USER -> content.settings().authUser();
            case AUTH_PASSWORD -> content.secretVersion();
            case DESCRIPTION -> content.settings().description();
            case CPS_LIMIT -> content.settings().cpsLimit();
            case CPS_KEY -> content.settings().cpsKey();
        };
    }
}
