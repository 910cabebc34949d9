package dev.trunkledger.proof.cli;

import dev.trunkledger.proof.checkpoint.CheckpointChain;
import dev.trunkledger.proof.checkpoint.CheckpointKeys;
import dev.trunkledger.proof.checkpoint.HeadProof;
import dev.trunkledger.proof.checkpoint.SignedCheckpoint;
import dev.trunkledger.proof.history.CheckpointedHistory;
import dev.trunkledger.proof.json.UnreadableJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;

/** The command from its line to its exit status. */
final class VerifyAudit {

    static final int VERIFIED = 0;
    static final int TAMPERED = 1;
    static final int UNUSABLE = 2;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    VerifyAudit(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    int run(String... line) {
        try {
            return run(Options.parse(line));
        } catch (UsageException e) {
            err.println(e.getMessage() + "; --help tells what can be said.");
        } catch (NoSuchFileException e) {
            err.println("There is no file " + e.getFile());
        } catch (IOException | UnreadableJsonException | KafkaException e) {
            err.println("Cannot be read: " + e.getMessage());
        }
        return UNUSABLE;
    }

    private int run(Options options) throws IOException {
        if (options.help()) {
            out.print(Options.HELP);
            return VERIFIED;
        }
        return options.proofToCheck().isPresent()
                ? check(options.proofToCheck().get(), keys(options))
                : verify(options);
    }

    private int check(Path file, CheckpointKeys keys) throws IOException {
        HeadProof proof = HeadProof.read(Files.readAllBytes(file));
        boolean holds = proof.holds() && keys.verify(proof.signed());
        out.println(
                holds
                        ? "Verified: " + proof.head().json() + " is covered by the checkpoint of "
                                + proof.signed().checkpoint().time()
                        : "TAMPERED: this is not what the checkpoint covers, or the checkpoint is not signed with that key");
        return holds ? VERIFIED : TAMPERED;
    }

    private int verify(Options options) throws IOException {
        CheckpointChain checkpoints = checkpoints(options);
        CheckpointedHistory checkpointed = new CheckpointedHistory(checkpoints.trusted());
        Intake intake = new Intake(checkpointed.history(), options.orgId(), err);
        if (options.bootstrapServers().isPresent()) {
            topics(options, options.bootstrapServers().get()).readInto(intake);
        } else if (options.file().isPresent()) {
            try (InputStream file = Files.newInputStream(options.file().get())) {
                new EventLines(file).readInto(intake);
            }
        } else {
            new EventLines(in).readInto(intake);
        }
        return new Findings(checkpoints, checkpointed, intake.unreadable()).tell(options.inclusionProof(), out, err);
    }

    private static CheckpointChain checkpoints(Options options) throws IOException {
        CheckpointKeys keys = options.publicKey().isPresent() ? keys(options) : new CheckpointKeys(Map.of());
        CheckpointChain checkpoints = new CheckpointChain(keys, options.sparseCheckpoints());
        if (options.checkpoints().isPresent()) {
            try (InputStream file = Files.newInputStream(options.checkpoints().get())) {
                new Lines(file).forEach((number, bytes) -> {
                    SignedCheckpoint signed = checkpoint(number, bytes);
                    String orgId = signed.checkpoint().orgId();
                    if (options.orgId().orElse(orgId).equals(orgId)) {
                        checkpoints.accept(signed);
                    }
                });
            }
        }
        return checkpoints;
    }

    private static SignedCheckpoint checkpoint(long line, byte[] json) throws IOException {
        try {
            return SignedCheckpoint.read(json);
        } catch (UnreadableJsonException e) {
            throw new IOException("checkpoint on line " + line + ": " + e.getMessage(), e);
        }
    }

    private static CheckpointKeys keys(Options options) throws IOException {
        try {
            return CheckpointKeys.fromPem(Files.readString(options.publicKey().orElseThrow()));
        } catch (IllegalArgumentException e) {
            throw new IOException("public key: " + e.getMessage(), e);
        }
    }

    private static EventSource topics(Options options, String bootstrapServers) throws IOException {
        Map<String, Object> settings = new HashMap<>();
        if (options.kafkaProperties().isPresent()) {
            Properties properties = new Properties();
            try (var reader = Files.newBufferedReader(options.kafkaProperties().get())) {
                properties.load(reader);
            }
            properties.forEach((name, value) -> settings.put(name.toString(), value));
        }
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return new TopicEvents(settings, options.topic(), options.accessTopic());
    }
}
