package dev.trunkledger.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trunkledger.events.wire.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** An auditor's desk: files taken from the API, a public key, and the verifier as a process of its own. */
public record Auditing(Deployment deployment, ApiClient caller, Path directory) {

    public void keepCheckpoints(List<JsonNode> signed) throws IOException {
        Files.write(checkpoints(), signed.stream().map(JsonNode::toString).toList());
    }

    public Verdict verifyExport() throws IOException, InterruptedException {
        Files.writeString(export(), caller.read("/api/v1/audit-events").body());
        return run(export().toString());
    }

    public Verdict verifyTopics() throws IOException, InterruptedException {
        Topics topics = deployment.topicNames();
        return run(
                "--bootstrap-servers",
                deployment.bootstrapServers(),
                "--topic",
                topics.events(),
                "--access-topic",
                topics.access());
    }

    Path proveInclusionOf(UUID credentialId) throws IOException, InterruptedException {
        Files.writeString(export(), caller.read("/api/v1/audit-events").body());
        Path proof = directory.resolve("proof.json");
        Process process = process(command("--inclusion-proof", credentialId.toString(), export().toString()))
                .redirectOutput(proof.toFile())
                .redirectError(directory.resolve("proof.log").toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        return proof;
    }

    Verdict checkProof(Path proof) throws IOException, InterruptedException {
        return finish(List.of("--check-proof", proof.toString(), "--public-key", publicKey()));
    }

    private Verdict run(String... arguments) throws IOException, InterruptedException {
        return finish(command(arguments));
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addAll(List.of("--checkpoints", checkpoints().toString(), "--public-key", publicKey()));
        return command;
    }

    private static ProcessBuilder process(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-jar");
        command.add(
                Deployment.ROOT.resolve("audit-proof/target/verify-audit.jar").toString());
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    private static Verdict finish(List<String> arguments) throws IOException, InterruptedException {
        Process process = process(arguments).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Verdict(process.waitFor(), output);
    }

    private Path export() {
        return directory.resolve("events.ndjson");
    }

    private Path checkpoints() {
        return directory.resolve("checkpoints.ndjson");
    }

    private String publicKey() {
        return deployment.checkpointPublicKey().toString();
    }
}
