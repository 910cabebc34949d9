package dev.trunkledger.query.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.infrastructure.TestDatabase;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import dev.trunkledger.query.testing.Answer;
import dev.trunkledger.query.testing.Client;
import dev.trunkledger.query.testing.QuerySide;
import dev.trunkledger.query.testing.Trunk;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Exports that are longer than all buffers between the table and the caller, so that they stand still unread. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongExportIT {

    private static final String ENTRIES = "/api/v1/audit-entries";
    private static final String[] LINES = {"Accept", "application/x-ndjson"};
    private static final int LENGTH = 60_000;

    private QuerySide side;
    private Client caller;

    @BeforeAll
    void start() throws SQLException {
        side = QuerySide.on(TestDatabase.create());
        caller = side.caller("acme");
        Trunk trunk = new Trunk("acme");
        SealedEvent event = trunk.created(Trunk.server("sip.example.com"));
        side.project(event);
        asOwner("""
                insert into audit_entry (credential_id, version, org_id, action, occurred_time, actor, request_id,
                       changed_fields, changes, hash, event_type, event)
                select gen_random_uuid(), version, org_id, action, occurred_time + n * interval '1 second', actor,
                       request_id, changed_fields, changes, hash, event_type, event
                  from audit_entry cross join generate_series(2, %d) as n
                """.formatted(LENGTH));
    }

    @AfterAll
    void stop() {
        side.close();
    }

    @Test
    void isWholeWhenNothingHappens() throws IOException {
        try (InputStream body = caller.open(ENTRIES, LINES).body()) {
            assertThat(countLines(body)).isEqualTo(LENGTH);
        }
    }

    @Test
    void breaksOffVisiblyWhenItCannotGoOn() throws Exception {
        String reading = side.database().query().name() + "_reading";
        HttpResponse<InputStream> answer = caller.open(ENTRIES, LINES);
        assertThat(answer.statusCode()).isEqualTo(200);
        try (InputStream body = answer.body()) {
            body.readNBytes(1_000);
            asOwner("revoke select on audit_entry from " + reading);
            assertThatThrownBy(() -> countLines(body)).isInstanceOf(IOException.class);
        } finally {
            asOwner("grant select on audit_entry to " + reading);
        }
    }

    @Test
    void isRefusedWhileTooManyRunAndRunsAgainWhenTheirCallersHangUp() throws IOException {
        try (InputStream first = caller.open(ENTRIES, LINES).body();
                InputStream second = caller.open(ENTRIES, LINES).body()) {
            assertThat(first.read()).isPositive();
            assertThat(second.read()).isPositive();
            Answer third = caller.get(ENTRIES, LINES);
            assertThat(third.status()).isEqualTo(429);
            assertThat(third.problem()).isEqualTo("too-many-requests");
            assertThat(third.header("Retry-After")).contains("10");
            // Pages are no exports, and other organisations have their own share.
            assertThat(caller.get(ENTRIES).status()).isEqualTo(200);
            assertThat(side.caller("other").get(ENTRIES, LINES).status()).isEqualTo(200);
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> caller.get(ENTRIES + "?take=1", LINES).status() == 200);
    }

    private static long countLines(InputStream body) throws IOException {
        long lines = 0;
        byte[] buffer = new byte[1 << 16];
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            for (int i = 0; i < read; i++) {
                lines += buffer[i] == '\n' ? 1 : 0;
            }
        }
        return lines;
    }

    private void asOwner(String sql) throws SQLException {
        TrunkledgerDatabase database = side.database();
        try (Connection owner = DriverManager.getConnection(
                        database.jdbcUrl(),
                        database.queryOwner().name(),
                        database.queryOwner().password());
                var statement = owner.createStatement()) {
            statement.execute("set search_path to read_model, public");
            statement.execute(sql);
        }
    }
}
