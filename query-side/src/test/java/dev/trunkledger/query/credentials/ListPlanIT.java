package dev.trunkledger.query.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.Source;
import dev.trunkledger.events.Transport;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import dev.trunkledger.query.reading.Queries;
import dev.trunkledger.query.reading.Reading;
import dev.trunkledger.query.reading.SqlText;
import dev.trunkledger.query.testing.Plan;
import dev.trunkledger.query.testing.QuerySide;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A page reads about as many rows as it shows, wherever it lies in an organisation of 40,000 credentials. */
class ListPlanIT {

    private static final int TAKE = 20;
    private static final String ORG = "plan-" + UUID.randomUUID();
    private static final Queries DATABASE =
            QuerySide.shared().bean(Reading.class).of(ORG);
    private static final UUID PROVIDER = new UUID(0, 1);
    private static final UUID MIDDLE = new UUID(1L << 63, 0);

    /** Half of the credentials are deleted, 1 in 20 is the provider's, 1 in 500 has the shared key or the odd word. */
    @BeforeAll
    static void fill() throws SQLException {
        TrunkledgerDatabase database = QuerySide.shared().database();
        try (Connection owner = DriverManager.getConnection(
                        database.jdbcUrl(),
                        database.queryOwner().name(),
                        database.queryOwner().password());
                var statement = owner.createStatement()) {
            statement.execute("set search_path to read_model, public");
            for (String orgId : List.of(ORG, ORG + "-other")) {
                statement.execute(credentials(orgId));
            }
            statement.execute("""
                    insert into credential_search (credential_id, org_id, words)
                    select id, org_id, server || chr(10) || coalesce(description, '') from credential
                     where org_id like 'plan-%'
                    """);
            statement.execute("""
                    insert into org_total (org_id, transport, source, deleted, credentials)
                    select org_id, transport, source, deleted, count(*) from credential
                     where org_id like 'plan-%' group by 1, 2, 3, 4
                    """);
            statement.execute("analyze");
        }
    }

    private static String credentials(String orgId) {
        return """
                insert into credential (id, org_id, server, transport, description, cps_key, source, provider_id,
                       created_time, last_update_time, version, last_secret_version, deleted_time, erased, head_hash)
                select gen_random_uuid(), '%s', 'sip' || n %% 997 || '.example.com', (array['udp','tcp','tls'])[1 + n %% 3],
                       case when n %% 500 = 0 then 'quaint ' || n end, case when n %% 500 = 1 then 'shared' end,
                       case when n %% 20 = 0 then 'provider' else 'manual' end,
                       case when n %% 20 = 0 then '%s'::uuid end,
                       timestamptz '2026-01-01Z' + n * interval '1 second',
                       timestamptz '2026-01-01Z' + (n * 7919 %% 40000) * interval '1 second', 1, 0,
                       case when n %% 2 = 0 then timestamptz '2026-06-01Z' end, false, 'hash'
                  from generate_series(1, 40000) as n
                """.formatted(orgId, PROVIDER);
    }

    @Test
    void readsNoMoreThanItShowsInAnyOrderAtAnyDepth() {
        Map<SortKey, String> middles = Map.of(
                SortKey.LAST_UPDATE_TIME, "2026-01-01T05:00:00Z",
                SortKey.CREATED_TIME, "2026-01-01T05:00:00Z",
                SortKey.SERVER, "sip500.example.com",
                SortKey.DESCRIPTION, "");
        for (SortKey key : SortKey.values()) {
            for (boolean descending : List.of(false, true)) {
                for (boolean deleted : List.of(false, true)) {
                    CredentialSort sort = new CredentialSort(key, descending);
                    isShort(page(filter(null, null, deleted), sort, new PageStart.Skip(0)), key, 1);
                    var behind = new PageStart.Behind(middles.getOrDefault(key, ""), MIDDLE);
                    isShort(page(filter(null, null, deleted), sort, behind), key, 1);
                }
            }
        }
    }

    /** A third of all, or a twentieth: found by walking the order, three or twenty rows for each that is shown. */
    @Test
    void walksTheOrderPastWhatACommonFilterDrops() {
        CredentialSort sort = new CredentialSort(SortKey.SERVER, false);
        var behind = new PageStart.Behind("sip500.example.com", MIDDLE);
        isShort(page(filter(Transport.TLS, null, false), sort, behind), SortKey.SERVER, 10);
        isShort(page(filter(null, Source.MANUAL, true), sort, behind), SortKey.SERVER, 10);
    }

