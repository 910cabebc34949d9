package dev.trunkledger.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.trunkledger.command.CommandInstance;
import dev.trunkledger.command.LedgerDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the application's role must not be able to do, tried on a ledger that holds an event. */
class ApplicationRoleIT {

    private static final String NOT_ALLOWED = "42501";

    private static LedgerDatabase database;

    @BeforeAll
    static void recordAnEvent() {
        database = new LedgerDatabase();
        CommandInstance instance = database.startInstance();
        instance.create(UUID.randomUUID(), CommandInstance.settings("a.example.com"), "hunter2", null);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger.event set org_id = 'other'",
                "update ledger.event set payload = '\\x00'",
                "delete from ledger.event",
                "truncate ledger.event",
                "drop table ledger.event",
                "alter table ledger.event disable trigger all",
                "update ledger.access_event set payload = '\\x00'",
                "delete from ledger.access_event",
                "truncate ledger.access_event",
                "select payload from ledger.access_event_as_json",
                "create table ledger.anything (x int)",
                "select payload from ledger.event_as_json",
                "delete from ledger.relay_position",
                "truncate ledger.idempotency",
                "update vault.data_key set org_id = 'other'",
                "update vault.data_key set key_id = gen_random_uuid()",
                "truncate vault.data_key cascade",
                "update vault.secret set ciphertext = '\\x00'",
                "truncate vault.secret",
                "update vault.service_key set name = 'other'",
                "delete from vault.service_key",
                "update ledger.deleted_credential set deleted_time = now()",
                "update ledger.relay_milestone set global_index = 0",
                "create table vault.anything (x int)",
                "update ledger.flyway_schema_history set success = false",
                "select * from read_model.credential",
                "create table read_model.anything (x int)",
                "select * from pacing.gate",
                "create table pacing.anything (x int)",
                "create schema anything",
                "set role trunkledger_command_owner",
                "set role trunkledger_query",
                "set role trunkledger_pacing",
            })
    void isRefused(String statement) throws SQLException {
        try (Connection application = database.connectAsApplication();
                Statement attempt = application.createStatement()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> attempt.execute(statement))
                    .satisfies(refusal -> assertThat(refusal.getSQLState()).isEqualTo(NOT_ALLOWED));
        }
    }

    @Test
    void theOwnerReadsEventsAsJson() throws SQLException {
        try (Connection owner = database.connectAsOwner();
                Statement statement = owner.createStatement();
                ResultSet event = statement.executeQuery(
                        "select payload ->> 'orgId', payload #>> '{settings,server}' from ledger.event_as_json")) {
            assertThat(event.next()).isTrue();
            assertThat(event.getString(1)).isEqualTo(CommandInstance.ORG);
            assertThat(event.getString(2)).isEqualTo("a.example.com");
        }
    }

    @Test
    void everyIndexHasAReader() throws SQLException {
        try (Connection owner = database.connectAsOwner();
                Statement statement = owner.createStatement();
                ResultSet indexes = statement.executeQuery("""
                        select string_agg(indexname, ' ' order by indexname) from pg_indexes
                        where schemaname in ('ledger', 'vault') and indexname not like 'flyway%'""")) {
            assertThat(indexes.next()).isTrue();
            // Loads; relay; purge; warnings; retention; the foreign key of secrets; key rotation; checkpoints; and
            // the keys of the tables that are read by them.
            assertThat(indexes.getString(1).split(" "))
                    .containsExactly(
                            "access_event_in_commit_order",
                            "access_event_pkey",
                            "audit_checkpoint_in_commit_order",
                            "audit_checkpoint_pkey",
                            "audited_organisation_pkey",
                            "chain_head_by_organisation",
                            "chain_head_pkey",
                            "chain_head_position_pkey",
                            "closed_history_pkey",
                            "cps_key_member_by_key",
                            "cps_key_member_pkey",
                            "data_key_by_kek",
                            "data_key_by_key_id",
                            "data_key_pkey",
                            "deleted_credential_by_time",
                            "deleted_credential_pkey",
                            "event_in_commit_order",
                            "event_pkey",
                            "idempotency_by_expiry",
                            "idempotency_pkey",
                            "relay_milestone_pkey",
                            "relay_position_pkey",
                            "secret_pkey",
                            "service_key_pkey");
        }
    }
}
