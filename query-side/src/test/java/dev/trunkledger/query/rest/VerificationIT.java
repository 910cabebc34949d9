package dev.trunkledger.query.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.CredentialReplaced;
import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.query.testing.Client;
import dev.trunkledger.query.testing.QuerySide;
import dev.trunkledger.query.testing.RandomTrunks;
import dev.trunkledger.query.testing.TableOwner;
import dev.trunkledger.query.testing.Trunk;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What somebody who may write to the tables does to a history of six versions is found, and where. */
class VerificationIT {

    private static final QuerySide QUERY_SIDE = QuerySide.shared();
    private static final int VERSIONS = 6;

    private final String orgId = "org-" + UUID.randomUUID();
    private final Client caller = QUERY_SIDE.caller(orgId);
    private final TableOwner owner = TableOwner.of(QUERY_SIDE.database());
    private final Trunk trunk = new Trunk(orgId);

    @Test
    void confirmsUntouchedHistoriesOfEveryKind() {
        RandomTrunks random = new RandomTrunks(RandomTrunks.seed());
        List<Trunk> trunks =
                IntStream.range(0, 60).mapToObj(i -> random.trunk(orgId)).toList();
        QUERY_SIDE.project(random.mixed(trunks).toArray(SealedEvent[]::new));
        trunks.forEach(revealed -> QUERY_SIDE.reveal(revealed.accesses()));
        for (Trunk untouched : trunks) {
            isGood(untouched);
        }
    }

