package dev.trunkledger.command.rest;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members that a body may have, and what their values may be. */
enum CredentialMember {
    SERVER("server", Kind.TEXT),
    TRANSPORT("transport", Kind.TEXT),
    DOMAIN("domain", Kind.TEXT_OR_NULL),
    AUTH_USER("authUser", Kind.TEXT_OR_NULL),
    AUTH_PASSWORD("authPassword", Kind.SECRET),
    DESCRIPTION("description", Kind.TEXT_OR_NULL),
    CPS_LIMIT("cpsLimit", Kind.NUMBER_OR_NULL),
    CPS_KEY("cpsKey", Kind.TEXT_OR_NULL),
    /** The server's, but a provider that creates a credential names itself by it. */
    PROVIDER_ID("providerId", Kind.OWNED_BUT_FOR_CREATION),
    ID("id", Kind.OWNED),
    ORG_ID("orgId", Kind.OWNED),
    SOURCE("source", Kind.OWNED),
    CREATED_TIME("createdTime", Kind.OWNED),
    LAST_UPDATE_TIME("lastUpdateTime", Kind.OWNED),
    VERSION("version", Kind.OWNED),
    AUTH_PASSWORD_SET("authPasswordSet", Kind.OWNED);

    enum Kind {
        TEXT,
        TEXT_OR_NULL,
        NUMBER_OR_NULL,
        SECRET,
        OWNED,
        OWNED_BUT_FOR_CREATION
    }

    private static final Map<String, CredentialMember> BY_NAME = new HashMap<>();

    static {
        for (CredentialMember member : values()) {
            BY_NAME.put(member.wireName, member);
        }
    }

    private final String wireName;
    private final Kind kind;

    CredentialMember(String wireName, Kind kind) {
        this.wireName = wireName;
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    String pointer() {
        return "/" + wireName;
    }

    static @Nullable CredentialMember named(String wireName) {
        return BY_NAME.get(wireName);
    }
}
