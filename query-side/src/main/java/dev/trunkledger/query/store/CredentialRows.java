package dev.trunkledger.query.store;

import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.Source;
import dev.trunkledger.events.Transport;
import dev.trunkledger.events.TrunkSettings;
import dev.trunkledger.query.projection.Projected;
import dev.trunkledger.query.projection.SearchWords;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables {@code credential}, {@code credential_search} and {@code org_total}. */
final class CredentialRows {

    private final JdbcTemplate database;

    CredentialRows(JdbcTemplate database) {
        this.database = database;
    }

    Map<UUID, Projected> find(Collection<UUID> ids) {
        Map<UUID, Projected> found = new HashMap<>();
        database.query(
                connection -> new Columns<>(connection, CredentialSql.FIND, ids)
                        .add("uuid", id -> id)
                        .statement(),
                row -> {
                    Projected credential = projected(row);
                    found.put(credential.id(), credential);
                });
        return found;
    }

    /** Never takes a row back to an older version, whoever else writes it. */
    void save(Collection<Projected> credentials) {
        // In one order everywhere, so that two writers never hold what the other waits for.
        List<Projected> ordered =
                credentials.stream().sorted(Comparator.comparing(Projected::id)).toList();
        database.update(connection -> words(connection, ordered));
        database.update(connection -> states(connection, ordered));
    }

    private static PreparedStatement words(Connection connection, List<Projected> credentials) throws SQLException {
        return new Columns<>(connection, CredentialSql.SAVE_WORDS, credentials)
                .add("uuid", Projected::id)
                .texts(Projected::orgId)
                .texts(credential -> SearchWords.of(credential.content().settings()))
                .statement();
    }

    private static PreparedStatement states(Connection connection, List<Projected> credentials) throws SQLException {
        return new Columns<>(connection, CredentialSql.SAVE, credentials)
                .add("uuid", Projected::id)
                .texts(Projected::orgId)
                .texts(credential -> credential.content().settings().server())
                .texts(credential -> credential.content().settings().transport().wireName())
                .texts(credential -> credential.content().settings().domain())
                .texts(credential -> credential.content().settings().authUser())
                .texts(credential -> credential.content().settings().description())
                .add("integer", credential -> credential.content().settings().cpsLimit())
                .texts(credential -> credential.content().settings().cpsKey())
                .texts(credential -> credential.content().source().wireName())
                .add("uuid", credential -> credential.content().providerId())
                .times(credential -> credential.content().createdTime())
                .times(Projected::lastUpdateTime)
                .longs(Projected::version)
                .add("integer", credential -> credential.content().secretVersion())
                .add("integer", credential -> credential.content().lastSecretVersion())
                .times(Projected::deletedTime)
                .add("boolean", Projected::erased)
                .texts(Projected::headHash)
                .statement();
    }

    private static Projected projected(ResultSet row) throws SQLException {
        return new Projected(
                row.getObject("id", UUID.class),
                row.getString("org_id"),
                new CredentialContent(
                        settings(row),
                        Source.named(row.getString("source")).orElseThrow(),
                        row.getObject("provider_id", UUID.class),
                        row.getObject("created_time", OffsetDateTime.class).toInstant(),
                        row.getObject("secret_version", Integer.class),
                        row.getInt("last_secret_version")),
                row.getObject("last_update_time", OffsetDateTime.class).toInstant(),
                row.getLong("version"),
                deletedTime(row),
                row.getBoolean("erased"),
                row.getString("head_hash"));
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

    private static @Nullable Instant deletedTime(ResultSet row) throws SQLException {
        OffsetDateTime time = row.getObject("deleted_time", OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
