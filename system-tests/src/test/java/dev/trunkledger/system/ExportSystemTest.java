package dev.trunkledger.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A query side with a heap of 256 MiB, which a million entries do not fit into. */
class ExportSystemTest {

    private static final String ORGANISATION = "org-" + UUID.randomUUID();
    private static final int ENTRIES = 1_000_000;
    private static final int MIDDLE = ENTRIES / 2;
    private static final int KEPT = 1_000;

    /** How many lines there were, and some of them from the middle on. */
    private record Export(int lines, List<String> kept, String last) {}

    @Test
    void aMillionEntriesPassThroughASmallHeapInEitherForm() throws Exception {
        try (Deployment deployment = Deployment.start();
                ExecutorService both = Executors.newFixedThreadPool(2)) {
            fill(deployment);
            Future<Export> lines = both.submit(export(deployment, "application/x-ndjson", ""));
            Future<Export> table = both.submit(export(deployment, "text/csv", ""));

            assertThat(lines.get().lines()).isEqualTo(ENTRIES);
            assertThat(table.get().lines()).isEqualTo(ENTRIES + 1);
            goesOnFromTheMiddle(deployment, lines.get());
            endsBehindTheLast(deployment, lines.get());
            assertThat(deployment.querySide().process().isAlive()).isTrue();
        }
    }

    private static void goesOnFromTheMiddle(Deployment deployment, Export whole) throws Exception {
        String query = "?take=" + (KEPT - 1) + "&cursor=" + cursor(whole.kept().getFirst());
        Export rest = export(deployment, "application/x-ndjson", query, 0).call();
        assertThat(rest.kept()).isEqualTo(whole.kept().subList(1, KEPT));
    }

    private static void endsBehindTheLast(Deployment deployment, Export whole) throws Exception {
        Export nothing = export(deployment, "application/x-ndjson", "?cursor=" + cursor(whole.last()))
                .call();
        assertThat(nothing.lines()).isZero();
    }

    /** Copies of one real entry, each of a credential and a second of its own. */
    private static void fill(Deployment deployment) throws SQLException {
        ApiClient caller = deployment.caller(ORGANISATION, "alice");
        caller.post("/api/v1/sip-credentials", "{\"server\":\"sip.example.com\"}", "X-Change-Reason", "=1+1");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !caller.get("/api/v1/audit-entries")
                        .json()
                        .path("items")
                        .isEmpty());
        DatabaseDump database = deployment.database();
        try (Connection superuser =
                        DriverManager.getConnection(database.jdbcUrl(), database.superuser(), database.password());
                Statement statement = superuser.createStatement()) {
            statement.execute("set search_path to read_model, public");
            dropTheIndexesThatOtherQueriesNeed(statement);
            // Nobody restores what is written here.
            statement.execute("alter table audit_entry set unlogged");
            statement.execute("""
                    insert into audit_entry (credential_id, version, org_id, action, occurred_time, actor, request_id,
                           changed_fields, changes, hash, event_type, event)
                    select lpad(to_hex(n), 32, '0')::uuid, version, org_id, action,
                           occurred_time - n * interval '1 second', actor, request_id, changed_fields, changes, hash,
                           event_type, event
                      from audit_entry cross join generate_series(2, %d) as n
                    """.formatted(ENTRIES));
            statement.execute("analyze audit_entry");
        }
    }

    /** A million entries in some twenty of them would take longer than all else here. */
    private static void dropTheIndexesThatOtherQueriesNeed(Statement statement) throws SQLException {
        statement.execute("""
                do $$ declare name text; begin
                    for name in select indexname from pg_indexes
                                 where schemaname = 'read_model' and tablename = 'audit_entry'
                                   and indexname not in ('audit_entry_pkey', 'audit_entry_by_time') loop
                        execute format('drop index %I', name);
                    end loop;
                end $$""");
    }

    private static Callable<Export> export(Deployment deployment, String form, String query) {
        return export(deployment, form, query, MIDDLE);
    }

    private static Callable<Export> export(Deployment deployment, String form, String query, int keepFrom) {
        String token = deployment.identity().token(ORGANISATION, "alice", Identity.MANUAL_SCOPES);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(deployment.querySide().baseUrl() + "/api/v1/audit-entries" + query))
                .header("Authorization", "Bearer " + token)
                .header("Accept", form)
                .build();
        return () -> {
            try (HttpClient client = HttpClient.newHttpClient();
                    var body = new BufferedReader(new InputStreamReader(
                            client.send(request, BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8))) {
                return read(body, keepFrom);
            }
        };
    }

    private static Export read(BufferedReader body, int keepFrom) throws IOException {
        List<String> kept = new ArrayList<>();
        String last = "";
        int lines = 0;
        for (String line = body.readLine(); line != null; line = body.readLine()) {
            if (lines >= keepFrom && kept.size() < KEPT) {
                kept.add(line);
            }
            last = line;
            lines++;
        }
        return new Export(lines, kept, last);
    }

    private static String cursor(String line) {
        return line.replaceAll(".*\"cursor\":\"([^\"]+)\".*", "$1");
    }
}
