package dev.trunkledger.query.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.Transport;
import dev.trunkledger.query.reading.Queries;
import dev.trunkledger.query.reading.Reading;
import dev.trunkledger.query.reading.SqlText;
import dev.trunkledger.query.testing.Plan;
import dev.trunkledger.query.testing.QuerySide;
import dev.trunkledger.query.testing.TableOwner;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was in force is found in one step for each credential, whether it has one version or twenty thousand. */
class PastPlanIT {

    private static final int CREDENTIALS = 500;
    private static final int BUSY_VERSIONS = 20_000;
    private static final String ORG = "past-plan-" + UUID.randomUUID();
    private static final UUID BUSY = new UUID(7, 7);
    private static final Queries DATABASE =
            QuerySide.shared().bean(Reading.class).of(ORG);
    private static final List<String> BY_INDEX = List.of("Index Scan", "Index Only Scan");
    private static final List<Instant> TIMES = List.of(
            Instant.parse("2026-01-01T01:00:00Z"),
            Instant.parse("2026-01-01T03:00:00Z"),
            Instant.parse("2030-01-01T00:00:00Z"));

    /** Of 500 credentials with 20 versions each, one has 20,000; beside them, as many of other organisations. */
    @BeforeAll
    static void fill() {
        TableOwner owner = TableOwner.of(QuerySide.shared().database());
        for (String orgId : List.of(ORG, ORG + "-other")) {
            owner.execute("""
                    insert into credential (id, org_id, server, transport, source, created_time, last_update_time,
                           version, last_secret_version, erased, head_hash)
                    select case when n = 0 and ? then ?::uuid else gen_random_uuid() end, ?, 'a.test', 'udp', 'manual',
                           timestamptz '2026-01-01Z' + n * interval '1 second', timestamptz '2026-01-02Z', 1, 0, false, ''
                      from generate_series(0, ? - 1) as n
                    """, orgId.equals(ORG), BUSY, orgId, CREDENTIALS);
        }
        owner.execute("""
                insert into audit_entry (credential_id, version, org_id, action, occurred_time, actor, request_id,
                       changed_fields, changes, hash, event_type, event)
                select id, n, org_id, case when n = 1 then 'created' else 'replaced' end,
                       created_time + (n - 1) * interval '1 second', 'actor', 'request', '{server}', '[]', 'hash', 'type',
                       convert_to(json_build_object('source', 'manual', 'createdTime', created_time, 'settings',
                            json_build_object('server', 's' || n, 'transport', 'udp'))::text, 'UTF8')
                  from credential, generate_series(1, case when id = ? then ? else 20 end) as n
                 where org_id in (?, ?)
                """, BUSY, BUSY_VERSIONS, ORG, ORG + "-other");
        owner.analyze();
    }

    @Test
    void readsOneEntryOfACredentialWhateverTheTime() {
        for (Instant time : TIMES) {
            Plan plan = Plan.of(DATABASE, PastSql.inForce(ORG, BUSY, time));
            assertThat(plan.indexes()).as(plan.text()).startsWith("audit_entry_in_force");
            assertThat(plan.rowsOf("audit_entry")).as(plan.text()).isEqualTo(1);
            assertThat(plan.mostSorted()).isZero();
        }
    }

    @Test
    void readsTheVersionsThatAreAskedForAndNoOthers() {
        Plan plan = Plan.of(DATABASE, PastSql.versions(ORG, BUSY, 7L, 19_000L));
        assertThat(plan.typesOn("audit_entry")).as(plan.text()).isSubsetOf(BY_INDEX);
        assertThat(plan.rowsOf("audit_entry")).as(plan.text()).isEqualTo(2);
    }

    @Test
    void readsOneEntryForEachCredentialOfAList() {
        for (Instant time : TIMES) {
            for (SortKey key : SortKey.values()) {
                readsOneEntryForEach(page(filter(null, null, false), time, key));
                readsOneEntryForEach(page(filter("s1", Transport.UDP, true), time, key));
            }
        }
    }

    @Test
    void keepsToItWithAPlanThatKnowsNoValues() {
        Plan plan = Plan.withoutValues(
                QuerySide.shared().database(),
                page(filter(null, Transport.UDP, true), TIMES.getFirst(), SortKey.SERVER));
        assertThat(plan.indexes()).as(plan.text()).contains("audit_entry_in_force");
        assertThat(plan.typesOn("audit_entry")).as(plan.text()).isSubsetOf(BY_INDEX);
        assertThat(plan.typesOn("credential")).as(plan.text()).doesNotContain("Seq Scan");
    }

    private static void readsOneEntryForEach(SqlText sql) {
        Plan plan = Plan.of(DATABASE, sql);
        assertThat(plan.typesOn("audit_entry")).as(plan.text()).isSubsetOf(BY_INDEX);
        assertThat(plan.typesOn("credential")).as(plan.text()).doesNotContain("Seq Scan");
        assertThat(plan.indexes()).as(plan.text()).contains("audit_entry_in_force");
        assertThat(plan.rowsOf("credential")).as(plan.text()).isBetween(1L, (long) CREDENTIALS);
        assertThat(plan.rowsOf("audit_entry")).as(plan.text()).isEqualTo(plan.rowsOf("credential"));
    }

    private static SqlText page(CredentialFilter filter, Instant time, SortKey key) {
        return PastSql.page(filter, time, new CredentialSort(key, true), new PageStart.Skip(0), 21);
    }

    private static CredentialFilter filter(@Nullable String search, @Nullable Transport transport, boolean deleted) {
        return new CredentialFilter(ORG, search, transport, null, null, null, null, deleted);
    }
}
