package dev.trunkledger.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.trunkledger.events.wire.CanonicalJson;
import dev.trunkledger.events.wire.EventTypes;
import dev.trunkledger.events.wire.Topics;
import dev.trunkledger.proof.checkpoint.Checkpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Any message of any type: by itself with the kept inputs; {@code ./run fuzz} looks for more. */
class MessageReaderFuzzTest {

    private static final byte[] KEY = "0198c0de-0000-7000-8000-000000000001".getBytes(StandardCharsets.UTF_8);

    private static final Map<String, String> TYPES = Map.of(
            EventTypes.CREATED, Topics.EVENTS,
            EventTypes.REPLACED, Topics.EVENTS,
            EventTypes.RESTORED, Topics.EVENTS,
            EventTypes.DELETED, Topics.EVENTS,
            EventTypes.ERASED, Topics.EVENTS,
            EventTypes.REVEALED, Topics.ACCESS,
            Checkpoint.TYPE, Topics.CHECKPOINTS);

    private final byte[] intact = intact();

    @FuzzTest(maxDuration = "60s")
    void nothingMakesItFailAndNothingForgedPasses(byte[] data) {
        TYPES.forEach((type, topic) -> read(topic, KEY, type, data));
        // In the headers and the key too, beside a body that is in order, and in the middle of one.
        read(Topics.EVENTS, KEY, new String(data, StandardCharsets.UTF_8), intact);
        read(Topics.EVENTS, data, EventTypes.CREATED, intact);
        read(Topics.EVENTS, KEY, EventTypes.CREATED, edited(data));
    }

    /** Without this the above might never see a message that passes. */
    @Test
    void oneThatIsIntactPasses() {
        assertThat(read(Topics.EVENTS, KEY, EventTypes.CREATED, intact)).isInstanceOf(Reading.Link.class);
    }

    private static Reading read(String topic, byte[] key, @Nullable String type, byte[] value) {
        MessageId id = new MessageId(new Partition(topic, 0), 0);

        Reading reading = MessageReader.read(new Message(id, key, type, value));

        assertThat(reading.message().id()).isEqualTo(id);
        if (reading instanceof Reading.Link link) {
            assertThat(link.credentialId().toString().getBytes(StandardCharsets.UTF_8))
                    .isEqualTo(key);
            assertThat(link.hash()).isEqualTo(hashOf(value));
        }
        return reading;
    }

    /** SHA-256 over the canonical form without the hash itself, as the contract has it. */
    private static String hashOf(byte[] value) {
        ObjectNode event = (ObjectNode) JsonMapper.shared().readTree(value);
        event.remove("hash");
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(CanonicalJson.bytes(event));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The intact one with the data over the place that its first byte names. */
    private byte[] edited(byte[] data) {
        byte[] edited = intact.clone();
        int place = data.length == 0 ? 0 : (data[0] & 0xff) * edited.length / 256;
        System.arraycopy(data, 0, edited, place, Math.min(data.length, edited.length - place));
        return edited;
    }

    private static byte[] intact() {
        String file = "MessageReaderFuzzTestInputs/nothingMakesItFailAndNothingForgedPasses/CredentialCreated.v1";
        try (InputStream event = Objects.requireNonNull(MessageReaderFuzzTest.class.getResourceAsStream(file), file)) {
            return event.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
