package dev.trunkledger.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.trunkledger.events.wire.EventTypes;
import dev.trunkledger.events.wire.Topics;
import dev.trunkledger.proof.checkpoint.Checkpoint;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Any message of any type: by itself with the kept inputs; {@code ./run fuzz} looks for more. */
class MessageReaderFuzzTest {

    private static final byte[] KEY = "018f3a5e-7c1b-4d2e-9a6f-0b1c2d3e4f50".getBytes(StandardCharsets.UTF_8);

    private static final Map<String, String> TYPES = Map.of(
            EventTypes.CREATED, Topics.EVENTS,
            EventTypes.REPLACED, Topics.EVENTS,
            EventTypes.RESTORED, Topics.EVENTS,
            EventTypes.DELETED, Topics.EVENTS,
            EventTypes.ERASED, Topics.EVENTS,
            EventTypes.REVEALED, Topics.ACCESS,
            Checkpoint.TYPE, Topics.CHECKPOINTS);

    @FuzzTest(maxDuration = "60s")
    void nothingMakesItFailAndNothingForgedPasses(byte[] data) {
        TYPES.forEach((type, topic) -> {
            MessageId id = new MessageId(new Partition(topic, 0), 0);

            Reading reading = MessageReader.read(new Message(id, KEY, type, data));

            assertThat(reading.message().id()).isEqualTo(id);
        });
    }
}
