package dev.trunkledger.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.CredentialField;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import dev.trunkledger.query.projection.Action;
import dev.trunkledger.query.testing.Plan;
import dev.trunkledger.query.testing.QuerySide;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A page reads about as many rows as it shows, wherever it lies among 60,000 entries. */
class AuditPlanIT {

    private static final int TAKE = 20;
    private static final String ORG = "plan-" + UUID.randomUUID();
    private static final JdbcClient DATABASE = QuerySide.shared().bean("readingClient", JdbcClient.class);
    private static final UUID BUSY = UUID.randomUUID();
    private static final List<@Nullable AuditPosition> STARTS = List.of(
            new AuditPosition(Instant.parse("2030-01-01T00:00:00Z"), BUSY, 90_000),
            new AuditPosition(Instant.parse("2026-01-01T06:00:00Z"), BUSY, 10_000),
            new AuditPosition(Instant.parse("2026-01-01T02:00:00Z"), BUSY, 3_000));

    /** One credential with 20,000 versions and 40,000 with one; actors, actions and fields both common and rare. */
    @BeforeAll
    static void fill() throws SQLException {
        TrunkledgerDatabase database = QuerySide.shared().database();
        try (Connection owner = DriverManager.getConnection(
                        database.jdbcUrl(),
                        database.queryOwner().name(),
                        database.queryOwner().password());
                var statement = owner.createStatement()) {
            statement.execute("set search_path to read_model, public");
            statement.execute("""
                    insert into audit_entry (credential_id, version, org_id, action, occurred_time, actor,
                           changed_fields, changes, hash, event_type, event)
                    select case when n %% 3 = 0 then '%s'::uuid else gen_random_uuid() end,
                           case when n %% 3 = 0 then n / 3 else 1 end, '%s',
                           case when n %% 1000 = 1 then 'deleted' when n %% 100 = 1 then 'created' else 'replaced' end,
                           timestamptz '2026-01-01Z' + n * interval '1 second',
                           case when n %% 500 = 0 then 'rare' else 'actor' || n %% 7 end,
                           case when n %% 700 = 0 then array['cpsKey','server'] else array['description'] end,
                           '[]', 'hash', 'type', ''
                      from generate_series(1, 60000) as n
                    """.formatted(BUSY, ORG));
            statement.execute("analyze");
        }
    }

    @Test
    void readsNoMoreOfAHistoryThanItShows() {
        for (@Nullable Long before : new Long[] {null, 15_000L, 100L}) {
            isShort(Plan.of(DATABASE, AuditSql.history(ORG, BUSY, before, TAKE + 1)), "audit_entry_pkey");
        }
    }

    @Test
    void readsNoMoreOfTheEntriesThanItShowsWhateverIsAsked() {
        isShort(filter(null, null, null), "audit_entry_by_time");
        isShort(filter("rare", null, null), "audit_entry_by_actor");
        isShort(filter("actor3", null, null), "audit_entry_by_actor");
        isShort(filter(null, Action.CREATED, null), "audit_entry_by_action");
        isShort(filter(null, Action.DELETED, null), "audit_entry_by_action");
        isShort(filter(null, null, CredentialField.SERVER), "audit_entry_server");
        isShort(filter(null, null, CredentialField.CPS_KEY), "audit_entry_cps_key");
    }

    @Test
    void keepsToTheOrderWithAPlanThatKnowsNoValues() {
        var position = new AuditPosition(Instant.parse("2026-01-01T06:00:00Z"), BUSY, 10_000);
        for (AuditFilter filter : List.of(
                filter(null, null, null), filter("rare", null, null), filter(null, null, CredentialField.SERVER))) {
            Plan plan = Plan.withoutValues(QuerySide.shared().database(), AuditSql.page(filter, position, TAKE + 1));
            assertThat(plan.nodes()).as(plan.text()).extracting(Plan.Node::type).containsExactly("Limit", "Index Scan");
        }
    }

    @Test
    void readsOneCredentialsEntriesByItsVersions() {
        var filter = new AuditFilter(ORG, BUSY, null, null, null, null, null);
        for (@Nullable AuditPosition start : STARTS) {
            isShort(Plan.of(DATABASE, AuditSql.page(filter, start, TAKE + 1)), "audit_entry_pkey");
        }
    }

    @Test
    void goesStraightToAnEarlierSpanOfTime() {
        var filter = new AuditFilter(
                ORG,
                null,
                null,
                null,
                null,
                Instant.parse("2026-01-01T01:00:00Z"),
                Instant.parse("2026-01-01T02:00:00Z"));
        isShort(Plan.of(DATABASE, AuditSql.page(filter, null, TAKE + 1)), "audit_entry_by_time");
    }

    private static AuditFilter filter(
            @Nullable String actor, @Nullable Action action, @Nullable CredentialField field) {
        return new AuditFilter(ORG, null, actor, action, field, null, null);
    }

    private static void isShort(AuditFilter filter, String index) {
        isShort(Plan.of(DATABASE, AuditSql.page(filter, null, TAKE + 1)), index);
        for (@Nullable AuditPosition start : STARTS) {
            isShort(Plan.of(DATABASE, AuditSql.page(filter, start, TAKE + 1)), index);
        }
    }

    private static void isShort(Plan plan, String index) {
        assertThat(plan.indexes()).as(plan.text()).containsExactly(index);
        assertThat(plan.rowsOf("audit_entry")).as(plan.text()).isBetween(1L, TAKE + 1L);
        assertThat(plan.mostSorted()).as(plan.text()).isZero();
    }
}
