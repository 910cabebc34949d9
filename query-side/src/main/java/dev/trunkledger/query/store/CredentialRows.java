package dev.trunkledger.query.store;

import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.Source;
import dev.trunkledger.events.Transport;
import dev.trunkledger.events.TrunkSettings;
import dev.trunkledger.query.projection.Projected;
import dev.trunkledger.query.projection.SearchWords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tables {@code credential}, {@code credential_search} and {@code org_total}. */
final class CredentialRows {

    private CredentialRows() {}

    static void find(Collection<UUID> ids, Consumer<Projected> found, RoundTrip asking) {
        asking.ask(
                CredentialSql.FIND, ids, columns -> columns.add("uuid", id -> id), row -> found.accept(projected(row)));
    }

    /** Never takes a row back to an older version, whoever else writes it. */
    static void save(Collection<Projected> credentials, RoundTrip saving) {
        // In one order everywhere, so that two writers never hold what the other waits for.
        List<Projected> ordered =
                credentials.stream().sorted(Comparator.comparing(Projected::id)).toList();
        saving.write(CredentialSql.SAVE_WORDS, ordered, CredentialRows::words);
        saving.write(CredentialSql.SAVE, ordered, CredentialRows::states);
    }

    private static void words(Columns<Projected> columns) throws SQLException {
        columns.add("uuid", Projected::id)
                .texts(Projected::orgId)
                .texts(credential -> SearchWords.of(credential.content().settings()));
    }

    private static void states(Columns<Projected> columns) throws SQLException {
        columns.add("uuid", Projected::id)
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
                .texts(Projected::headHash);
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
