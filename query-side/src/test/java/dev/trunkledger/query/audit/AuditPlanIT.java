package dev.trunkledger.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.CredentialField;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import dev.trunkledger.query.projection.Action;
import dev.trunkledger.query.reading.Queries;
import dev.trunkledger.query.reading.Reading;
import dev.trunkledger.query.reading.SqlText;
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

/** A page reads about as many rows as it shows, wherever it lies among 60,000 entries. */
class AuditPlanIT {

    private static final int TAKE = 20;
    private static final String ORG = "plan-" + UUID.randomUUID();
    private static final Queries DATABASE =
            QuerySide.shared().bean(Reading.class).of(ORG);
    private static final AuditEntries ENTRIES = QuerySide.shared().bean(AuditEntries.class);
    private static final UUID BUSY = UUID.randomUUID();
    private static final List<@Nullable AuditPosition> STARTS = List.of(
            new AuditPosition(Instant.parse("2030-01-01T00:00:00Z"), BUSY, 90_000, 0),
            new AuditPosition(Instant.parse("2026-01-01T06:00:00Z"), BUSY, 10_000, 0),
            new AuditPosition(Instant.parse("2026-01-01T02:00:00Z"), BUSY, 3_000, 0));

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
                           request_id, changed_fields, changes, hash, event_type, event)
                    select case when n %% 3 = 0 then '%s'::uuid else gen_random_uuid() end,
                           case when n %% 3 = 0 then n / 3 else 1 end, '%s',
                           case when n %% 1000 = 1 then 'deleted' when n %% 100 = 1 then 'created'
                                when n %% 30 = 0 then 'revealed' else 'replaced' end,
                           timestamptz '2026-01-01Z' + n * interval '1 second',
                           case when n %% 500 = 0 then 'rare' else 'actor' || n %% 7 end,
                           case when n %% 2 = 0 then 'same' else 'request-' || n end,
                           case when n %% 700 = 0 then array['cpsKey','server'] else array['description'] end,
                           '[]', 'hash', 'type', ''
                      from generate_series(1, 60000) as n
                    """.formatted(BUSY, ORG));
            statement.execute("analyze");
        }
    }

    @Test
    void readsNoMoreOfAHistoryThanItShows() {
        for (@Nullable
        HistoryPosition before :
                new HistoryPosition[] {null, new HistoryPosition(15_000, 0), new HistoryPosition(100, 2)}) {
            isShort(Plan.of(DATABASE, AuditSql.history(ORG, BUSY, before, TAKE + 1)));
        }
    }

    @Test
    void readsNoMoreOfTheEntriesThanItShowsWhateverIsAsked() {
        isShort(filter(null, null, null, null, null), "audit_entry_by_time");
        isShort(filter(null, "rare", null, null, null), "audit_entry_by_actor");
        isShort(filter(null, "actor3", null, null, null), "audit_entry_by_actor");
        isShort(filter(null, null, Action.CREATED, null, null), "audit_entry_by_action");
        isShort(filter(null, null, Action.DELETED, null, null), "audit_entry_by_action");
        isShort(filter(null, null, null, CredentialField.SERVER, null), "audit_entry_server");
        isShort(filter(null, null, null, CredentialField.CPS_KEY, null), "audit_entry_cps_key");
        isShort(filter(null, null, null, null, "same"), "audit_entry_by_request");
        isShort(filter(null, "actor3", Action.REVEALED, null, null), "audit_entry_by_actor_and_action");
        isShort(filter(BUSY, null, null, null, null), "audit_entry_by_credential");
        isShort(filter(BUSY, null, Action.REVEALED, null, null), "audit_entry_by_credential_and_action");
    }

    @Test
    void looksAtABoundedNumberOfEntriesForEveryCombination() {
        for (UUID credentialId : new @Nullable UUID[] {null, BUSY}) {
            for (String actor : new @Nullable String[] {null, "rare", "nobody"}) {
                for (Action action : new @Nullable Action[] {null, Action.REPLACED, Action.REVEALED, Action.ERASED}) {
                    for (CredentialField field : new @Nullable CredentialField[] {null, CredentialField.CPS_KEY}) {
                        for (String requestId : new @Nullable String[] {null, "same", "request-9"}) {
                            isBounded(filter(credentialId, actor, action, field, requestId));
                        }
                    }
                }
            }
        }
    }

    @Test
    void readsNoFurtherThanACommonCombinationFillsThePage() {
        for (AuditFilter filter : List.of(
                filter(null, null, Action.REPLACED, null, null), filter(null, "actor3", Action.REPLACED, null, null))) {
            Plan page = Plan.of(DATABASE, AuditSql.page(AuditSearch.of(filter), null, null, TAKE + 1));
            assertThat(page.rowsOf("audit_entry")).as(page.text()).isLessThan(2 * TAKE);
        }
    }

    @Test
    void findsARareCombinationInAFewPages() {
        AuditFilter nothing = filter(BUSY, "nobody", null, null, null);
        int pages = 1;
        AuditPage page = ENTRIES.page(nothing, null, TAKE);
        while (page.next() != null) {
            page = ENTRIES.page(nothing, page.next(), TAKE);
            pages++;
        }
        assertThat(pages).isEqualTo(20_000 / AuditSql.LOOKED_AT + 1);
    }

    @Test
    void keepsToTheOrderWithAPlanThatKnowsNoValues() {
        var position = new AuditPosition(Instant.parse("2026-01-01T06:00:00Z"), BUSY, 10_000, 0);
        for (AuditFilter filter : List.of(
                filter(null, null, null, null, null),
                filter(null, "rare", null, null, null),
                filter(null, null, null, CredentialField.SERVER, null),
                filter(null, null, null, null, "same"))) {
            SqlText sql = AuditSql.page(AuditSearch.of(filter), position, null, TAKE + 1);
            Plan plan = Plan.withoutValues(QuerySide.shared().database(), sql);
            // "Result" compares the organisation with the connection's, once.
            assertThat(plan.nodes())
                    .as(plan.text())
                    .extracting(Plan.Node::type)
                    .containsExactly("Limit", "Result", "Index Scan");
        }
    }

    @Test
    void goesStraightToAnEarlierSpanOfTime() {
        for (UUID credentialId : new @Nullable UUID[] {null, BUSY}) {
            var filter = new AuditFilter(
                    ORG,
                    credentialId,
                    null,
                    null,
                    null,
                    null,
                    Instant.parse("2026-01-01T01:00:00Z"),
                    Instant.parse("2026-01-01T02:00:00Z"));
            isShort(
                    Plan.of(DATABASE, AuditSql.page(AuditSearch.of(filter), null, null, TAKE + 1)),
                    credentialId == null ? "audit_entry_by_time" : "audit_entry_by_credential");
        }
    }

    @Test
    void readsNoMoreOfTheEventsThanItSends() {
        for (ChainPosition after : new @Nullable ChainPosition[] {null, new ChainPosition(BUSY, 10_000, 0)}) {
            isShort(Plan.of(DATABASE, AuditSql.events(ORG, null, after, TAKE + 1)), "audit_entry_by_chain");
            isShort(Plan.of(DATABASE, AuditSql.events(ORG, BUSY, after, TAKE + 1)));
        }
    }

    private static AuditFilter filter(
            @Nullable UUID credentialId,
            @Nullable String actor,
            @Nullable Action action,
            @Nullable CredentialField field,
            @Nullable String requestId) {
        return new AuditFilter(ORG, credentialId, actor, action, field, requestId, null, null);
    }

    private static void isBounded(AuditFilter filter) {
        AuditSearch search = AuditSearch.of(filter);
        AuditPosition start = STARTS.getFirst();
        Plan look = Plan.of(DATABASE, AuditSql.until(search, start));
        assertThat(look.rowsOf("audit_entry")).as(look.text()).isLessThanOrEqualTo(AuditSql.LOOKED_AT);
        @Nullable AuditPosition until = search.sifts() ? ENTRIES.until(search, start) : null;
        Plan page = Plan.of(DATABASE, AuditSql.page(search, start, until, TAKE + 1));
        assertThat(page.rowsOf("audit_entry")).as(page.text()).isLessThanOrEqualTo(AuditSql.LOOKED_AT);
    }

    private static void isShort(AuditFilter filter, String index) {
        AuditSearch search = AuditSearch.of(filter);
        assertThat(search.sifts()).isFalse();
        isShort(Plan.of(DATABASE, AuditSql.page(search, null, null, TAKE + 1)), index);
        for (@Nullable AuditPosition start : STARTS) {
            isShort(Plan.of(DATABASE, AuditSql.page(search, start, null, TAKE + 1)), index);
        }
    }

    private static void isShort(Plan plan, String index) {
        assertThat(plan.indexes()).as(plan.text()).containsExactly(index);
        isShort(plan);
    }

    /** One credential's chain is found as well by the primary key as by its organisation's index: either will do. */
    private static void isShort(Plan plan) {
        assertThat(plan.rowsOf("audit_entry")).as(plan.text()).isBetween(1L, TAKE + 1L);
        assertThat(plan.mostSorted()).as(plan.text()).isZero();
    }
}
