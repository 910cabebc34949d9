package dev.trunkledger.query.credentials;

import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.Source;
import dev.trunkledger.events.Transport;
import dev.trunkledger.events.TrunkSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of the table {@code credential}. */
final class CredentialRows {

    static final String COLUMNS = """
            id, org_id, server, transport, domain, auth_user, description, cps_limit, cps_key, source, provider_id,
            created_time, last_update_time, version, secret_version is not null as auth_password_set, deleted_time
            """;

    private CredentialRows() {}

    static StoredCredential read(ResultSet row) throws SQLException {
        return new StoredCredential(credential(row), time(row, "deleted_time"));
    }

    private static PublicCredential credential(ResultSet row) throws SQLException {
        return new PublicCredential(
                row.getObject("id", UUID.class),
                row.getString("org_id"),
                settings(row),
                Source.named(row.getString("source")).orElseThrow(),
                row.getObject("provider_id", UUID.class),
                row.getObject("created_time", OffsetDateTime.class).toInstant(),
                row.getObject("last_update_time", OffsetDateTime.class).toInstant(),
                row.getLong("version"),
                row.getBoolean("auth_password_set"));
    }

    private static TrunkSettings settings(ResultSet row) throws SQLException {
        return new TrunkSettings(
                row.getString("server"),
                Transport.named(row.getString("transport")).orElseThrow(),
                row.getString("domain"),
                row.getString("auth_user"),
                row.getString("description"),
                row.getObject("cps_limit", Integer.class),
                row.getString("cps_key"));
    }

    static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
