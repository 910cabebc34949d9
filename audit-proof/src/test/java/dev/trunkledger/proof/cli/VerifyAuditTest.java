package dev.trunkledger.proof.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.proof.checkpoint.CheckpointSigner;
import dev.trunkledger.proof.checkpoint.SignedCheckpoint;
import dev.trunkledger.proof.history.History;
import dev.trunkledger.proof.history.RecordedLife;
import dev.trunkledger.proof.history.RecordedLife.Line;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as an auditor uses it: files in, words and an exit status out. */
class VerifyAuditTest {

    private static final UUID CREDENTIAL = UUID.fromString("0198c0de-0000-7000-8000-000000000001");
    private static final String ORG = "org-1";

    @TempDir
    private Path files;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<Line> lines = new ArrayList<>();

    @BeforeEach
    void recordAndSign() throws Exception {
        lines.addAll(RecordedLife.of(CREDENTIAL, ORG, 4).reveal().lines());
        lines.addAll(RecordedLife.of(UUID.randomUUID(), ORG, 2).lines());
        lines.addAll(RecordedLife.of(UUID.randomUUID(), "org-2", 1).lines());
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Files.writeString(file("key.pem"), """
                -----BEGIN PUBLIC KEY-----
                %s
                -----END PUBLIC KEY-----
                """.formatted(
                        Base64.getEncoder().encodeToString(keys.getPublic().getEncoded())));
        History history = new History();
        lines.forEach(
                line -> history.accept(line.type(), line.event().toString().getBytes(UTF_8)));
        SignedCheckpoint checkpoint = new CheckpointSigner(keys.getPrivate(), keys.getPublic())
                .sign(ORG, null, RecordedLife.BEGIN.plusSeconds(60), history.heads(ORG));
        Files.writeString(file("checkpoints.ndjson"), checkpoint + "\n");
    }

    @Test
    void aWholeHistoryIsVerifiedAndWhatNoCheckpointCoversIsSaid() throws IOException {
        assertThat(verify(exportFile())).isZero();
        assertThat(said()).contains("Verified: 8 events of 3 credentials").contains("1 checkpoint agrees");
        assertThat(said()).contains("Without a checkpoint").contains("org-2");
    }

    @Test
    void anExportIsReadFromStandardInputToo() throws IOException {
        assertThat(verify("-")).isZero();
    }

    @Test
    void eachFaultIsToldWithItsCredentialAndVersion() throws IOException {
        lines.remove(1);

        assertThat(verify(exportFile())).isEqualTo(1);
        assertThat(said()).contains("TAMPERED: credential " + CREDENTIAL + ", version 2: it is missing");
    }

    @Test
    void aCutOffEndIsToldByTheCheckpoint() throws IOException {
        lines.remove(3);

        assertThat(verify(exportFile())).isEqualTo(1);
        assertThat(said()).contains("organisation org-1, checkpoint 1");
    }

    @Test
    void aCheckpointOfAnotherKeyIsNotTrusted() throws Exception {
        KeyPair foreign = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        SignedCheckpoint forged = new CheckpointSigner(foreign.getPrivate(), foreign.getPublic())
                .sign(ORG, null, RecordedLife.BEGIN.plusSeconds(60), new History().heads(ORG));
        Files.writeString(file("checkpoints.ndjson"), forged + "\n");

        assertThat(verify(exportFile())).isEqualTo(1);
        assertThat(said()).contains("names a key that is not among those given");
    }

    @Test
    void anEditedCheckpointIsNotTrusted() throws IOException {
        String edited = Files.readString(file("checkpoints.ndjson")).replace("\"sequence\":1", "\"sequence\":2");
        Files.writeString(
                file("checkpoints.ndjson"),
                edited.replace(
                        "\"previousCheckpointHash\":null", "\"previousCheckpointHash\":\"" + "0".repeat(64) + "\""));

        assertThat(verify(exportFile())).isEqualTo(1);
        assertThat(said()).contains("edited or forged");
    }

    @Test
    void aProofForOneCredentialHoldsWithoutTheOthers() throws IOException {
        assertThat(run(
                        exportFile(),
                        "--checkpoints",
                        path("checkpoints.ndjson"),
                        "--public-key",
                        path("key.pem"),
                        "--inclusion-proof",
                        CREDENTIAL.toString()))
                .isZero();
        String proof = out.toString(UTF_8);
        Files.writeString(file("proof.json"), proof);

        assertThat(run("--check-proof", path("proof.json"), "--public-key", path("key.pem")))
                .isZero();
        Files.writeString(file("proof.json"), proof.replace("\"version\":4", "\"version\":3"));
        assertThat(run("--check-proof", path("proof.json"), "--public-key", path("key.pem")))
                .isEqualTo(1);
    }

    @Test
    void nothingToVerifyIsNotVerified() throws IOException {
        lines.clear();

        assertThat(verify(exportFile())).isNotZero();
    }

    @Test
    void aLineThatIsNoEventKeepsFromVerifying() throws IOException {
        Files.writeString(file("events.ndjson"), "{\"type\":\"x\"}\n");

        assertThat(run(path("events.ndjson"))).isEqualTo(2);
        assertThat(said()).contains("line 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nonsense", "--topic", "missing.ndjson", "--inclusion-proof x", "--checkpoints a"})
    void wrongUsageIsToldFromTampering(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err.toString(UTF_8)).isNotBlank();
    }

    @Test
    void helpSaysWhatThereIs() {
        assertThat(run("--help")).isZero();
        assertThat(said()).contains("Usage: verify-audit").contains("Exit status");
    }

    private int verify(String source) {
        return run(source, "--checkpoints", path("checkpoints.ndjson"), "--public-key", path("key.pem"));
    }

    private int run(String... arguments) {
        out.reset();
        byte[] in = String.join("\n", lines.stream().map(Line::text).toList()).getBytes(UTF_8);
        return new VerifyAudit(
                        new ByteArrayInputStream(in),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8))
                .run(arguments);
    }

    private String said() {
        return out.toString(UTF_8) + err.toString(UTF_8);
    }

    private String exportFile() throws IOException {
        Files.write(file("events.ndjson"), lines.stream().map(Line::text).toList());
        return path("events.ndjson");
    }

    private Path file(String name) {
        return files.resolve(name);
    }

    private String path(String name) {
        return file(name).toString();
    }
}
