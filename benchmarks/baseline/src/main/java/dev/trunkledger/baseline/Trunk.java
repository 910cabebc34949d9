package dev.trunkledger.baseline;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/** The fields of a credential, the password among them, in clear as everything else. */
@Entity
@Audited
public class Trunk {

    @Id
    private UUID id;

    @Version
    private long version;

    @Column(nullable = false)
    private String orgId;

    @Column(nullable = false)
    private String server;

    private @Nullable String domain;
    private @Nullable String authUser;
    private @Nullable String authPassword;
    private String transport = "udp";
    private @Nullable String description;
    private @Nullable Integer cpsLimit;
    private @Nullable String cpsKey;
    private Instant createdTime;
    private Instant lastUpdateTime;

    @SuppressWarnings("NullAway.Init") // Hibernate sets the fields
    protected Trunk() {}

    Trunk(UUID id, String orgId, TrunkBody body) {
        this.id = id;
        this.orgId = orgId;
        this.createdTime = Instant.now();
        this.lastUpdateTime = createdTime;
        this.server = body.server();
        replace(body);
    }

    final void replace(TrunkBody body) {
        server = body.server();
        domain = body.domain();
        authUser = body.authUser();
        authPassword = body.authPassword();
        transport = body.transport() == null ? "udp" : body.transport();
        description = body.description();
        cpsLimit = body.cpsLimit();
        cpsKey = body.cpsKey();
        lastUpdateTime = Instant.now();
    }

    TrunkAnswer answer() {
        return new TrunkAnswer(
                id,
                version,
                orgId,
                server,
                domain,
                authUser,
                authPassword != null,
                transport,
                description,
                cpsLimit,
                cpsKey,
                createdTime,
                lastUpdateTime);
    }
}
