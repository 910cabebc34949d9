package dev.trunkledger.query.store;

import static dev.trunkledger.query.fixtures.CredentialHistory.aCredential;
import static dev.trunkledger.query.fixtures.CredentialHistory.aCredentialWithThreeVersions;
import static dev.trunkledger.query.fixtures.CredentialHistory.aHistory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.trunkledger.events.Transport;
import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.query.fixtures.CredentialHistory;
import dev.trunkledger.query.fixtures.Settings;
import dev.trunkledger.query.projection.Message;
import dev.trunkledger.query.projection.MessageReader;
import dev.trunkledger.query.projection.Projected;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadModelsIT {

    private final ProjectedDatabase database = ProjectedDatabase.create();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void storesAllThatAnEventTells() {
        UUID provider = UUID.randomUUID();
        CredentialHistory history = aHistory()
                .ofProvider(provider)
                .created(settings -> Settings.of(settings)
                        .domain("realm")
                        .authUser("Bob")
                        .description("Empfang 'Süd' {1,\"2\"} \\ ,")
                        .cpsLimit(7)
                        .cpsKey("shared")
                        .build())
                .secretEntered();
        database.project(history);

        Map<String, @Nullable Object> row = database.jdbc().queryForMap("select * from credential");
        assertThat(row)
                .containsEntry("id", history.id())
                .containsEntry("org_id", "acme")
                .containsEntry("domain", "realm")
                .containsEntry("auth_user", "Bob")
                .containsEntry("description", "Empfang 'Süd' {1,\"2\"} \\ ,")
                .containsEntry("cps_limit", 7)
                .containsEntry("cps_key", "shared")
                .containsEntry("source", "provider")
                .containsEntry("provider_id", provider)
                .containsEntry("version", 2L)
                .containsEntry("secret_version", 1)
                .containsEntry("deleted", false)
                .containsEntry("head_hash", history.event(2).hash());
        assertThat(text("select words from credential_search"))
                .isEqualTo("sip.example.com\nrealm\nbob\nempfang 'süd' {1,\"2\"} \\ ,");
        assertThat(text("select changes::text from audit_entry where version = 2"))
                .isEqualTo("[{\"field\":\"authPassword\",\"from\":null,\"to\":\"secret v1\"}]");
        assertThat(text("select changed_fields::text from audit_entry where version = 2"))
                .isEqualTo("{authPassword}");
        assertThat(database.jdbc().queryForObject("select event from audit_entry where version = 2", byte[].class))
                .isEqualTo(history.event(2).json());
    }

    @Test
    void eventsStoredOneByOneOrTogetherGiveTheSameRows() {
        List<SealedEvent> events = new ArrayList<>();
        events.addAll(aCredentialWithThreeVersions().deleted().erased().events());
        events.addAll(aCredential().secretEntered().deleted().restored(2).events());
        database.project(events);
        try (ProjectedDatabase oneByOne = ProjectedDatabase.create();
                ProjectedDatabase shuffled = ProjectedDatabase.create()) {
            events.forEach(event -> oneByOne.project(List.of(event)));
            List<SealedEvent> anyOrder = new ArrayList<>(events);
            Collections.shuffle(anyOrder, new Random(7));
            anyOrder.forEach(event -> shuffled.project(List.of(event)));

            assertThat(Rows.of(oneByOne.jdbc())).isEqualTo(Rows.of(database.jdbc()));
            assertThat(Rows.of(shuffled.jdbc())).isEqualTo(Rows.of(database.jdbc()));
        }
    }

    @Test
    void anEventPublishedTwiceChangesNothing() {
        CredentialHistory history = aCredentialWithThreeVersions();
        database.project(history);
        Map<String, List<String>> before = Rows.of(database.jdbc());

        Stored again = database.project(history.events());

        assertThat(again.repeats()).isEqualTo(3);
        assertThat(again.applied()).isZero();
        assertThat(Rows.of(database.jdbc())).isEqualTo(before);
    }

    @Test
    void aGapClosesWhenTheMissingEventComes() {
        CredentialHistory history = aCredential();
        for (int i = 2; i <= 1200; i++) {
            int limit = i;
            history.replaced(settings -> Settings.of(settings).cpsLimit(limit).build());
        }
        List<SealedEvent> events = history.events();
        database.project(events.subList(0, 1));
        database.project(events.subList(2, 1200));
        assertThat(number("select version from credential")).isEqualTo(1);
        assertThat(number("select count(*) from parked_message where reason = 'gap'"))
                .isEqualTo(1198);

        Stored stored = database.project(events.subList(1, 2));

        assertThat(stored.applied()).isEqualTo(1199);
        assertThat(number("select version from credential")).isEqualTo(1200);
        assertThat(number("select count(*) from audit_entry")).isEqualTo(1200);
        assertThat(number("select count(*) from parked_message")).isZero();
    }

    @Test
    void anotherContentForAKnownVersionIsParkedAndTheRestGoesOn() {
        CredentialHistory history = aCredentialWithThreeVersions();
        database.project(history);

        database.project(List.of(history.rivalOfNewest()));
        database.project(List.of(history.deleted().event(4)));

        assertThat(text("select reason from parked_message")).isEqualTo("conflicting-repeat");
        assertThat(number("select version from credential")).isEqualTo(4);
    }

    @Test
    void whatTheDatabaseRefusesIsParkedAlone() {
        CredentialHistory poison = aCredential();
        CredentialHistory before = aCredentialWithThreeVersions();
        CredentialHistory after = aCredentialWithThreeVersions();
        // No text of PostgreSQL can hold this character; no request could have brought it in either.
        poison.replaced(settings -> Settings.of(settings).description("\0").build())
                .secretEntered();
        List<SealedEvent> events = new ArrayList<>(before.events());
        events.addAll(poison.events());
        events.addAll(after.events());

        Stored stored = database.project(events);

        assertThat(stored.credentials())
                .hasSize(3)
                .allSatisfy(
                        (id, credential) -> assertThat(credential.version()).isEqualTo(id.equals(poison.id()) ? 1 : 3));
        assertThat(Rows.texts(database.jdbc(), "select reason from parked_message order by version"))
                .containsExactly("refused", "gap");
        assertThat(number("select next_offset from projection_position")).isEqualTo(9);
    }

    @Test
    void parkedMessagesAreTakenUpOnceTheyAreUnderstood() {
        CredentialHistory history = aCredentialWithThreeVersions();
        Message first = database.message(history.event(1));
        // As an older version parked it: that one did not know the type.
        database.store(List.of(new Message(first.id(), first.key(), "Unknown.v1", first.value())));
        database.project(history.events().subList(1, 3));
        assertThat(database.readModels().retryParked()).isEmpty();
        database.jdbc()
                .update(
                        "update parked_message set event_type = ? where reason = 'unknown-type'",
                        history.event(1).type());

        Map<UUID, Projected> moved = database.readModels().retryParked();

        assertThat(moved.values())
                .extracting(Projected::id, Projected::version)
                .containsExactly(tuple(history.id(), 3L));
        assertThat(number("select count(*) from parked_message")).isZero();
    }

    @Test
    void totalsFollowEveryChange() {
        CredentialHistory udp = aCredential();
        CredentialHistory tls =
                aHistory().created(s -> Settings.of(s).transport(Transport.TLS).build());
        database.project(udp, tls, aCredential());
        database.project(aHistory().ofOrganisation("other").created(s -> s));
        assertThat(totals()).containsExactly("acme tls false 1", "acme udp false 2");

        database.project(List.of(
                udp.replaced(s -> Settings.of(s).transport(Transport.TLS).build())
                        .event(2),
                tls.deleted().event(2)));
        assertThat(totals()).containsExactly("acme tls false 1", "acme tls true 1", "acme udp false 1");

        database.project(List.of(tls.restored(1).event(3)));
        assertThat(totals()).containsExactly("acme tls false 2", "acme udp false 1");
    }

    @Test
    void whatDoesNotGoOnWhereThePartitionStandsIsNotTaken() {
        CredentialHistory history = aCredentialWithThreeVersions();
        List<Message> messages =
                history.events().stream().map(database::message).toList();
        database.store(messages.subList(0, 1));

        Stored refused = database.store(messages.subList(2, 3));

        assertThat(refused.positions().values()).containsExactly(1L);
        assertThat(refused.applied()).isZero();
        assertThat(number("select count(*) from parked_message")).isZero();
    }

    @Test
    void whereTheLogHasNothingAtThePlaceThatWasAskedForItGoesOnWithWhatComes() {
        CredentialHistory history = aCredentialWithThreeVersions();
        List<Message> messages =
                history.events().stream().map(database::message).toList();
        Message last = messages.getLast();
        var arrival = new Arrival(last.id().partition(), 0L, List.of(MessageReader.read(last)));

        Stored stored = database.readModels().store(List.of(arrival));

        assertThat(stored.positions().values()).containsExactly(3L);
    }

    private List<String> totals() {
        return Rows.texts(
                database.jdbc(),
                "select concat_ws(' ', org_id, transport, deleted::text, credentials) from org_total"
                        + " where org_id = 'acme' and credentials <> 0 order by 1");
    }

    private String text(String sql) {
        return String.valueOf(database.jdbc().queryForObject(sql, String.class));
    }

    private long number(String sql) {
        return Long.parseLong(text(sql));
    }
}