    @Test
    void followsAHistoryThatIsReadInManyBatches() {
        project(450);
        isGood(trunk);
        owner.execute("update audit_entry set actor = 'mallory' where credential_id = ? and version = 201", trunk.id());
        isBadFrom(201);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, VERSIONS})
    void findsAnEditedEvent(int version) {
        project(VERSIONS);
        entry(
                "event = convert_to(replace(convert_from(event, 'UTF8'), 's%1$d.test', 'x%1$d.test'), 'UTF8')"
                        .formatted(version),
                version);
        isBadFrom(version);
    }

    @Test
    void findsAnEventThatWasEditedAndSealedAnew() {
        project(VERSIONS);
        SealedEvent forged = forged(3, trunk.events().get(1).hash());
        owner.execute(
                "update audit_entry set event = ?, hash = ? where credential_id = ? and version = 3",
                forged.json(),
                forged.hash(),
                trunk.id());
        // It disagrees with what is told beside it; even if that were forged too, the next event names another hash.
        isBadFrom(3);
        entry("""
                changes = '[{"field":"server","from":"s2.test","to":"forged.test"}]'
                """, 3);
        isBadFrom(4);
    }

    @Test
    void findsANewestEventThatWasSealedAnew() {
        project(VERSIONS);
        SealedEvent forged = forged(VERSIONS, trunk.events().get(VERSIONS - 2).hash());
        owner.execute("""
                update audit_entry set event = ?, hash = ?,
                       changes = '[{"field":"server","from":"s5.test","to":"forged.test"}]'
                 where credential_id = ? and version = 6
                """, forged.json(), forged.hash(), trunk.id());
        isBadFrom(VERSIONS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, VERSIONS})
    void findsThatAnEventWasRemoved(int version) {
        project(VERSIONS);
        owner.execute("delete from audit_entry where credential_id = ? and version = ?", trunk.id(), version);
        isBadFrom(version);
    }

    @Test
    void findsThatAllEventsWereRemoved() {
        project(VERSIONS);
        owner.execute("delete from audit_entry where credential_id = ?", trunk.id());
        isBadFrom(1);
    }

    @Test
    void findsThatOneWasRemovedAndTheOthersMovedUp() {
        project(VERSIONS);
        owner.execute("delete from audit_entry where credential_id = ? and version = 3", trunk.id());
        for (int version = 4; version <= VERSIONS; version++) {
            entry("version = version - 1", version);
        }
        isBadFrom(3);
    }

    @Test
    void findsThatTwoWereSwapped() {
        project(VERSIONS);
        entry("version = -1", 3);
        entry("version = 3", 4);
        entry("version = 4", -1);
        isBadFrom(3);
    }

    @Test
    void findsThatOneWasInsertedBehindTheLastHoweverWellSealed() {
        project(VERSIONS);
        owner.execute("""
                insert into audit_entry
                select (jsonb_populate_record(copied, '{"version": 7}')).*
                  from audit_entry as copied where credential_id = ? and version = 6
                """, trunk.id());
        SealedEvent inserted = trunk.replaced(Trunk.server("s7.test"));
        owner.execute(
                "update audit_entry set event = ?, hash = ? where credential_id = ? and version = 7",
                inserted.json(),
                inserted.hash(),
                trunk.id());
        isBadFrom(VERSIONS + 1);
    }

    @Test
    void findsAnEventOfAnotherCredential() {
        project(VERSIONS);
        Trunk other = new Trunk(orgId);
        QUERY_SIDE.project(other.created(Trunk.server("s1.test")), other.replaced(Trunk.server("s2.test")));
        owner.execute("delete from audit_entry where credential_id = ? and version = 2", trunk.id());
        owner.execute(
                "update audit_entry set credential_id = ? where credential_id = ? and version = 2",
                trunk.id(),
                other.id());
        isBadFrom(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "action = 'created'",
                "occurred_time = occurred_time + interval '1 microsecond'",
                "actor = 'mallory'",
                "request_id = 'req-0'",
                "changed_fields = '{}'",
                "changes = '[]'",
                "hash = repeat('0', 64)",
                "event_type = 'CredentialRestored.v1'",
                "event_type = 'Nonsense.v1'",
                "org_id = 'mallory'",
                "credential_id = gen_random_uuid()",
                "event = ''"
            })
    void findsWhatWasToldAnotherWayThanTheEventDoes(String change) {
        project(VERSIONS);
        entry(change, 3);
        isBadFrom(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server = 'x.test'",
                "cps_limit = 1",
                "head_hash = repeat('0', 64)",
                "deleted_time = now()",
                "org_id = 'mallory'"
            })
    void findsThatTheCredentialIsNotWhatItsLastEventLeft(String change) {
        project(VERSIONS);
        owner.execute("update credential set " + change + " where id = ?", trunk.id());
        isBadFrom(VERSIONS);
    }

    @Test
    void findsThatTheCredentialIsAnOlderOrYoungerOne() {
        project(VERSIONS);
        owner.execute("update credential set version = 9 where id = ?", trunk.id());
        isBadFrom(VERSIONS + 1);
        owner.execute(
                "update credential set version = 4, head_hash = ?, server = 's4.test' where id = ?",
                trunk.events().get(3).hash(),
                trunk.id());
        isBadFrom(5);
        owner.execute("delete from credential where id = ?", trunk.id());
        isBadFrom(VERSIONS);
    }

    private void project(int versions) {
        trunk.created(Trunk.server("s1.test"));
        for (int version = 2; version <= versions; version++) {
            trunk.replaced(Trunk.server("s" + version + ".test"));
        }
        QUERY_SIDE.project(trunk.events().toArray(SealedEvent[]::new));
    }

    private void entry(String change, int version) {
        owner.execute(
                "update audit_entry set " + change + " where credential_id = ? and version = ?", trunk.id(), version);
    }

    /** As the one that it stands for, but for the server. */
    private SealedEvent forged(int version, String previousHash) {
        var genuine = (CredentialReplaced) trunk.events().get(version - 1).event();
        EventEnvelope envelope = genuine.envelope();
        CredentialContent content = genuine.content();
        assertThat(envelope.previousHash()).isEqualTo(previousHash);
        return EventJson.seal(new CredentialReplaced(
                envelope,
                new CredentialContent(
                        Trunk.server("forged.test"),
                        content.source(),
                        content.providerId(),
                        content.createdTime(),
                        content.secretVersion(),
                        content.lastSecretVersion()),
                genuine.changedFields(),
                genuine.effect()));
    }

    private void isGood(Trunk untouched) {
        JsonNode answer = caller.get(untouched.path() + "/history/verification").json();
        assertThat(answer.path("verified").asBoolean()).as(answer.toString()).isTrue();
        assertThat(answer.path("versions").asInt()).isEqualTo(untouched.events().size());
        assertThat(answer.path("headHash").asString())
                .isEqualTo(untouched.last().hash());
        assertThat(answer.path("firstBadVersion").isNull()).isTrue();
    }

    private void isBadFrom(int version) {
        JsonNode answer = caller.get(trunk.path() + "/history/verification").json();
        assertThat(answer.path("verified").asBoolean(true))
                .as(answer.toString())
                .isFalse();
        assertThat(answer.path("firstBadVersion").asInt()).as(answer.toString()).isEqualTo(version);
        assertThat(answer.path("versions").asInt()).isEqualTo(version - 1);
        assertThat(answer.path("headHash").isNull()).isTrue();
    }
}
