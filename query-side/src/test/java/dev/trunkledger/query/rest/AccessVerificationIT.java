package dev.trunkledger.query.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.infrastructure.TrunkledgerDatabase;
import dev.trunkledger.query.testing.Client;
import dev.trunkledger.query.testing.QuerySide;
import dev.trunkledger.query.testing.Trunk;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What somebody who may write to the tables does to five accesses is found, and where. */
class AccessVerificationIT {

    private static final QuerySide QUERY_SIDE = QuerySide.shared();

    private final String orgId = "org-" + UUID.randomUUID();
    private final Client caller = QUERY_SIDE.caller(orgId);
    private final Trunk trunk = new Trunk(orgId);

    @BeforeEach
    void reveal() {
        trunk.created(Trunk.server("sip.example.com"));
        trunk.revealed();
        trunk.revealed();
        trunk.replaced(Trunk.server("sip2.example.com"));
        trunk.revealed();
        trunk.revealed();
        trunk.revealed();
        QUERY_SIDE.project(trunk.events().toArray(SealedEvent[]::new));
        QUERY_SIDE.reveal(trunk.accesses());
    }

    @Test
    void confirmsBothChains() {
        JsonNode answer = verification();
        assertThat(answer.path("verified").asBoolean()).isTrue();
        assertThat(answer.path("versions").asInt()).isEqualTo(2);
        assertThat(answer.path("headHash").asString()).isEqualTo(trunk.last().hash());
        assertThat(answer.path("accesses").asInt()).isEqualTo(5);
        assertThat(answer.path("accessHeadHash").asString())
                .isEqualTo(trunk.accesses().getLast().hash());
        assertThat(answer.path("firstBadAccess").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3 | update audit_entry set event = convert_to(replace(convert_from(event, 'UTF8'), 'alice', 'mallo'),"
                        + " 'UTF8') where access_sequence = 3",
                "2 | update audit_entry set actor = 'mallory' where access_sequence = 2",
                "4 | update audit_entry set secret_version = 99 where access_sequence = 4",
                "1 | update audit_entry set version = 2 where access_sequence = 1",
                "2 | update audit_entry set request_id = 'none' where access_sequence = 2",
                "1 | delete from audit_entry where access_sequence = 1",
                "3 | delete from audit_entry where access_sequence = 3",
                "5 | delete from audit_entry where access_sequence = 5",
                "1 | delete from audit_entry where access_sequence > 0",
                "5 | update access_head set head_hash = repeat('0', 64) where true",
                "4 | update access_head set sequence = 4 where true",
                "1 | delete from access_head where true",
            })
    void findsWhatWasDoneToOne(int firstBad, String statement) throws SQLException {
        tamper(statement);
        JsonNode answer = verification();
        assertThat(answer.path("verified").asBoolean()).isFalse();
        assertThat(answer.path("firstBadVersion").isNull()).isTrue();
        assertThat(answer.path("firstBadAccess").asInt()).isEqualTo(firstBad);
        assertThat(answer.path("accessHeadHash").isNull()).isTrue();
    }

    @Test
    void accessesThatAreProjectedMeanwhileAreNoFault() throws Exception {
        for (int round = 0; round < 50; round++) {
            Trunk other = new Trunk(orgId);
            other.created(Trunk.server("sip.example.com"));
            other.revealed();
            other.revealed();
            QUERY_SIDE.project(other.events().toArray(SealedEvent[]::new));
            Thread projection = Thread.ofPlatform().start(() -> QUERY_SIDE.reveal(other.accesses()));
            int accesses = 0;
            while (accesses < 2) {
                JsonNode answer =
                        caller.get(other.path() + "/history/verification").json();
                assertThat(answer.path("verified").asBoolean())
                        .as(answer.toString())
                        .isTrue();
                accesses = answer.path("accesses").asInt();
            }
            projection.join();
        }
    }

    private JsonNode verification() {
        return caller.get(trunk.path() + "/history/verification").json();
    }

    private void tamper(String statement) throws SQLException {
        TrunkledgerDatabase database = QUERY_SIDE.database();
        try (Connection owner = DriverManager.getConnection(
                        database.jdbcUrl(),
                        database.queryOwner().name(),
                        database.queryOwner().password());
                var tampering = owner.createStatement()) {
            tampering.execute("set search_path to read_model, public");
            tampering.execute(statement + " and credential_id = '" + trunk.id() + "'");
        }
    }
}