    @Test
    void readsNoMoreOfAProvidersCredentialsThanItShows() {
        CredentialSort newest = new CredentialSort(SortKey.CREATED_TIME, true);
        for (boolean deleted : List.of(false, true)) {
            CredentialFilter filter = new CredentialFilter(ORG, null, null, null, null, PROVIDER, null, deleted);
            SqlText sql = CredentialSql.page(filter, newest, new PageStart.Skip(0), TAKE + 1);
            Plan plan = Plan.of(DATABASE, sql);
            assertThat(plan.indexes()).as(plan.text()).containsOnly("credential_by_provider");
        }
    }

    @Test
    void keepsToTheOrderWithAPlanThatKnowsNoValues() {
        for (SortKey key : SortKey.values()) {
            for (PageStart start :
                    List.of(new PageStart.Skip(0), new PageStart.Behind("2026-01-01T05:00:00Z", MIDDLE))) {
                CredentialSort sort = new CredentialSort(key, true);
                Plan plan = Plan.withoutValues(
                        QuerySide.shared().database(),
                        CredentialSql.page(filter(Transport.UDP, null, true), sort, start, TAKE + 1));
                assertThat(plan.indexes()).as(plan.text()).containsExactlyInAnyOrder(index(key), "org_total_pkey");
            }
        }
    }

    @Test
    void takesTheTotalFromWhereItIsKept() {
        for (CredentialFilter filter : List.of(
                filter(null, null, false),
                filter(Transport.UDP, Source.PROVIDER, true),
                filter(null, Source.MANUAL, false))) {
            Plan plan = Plan.of(DATABASE, CredentialSql.total(filter));
            assertThat(plan.rowsOf("credential")).isZero();
            assertThat(plan.rowsOf("org_total")).as(plan.text()).isBetween(1L, 12L);
        }
    }

    @Test
    void findsRareKeysAndWordsThroughTheirIndexes() {
        CredentialSort sort = new CredentialSort(SortKey.CREATED_TIME, true);
        for (PageStart start : List.of(new PageStart.Skip(0), new PageStart.Behind("2026-01-01T05:00:00Z", MIDDLE))) {
            Plan byKey = page(new CredentialFilter(ORG, null, null, null, "shared", null, null, true), sort, start);
            assertThat(byKey.indexes()).as(byKey.text()).containsExactly("credential_by_cps_key");
            assertThat(byKey.rowsOf("credential")).isEqualTo(80);
            Plan byWord = page(new CredentialFilter(ORG, "Quaint", null, null, null, null, null, true), sort, start);
            assertThat(byWord.indexes()).as(byWord.text()).contains("credential_search_words");
            assertThat(byWord.rowsOf("credential_search")).as(byWord.text()).isLessThan(200);
            assertThat(byWord.rowsOf("credential")).as(byWord.text()).isLessThan(200);
        }
    }

    @Test
    void findsAllThatAreAwaitedByTheirIds() {
        List<AwaitedVersion> awaited = Stream.generate(UUID::randomUUID)
                .limit(50)
                .map(id -> new AwaitedVersion(ORG, id, 1))
                .toList();
        Plan plan = Plan.of(DATABASE, CredentialSql.arrived(awaited));
        assertThat(plan.indexes()).as(plan.text()).containsExactly("credential_pkey");
        assertThat(plan.typesOn("credential")).containsExactly("Index Scan");
    }

    private static void isShort(Plan plan, SortKey key, int rowsForEach) {
        long most = 2L * (TAKE + 1) * rowsForEach;
        assertThat(plan.rowsOf("credential")).as(plan.text()).isBetween(1L, most);
        assertThat(plan.mostSorted()).as(plan.text()).isLessThanOrEqualTo(2L * (TAKE + 1));
        assertThat(plan.typesOn("credential")).as(plan.text()).containsExactly("Index Scan");
        assertThat(plan.indexes()).as(plan.text()).contains(index(key));
    }

    private static String index(SortKey key) {
        return switch (key) {
            case LAST_UPDATE_TIME -> "credential_by_last_update";
            case CREATED_TIME -> "credential_by_created";
            case SERVER -> "credential_by_server";
            case DESCRIPTION -> "credential_by_description";
        };
    }

    private static Plan page(CredentialFilter filter, CredentialSort sort, PageStart start) {
        return Plan.of(DATABASE, CredentialSql.page(filter, sort, start, TAKE + 1));
    }

    private static CredentialFilter filter(@Nullable Transport transport, @Nullable Source source, boolean deleted) {
        return new CredentialFilter(ORG, null, transport, source, null, null, null, deleted);
    }
}
