package dev.trunkledger.command.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.command.Api;
import dev.trunkledger.command.Api.Answer;
import dev.trunkledger.command.RunningCommandSide;
import dev.trunkledger.http.Scopes;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class IdempotencyIT {

    private static final String BARE = "{\"server\":\"sip.example.com\"}";
    private static final String GUARDED = "{\"server\":\"sip.example.com\",\"authPassword\":\"first\"}";

    private final RunningCommandSide side = RunningCommandSide.shared();
    private final String orgId = Api.newOrganisation();
    private final Api api = Api.of(side, orgId, Scopes.WRITE);
    private final String key = UUID.randomUUID().toString();

    @Test
    void answersARepeatedCreationAsTheFirst() {
        Answer first = api.post(GUARDED, "Idempotency-Key", key);
        Answer second = api.post(GUARDED, "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertSame(second, first);
    }

    @Test
    void answersAsTheFirstEvenAfterLaterChanges() {
        String id = api.created(BARE).id();
        Answer first = api.put(id, GUARDED, "Idempotency-Key", key);
        api.put(id, "{\"server\":\"sip2.example.com\",\"authPassword\":null,\"description\":\"later\"}");
        api.delete(id);

        assertSame(api.put(id, GUARDED, "Idempotency-Key", key), first);
    }

    @Test
    void answersWithTheWarningsOfTheFirst() {
        String member = "{\"server\":\"sip.example.com\",\"cpsKey\":\"pool\",\"cpsLimit\":%d}";
        String other = api.created(member.formatted(10)).id();
        Answer first = api.post(member.formatted(5), "Idempotency-Key", key);
        api.delete(other);

        assertThat(first.warnings()).containsExactly("cps-key-limits-disagree");
        assertSame(api.post(member.formatted(5), "Idempotency-Key", key), first);
    }

    @Test
    void remembersWhatChangedNothing() {
        String id = api.created(BARE).id();
        Answer first = api.put(id, BARE, "Idempotency-Key", key);
        api.put(id, "{\"server\":\"sip2.example.com\"}");

        assertThat(first.header("ETag")).isEqualTo("\"1\"");
        assertSame(api.put(id, BARE, "Idempotency-Key", key), first);
    }

    @Test
    void answersARepeatedDeletionAsTheFirst() {
        String id = api.created(BARE).id();

        assertThat(api.delete(id, "Idempotency-Key", key).status()).isEqualTo(204);
        Answer second = api.delete(id, "Idempotency-Key", key);

        assertThat(second.status()).isEqualTo(204);
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void takesAnotherRequestUnderTheSameKeyForAMistake() {
        String id = api.created(BARE).id();
        api.put(id, GUARDED, "Idempotency-Key", key);

        assertReused(api.put(id, BARE, "Idempotency-Key", key));
        assertReused(
                api.put(id, "{\"server\":\"sip.example.com\",\"authPassword\":\"second\"}", "Idempotency-Key", key));
        assertReused(api.put(api.created(BARE).id(), GUARDED, "Idempotency-Key", key));
        assertReused(api.send("PUT", Api.PATH + "/" + id + "?keepAuthPassword=true", GUARDED, "Idempotency-Key", key));
        assertReused(api.post(GUARDED, "Idempotency-Key", key));
        assertReused(api.delete(id, "Idempotency-Key", key));
    }

    @Test
    void doesNotHoldANewIfMatchAgainstARepetition() {
        String id = api.created(BARE).id();
        Answer first = api.put(id, GUARDED, "Idempotency-Key", key, "If-Match", "\"1\"");

        assertSame(api.put(id, GUARDED, "Idempotency-Key", key, "If-Match", "\"1\""), first);
        assertSame(api.put(id, GUARDED, "Idempotency-Key", key, "If-Match", "\"2\""), first);
    }

    @Test
    void judgesARefusedRequestAnew() {
        String id = api.created(BARE).id();

        assertThat(api.put(id, GUARDED, "Idempotency-Key", key, "If-Match", "\"2\"")
                        .status())
                .isEqualTo(412);
        assertThat(api.put(id, GUARDED, "Idempotency-Key", key, "If-Match", "\"1\"")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void keepsTheKeysOfOrganisationsApart() {
        String first = api.post(BARE, "Idempotency-Key", key).id();
        Answer other = Api.ofNewOrganisation(side).post(BARE, "Idempotency-Key", key);

        assertThat(other.status()).isEqualTo(201);
        assertThat(other.id()).isNotEqualTo(first);
        assertThat(other.header("Idempotency-Replayed")).isNull();
    }

    @Test
    void saysWhenTheFirstRequestIsStillRunning() throws InterruptedException {
        String id = api.created(BARE).id();
        Idempotency idempotency = side.context().getBean(Idempotency.class);
        RepeatableRequest first = new RepeatableRequest(
                orgId, new IdempotencyKey(key), HttpStatus.OK, List.of(), List.of(new byte[] {1}));
        WriteAnswer nothing = new WriteAnswer(HttpStatus.NO_CONTENT, null, List.of(), false);
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);

        CompletableFuture<WriteAnswer> running = CompletableFuture.supplyAsync(() -> idempotency.once(first, _ -> {
            started.countDown();
            waitFor(mayEnd);
            return nothing;
        }));
        started.await();
        Answer second = api.put(id, GUARDED, "Idempotency-Key", key);
        mayEnd.countDown();

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.problem()).isEqualTo("idempotency-key-in-use");
        assertThat(running.join()).isSameAs(nothing);
        assertThat(api.put(id, GUARDED, "Idempotency-Key", key).status()).isEqualTo(200);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertReused(Answer answer) {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("idempotency-key-reused");
    }

    private static void assertSame(Answer repeated, Answer first) {
        assertThat(repeated.status()).isEqualTo(first.status());
        assertThat(repeated.body()).isEqualTo(first.body());
        assertThat(repeated.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(repeated.header("Location")).isEqualTo(first.header("Location"));
        assertThat(repeated.header("Idempotency-Replayed")).isEqualTo("true");
    }
}
