package dev.trunkledger.query.store;

import static dev.trunkledger.query.fixtures.CredentialHistory.aCredential;
import static dev.trunkledger.query.fixtures.CredentialHistory.aCredentialWithThreeVersions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.wire.EventTypes;
import dev.trunkledger.events.wire.SealedAccess;
import dev.trunkledger.query.fixtures.CredentialHistory;
import dev.trunkledger.query.projection.Message;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessesIT {

    private ProjectedDatabase database;

    @BeforeAll
    void create() {
        database = ProjectedDatabase.create();
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void anAccessIsStoredBeforeItsCredentialIs() {
        CredentialHistory history = aCredential().revealed(1);
        database.reveal(history.accesses());
        assertThat(entries(history)).containsExactly("1/1 revealed 1 request-1");

        database.project(history.events());

        assertThat(entries(history)).containsExactly("1/0 created null request-1", "1/1 revealed 1 request-1");
    }

    @Test
    void accessesStandBehindTheVersionThatWasInForce() {
        CredentialHistory history =
                aCredentialWithThreeVersions().revealed(1).revealed(1).revealed(2);
        database.project(history);

        assertThat(entries(history))
                .extracting(entry -> entry.split(" ", 2)[0])
                .containsExactly("1/0", "1/1", "1/2", "2/0", "2/3", "3/0");
    }

    @Test
    void aGapHoldsUpTheAccessesAloneUntilItCloses() {
        CredentialHistory history = aCredential().revealed(1).revealed(1).revealed(1);
        database.reveal(List.of(history.access(1)));
        Stored held = database.reveal(List.of(history.access(3)));
        assertThat(held.parked()).hasSize(1);
        assertThat(parked(history)).containsExactly("gap true 3");
        database.project(history.events());
        assertThat(database.project(history.secretEntered().events()).credentials())
                .hasEntrySatisfying(
                        history.id(),
                        credential -> assertThat(credential.version()).isEqualTo(2));

        database.reveal(List.of(history.access(2)));

        assertThat(parked(history)).isEmpty();
        assertThat(head(history)).isEqualTo("3 " + history.access(3).hash());
    }

    @Test
    void aGapInTheHistoryHoldsUpNoAccess() {
        CredentialHistory history = aCredentialWithThreeVersions().revealed(3).revealed(3);
        database.project(List.of(history.event(1), history.event(3)));
        database.reveal(history.accesses());

        assertThat(parked(history)).containsExactly("gap false 3");
        assertThat(head(history)).isEqualTo("2 " + history.access(2).hash());
    }

    @Test
    void repeatsBringNothingNewAndRivalsAreParked() {
        CredentialHistory history = aCredential().revealed(1).revealed(1);
        database.reveal(history.accesses());
        Stored repeated = database.reveal(history.accesses());
        assertThat(repeated.repeats()).isEqualTo(2);
        assertThat(repeated.applied()).isZero();

        SealedAccess forged = history.rivalOfNewestAccess();
        database.reveal(List.of(forged));

        assertThat(parked(history)).containsExactly("conflicting-repeat true 2");
        assertThat(head(history)).isEqualTo("2 " + history.access(2).hash());
    }

    @Test
    void anAccessAmongTheEventsIsNotTakenForOne() {
        CredentialHistory history = aCredential().revealed(1);
        var message = database.message(history.event(1));
        database.store(List.of(new Message(
                message.id(),
                message.key(),
                EventTypes.REVEALED,
                history.access(1).json())));

        assertThat(parked(history)).containsExactly("unknown-type false null");
        assertThat(entries(history)).isEmpty();
    }

    private List<String> entries(CredentialHistory history) {
        return Rows.texts(
                database.jdbc(),
                "select concat(version, '/', access_sequence, ' ', action, ' ', coalesce(secret_version::text, 'null'),"
                        + " ' ', request_id) from audit_entry where credential_id = '" + history.id()
                        + "' order by version, access_sequence");
    }

    private List<String> parked(CredentialHistory history) {
        return Rows.texts(
                database.jdbc(),
                "select concat(reason, ' ', access::text, ' ', coalesce(version::text, 'null')) from parked_message"
                        + " where credential_id = '" + history.id() + "' order by version");
    }

    private String head(CredentialHistory history) {
        return Rows.texts(
                        database.jdbc(),
                        "select concat(sequence, ' ', head_hash) from access_head where credential_id = '"
                                + history.id() + "'")
                .getFirst();
    }
}
