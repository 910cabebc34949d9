package dev.trunkledger.system;

import dev.trunkledger.infrastructure.DatabaseRole;
import dev.trunkledger.infrastructure.LoopbackPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** What the sides of one deployment are told: the compose file's variables, with addresses and secrets of this run. */
final class SideSettings {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Path COMPOSE_FILE = Deployment.ROOT.resolve("docker-compose.yml");

    private final Backbone backbone;
    private final String topicPrefix;
    private final Path directory;
    private final Function<String, Map<String, String>> special;
    private final Map<String, String> keys = new HashMap<>();
    private final Path jwkSet;

    /**
     * @param directory where its key files lie
     * @param special variables that not every deployment has, by side
     */
    SideSettings(
            Backbone backbone,
            String topicPrefix,
            Identity identity,
            Path directory,
            Function<String, Map<String, String>> special)
            throws IOException {
        this.backbone = backbone;
        this.topicPrefix = topicPrefix;
        this.directory = directory;
        this.special = special;
        jwkSet = identity.writeJwkSet(directory);
        keys.put("TRUNKLEDGER_KEK_FILE", writeKeyEncryptionKey().toString());
        keys.put("TRUNKLEDGER_CHECKPOINT_KEY_FILE", writeCheckpointKeys().toString());
        keys.put("TRUNKLEDGER_CURSOR_KEY", randomKey());
    }

    /** Of a process of its own, on ports that are free. */
    Map<String, String> of(String side) {
        Map<String, String> environment = ComposeEnvironment.of(COMPOSE_FILE, side, values(side));
        environment.putAll(special.apply(side));
        environment.put("TRUNKLEDGER_BIND_ADDRESS", "127.0.0.1");
        environment.put("TRUNKLEDGER_PORT", String.valueOf(LoopbackPort.free()));
        environment.put("TRUNKLEDGER_MANAGEMENT_PORT", String.valueOf(LoopbackPort.free()));
        return environment;
    }

    Path checkpointPublicKey() {
        return directory.resolve("checkpoint-key-public.pem");
    }

    private Map<String, String> values(String side) {
        return switch (side) {
            case Deployment.COMMAND_SIDE ->
                values(
                        side,
                        backbone.database().command(),
                        backbone.database().commandOwner(),
                        "TRUNKLEDGER_KEK_FILE",
                        "TRUNKLEDGER_CHECKPOINT_KEY_FILE");
            case Deployment.QUERY_SIDE ->
                values(side, backbone.database().query(), backbone.database().queryOwner(), "TRUNKLEDGER_CURSOR_KEY");
            case Deployment.CALL_PACING ->
                values(side, backbone.database().pacing(), backbone.database().pacingOwner());
            default -> throw new IllegalArgumentException("No side is called " + side);
        };
    }

    private Map<String, String> values(String side, DatabaseRole role, DatabaseRole owner, String... ownKeys) {
        Map<String, String> values = new HashMap<>();
        values.put("TRUNKLEDGER_DB_URL", backbone.databaseUrl(side));
        values.put("TRUNKLEDGER_DB_PASSWORD", role.password());
        values.put("TRUNKLEDGER_DB_OWNER_PASSWORD", owner.password());
        values.put("TRUNKLEDGER_KAFKA_BOOTSTRAP_SERVERS", backbone.bootstrapServers());
        values.put("TRUNKLEDGER_KAFKA_TOPIC_PREFIX", topicPrefix);
        values.put("TRUNKLEDGER_ISSUER", Identity.ISSUER);
        values.put("TRUNKLEDGER_JWK_SET_URI", jwkSet.toUri().toString());
        for (String key : ownKeys) {
            values.put(key, keys.get(key));
        }
        return values;
    }

    /** The public half lies where {@link #checkpointPublicKey} says. */
    private Path writeCheckpointKeys() throws IOException {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            Files.writeString(checkpointPublicKey(), pem(pair.getPublic(), "PUBLIC KEY"));
            return Files.writeString(closedFile("checkpoint-key.pem"), pem(pair.getPrivate(), "PRIVATE KEY"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(Key key, String label) {
        return """
                -----BEGIN %1$s-----
                %2$s
                -----END %1$s-----
                """.formatted(label, Base64.getMimeEncoder().encodeToString(key.getEncoded()));
    }

    private Path writeKeyEncryptionKey() throws IOException {
        return Files.writeString(closedFile("key-encryption-key"), randomKey());
    }

    private Path closedFile(String name) throws IOException {
        return Files.createFile(
                directory.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static String randomKey() {
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
