package dev.trunkledger.command.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.command.Api;
import dev.trunkledger.command.Api.Answer;
import dev.trunkledger.command.RunningCommandSide;
import dev.trunkledger.http.Scopes;
import dev.trunkledger.infrastructure.TestDatabase;
import dev.trunkledger.infrastructure.TestInfrastructure;
import dev.trunkledger.proof.checkpoint.CheckpointChain;
import dev.trunkledger.proof.checkpoint.CheckpointKeys;
import dev.trunkledger.proof.checkpoint.SignedCheckpoint;
import dev.trunkledger.proof.history.CheckpointedHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class CheckpointIT {

    private static final String PATH = "/api/v1/audit-checkpoints";
    private static final String BODY = "{\"server\":\"sip.example.com\",\"description\":\"%s\"}";

    private static final KeyPair PAIR = pair();
    private static final CheckpointKeys KEYS = CheckpointKeys.of(PAIR.getPublic());
    private static final RunningCommandSide SIDE = RunningCommandSide.start(
            TestDatabase.create(),
            Map.of("TRUNKLEDGER_CHECKPOINT_KEY_FILE", keyFile().toString()));

    private final String orgId = Api.newOrganisation();
    private final Api api = Api.of(SIDE, orgId, Scopes.WRITE, Scopes.AUDIT);

    @AfterAll
    static void stop() {
        SIDE.close();
    }

    @Test
    void aCheckpointCoversEveryWriteThatWasAnsweredBefore() throws SQLException {
        String id = api.created(BODY.formatted("first")).id();
        assertThat(api.put(id, BODY.formatted("second")).status()).isEqualTo(200);
        api.delete(api.created(BODY.formatted("to be deleted")).id());

        Answer answer = sign();

        assertThat(answer.status()).isEqualTo(201);
        SignedCheckpoint signed = read(answer);
        assertThat(KEYS.verify(signed)).isTrue();
        assertThat(signed.checkpoint().treeSize()).isEqualTo(2);
        assertThat(faults(List.of(signed))).isEmpty();
    }

    @Test
    void aCheckpointCoversEveryAccessToASecret() throws SQLException {
        Api revealing = Api.of(SIDE, orgId, Scopes.WRITE, Scopes.REVEAL);
        String id = api.created("{\"server\":\"sip.example.com\",\"authUser\":\"u\",\"authPassword\":\"p\"}")
                .id();
        for (int i = 0; i < 2; i++) {
            assertThat(revealing
                            .send("POST", Api.PATH + "/" + id + "/reveals", "{\"reason\":\"audit\"}")
                            .status())
                    .isEqualTo(200);
        }

        SignedCheckpoint signed = read(sign());

        assertThat(signed.checkpoint().treeSize()).isEqualTo(1);
        assertThat(signed.checkpoint().heads()).isEqualTo(2);
        assertThat(faults(List.of(signed))).isEmpty();
    }

    @Test
    void aRestingOrganisationKeepsItsCheckpointAndAMovingOneGetsTheNext() throws SQLException {
        String id = api.created(BODY.formatted("first")).id();
        SignedCheckpoint first = read(sign());
        Answer again = sign();
        assertThat(again.status()).isEqualTo(200);
        assertThat(read(again).hash()).isEqualTo(first.hash());

        assertThat(api.put(id, BODY.formatted("second")).status()).isEqualTo(200);
        SignedCheckpoint second = read(sign());

        assertThat(second.checkpoint().sequence()).isEqualTo(2);
        assertThat(second.checkpoint().previousCheckpointHash()).isEqualTo(first.hash());
        assertThat(faults(List.of(first, second))).isEmpty();
    }

    @Test
    void whatAnotherOrganisationDoesIsNotInIt() {
        Api.ofNewOrganisation(SIDE).created(BODY.formatted("foreign"));
        api.created(BODY.formatted("own"));

        assertThat(read(sign()).checkpoint().treeSize()).isEqualTo(1);
    }

    @Test
    void anOrganisationWithoutCredentialsHasAnEmptyTree() {
        assertThat(read(sign()).checkpoint().treeSize()).isZero();
    }

    /** Each checkpoint has to agree with the history for ever, whatever was under way when it was made. */
    @Test
    void checkpointsAmidWritesAgreeWithTheHistoryAfterwards() throws Exception {
        List<SignedCheckpoint> signed = new ArrayList<>();
        AtomicBoolean writing = new AtomicBoolean(true);
        try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                running.add(writers.submit(() -> write(writing)));
            }
            Checkpointing checkpointing = SIDE.context().getBean(Checkpointing.class);
            for (int i = 0; i < 12; i++) {
                signed.add(checkpointing.checkpoint(orgId).signed());
            }
            signed.add(read(sign()));
            writing.set(false);
            for (Future<Integer> writer : running) {
                assertThat(writer.get()).isPositive();
            }
        }
        signed.add(read(sign()));

        assertThat(signed.getLast().checkpoint().treeSize()).isEqualTo(4);
        assertThat(faults(signed)).isEmpty();
    }

    /** As when an instance's clock is an hour behind. */
    @Test
    void aWriteWhoseTimeIsClosedIsTurnedAwayAndLeavesNothing() throws SQLException {
        String id = api.created(BODY.formatted("first")).id();
        execute("update ledger.closed_history set closed_until = now() + interval '1 hour'");
        try {
            assertThat(api.put(id, BODY.formatted("late")).status()).isEqualTo(503);
        } finally {
            execute("update ledger.closed_history set closed_until = now() - interval '2 seconds'");
        }

        assertThat(api.put(id, BODY.formatted("in time")).header("ETag")).isEqualTo("\"2\"");
    }

    @Test
    void whoMayNotAuditMayNotSign() {
        assertThat(Api.of(SIDE, orgId, Scopes.WRITE).send("POST", PATH, null).status())
                .isEqualTo(403);
    }

    private int write(AtomicBoolean writing) {
        String id = api.created(BODY.formatted("0")).id();
        int writes = 0;
        while (writing.get()) {
            writes++;
            assertThat(api.put(id, BODY.formatted(writes)).status()).isEqualTo(200);
        }
        return writes;
    }

    private Answer sign() {
        Answer answer = api.send("POST", PATH, null);
        assertThat(answer.status()).as(answer.body()).isBetween(200, 201);
        return answer;
    }

    private static SignedCheckpoint read(Answer answer) {
        return SignedCheckpoint.read(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    /** What an auditor finds who has these checkpoints and all events. */
    private List<Object> faults(List<SignedCheckpoint> signed) throws SQLException {
        CheckpointChain chain = new CheckpointChain(KEYS, false);
        signed.forEach(chain::accept);
        CheckpointedHistory history = new CheckpointedHistory(chain.trusted());
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet event = statement.executeQuery("""
                        select type, payload from
                            (select type, payload, org_id, version as number from ledger.event
                             union all select type, payload, org_id, sequence from ledger.access_event) as all_events
                         where org_id = '%s' order by number""".formatted(orgId))) {
            while (event.next()) {
                history.history().accept(event.getString(1), event.getBytes(2));
            }
        }
        List<Object> faults = new ArrayList<>(chain.faults());
        faults.addAll(history.history().faults());
        faults.addAll(history.faults());
        return faults;
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection superuser() throws SQLException {
        var postgres = TestInfrastructure.postgres();
        return DriverManager.getConnection(
                SIDE.database().jdbcUrl(), postgres.superuser(), postgres.superuserPassword());
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path keyFile() {
        try {
            Path file = Files.createTempFile("checkpoint", ".pem");
            file.toFile().deleteOnExit();
            return Files.writeString(file, """
                    -----BEGIN PRIVATE KEY-----
                    %s
                    -----END PRIVATE KEY-----
                    """.formatted(Base64.getMimeEncoder()
                    .encodeToString(PAIR.getPrivate().getEncoded())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
