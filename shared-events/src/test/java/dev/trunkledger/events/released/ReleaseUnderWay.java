package dev.trunkledger.events.released;

import static dev.trunkledger.events.CredentialField.AUTH_PASSWORD;
import static dev.trunkledger.events.CredentialField.CPS_LIMIT;
import static dev.trunkledger.events.CredentialField.DESCRIPTION;
import static dev.trunkledger.events.CredentialField.SERVER;
import static dev.trunkledger.events.CredentialField.TRANSPORT;

import dev.trunkledger.events.CredentialContent;
import dev.trunkledger.events.CredentialField;
import dev.trunkledger.events.Source;
import dev.trunkledger.events.Transport;
import dev.trunkledger.events.TrunkSettings;
import dev.trunkledger.events.testing.ReleasedMessages;
import dev.trunkledger.events.testing.ReleasedMessages.Released;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What this version writes: messages of every type, as histories that could have been. */
final class ReleaseUnderWay {

    private static final Instant CREATED = Instant.parse("2026-03-01T08:00:00.000001Z");
    private static final UUID PROVIDER = UUID.fromString("0198c0de-0000-7000-8000-0000000000ff");
    private static final TrunkSettings SPARSE =
            new TrunkSettings("sip.example.com", Transport.UDP, null, null, null, null, null);
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ReleaseUnderWay() {}

    static List<Released> messages() {
        List<Released> messages = new ArrayList<>();
        TrunkSettings twenty = full("sip.example.com", 20);
        Set<CredentialField> all = EnumSet.allOf(CredentialField.class);
        new History(1, "org-münchen", messages::add)
                .created(manual(SPARSE, null, 0), EnumSet.of(SERVER, TRANSPORT))
                .replaced(manual(twenty, 1, 1), all)
                .revealed(1)
                .replaced(manual(full("sip.example.com", 30), 1, 1), EnumSet.of(CPS_LIMIT))
                .deleted(manual(full("sip.example.com", 30), 1, 1))
                .restored(manual(twenty, 1, 1), 2, EnumSet.of(CPS_LIMIT))
                .revealed(1);
        TrunkSettings ten = full("[2001:db8::10]:5061", 10);
        new History(2, "org-münchen", messages::add)
                .created(provided(ten, 1, 1), all)
                .replaced(provided(ten, 2, 2), EnumSet.of(AUTH_PASSWORD))
                .deleted(provided(ten, 2, 2))
                .erased(provided(ten, null, 2));
        new History(3, "org-münchen", messages::add).created(manual(full("192.0.2.7:5070", 15), null, 0), all);
        new History(4, "another", messages::add)
                .created(manual(SPARSE, null, 0), EnumSet.of(SERVER, TRANSPORT))
                .replaced(manual(described("Ring"), null, 0), EnumSet.of(DESCRIPTION));
        return messages;
    }

    /** The files to freeze: one for each message, and the index. */
    static void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        StringBuilder index = new StringBuilder();
        List<Released> messages = messages();
        for (int i = 0; i < messages.size(); i++) {
            Released message = messages.get(i);
            String kind = message.value() == null ? "tombstone" : message.type();
            String name = "%02d-%s.json".formatted(i + 1, kind);
            byte[] file = (JSON.writeValueAsString(json(message)) + "\n").getBytes(StandardCharsets.UTF_8);
            Files.write(directory.resolve(name), file);
            index.append(sha256(file)).append("  ").append(name).append('\n');
        }
        Files.writeString(directory.resolve(ReleasedMessages.INDEX), index);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode json(Released message) {
        ObjectNode node = JSON.createObjectNode().put("topic", message.topic()).put("key", message.key());
        ObjectNode headers = node.putObject("headers");
        message.headers().forEach(headers::put);
        byte[] value = message.value();
        return node.put("value", value == null ? null : new String(value, StandardCharsets.UTF_8));
    }

    private static TrunkSettings full(String server, int cpsLimit) {
        return new TrunkSettings(
                server,
                Transport.TLS,
                "realm \"quoted\" \\ back",
                "zoë",
                "Trunk to 東京 📞, second line",
                cpsLimit,
                "pool-1");
    }

    private static TrunkSettings described(String description) {
        return new TrunkSettings(SPARSE.server(), SPARSE.transport(), null, null, description, null, null);
    }

    private static CredentialContent manual(TrunkSettings settings, @Nullable Integer secretVersion, int last) {
        return new CredentialContent(settings, Source.MANUAL, null, CREATED, secretVersion, last);
    }

    private static CredentialContent provided(TrunkSettings settings, @Nullable Integer secretVersion, int last) {
        return new CredentialContent(settings, Source.PROVIDER, PROVIDER, CREATED, secretVersion, last);
    }
}
