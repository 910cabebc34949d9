package dev.trunkledger.query.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.query.credentials.Credentials;
import dev.trunkledger.query.credentials.StoredCredential;
import dev.trunkledger.query.store.Stored;
import dev.trunkledger.query.testing.Answer;
import dev.trunkledger.query.testing.Client;
import dev.trunkledger.query.testing.QuerySide;
import dev.trunkledger.query.testing.Trunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WaitIT {

    private final QuerySide querySide = QuerySide.shared();
    private final String orgId = "org-" + UUID.randomUUID();
    private final Client caller = querySide.caller(orgId);
    private final Trunk trunk = new Trunk(orgId);

    @Test
    void answersAtOnceWhatHasTheVersionAlready() {
        querySide.project(trunk.created(Trunk.server("a.test")), trunk.replaced(Trunk.server("b.test")));
        Answer answer = caller.get(trunk.path() + "?minVersion=2", "Prefer", "wait=10");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).contains("\"2\"");
        assertThat(answer.header("Preference-Applied")).contains("wait=10");
        assertThat(caller.get(trunk.path() + "?minVersion=1", "If-None-Match", "\"2\"")
                        .status())
                .isEqualTo(304);
    }

    @Test
    void refusesAtOnceWhenNobodyWantsToWait() {
        querySide.project(trunk.created(Trunk.server("a.test")));
        Answer answer = caller.get(trunk.path() + "?minVersion=2");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("projection-behind");
        assertThat(answer.header("Retry-After")).contains("1");
        assertThat(answer.header("Preference-Applied")).isEmpty();
    }

    @Test
    void refusesWhenPatienceEnds() {
        Answer answer = caller.get(trunk.path() + "?minVersion=1", "Prefer", "wait=1");
        assertThat(answer.problem()).isEqualTo("projection-behind");
        assertThat(answer.header("Preference-Applied")).contains("wait=1");
    }

    @Test
    void answersAsSoonAsThisProcessHasProjectedIt() {
        CompletableFuture<Answer> answer = caller.getLater(trunk.path() + "?minVersion=1", "Prefer", "wait=10");
        querySide.project(trunk.created(Trunk.server("a.test")));
        assertThat(answer.join().status()).isEqualTo(200);
    }

    /** Whoever waited is told what was projected, and not what a row says. */
    @Test
    void tellsWhoeverWaitedWhatTheRowTellsAfterwards() {
        List<SealedEvent> changes =
                List.of(trunk.created(Trunk.server("a.test")), trunk.replaced(Trunk.server("b.test")), trunk.deleted());
        for (int version = 1; version <= changes.size(); version++) {
            Stored stored = querySide.projectElsewhere(changes.get(version - 1));
            assertThat(querySide.bean(Credentials.class).find(orgId, trunk.id()))
                    .isEqualTo(Optional.ofNullable(stored.credentials().get(trunk.id()))
                            .map(StoredCredential::of))
                    .isPresent();
        }
    }

    @Test
    void answersAsSoonAsAnotherProcessHasProjectedIt() {
        CompletableFuture<Answer> answer = caller.getLater(trunk.path() + "?minVersion=1", "Prefer", "wait=10");
        querySide.projectElsewhere(trunk.created(Trunk.server("a.test")));
        assertThat(answer.join().status()).isEqualTo(200);
    }

    /** More than there are threads (64) or connections (12): whoever held one of either would starve the rest. */
    @Test
    void letsManyWaitWhileOthersAreServed() {
        List<Trunk> trunks = new ArrayList<>();
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            trunks.add(new Trunk(orgId));
            answers.add(caller.getLater(trunks.get(i).path() + "?minVersion=1", "Prefer", "wait=10"));
        }
        assertThat(caller.get("/api/v1/sip-credentials").status()).isEqualTo(200);
        querySide.projectElsewhere(trunks.stream()
                .map(each -> each.created(Trunk.server("a.test")))
                .toArray(SealedEvent[]::new));
        assertThat(answers).extracting(answer -> answer.join().status()).containsOnly(200);
    }

    @Test
    void tellsAStrangerNothingHoweverLongHeWaits() {
        querySide.project(trunk.created(Trunk.server("a.test")));
        Client stranger = querySide.caller(orgId + "x");
        Answer theirs = stranger.get(trunk.path() + "?minVersion=1");
        Answer nobodys = stranger.get(new Trunk(orgId).path() + "?minVersion=1");
        assertThat(theirs.problem()).isEqualTo(nobodys.problem()).isEqualTo("projection-behind");
        assertThat(theirs.json().path("detail")).isEqualTo(nobodys.json().path("detail"));
    }
}
