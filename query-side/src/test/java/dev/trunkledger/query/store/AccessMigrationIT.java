package dev.trunkledger.query.store;

import static dev.trunkledger.query.fixtures.CredentialHistory.aCredential;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.infrastructure.TestDatabase;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class AccessMigrationIT {

    @Test
    void entriesOfAnEarlierReleaseGetTheRequestThatCausedThem() {
        TrunkledgerDatabase database = TestDatabase.create();
        SealedEvent event = aCredential().event(1);
        migrations(database).target("2").load().migrate();
        var owner = new JdbcTemplate(new DriverManagerDataSource(
                database.jdbcUrl(),
                database.queryOwner().name(),
                database.queryOwner().password()));
        owner.update("""
                insert into read_model.audit_entry (credential_id, version, org_id, action, occurred_time, actor,
                       changed_fields, changes, hash, event_type, event)
                values (?, 1, 'acme', 'created', now(), 'alice', '{}', '[]', ?, ?, ?)
                """, event.event().credentialId(), event.hash(), event.type(), event.json());

        migrations(database).load().migrate();

        assertThat(owner.queryForMap("select request_id, access_sequence, secret_version from read_model.audit_entry"))
                .containsEntry("request_id", "request-1")
                .containsEntry("access_sequence", 0L)
                .containsEntry("secret_version", null);
    }

    private static FluentConfiguration migrations(TrunkledgerDatabase database) {
        return Flyway.configure()
                .dataSource(
                        database.jdbcUrl(),
                        database.queryOwner().name(),
                        database.queryOwner().password())
                .locations("classpath:db/query-side")
                .schemas("read_model")
                .defaultSchema("read_model")
                .createSchemas(false)
                .placeholders(Map.of("app_role", database.query().name()));
    }
}
