package dev.trunkledger.command.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.command.Api;
import dev.trunkledger.command.Api.Answer;
import dev.trunkledger.command.RunningCommandSide;
import dev.trunkledger.events.EventEnvelope;
import dev.trunkledger.events.SecretRevealed;
import dev.trunkledger.events.wire.AccessJson;
import dev.trunkledger.events.wire.EventJson;
import dev.trunkledger.events.wire.SealedAccess;
import dev.trunkledger.http.Scopes;
import dev.trunkledger.infrastructure.TestInfrastructure;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RevealCredentialIT {

    private static final String GUARDED = "{\"server\":\"sip.example.com\",\"authPassword\":\"%s\"}";

    private final RunningCommandSide side = RunningCommandSide.shared();
    private final Api writer = Api.ofNewOrganisation(side);
    private final Api reader = Api.of(side, writer.orgId(), Scopes.REVEAL);

    @Test
    void answersTheWholeCredentialWithItsPassword() {
        Answer created = writer.created(GUARDED.formatted("hunter2"));

        Answer revealed = reader.reveal(created.id(), "ticket 7");

        assertThat(revealed.status()).isEqualTo(200);
        assertThat(revealed.header("Cache-Control")).isEqualTo("no-store");
        assertThat(revealed.header("ETag")).isEqualTo("\"1\"");
        ObjectNode expected = (ObjectNode) created.json();
        expected.remove("warnings");
        expected.put("authPassword", "hunter2");
        assertThat(revealed.json()).isEqualTo(expected);
    }

    @Test
    void recordsWhoSawItAndWhy() throws SQLException {
        String id = writer.created(GUARDED.formatted("hunter2")).id();
        writer.put(id, GUARDED.formatted("hunter3"));

        Answer revealed = reader.reveal(id, "ticket 7", "X-Request-Id", "r-17");

        SealedAccess access = records(id).getFirst();
        SecretRevealed event = access.event();
        assertThat(revealed.status()).isEqualTo(200);
        assertThat(event.sequence()).isEqualTo(1);
        assertThat(event.secretVersion()).isEqualTo(2);
        assertThat(event.envelope().version()).isEqualTo(2);
        assertThat(event.envelope().orgId()).isEqualTo(writer.orgId());
        assertThat(event.envelope().previousHash()).isNull();
        assertThat(event.envelope().actor().sub()).isEqualTo("alice");
        assertThat(event.envelope().actor().reason()).isEqualTo("ticket 7");
        assertThat(event.envelope().actor().requestId()).isEqualTo("r-17");
        assertThat(EventJson.isIntact(access.json())).isTrue();
    }

    @Test
    void fiftyAtOnceMakeOneChainWithoutAGap() throws Exception {
        String id = writer.created(GUARDED.formatted("hunter2")).id();

        List<Answer> answers = atOnce(IntStream.range(0, 50)
                .<Callable<Answer>>mapToObj(i -> () -> reader.reveal(id, "reason " + i))
                .toList());

        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertIntactChain(id, 50);
    }

    @Test
    void disturbsNoWriter() throws Exception {
        String id = writer.created(GUARDED.formatted("hunter2")).id();
        String kept = Api.PATH + "/" + id + "?keepAuthPassword=true";
        List<Callable<Answer>> work = new ArrayList<>();
        work.add(() -> {
            Answer last = null;
            for (int version = 1; version <= 30; version++) {
                last = writer.send(
                        "PUT",
                        kept,
                        "{\"server\":\"sip.example.com\",\"cpsLimit\":" + version + "}",
                        "If-Match",
                        "\"" + version + "\"");
                assertThat(last.status()).as("version " + version).isEqualTo(200);
            }
            return java.util.Objects.requireNonNull(last);
        });
        IntStream.range(0, 20).forEach(i -> work.add(() -> reader.reveal(id, "reason " + i)));

        List<Answer> answers = atOnce(work);

        assertThat(answers.getFirst().header("ETag")).isEqualTo("\"31\"");
        long shown = answers.stream()
                .skip(1)
                .filter(answer -> answer.status() == 200)
                .peek(answer -> assertThat(answer.json().get("authPassword").stringValue())
                        .isEqualTo("hunter2"))
                .count();
        assertThat(answers.stream().skip(1)).allMatch(answer -> answer.status() == 200 || answer.status() == 503);
        assertThat(shown).isPositive();
        assertIntactChain(id, shown);
        assertThat(side.recorded(id, 31).version()).isEqualTo(31);
    }

    @Test
    void leavesVersionAndETagAsTheyAre() {
        String id = writer.created(GUARDED.formatted("hunter2")).id();
        reader.reveal(id, "one");
        reader.reveal(id, "two");
        assertThat(reader.reveal(id, "three").header("ETag")).isEqualTo("\"1\"");
        assertThat(writer.put(id, GUARDED.formatted("hunter3"), "If-Match", "\"1\"")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void showsWhatAnotherInstanceStoredAMomentAgo() {
        try (RunningCommandSide other = RunningCommandSide.start(side.database(), java.util.Map.of())) {
            Api there = Api.of(other, writer.orgId(), Scopes.REVEAL, Scopes.WRITE);
            String id = writer.created(GUARDED.formatted("hunter1")).id();
            assertThat(password(there.reveal(id, "one"))).isEqualTo("hunter1");
            assertThat(password(reader.reveal(id, "two"))).isEqualTo("hunter1");

            writer.put(id, GUARDED.formatted("hunter2"));
            assertThat(password(there.reveal(id, "three"))).isEqualTo("hunter2");

            there.put(id, GUARDED.formatted("hunter3"));
            assertThat(password(reader.reveal(id, "four"))).isEqualTo("hunter3");

            there.delete(id);
            assertThat(reader.reveal(id, "five").status()).isEqualTo(410);
        }
    }

    @Test
    void givesBackExactlyWhatWasEntered() {
        for (String password : List.of(
                "q\"uo\\te/'`${x}<&>%25",
                "\uD83D\uDD11\uD83C\uDFFD key \u00e9\u0301\u200d",
                " leading and trailing ",
                "\\u0041\\n\\\\",
                "\uD83D\uDD11".repeat(64),
                "\u2028\u2029\uFEFF\uFFFD\u00A0")) {
            ObjectNode body = JsonMapper.shared().createObjectNode();
            body.put("server", "sip.example.com").put("authPassword", password);
            String id = writer.created(body.toString()).id();
            assertThat(password(reader.reveal(id, "compare"))).isEqualTo(password);
        }
    }

    @Test
    void everyAnswerIsAnAccessOfItsOwn() throws SQLException {
        String id = writer.created(GUARDED.formatted("hunter2")).id();
        Answer first = reader.reveal(id, "one", "Idempotency-Key", "same");
        Answer again = reader.reveal(id, "one", "Idempotency-Key", "same");
        assertThat(List.of(first.status(), again.status())).containsExactly(200, 200);
        assertThat(again.header("Idempotency-Replayed")).isNull();
        assertThat(records(id)).hasSize(2);
    }

    @Test
    void aProvidersCredentialCanBeRevealed() {
        Api provider = Api.of(side, writer.orgId(), Scopes.WRITE, Scopes.PROVIDER);
        String id = provider.created("{\"server\":\"sip.example.com\",\"authPassword\":\"hunter2\",\"providerId\":\""
                        + UUID.randomUUID() + "\"}")
                .id();
        assertThat(password(reader.reveal(id, "compare"))).isEqualTo("hunter2");
    }

    @Test
    void needsTheScopeRevealAndNoOtherWillDo() throws SQLException {
        String id = writer.created(GUARDED.formatted("hunter2")).id();
        Api everythingElse = Api.of(
                side, writer.orgId(), Scopes.READ, Scopes.WRITE, Scopes.PROVIDER, Scopes.AUDIT, Scopes.CALL_PERMITS);
        Answer refused = everythingElse.reveal(id, "curiosity");
        assertThat(refused.status()).isEqualTo(403);
        assertNothingWasShown(id, refused);
    }

    @Test
    void aForeignOrUnknownCredentialIsNotThere() throws SQLException {
        String id = writer.created(GUARDED.formatted("hunter2")).id();
        Answer foreign = Api.of(side, Api.newOrganisation(), Scopes.REVEAL).reveal(id, "curiosity");
        Answer unknown = reader.reveal(UUID.randomUUID().toString(), "curiosity");
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(foreign.json().get("detail")).isEqualTo(unknown.json().get("detail"));
        assertNothingWasShown(id, foreign);
    }

    @Test
    void aDeletedOneIsGone() throws SQLException {
        String id = writer.created(GUARDED.formatted("hunter2")).id();
        writer.delete(id);
        Answer gone = reader.reveal(id, "curiosity");
        assertThat(gone.status()).isEqualTo(410);
        assertNothingWasShown(id, gone);
    }

    @Test
    void withoutAPasswordThereIsNothingToReveal() throws SQLException {
        String id = writer.created("{\"server\":\"sip.example.com\"}").id();
        Answer refused = reader.reveal(id, "compare");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("no-secret");
        assertThat(records(id)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}|422|/reason required",
                "{\"reason\":\"\"}|422|/reason blank",
                "{\"reason\":\" \\t \"}|422|/reason blank",
                "{\"reason\":\"a\\nb\"}|422|/reason control-character",
                "{\"reason\":\"\\ud800\"}|422|/reason malformed-unicode",
                "{\"reason\":null}|400|/reason wrong-type",
                "{\"reason\":7}|400|/reason wrong-type",
                "{\"reason\":\"a\",\"raeson\":1}|400|/raeson unknown-field",
            })
    void aProperReasonIsRequired(String body, int status, String fault) throws SQLException {
        String id = writer.created(GUARDED.formatted("hunter2")).id();
        Answer refused = reader.send("POST", Api.PATH + "/" + id + "/reveals", body);
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.errors()).contains(fault);
        assertNothingWasShown(id, refused);
    }

    @Test
    void aReasonHasFiveHundredCharactersAtMost() throws SQLException {
        String id = writer.created(GUARDED.formatted("hunter2")).id();
        assertThat(reader.reveal(id, "\uD83D\uDD11".repeat(500)).status()).isEqualTo(200);
        assertThat(reader.reveal(id, "x".repeat(501)).errors()).containsExactly("/reason too-long");
        assertThat(records(id)).hasSize(1);
    }

    @Test
    void whatIsNoJsonObjectIsRefused() throws SQLException {
        String id = writer.created(GUARDED.formatted("hunter2")).id();
        for (String body : List.of(
                "",
                "[]",
                "\"x\"",
                "{\"reason\":\"a\"",
                "{\"reason\":\"a\"} x",
                "{\"reason\":\"a\",\"reason\":\"b\"}")) {
            Answer refused = reader.send("POST", Api.PATH + "/" + id + "/reveals", body);
            assertThat(refused.status()).as(body).isEqualTo(400);
        }
        assertThat(records(id)).isEmpty();
    }

    @Test
    void aSecondReasonInTheHeaderIsRefused() throws SQLException {
        String id = writer.created(GUARDED.formatted("hunter2")).id();
        Answer refused = reader.reveal(id, "one", "X-Change-Reason", "another");
        assertThat(refused.status()).isEqualTo(400);
        assertNothingWasShown(id, refused);
    }

    @Test
    void withoutTheRecordNothingIsRevealed() throws SQLException {
        String id = writer.created(GUARDED.formatted("hunter2")).id();
        String application = side.database().command().name();
        superuser("revoke insert on ledger.access_event from " + application);
        try {
            Answer refused = reader.reveal(id, "compare");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotNull();
            assertNothingWasShown(id, refused);
        } finally {
            superuser("grant insert on ledger.access_event to " + application);
        }
        assertThat(password(reader.reveal(id, "compare"))).isEqualTo("hunter2");
    }

    @Test
    void whatCannotBeDecryptedIsNotRecorded() throws SQLException {
        String id = writer.created(GUARDED.formatted("hunter2")).id();
        superuser("update vault.secret set ciphertext = set_byte(ciphertext, 0, get_byte(ciphertext, 0) # 1)"
                + " where credential_id = '" + id + "'");
        Answer refused = reader.reveal(id, "compare");
        assertThat(refused.status()).isEqualTo(503);
        assertNothingWasShown(id, refused);
    }

    @Test
    void whatWasDestroyedIsNeitherShownNorRecorded() throws SQLException {
        String id = writer.created(GUARDED.formatted("hunter2")).id();
        reader.reveal(id, "so that whatever remembers keys remembers this one");
        superuser("delete from vault.secret where credential_id = '" + id + "'");
        Answer refused = reader.reveal(id, "compare");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body()).doesNotContain("hunter2");
        assertThat(records(id)).hasSize(1);
    }

    @Test
    void otherFormsOfBodyAreRefused() {
        String id = writer.created(GUARDED.formatted("hunter2")).id();
        String path = Api.PATH + "/" + id + "/reveals";
        Answer text = reader.send(
                reader.request(path, "Content-Type", "text/plain").POST(BodyPublishers.ofString("{\"reason\":\"a\"}")));
        Answer parameter = reader.send("POST", path + "?reason=a", "{\"reason\":\"a\"}");
        assertThat(text.status()).isEqualTo(415);
        assertThat(parameter.status()).isEqualTo(400);
    }

    @Test
    void countsRevealsWithoutNamingAnybody() throws IOException, InterruptedException {
        String id = writer.created(GUARDED.formatted("hunter2")).id();
        reader.reveal(id, "compare");
        reader.reveal(UUID.randomUUID().toString(), "compare");
        HttpRequest request = HttpRequest.newBuilder(side.managementUri("/actuator/prometheus"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, BodyHandlers.ofString()).body())
                    .containsPattern("trunkledger_reveals_seconds_count\\{[^}]*result=\"revealed\"")
                    .containsPattern("trunkledger_reveals_seconds_count\\{[^}]*result=\"rejected\"")
                    .contains("stream=\"access\"", "stream=\"events\"")
                    .doesNotContain(id, writer.orgId());
        }
    }

    private void assertNothingWasShown(String id, Answer answer) throws SQLException {
        assertThat(answer.body()).doesNotContain("hunter2");
        assertThat(records(id)).isEmpty();
    }

    private void assertIntactChain(String id, long length) throws SQLException {
        List<SealedAccess> chain = records(id);
        assertThat(chain)
                .extracting(access -> access.event().sequence())
                .isEqualTo(LongStream.rangeClosed(1, length).boxed().toList());
        for (int i = 0; i < chain.size(); i++) {
            EventEnvelope envelope = chain.get(i).event().envelope();
            assertThat(EventJson.isIntact(chain.get(i).json())).isTrue();
            assertThat(envelope.previousHash())
                    .isEqualTo(i == 0 ? null : chain.get(i - 1).hash());
            if (i > 0) {
                assertThat(envelope.occurredTime())
                        .isAfterOrEqualTo(chain.get(i - 1).event().envelope().occurredTime());
            }
        }
    }

    private static String password(Answer revealed) {
        return revealed.json().get("authPassword").stringValue();
    }

    private static List<Answer> atOnce(List<Callable<Answer>> work) throws Exception {
        try (ExecutorService callers = Executors.newFixedThreadPool(work.size())) {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : callers.invokeAll(work)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private List<SealedAccess> records(String id) throws SQLException {
        try (Connection superuser = superuser();
                PreparedStatement query = superuser.prepareStatement(
                        "select type, payload from ledger.access_event where credential_id = ? order by sequence")) {
            query.setObject(1, UUID.fromString(id));
            List<SealedAccess> records = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    records.add(AccessJson.read(row.getString(1), row.getBytes(2)));
                }
            }
            return records;
        }
    }

    private void superuser(String statement) throws SQLException {
        try (Connection superuser = superuser();
                Statement change = superuser.createStatement()) {
            change.execute(statement);
        }
    }

    private Connection superuser() throws SQLException {
        return DriverManager.getConnection(
                side.database().jdbcUrl(),
                TestInfrastructure.postgres().superuser(),
                TestInfrastructure.postgres().superuserPassword());
    }
}
