package dev.trunkledger.proof.cli;

import dev.trunkledger.events.wire.Topics;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What the command was told on its line, by name without the dashes; {@link #FILE} is the one without a name. */
record Options(Map<String, String> given) {

    static final String HELP = """
            Usage: verify-audit [OPTION]... [FILE]
            Checks that the history of SIP trunk credentials is as it was recorded. Trusts no database: reads sealed events
            from FILE, from standard input when there is none, or from Kafka, each credential's in the order of its versions.

              FILE                       one event on each line: {"type": "CredentialCreated.v1", "event": {...}}
              --bootstrap-servers HOSTS  reads the topics instead of a file
              --topic NAME               events (default sip-credential-events)
              --access-topic NAME        recorded accesses (default sip-credential-access; may be absent)
              --kafka-properties FILE    more settings of the Kafka client, such as for TLS and SASL
              --org ORG_ID               looks at this organisation's events and checkpoints only

              --checkpoints FILE         signed checkpoints, one on each line. Only they show that newest events were cut
                                         off or that a history was replaced. Take the events after the checkpoints
              --public-key FILE          PEM with the Ed25519 keys that checkpoints are signed with
              --sparse-checkpoints       the checkpoints are a selection: gaps between them are no fault

              --inclusion-proof ID       prints the proof that the newest checkpoint covers this credential's history
              --check-proof FILE         checks such a proof, with --public-key and without any events
              --help                     shows this

            Exit status: 0 verified, 1 tampering found (each fault on a line of its own), 2 wrong usage or unreadable input.
            """;

    static final String FILE = "";
    private static final Set<String> FLAGS = Set.of("help", "sparse-checkpoints");
    private static final Set<String> WITH_VALUE = Set.of(
            "bootstrap-servers",
            "topic",
            "access-topic",
            "kafka-properties",
            "org",
            "checkpoints",
            "public-key",
            "inclusion-proof",
            "check-proof");

    /** @throws UsageException when the line makes no sense */
    static Options parse(String... line) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < line.length; i++) {
            String name = line[i].startsWith("--") ? line[i].substring(2) : FILE;
            String value = line[i];
            if (WITH_VALUE.contains(name)) {
                if (++i == line.length) {
                    throw new UsageException("--" + name + " needs a value");
                }
                value = line[i];
            } else if (!name.equals(FILE) && !FLAGS.contains(name)) {
                throw new UsageException("There is no option --" + name);
            }
            if (given.put(name, value) != null) {
                throw new UsageException(
                        name.equals(FILE) ? "Only one FILE can be read" : "--" + name + " stands twice");
            }
        }
        return new Options(given).checked();
    }

    boolean help() {
        return given.containsKey("help");
    }

    boolean sparseCheckpoints() {
        return given.containsKey("sparse-checkpoints");
    }

    /** Empty for standard input, which {@code -} means too. */
    Optional<Path> file() {
        return path(FILE).filter(path -> !path.equals(Path.of("-")));
    }

    Optional<String> bootstrapServers() {
        return text("bootstrap-servers");
    }

    String topic() {
        return text("topic").orElse(Topics.EVENTS);
    }

    String accessTopic() {
        return text("access-topic").orElse(Topics.ACCESS);
    }

    Optional<Path> kafkaProperties() {
        return path("kafka-properties");
    }

    Optional<String> orgId() {
        return text("org");
    }

    Optional<Path> checkpoints() {
        return path("checkpoints");
    }

    Optional<Path> publicKey() {
        return path("public-key");
    }

    Optional<UUID> inclusionProof() {
        try {
            return text("inclusion-proof").map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--inclusion-proof needs a credential id");
        }
    }

    Optional<Path> proofToCheck() {
        return path("check-proof");
    }

    private Options checked() {
        refuse(given.containsKey(FILE) && bootstrapServers().isPresent(), "Either a FILE or --bootstrap-servers");
        boolean proves = inclusionProof().isPresent() || proofToCheck().isPresent();
        boolean needsKey = checkpoints().isPresent() || proofToCheck().isPresent();
        refuse(inclusionProof().isPresent() && checkpoints().isEmpty(), "--inclusion-proof needs --checkpoints");
        refuse(needsKey && publicKey().isEmpty(), (proves ? "A proof" : "--checkpoints") + " needs --public-key");
        return this;
    }

    private static void refuse(boolean faulty, String why) {
        if (faulty) {
            throw new UsageException(why);
        }
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(given.get(name));
    }

    private Optional<Path> path(String name) {
        return text(name).map(Path::of);
    }
}
