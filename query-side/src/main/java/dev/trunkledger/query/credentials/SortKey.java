package dev.trunkledger.query.credentials;

import dev.trunkledger.events.PublicCredential;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** What a list can be sorted by; the id breaks ties. Text sorts by code points, an unset description as an empty one. */
public enum SortKey {
    LAST_UPDATE_TIME("lastUpdateTime", "last_update_time"),
    CREATED_TIME("createdTime", "created_time"),
    SERVER("server", "server"),
    // The very words of the index, without which it would not be used.
    DESCRIPTION("description", "case when description is null then '' else description end");

    private final String wireName;
    private final String expression;

    SortKey(String wireName, String expression) {
        this.wireName = wireName;
        this.expression = expression;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<SortKey> named(String wireName) {
        for (SortKey key : values()) {
            if (key.wireName.equals(wireName)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    String expression() {
        return expression;
    }

    /** Where the credential stands in this order, as text that {@link #value} understands. */
    String of(PublicCredential credential) {
        return switch (this) {
            case LAST_UPDATE_TIME -> credential.lastUpdateTime().toString();
            case CREATED_TIME -> credential.createdTime().toString();
            case SERVER -> credential.settings().server();
            case DESCRIPTION ->
                Optional.ofNullable(credential.settings().description()).orElse("");
        };
    }

    Object value(String key) {
        return switch (this) {
            case LAST_UPDATE_TIME, CREATED_TIME -> Instant.parse(key).atOffset(ZoneOffset.UTC);
            case SERVER, DESCRIPTION -> key;
        };
    }
}
