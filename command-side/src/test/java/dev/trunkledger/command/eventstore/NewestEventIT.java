package dev.trunkledger.command.eventstore;

import static dev.trunkledger.command.CommandInstance.settings;
import static dev.trunkledger.command.CommandInstance.version;
import static dev.trunkledger.command.eventstore.EventFixtures.replaced;
import static dev.trunkledger.command.eventstore.EventFixtures.withServer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.command.CommandInstance;
import dev.trunkledger.command.LedgerDatabase;
import dev.trunkledger.events.CredentialField;
import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.SealedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NewestEventIT {

    private static final int VERSIONS = 10_000;

    private final LedgerDatabase database = new LedgerDatabase();
    private final CommandInstance instance = database.startInstance();
    private final UUID id = UUID.randomUUID();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aLongHistoryIsNotRead() throws SQLException {
        aCredentialWithTenThousandVersions();

        JsonNode plan = planOfTheLoad();

        // LIMIT over one index scan, which stops at the first row.
        JsonNode scan = plan.at("/0/Plan/Plans/0");
        assertThat(scan.at("/Node Type").asString()).isEqualTo("Index Scan");
        assertThat(scan.at("/Index Name").asString()).isEqualTo("event_pkey");
        assertThat(scan.at("/Scan Direction").asString()).isEqualTo("Backward");
        assertThat(scan.at("/Actual Rows").asInt()).isEqualTo(1);
        assertThat(scan.at("/Rows Removed by Filter").isMissingNode()).isTrue();
        int pages = plan.at("/0/Plan/Shared Hit Blocks").asInt()
                + plan.at("/0/Plan/Shared Read Blocks").asInt();
        // Down the tree and to the row: 10,000 rows lie on more than 1,000 pages.
        assertThat(pages).isLessThan(10);
    }

    @Test
    void aChangeBuildsOnTheNewestOfManyVersions() throws SQLException {
        aCredentialWithTenThousandVersions();

        assertThat(version(instance.replace(id, (long) VERSIONS, settings("c.example.com"))))
                .isEqualTo(VERSIONS + 1);
    }

    private void aCredentialWithTenThousandVersions() throws SQLException {
        SealedEvent newest =
                EventJson.seal(replaced(id, VERSIONS, withServer("b.example.com"), Set.of(CredentialField.SERVER)));
        try (Connection application = database.connectAsApplication();
                PreparedStatement insert = application.prepareStatement("""
                        insert into ledger.event (credential_id, version, type, org_id, occurred_time, payload)
                        select ?, version, ?, 'acme', now(), ? from generate_series(1, ?) as version""")) {
            insert.setObject(1, id);
            insert.setString(2, newest.type());
            insert.setBytes(3, newest.json());
            insert.setInt(4, VERSIONS);
            insert.executeUpdate();
        }
        try (Connection superuser = database.connectAsSuperuser();
                Statement statement = superuser.createStatement()) {
            statement.execute("analyze ledger.event");
        }
    }

    private JsonNode planOfTheLoad() throws SQLException {
        try (Connection application = database.connectAsApplication();
                PreparedStatement explain = application.prepareStatement(
                        "explain (analyze, buffers, format json) " + RecordedEvents.NEWEST)) {
            explain.setObject(1, id);
            try (ResultSet plan = explain.executeQuery()) {
                plan.next();
                return JsonMapper.shared().readTree(plan.getString(1));
            }
        }
    }
}
